//! Removal of the markup that chat platforms share, so that only the visible words of a message are searched.
//!
//! A link is replaced by its label; URLs, emoji codes and emphasis markers are removed. References such as
//! `<@U1>` differ by platform; each door resolves its own.

use std::borrow::Cow;

/// Longest name of an emoji (Discord 32, Slack 100 characters).
const MAX_EMOJI: usize = 100;
/// Number of characters that are processed; the rest of a longer message is ignored. A question has at most 500.
const MAX_TEXT: usize = 20_000;

/// Returns the visible words of a message, separated by single spaces: link labels are kept, and URLs, emoji
/// codes and emphasis markers are removed.
pub(crate) fn plain_text(text: &str) -> String {
    let end = text.char_indices().nth(MAX_TEXT).map(|(at, _)| at);
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let text = without_emoji(&links_to_labels(text));
    let words = text.split_whitespace().filter(|word| !is_url(word));
    let words: Vec<_> = words.map(strip_emphasis).collect();
    words.join(" ")
}

/// Replaces Markdown links, `[label](url)`, by their labels.
fn links_to_labels(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let link = before.rfind('[').and_then(|at| {
            let label = before.get(at + 1..)?;
            let (address, behind) = after.split_once(')')?;
            is_url(address.trim_matches(['<', '>'])).then_some((before.get(..at)?, label, behind))
        });
        if let Some((before, label, behind)) = link {
            out.push_str(before);
            out.push_str(label);
            rest = behind;
        } else {
            out.push_str(before);
            out.push_str("](");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Replaces emoji codes such as `:wave:` and `:wave::skin-tone-2:` by a space. A colon inside a word,
/// as in `std::mem` and `10:30:45`, does not begin a code.
fn without_emoji(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut last = None;
    while let Some(symbol) = rest.chars().next() {
        let begins =
            symbol == ':' && last.is_none_or(|last: char| !last.is_alphanumeric() && last != ':');
        if let Some(behind) = begins.then(|| strip_emoji(rest)).flatten() {
            out.push(' ');
            rest = behind;
            last = Some(' ');
        } else {
            out.push(symbol);
            last = Some(symbol);
            rest = rest.get(symbol.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Returns the text after the emoji codes that it begins with; `None` if it begins with none.
fn strip_emoji(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(behind) = strip_emoji_code(rest) {
        rest = behind;
    }
    let next = rest.chars().next();
    let ends = next.is_none_or(|next| !next.is_alphanumeric() && next != ':');
    (ends && rest.len() < text.len()).then_some(rest)
}

/// Returns the text after one emoji code at its beginning.
fn strip_emoji_code(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(':')?;
    let is_name = |symbol: char| symbol.is_alphanumeric() || "_-+'~".contains(symbol);
    let end = inside.find(|symbol: char| !is_name(symbol))?;
    let (name, behind) = inside.split_at_checked(end)?;
    let named = !name.is_empty() && name.len() <= MAX_EMOJI;
    behind.strip_prefix(':').filter(|_| named)
}

/// Returns whether a word is a URL, by its scheme or `www.`.
fn is_url(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '<', '"', '[', '*', '_', '~', '|', '\'']);
    let scheme = word.split_once("://").is_some_and(|(scheme, rest)| {
        let lettered = scheme
            .chars()
            .all(|symbol| symbol.is_ascii_alphanumeric() || symbol == '+');
        !scheme.is_empty() && lettered && !rest.is_empty()
    });
    let start = word.get(..4).unwrap_or_default();
    scheme || (start.eq_ignore_ascii_case("www.") && word.len() > 4)
}

/// Strips emphasis markers from both ends of a word, also before its punctuation; a word of nothing else is
/// kept.
fn strip_emphasis(word: &str) -> Cow<'_, str> {
    let is_emphasis = |symbol: char| "*_~`|".contains(symbol);
    let core = word.trim_end_matches(|symbol: char| "?!.,;:)".contains(symbol));
    let marks = word.get(core.len()..).unwrap_or_default();
    let bare = core.trim_matches(is_emphasis);
    if bare.is_empty() || bare.len() == core.len() {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(format!("{bare}{marks}"))
    }
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn links_emoji_and_emphasis_are_reduced_to_visible_words() {
        for (written, seen) in [
            ("what is [sql](https://sql.example/a)?", "what is sql?"),
            ("what is sql https://sql.example/a?b=c", "what is sql"),
            ("what is sql (www.sql.example)", "what is sql"),
            ("what is sql :thinking_face:", "what is sql"),
            (":wave::skin-tone-2: what is sql", "what is sql"),
            (
                "what is *sql*, _really_ ~now~ `x`",
                "what is sql, really now x",
            ),
            ("**what** is ||sql||", "what is sql"),
            ("std::mem::swap at 10:30:45", "std::mem::swap at 10:30:45"),
            ("a:b:c is sql", "a:b:c is sql"),
            ("private: what is sql", "private: what is sql"),
            ("what is asp.net and c++", "what is asp.net and c++"),
            ("a[0](b) is code", "a[0](b) is code"),
            ("first-job#how-long", "first-job#how-long"),
            (" a\n\tb ", "a b"),
            (":tada:", ""),
            ("🎉", "🎉"),
            ("::", "::"),
            ("**", "**"),
        ] {
            assert_eq!(plain_text(written), seen, "{written}");
        }
    }

    #[test]
    fn repeated_openings_of_links_and_emoji_take_linear_time() {
        for text in ["[](", ":a", "[a](b", "<", "::", ":a:"] {
            plain_text(&text.repeat(200_000));
        }
    }
}
