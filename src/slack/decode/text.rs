//! Plain text from the markup of Slack's messages.
//!
//! Slack encodes users, channels and links as `<…>` and escapes `&`, `<` and `>`
//! (<https://docs.slack.dev/messaging/formatting-message-text#parsing>).

use crate::platform;

/// Converts message text to plain text: drops mentions of people, groups and channels, replaces links by their labels, and
/// unescapes entities.
pub(super) fn plain_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let read = after
            .split_once(['>', '<'])
            .and_then(|(inside, behind)| Some((inside, reference(inside)?, behind)))
            .filter(|(inside, ..)| {
                after
                    .get(inside.len()..)
                    .is_some_and(|end| end.starts_with('>'))
            });
        if let Some((_, words, behind)) = read {
            out.push(' ');
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
    platform::plain_text::plain_text(&out.replace("&amp;", "&"))
}

/// Converts the text of a slash command to plain text. Slack passes it on as typed, so that people and channels are `@name`
/// and `#name` in it, which are dropped.
pub(super) fn typed_text(text: &str) -> String {
    let text = plain_text(text);
    let is_name = |word: &&str| {
        let name = word.strip_prefix(['@', '#']).unwrap_or_default();
        let joined = name.contains(['-', '_']) || word.starts_with('@');
        let begins = name.starts_with(char::is_alphabetic);
        begins && joined && !name.contains(['/', '(', '@'])
    };
    let words: Vec<_> = text.split(' ').filter(|word| !is_name(word)).collect();
    words.join(" ")
}

/// Returns the text of a reference such as `@U123` or `https://a.org|words`; none where it is not a
/// reference.
fn reference(inside: &str) -> Option<&str> {
    let (target, words) = match inside.split_once('|') {
        Some((target, words)) => (target, Some(words)),
        None => (inside, None),
    };
    if target.starts_with(['@', '!', '#']) && !target.contains(char::is_whitespace) {
        return Some("");
    }
    if target.starts_with("mailto:") || target.starts_with("tel:") {
        return Some(words.unwrap_or(target));
    }
    target.contains("://").then(|| words.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{plain_text, typed_text};

    #[test]
    fn references_and_entities_become_visible_text() {
        for (encoded, expected) in [
            ("<@U0BOT> what is backend?", "what is backend?"),
            ("<@U0BOT|guidepost>   what is an API", "what is an API"),
            ("what is <https://react.dev|React>?", "what is React?"),
            ("what is <http://asp.net|asp.net>?", "what is asp.net?"),
            ("see <https://react.dev> please", "see please"),
            ("see <https://a.org|https://a.org> please", "see please"),
            ("write to <mailto:a@b.org|a@b.org>", "write to a@b.org"),
            ("is <#C1|careers> about C &amp; C++?", "is about C & C++?"),
            ("what is sql <#C1|career-chat>", "what is sql"),
            ("what is sql :pepe:", "what is sql"),
            ("<!here> <!subteam^S1|@mentors> help", "help"),
            ("<!date^1^{date}|today> help", "help"),
            ("is a &lt; b &amp;&amp; b &gt; c", "is a < b && b > c"),
            ("&amp;lt;", "&lt;"),
            ("what is <html> for", "what is <html> for"),
            ("an open < and <@U1", "an open < and <@U1"),
            ("a < b <@U1> what", "a < b what"),
            ("<@U0BOT>", ""),
            ("", ""),
        ] {
            assert_eq!(plain_text(encoded), expected, "{encoded}");
        }
    }

    #[test]
    fn names_of_people_and_channels_in_a_command_are_dropped() {
        for (typed, expected) in [
            ("what is sql @other", "what is sql"),
            ("what is sql #career-chat", "what is sql"),
            ("what is c# and #hash", "what is c# and #hash"),
            ("what is @angular/core", "what is @angular/core"),
            ("first-job#how-long-a-cv", "first-job#how-long-a-cv"),
        ] {
            assert_eq!(typed_text(typed), expected, "{typed}");
        }
    }
}
