//! Rendering of a reply as plain text for a terminal.

use std::fmt::Write as _;

use crate::chat::{Ask, Citation, Reply, ReplyKind, ReplyPart};
use crate::language::Language;

/// Renders a reply: title, parts with their citations, choices as a numbered list, button labels.
#[must_use]
pub fn render(reply: Reply) -> String {
    let Reply {
        kind,
        // A terminal has one reader.
        audience: _,
        language,
        title,
        parts,
        picture,
        note,
        choices,
        menu,
        // Buttons are listed by their labels, which can be typed.
        buttons,
        votes,
        match_info: _,
    } = reply;
    let mut text = format!("{}\n", printable(&title));
    let mut told: Option<&str> = None;
    for part in &parts {
        let ReplyPart {
            aspect,
            heading,
            body,
            citation,
        } = part;
        let aspect = aspect.as_deref();
        let new = aspect.filter(|_| aspect != told);
        if let Some(aspect) = new.filter(|aspect| !title.contains(aspect)) {
            let _ = write!(text, "\n{}:\n", printable(aspect));
        }
        told = aspect;
        if let Some(heading) = heading {
            let _ = write!(text, "\n{}\n", printable(heading));
        }
        if !body.is_empty() {
            let _ = write!(text, "\n{}\n", printable(&body.plain()));
        }
        if let Some(citation) = citation {
            let _ = write!(
                text,
                "\n{}\n",
                printable(&citation_line(language, citation))
            );
        }
    }
    if let Some(picture) = picture {
        let words = picture.in_words(language).plain();
        let _ = write!(text, "\n{}\n", printable(&words));
    }
    // Choices whose label is in the text already are not listed again.
    let shown = text.clone();
    for (number, choice) in choices.iter().enumerate() {
        if number == 0 && !shown.contains(choice.label.as_str()) {
            text.push('\n');
            if kind == ReplyKind::Answer {
                let _ = writeln!(text, "{}:", language.text(kind.choices_message(), &[]));
            }
        }
        if !shown.contains(choice.label.as_str()) {
            let _ = writeln!(
                text,
                "{}. {} ({})",
                number + 1,
                printable(&choice.label),
                printable(&choice.detail)
            );
        }
    }
    let buttons = buttons.iter().chain(&votes).map(|button| &button.label);
    let labels: Vec<_> = buttons
        // Passages of the menu are not listed, which would be longer than the answer; their names can be typed.
        .chain(
            menu.iter()
                .filter(|item| !matches!(item.ask, Ask::Open { .. }))
                .map(|item| &item.label),
        )
        .map(|label| printable(label))
        .collect();
    if !labels.is_empty() {
        let list = [("list", (&labels.join(" · ")).into())];
        let _ = write!(text, "\n{}\n", language.text("see-also", &list));
    }
    if let Some(note) = note {
        let _ = write!(text, "\n{}\n", printable(&note));
    }
    text.truncate(text.trim_end().len());
    text
}

fn citation_line(language: Language, citation: &Citation) -> String {
    let Citation {
        address,
        entry: _,
        sources,
        reviewed: _,
        region,
    } = citation;
    let mut lines: Vec<String> = sources
        .iter()
        .map(|(title, url)| {
            let source = match url {
                Some(url) => format!("{title} <{url}>"),
                None => title.clone(),
            };
            language.text("source-of", &[("entry", (&source).into())])
        })
        .collect();
    let mut origin = vec![
        address.to_string(),
        language.text("reviewed", &[("month", (&citation.month()).into())]),
    ];
    origin.extend(
        region
            .as_ref()
            .map(|region| language.text("region", &[("region", region.into())])),
    );
    lines.push(format!("[{}]", origin.join(", ")));
    lines.join("\n")
}

/// Removes control characters except line feeds, so that a text contains no terminal escape
/// sequences.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|symbol| !symbol.is_control() || *symbol == '\n')
        .collect()
}
