//! Text as people see it: markup that every chat platform shares is read or dropped.
//!
//! A link counts by its label and not by its address; emoji codes and signs of emphasis show no word.
//! References such as `<@U1>` have another form on each platform and are read by its door.

use std::borrow::Cow;

/// Longest name of an emoji (Discord 32, Slack 100 characters).
const MAX_EMOJI: usize = 100;
/// Longest text that is read, in characters; a question is at most 500.
const MAX_TEXT: usize = 20_000;

/// Reads the text of a message: labels of links stay, addresses, emoji codes and signs of emphasis go,
/// and blanks become single spaces.
pub(crate) fn plain_text(text: &str) -> String {
    let end = text.char_indices().nth(MAX_TEXT).map(|(at, _)| at);
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let text = without_emoji(&labels(text));
    let words = text.split_whitespace().filter(|word| !is_address(word));
    let words: Vec<_> = words.map(bare).collect();
    words.join(" ")
}

/// Replaces links in Markdown, `[label](address)`, by their labels.
fn labels(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("](") {
        let link = before.rfind('[').and_then(|at| {
            let label = before.get(at + 1..)?;
            let (address, behind) = after.split_once(')')?;
            is_address(address.trim_matches(['<', '>'])).then_some((
                before.get(..at)?,
                label,
                behind,
            ))
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

/// Replaces emoji codes such as `:wave:` and `:wave::skin-tone-2:` by blanks. Colons inside words,
/// as in `std::mem` and `10:30:45`, begin none.
fn without_emoji(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut last = None;
    while let Some(symbol) = rest.chars().next() {
        let begins =
            symbol == ':' && last.is_none_or(|last: char| !last.is_alphanumeric() && last != ':');
        if let Some(behind) = begins.then(|| emoji(rest)).flatten() {
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

/// Returns what stands behind the emoji codes at the beginning of a text.
fn emoji(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(behind) = one_emoji(rest) {
        rest = behind;
    }
    let next = rest.chars().next();
    let ends = next.is_none_or(|next| !next.is_alphanumeric() && next != ':');
    (ends && rest.len() < text.len()).then_some(rest)
}

fn one_emoji(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(':')?;
    let is_name = |symbol: char| symbol.is_alphanumeric() || "_-+'~".contains(symbol);
    let end = inside.find(|symbol: char| !is_name(symbol))?;
    let (name, behind) = inside.split_at_checked(end)?;
    let named = !name.is_empty() && name.len() <= MAX_EMOJI;
    behind.strip_prefix(':').filter(|_| named)
}

/// Returns whether a word is the address of a page.
fn is_address(word: &str) -> bool {
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

/// Takes the signs of emphasis off a word, before the marks at its end, too; what consists of them
/// alone stays.
fn bare(word: &str) -> Cow<'_, str> {
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
    fn what_people_see_of_links_emoji_and_emphasis_is_read() {
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
    fn hostile_texts_take_linear_time() {
        for text in ["[](", ":a", "[a](b", "<", "::", ":a:"] {
            plain_text(&text.repeat(200_000));
        }
    }
}
