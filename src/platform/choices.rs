//! The choices of a reply that its text has to name, as the options of a select are hidden until it is opened.

use crate::chat::{Choice, ReplyKind, ReplyPart};
use crate::language::Language;

/// Returns the heading of the choices that the text does not name, where nothing above them leads to them: below the closest
/// passage.
pub(crate) fn heading(kind: ReplyKind, language: Language) -> Option<String> {
    (kind == ReplyKind::Likely).then(|| language.text(kind.choices_message(), &[]))
}

/// Returns the choices that the text does not name, one line each. Related questions below an answer, and the answers to a
/// question of the bot, are in the select alone.
pub(crate) fn unlisted(kind: ReplyKind, parts: &[ReplyPart], choices: &[Choice]) -> Vec<String> {
    if matches!(kind, ReplyKind::Answer | ReplyKind::Asking) {
        return Vec::new();
    }
    let text: String = parts.iter().map(|part| part.body.plain()).collect();
    let unlisted = choices
        .iter()
        .filter(|choice| !text.contains(choice.label.as_str()));
    let line = |choice: &Choice| {
        let Choice {
            label,
            detail,
            ask: _,
        } = choice;
        if detail.trim().is_empty() {
            label.clone()
        } else {
            format!("{label} ({detail})")
        }
    };
    unlisted.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::Ask;

    #[test]
    fn choices_are_listed_unless_the_text_or_the_select_alone_has_them() {
        let choice = |label: &str, detail: &str| Choice {
            label: label.to_owned(),
            detail: detail.to_owned(),
            ask: Ask::Help,
        };
        let part = ReplyPart {
            body: crate::markup::Markup::text("About SQL."),
            ..ReplyPart::default()
        };
        let choices = [
            choice("SQL", "term"),
            choice("API", "term"),
            choice("Git", " "),
        ];
        let unlisted = |kind| super::unlisted(kind, std::slice::from_ref(&part), &choices);
        assert_eq!(unlisted(ReplyKind::Unsure), ["API (term)", "Git"]);
        for kind in [ReplyKind::Answer, ReplyKind::Asking] {
            assert!(unlisted(kind).is_empty());
        }
    }
}
