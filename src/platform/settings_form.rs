//! Encoding of setting values in the settings forms of all platforms.

use crate::chat::SettingField;
use crate::language::{Language, MessageArg};

/// Encoded form of "inherited from the level above": platforms accept no empty value and no missing id.
const INHERIT: &str = "-";
/// Name and value of the setting that requires the platform to deliver every message.
const EVERY_QUESTION: (&str, &str) = ("mode", "all");

/// Encodes an optional id.
pub(crate) fn encode_id(id: Option<&str>) -> &str {
    id.unwrap_or(INHERIT)
}

/// Decodes the output of [`encode_id`].
pub(crate) fn decode_id(text: &str) -> Option<String> {
    (!text.is_empty() && text != INHERIT).then(|| text.to_owned())
}

/// Encodes the value of an option; an empty one is inherited.
pub(crate) fn encode_value(value: &str) -> &str {
    if value.is_empty() { INHERIT } else { value }
}

/// Decodes the selected values; empty if the setting is inherited.
pub(crate) fn decode_values(values: impl IntoIterator<Item = String>) -> Vec<String> {
    values.into_iter().filter(|one| one != INHERIT).collect()
}

/// Returns the text above the settings, with a warning if every question is to be answered but the bot does
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

/// Returns whether this setting with these values works only if the platform delivers every message.
pub(crate) fn needs_every_message(name: &str, values: &[String]) -> bool {
    name == EVERY_QUESTION.0 && values == [EVERY_QUESTION.1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inherited_value_is_encoded_as_a_placeholder_and_decoded_as_none() {
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
