//! A reply as text for a terminal.

use std::fmt::Write as _;

use crate::chat::{Part, Receipt, Reply};

/// The reply as lines of text: title, parts with their receipts, choices as a numbered list.
#[must_use]
pub fn render(reply: Reply) -> String {
    let Reply {
        // A terminal has one voice and one reader.
        tone: _,
        audience: _,
        title,
        parts,
        choices,
        // What one would press is written instead: related entries and sections by their names.
        buttons,
        finding: _,
    } = reply;
    let mut text = format!("{}\n", printable(&title));
    for part in &parts {
        let Part {
            heading,
            body,
            receipt,
        } = part;
        if let Some(heading) = heading {
            let _ = write!(text, "\n{}\n", printable(heading));
        }
        if !body.is_empty() {
            let _ = write!(text, "\n{}\n", printable(&body.plain()));
        }
        if let Some(receipt) = receipt {
            let _ = write!(text, "\n{}\n", printable(&receipt_line(receipt)));
        }
    }
    // A list shows its items already; choices that it does not show are numbered.
    let shown = text.clone();
    for (number, choice) in choices.iter().enumerate() {
        if number == 0 && !shown.contains(choice.label.as_str()) {
            text.push('\n');
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
    if !buttons.is_empty() {
        let labels: Vec<_> = buttons
            .iter()
            .map(|button| printable(&button.label))
            .collect();
        let _ = write!(text, "\nSee also: {}\n", labels.join(" · "));
    }
    text.truncate(text.trim_end().len());
    text
}

fn receipt_line(receipt: &Receipt) -> String {
    let Receipt {
        address,
        entry: _,
        sources,
        reviewed,
        region,
    } = receipt;
    let mut lines: Vec<String> = sources
        .iter()
        .map(|(title, url)| format!("Source: {title} <{url}>"))
        .collect();
    let region = region
        .as_ref()
        .map(|region| format!(", holds in {region}"))
        .unwrap_or_default();
    lines.push(format!("[{address}, reviewed {reviewed}{region}]"));
    lines.join("\n")
}

/// The text without characters that could steer a terminal.
fn printable(text: &str) -> String {
    text.chars()
        .filter(|symbol| !symbol.is_control() || *symbol == '\n')
        .collect()
}
