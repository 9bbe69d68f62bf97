//! How much Discord takes, each limit with the page that states it, and how text is cut to it.
//!
//! Lengths are counted in UTF-16 units: Discord's pages say "characters", and of all the ways to
//! count those this is the one that never comes out too low.

use unicode_segmentation::UnicodeSegmentation;

/// An embed's title (<https://discord.com/developers/docs/resources/message#embed-object-embed-limits>).
pub(super) const TITLE: usize = 256;
/// An embed's description (same page).
pub(super) const DESCRIPTION: usize = 4_096;
/// The value of an embed's field (same page).
pub(super) const FIELD_VALUE: usize = 1_024;
/// The name of an embed's field (same page).
pub(super) const FIELD_NAME: usize = 256;
/// An embed's footer may be longer (same page), but then the room of [`FIELDS_IN_ALL`] is not there.
pub(super) const FOOTER: usize = 200;
/// All texts of all embeds of a message (same page).
pub(super) const EMBEDS_IN_ALL: usize = 6_000;
/// What is left for fields where every other text of the embed is as long as it may be.
pub(super) const FIELDS_IN_ALL: usize = EMBEDS_IN_ALL - TITLE - DESCRIPTION - FOOTER;

/// Bytes of a file: what is taken everywhere, without a boosted server or a subscription
/// (<https://discord.com/developers/docs/reference#uploading-files>).
pub(super) const ATTACHMENT: usize = 10 * 1_024 * 1_024;
/// The description of a file, which screen readers read out
/// (<https://discord.com/developers/docs/resources/message#attachment-object>).
pub(super) const ATTACHMENT_TEXT: usize = 1_024;
/// The name of a file without its ending. The API takes 1,024; what is shown of it is shorter.
pub(super) const ATTACHMENT_NAME: usize = 100;

/// Rows of buttons or selects (<https://discord.com/developers/docs/components/reference#action-row>).
pub(super) const ROWS: usize = 5;
/// Buttons in a row (same page).
pub(super) const BUTTONS_IN_ROW: usize = 5;
/// What is shown of a button's label; 80 are taken
/// (<https://discord.com/developers/docs/components/reference#button>), but a telephone shows
/// fewer, and the design guidelines ask for 34 at most.
pub(super) const BUTTON_LABEL: usize = 34;
/// A select's options (<https://discord.com/developers/docs/components/reference#string-select>).
pub(super) const OPTIONS: usize = 25;
/// An option's label and its description (same page).
pub(super) const OPTION_TEXT: usize = 100;

/// What autocomplete offers
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-autocomplete>).
pub(super) const COMPLETIONS: usize = 25;
/// The name and the value of one offer
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure>).
pub(super) const COMPLETION_TEXT: usize = 100;

/// The length that Discord's limits are compared with.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The text, or as much of its beginning as fits with an ellipsis behind it. What a reader sees as
/// one character is never cut.
pub(super) fn clip(text: &str, limit: usize) -> String {
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

/// The text on one line, without control characters or blanks around it, clipped; nothing where
/// nothing is left to see, as Discord refuses labels and names that are empty.
pub(super) fn line(text: &str, limit: usize) -> Option<String> {
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
