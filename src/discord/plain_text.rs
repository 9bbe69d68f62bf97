//! Plain text from the markup of Discord's messages.

use crate::platform;

/// Beginnings of the references that Discord writes as `<…>`: users, roles, channels, custom emoji,
/// commands, times and guild navigation
/// (<https://discord.com/developers/docs/reference#message-formatting>).
const REFERENCES: [&str; 7] = ["@", "#", ":", "a:", "/", "t:", "id:"];

/// Returns the text without markup, references and addresses of links, so that it has no id of a person or channel.
pub(super) fn plain_text(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        match after.split_once(['>', '<']) {
            Some((inside, behind)) if is_reference(inside) && closes(after, inside) => {
                // An address may belong to a Markdown link, which the next step replaces by its label.
                text.push_str(if inside.contains("://") { inside } else { " " });
                rest = behind;
            }
            _ => {
                text.push('<');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    platform::plain_text::plain_text(&text)
}

/// Returns whether a `>` follows the inside of a reference.
fn closes(after: &str, inside: &str) -> bool {
    after
        .get(inside.len()..)
        .is_some_and(|end| end.starts_with('>'))
}

fn is_reference(inside: &str) -> bool {
    // A command mention ends with a colon and an id, unlike a closing HTML tag; names of subcommands have blanks.
    if inside.starts_with('/') {
        let id = inside.rsplit_once(':').map_or("", |(_, id)| id);
        return !id.is_empty() && id.chars().all(|symbol| symbol.is_ascii_digit());
    }
    let address = inside.contains("://");
    let reference = address || REFERENCES.iter().any(|start| inside.starts_with(start));
    reference && !inside.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn references_are_removed_and_other_text_stays() {
        for (content, expected) in [
            ("<@7> what is sql", "what is sql"),
            ("what is sql <:pepe:123>", "what is sql"),
            ("what is sql <a:wave:123>", "what is sql"),
            ("<@!7><@&8> what is sql </ask:1>", "what is sql"),
            ("what is sql </guidepost settings:1>", "what is sql"),
            (
                "<#9> <t:1700000000:R> what is <html> for",
                "what is <html> for",
            ),
            ("what is sql <https://sql.example> :wave:", "what is sql"),
            ("what is [sql](<https://sql.example>)", "what is sql"),
            ("is a < b and <@7", "is a < b and <@7"),
            ("is a < b and <@7> c", "is a < b and c"),
            ("why </b> in html", "why </b> in html"),
            ("<@7>", ""),
        ] {
            assert_eq!(plain_text(content), expected, "{content}");
        }
    }
}
