//! The wire form of the settings that a community picks from, which every platform's form uses.

use crate::chat::SettingField;
use crate::language::{Language, MessageArg};

/// Stands for "as everywhere else", as platforms accept no empty value and no missing id.
const INHERIT: &str = "-";
/// The setting, and its value, that needs the platform to pass on every message.
const EVERY_QUESTION: (&str, &str) = ("mode", "all");

/// An id, or the sign for none.
pub(crate) fn encode_id(id: Option<&str>) -> &str {
    id.unwrap_or(INHERIT)
}

/// Reads what [`encode_id`] wrote.
pub(crate) fn decode_id(text: &str) -> Option<String> {
    (!text.is_empty() && text != INHERIT).then(|| text.to_owned())
}

/// The value of an option; an empty one stands for what holds everywhere else.
pub(crate) fn encode_value(value: &str) -> &str {
    if value.is_empty() { INHERIT } else { value }
}

/// The values that a person picked; none where the setting is to be as everywhere else.
pub(crate) fn decode_values(values: impl IntoIterator<Item = String>) -> Vec<String> {
    values.into_iter().filter(|one| one != INHERIT).collect()
}

/// The text above the settings, with a warning where every question is to be answered and the bot does
/// not receive every message. `door` is the platform's name in message files.
pub(crate) fn introduction(
    language: Language,
    door: &str,
    fields: &[SettingField],
    receives_messages: bool,
) -> String {
    let text = |id: &str| language.text(id, &[("door", MessageArg::Key(door))]);
    let needs_messages = fields
        .iter()
        .any(|field| needs_every_message(field.name, &field.chosen));
    let mut lines = vec![text("settings.text")];
    if needs_messages && !receives_messages {
        lines.push(text("settings.unread"));
    }
    lines.join("\n\n")
}

/// Returns whether this setting with these values works only where the platform passes on every message.
pub(crate) fn needs_every_message(name: &str, values: &[String]) -> bool {
    name == EVERY_QUESTION.0 && values == [EVERY_QUESTION.1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_everywhere_is_written_as_a_sign_and_read_as_nothing() {
        assert_eq!(decode_id(encode_id(None)), None);
        assert_eq!(decode_id(encode_id(Some("C1"))).as_deref(), Some("C1"));
        assert_eq!(decode_id(""), None);
        assert_eq!(encode_value(""), "-");
        let picked = [encode_value("").to_owned(), encode_value("de").to_owned()];
        assert_eq!(decode_values(picked), ["de"]);
        assert!(needs_every_message("mode", &["all".to_owned()]));
        assert!(!needs_every_message("mode", &[]));
    }
}
