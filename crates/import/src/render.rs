//! The text of a knowledge file.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::draft::{Draft, DraftKind};
use crate::text::one_line;

/// Fields of a draft that are known once all drafts are.
pub(crate) struct Resolved<'a> {
    /// Names that no other entry has.
    pub aliases: Vec<&'a str>,
    /// Ids of related entries.
    pub related: Vec<&'a str>,
    /// Moves: the id of the other role, the effort, the reason.
    pub moves: Vec<(&'a str, &'a str, &'a str)>,
}

/// Returns the text of a file; the line `reviewed` is of its own, so that it can be replaced.
pub(crate) fn render(
    draft: &Draft,
    title: &str,
    resolved: &Resolved<'_>,
    reviewed: Date,
) -> String {
    let mut out = String::from("+++\n");
    let _ = writeln!(out, "title = {}", quoted(title));
    let _ = writeln!(out, "kind = \"{}\"", draft.kind.as_str());
    if !resolved.aliases.is_empty() {
        let _ = writeln!(out, "aliases = {}", list(&resolved.aliases));
    }
    if !resolved.related.is_empty() {
        let _ = writeln!(out, "related = {}", list(&resolved.related));
    }
    let _ = writeln!(out, "reviewed = {reviewed}");
    if let Some(region) = &draft.region {
        let _ = writeln!(out, "region = {}", quoted(region));
    }
    if draft.fallback {
        let _ = writeln!(out, "fallback = true");
    }
    if draft.kind == DraftKind::Role && !draft.onet.is_empty() {
        let codes: Vec<&str> = draft.onet.iter().map(String::as_str).collect();
        let _ = writeln!(out, "onet = {}", list(&codes));
    }
    for origin in &draft.origins {
        let _ = write!(out, "\n[[sources]]\ntitle = {}\n", quoted(&origin.title));
        if let Some(url) = &origin.url {
            let _ = writeln!(out, "url = {}", quoted(url));
        }
    }
    for (to, effort, why) in &resolved.moves {
        let _ = write!(
            out,
            "\n[[move]]\nto = {}\neffort = \"{effort}\"\nwhy = {}\n",
            quoted(to),
            quoted(why)
        );
    }
    out.push_str("+++\n");
    out.push_str(draft.definition.trim());
    out.push('\n');
    for section in &draft.sections {
        let _ = write!(out, "\n## {}\n\n{}\n", section.heading, section.body.trim());
    }
    if !draft.questions.is_empty() {
        out.push_str("\n## Questions\n");
    }
    for question in &draft.questions {
        let _ = write!(out, "\n### {}\n", question.question);
        if !question.wordings.is_empty() {
            let wordings: Vec<String> = question.wordings.iter().map(|one| wording(one)).collect();
            let _ = writeln!(out, "<!-- also: {} -->", wordings.join(", "));
        }
        let _ = write!(out, "\n{}\n", question.body.trim());
    }
    out
}

/// Returns a text as a basic string of TOML on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for symbol in one_line(text).chars() {
        if matches!(symbol, '"' | '\\') {
            out.push('\\');
        }
        out.push(symbol);
    }
    out.push('"');
    out
}

/// Returns a text as a basic string inside a comment, which `--` would end.
fn wording(text: &str) -> String {
    let mut text = one_line(text);
    while text.contains("--") {
        text = text.replace("--", "-");
    }
    quoted(&text)
}

fn list(texts: &[&str]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}
