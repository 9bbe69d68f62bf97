//! Truncation of text to the limits of platforms, between grapheme clusters.
//!
//! Lengths are UTF-16 code units: the documentation of platforms says "characters" without a definition, and
//! this count is never below the number of code points or grapheme clusters.

use unicode_segmentation::UnicodeSegmentation;

/// Returns the length of a text in UTF-16 code units.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Truncates a text to `limit` UTF-16 code units, the ellipsis included, between grapheme clusters.
pub(crate) fn clip(text: &str, limit: usize) -> String {
    if utf16_len(text) <= limit {
        return text.to_owned();
    }
    let room = limit.saturating_sub(1);
    let mut used = 0;
    let mut clipped = String::new();
    for grapheme in text.graphemes(true) {
        used += utf16_len(grapheme);
        if used > room {
            break;
        }
        clipped.push_str(grapheme);
    }
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}

/// Joins a text into one line without control characters, truncated to `limit`. Returns `None` if nothing is
/// left, as platforms refuse empty labels and names.
pub(crate) fn single_line(text: &str, limit: usize) -> Option<String> {
    let spaced: String = text
        .chars()
        .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
        .collect();
    let words: Vec<_> = spaced.split_whitespace().collect();
    let joined = words.join(" ");
    (!joined.is_empty()).then(|| clip(&joined, limit))
}

/// Returns whether a label has a letter or a digit, without which it says nothing to people who do not see it.
pub(crate) fn says_something(label: &str) -> bool {
    label.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_truncated_between_grapheme_clusters() {
        assert_eq!(clip("short", 5), "short");
        assert_eq!(clip("longer", 5), "long…");
        assert_eq!(clip("one two", 5), "one…");
        assert_eq!(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 15), "👩‍👩‍👧‍👦…");
        assert_eq!(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5), "…");
    }

    #[test]
    fn a_single_line_has_no_line_ends_and_is_never_blank() {
        assert_eq!(single_line(" a\r\n b\u{7}c ", 80).as_deref(), Some("a b c"));
        assert_eq!(single_line(" \n\t ", 80), None);
    }

    #[test]
    fn a_label_of_signs_alone_says_nothing() {
        assert!(
            ["SQL", "C++", "開発者", "मार्ग", "1"]
                .iter()
                .all(|label| says_something(label))
        );
        assert!(
            !["", " ", "🎉", "…", "?!"]
                .iter()
                .any(|label| says_something(label))
        );
    }
}
