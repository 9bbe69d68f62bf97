//! Text as people read it, from the markup of Discord's messages.

/// Beginnings of the references that Discord writes as `<…>`: users, roles, channels, custom emoji,
/// commands, times and guild navigation
/// (<https://discord.com/developers/docs/reference#message-formatting>).
const REFERENCES: [&str; 7] = ["@", "#", ":", "a:", "/", "t:", "id:"];

/// Replaces references by blanks, so that no id of a person or channel stays in the text.
pub(super) fn plain_text(content: &str) -> String {
    let mut text = String::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        match after.split_once('>') {
            Some((inside, behind)) if is_reference(inside) => {
                text.push(' ');
                rest = behind;
            }
            _ => {
                text.push('<');
                rest = after;
            }
        }
    }
    text.push_str(rest);
    text.trim().to_owned()
}

fn is_reference(inside: &str) -> bool {
    // A command has its id behind a colon; without one it is a closing tag of HTML.
    let is_tag = inside.starts_with('/') && !inside.contains(':');
    !is_tag
        && REFERENCES.iter().any(|start| inside.starts_with(start))
        && !inside.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn references_leave_the_text_and_everything_else_stays() {
        for (content, expected) in [
            ("<@7> what is sql", "what is sql"),
            ("what is sql <:pepe:123>", "what is sql"),
            ("what is sql <a:wave:123>", "what is sql"),
            ("<@!7><@&8> what is sql </ask:1>", "what is sql"),
            (
                "<#9> <t:1700000000:R> what is <html> for",
                "what is <html> for",
            ),
            ("is a < b and <@7", "is a < b and <@7"),
            ("why </b> in html", "why </b> in html"),
            ("<@7>", ""),
        ] {
            assert_eq!(plain_text(content), expected, "{content}");
        }
    }
}
