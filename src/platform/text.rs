//! Text cut to a platform's limits. Lengths are counted in UTF-16 units: platforms say "characters",
//! and of the ways to count those this one never comes out too low.

use unicode_segmentation::UnicodeSegmentation;

/// The length of a text in UTF-16 units.
pub(crate) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text, or as much of its beginning as fits into `limit` with an ellipsis behind it. What a
/// reader sees as one character is never cut.
pub(crate) fn clip(text: &str, limit: usize) -> String {
    if length(text) <= limit {
        return text.to_owned();
    }
    let room = limit.saturating_sub(1);
    let mut used = 0;
    let mut clipped = String::new();
    for grapheme in text.graphemes(true) {
        used += length(grapheme);
        if used > room {
            break;
        }
        clipped.push_str(grapheme);
    }
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}

/// The text on one line, without control characters or surrounding blanks, clipped to `limit`; nothing
/// where nothing is left to see, as platforms refuse empty labels and names.
pub(crate) fn line(text: &str, limit: usize) -> Option<String> {
    let spaced: String = text
        .chars()
        .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
        .collect();
    let words: Vec<_> = spaced.split_whitespace().collect();
    let line = words.join(" ");
    (!line.is_empty()).then(|| clip(&line, limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_what_a_reader_sees_as_characters() {
        assert_eq!(clip("short", 5), "short");
        assert_eq!(clip("longer", 5), "long…");
        assert_eq!(clip("one two", 5), "one…");
        assert_eq!(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 15), "👩‍👩‍👧‍👦…");
        assert_eq!(clip("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 5), "…");
    }

    #[test]
    fn a_line_has_no_line_ends_and_is_never_blank() {
        assert_eq!(line(" a\r\n b\u{7}c ", 80).as_deref(), Some("a b c"));
        assert_eq!(line(" \n\t ", 80), None);
    }
}
