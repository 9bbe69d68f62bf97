//! Plain text of a Slack message.
//!
//! Slack encodes users, channels and links as `<…>` and escapes `&`, `<` and `>`
//! (<https://docs.slack.dev/messaging/formatting-message-text#parsing>).

/// Converts message text to the text that the user typed: drops mentions of users and groups,
/// replaces channels and links by their names, and unescapes entities.
pub(super) fn plain_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let read = after
            .split_once('>')
            .and_then(|(inside, behind)| Some((reference(inside)?, behind)));
        if let Some((words, behind)) = read {
            out.push_str(words);
            rest = behind;
        } else {
            out.push('<');
            rest = after;
        }
    }
    out.push_str(rest);
    // The ampersand comes last: `&amp;lt;` stands for the typed text `&lt;`.
    let out = out.replace("&lt;", "<").replace("&gt;", ">");
    out.replace("&amp;", "&").trim().to_owned()
}

/// Returns the text of a reference such as `@U123` or `https://a.org|words`; none where it is not a
/// reference.
fn reference(inside: &str) -> Option<&str> {
    let (target, words) = match inside.split_once('|') {
        Some((target, words)) => (target, Some(words)),
        None => (inside, None),
    };
    if target.starts_with(['@', '!']) {
        return Some("");
    }
    if target.starts_with('#') {
        return Some(words.unwrap_or_default());
    }
    let address =
        target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:");
    address.then_some(words.unwrap_or(target))
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn references_and_entities_become_the_typed_text() {
        for (encoded, expected) in [
            ("<@U0BOT> what is backend?", "what is backend?"),
            ("<@U0BOT|guidepost>   what is an API", "what is an API"),
            ("what is <https://react.dev|React>?", "what is React?"),
            (
                "see <https://react.dev> please",
                "see https://react.dev please",
            ),
            ("write to <mailto:a@b.org|a@b.org>", "write to a@b.org"),
            (
                "is <#C1|careers> about C &amp; C++?",
                "is careers about C & C++?",
            ),
            ("<!here> <!subteam^S1|@mentors> help", "help"),
            ("is a &lt; b &amp;&amp; b &gt; c", "is a < b && b > c"),
            ("&amp;lt;", "&lt;"),
            ("what is <html> for", "what is <html> for"),
            ("an open < and <@U1", "an open < and <@U1"),
            ("<@U0BOT>", ""),
            ("", ""),
        ] {
            assert_eq!(plain_text(encoded), expected, "{encoded}");
        }
    }
}
