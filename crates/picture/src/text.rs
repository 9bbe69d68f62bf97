//! Fonts, and the length of texts in them: cleaning, measuring, wrapping and cutting at grapheme clusters.

use std::borrow::Cow;
use std::sync::LazyLock;

use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::MAX_TEXT;
use crate::error::MissingLetter;

/// One of the fonts that ship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    /// Labels.
    Regular,
    /// Headings and values.
    SemiBold,
    /// Titles.
    Display,
}

impl Face {
    /// All fonts.
    pub(crate) const ALL: [Self; 3] = [Self::Regular, Self::SemiBold, Self::Display];

    /// The font file.
    pub(crate) const fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../fonts/GuidepostInter-Regular.ttf"),
            Self::SemiBold => include_bytes!("../fonts/GuidepostInter-SemiBold.ttf"),
            Self::Display => include_bytes!("../fonts/GuidepostInterDisplay-Bold.ttf"),
        }
    }

    /// Names of the font for a viewer: this one, Inter, then the viewer's own.
    pub(crate) const fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::SemiBold => {
                "Guidepost Inter, Inter, Helvetica, Arial, sans-serif"
            }
            Self::Display => {
                "Guidepost Inter Display, Inter Display, Inter, Helvetica, Arial, sans-serif"
            }
        }
    }

    /// The weight of the font.
    pub(crate) const fn weight(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::SemiBold => 600,
            Self::Display => 700,
        }
    }

    fn metrics(self) -> Option<&'static Metrics> {
        static METRICS: LazyLock<[Option<Metrics>; 3]> =
            LazyLock::new(|| Face::ALL.map(Metrics::read));
        let [regular, semi_bold, display] = &*METRICS;
        match self {
            Self::Regular => regular.as_ref(),
            Self::SemiBold => semi_bold.as_ref(),
            Self::Display => display.as_ref(),
        }
    }
}

/// Letters of a font, and their widths in units of the font size.
struct Metrics {
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
}

impl Metrics {
    fn read(face: Face) -> Option<Self> {
        let font = FontRef::new(face.data()).ok()?;
        Some(Self {
            letters: font.charmap(),
            widths: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }

    fn has(&self, letter: char) -> bool {
        self.letters.map(letter).is_some()
    }
}

/// The width of a text in CSS pixels, without kerning.
pub(crate) fn width(face: Face, size: f32, text: &str) -> f32 {
    let Some(metrics) = face.metrics() else {
        return 0.0;
    };
    let glyphs = text.chars().filter_map(|one| metrics.letters.map(one));
    let widths = glyphs.filter_map(|glyph| metrics.widths.advance_width(glyph));
    widths.sum::<f32>() * size
}

/// Returns whether the fonts have the character.
fn has(letter: char) -> bool {
    Face::Regular
        .metrics()
        .is_some_and(|metrics| metrics.has(letter))
}

/// Returns the first letter or digit of a text that the fonts of the pictures lack.
#[must_use]
pub fn missing_letter(text: &str) -> Option<char> {
    text.graphemes(true)
        .take(MAX_TEXT)
        .flat_map(str::chars)
        .nfc()
        .find(|one| one.is_alphanumeric() && !has(*one))
}

/// Fails with the first letter of the texts that the fonts lack.
pub(crate) fn check<'text>(
    texts: impl IntoIterator<Item = &'text str>,
) -> Result<(), MissingLetter> {
    match texts.into_iter().find_map(missing_letter) {
        Some(letter) => Err(MissingLetter { letter }),
        None => Ok(()),
    }
}

/// A text as it is drawn: composed letters, single spaces, nothing that the fonts lack, at most [`MAX_TEXT`] clusters.
pub(crate) fn clean(text: &str) -> String {
    let read = text.graphemes(true).take(MAX_TEXT).flat_map(str::chars);
    let spaced = read.map(|one| {
        if one.is_whitespace() || one.is_control() {
            ' '
        } else {
            one
        }
    });
    let drawn: String = spaced.nfc().filter(|one| has(*one)).collect();
    let words: Vec<&str> = drawn.split_whitespace().collect();
    words.join(" ")
}

/// Cuts a clean text to a width, with an ellipsis where something is left out.
pub(crate) fn fit(face: Face, size: f32, text: &str, limit: f32) -> Cow<'_, str> {
    if width(face, size, text) <= limit {
        return Cow::Borrowed(text);
    }
    let mut cut = String::new();
    for cluster in text.graphemes(true) {
        if width(face, size, &format!("{cut}{cluster}…")) > limit {
            break;
        }
        cut.push_str(cluster);
    }
    Cow::Owned(format!("{}…", cut.trim_end()))
}

/// Breaks a clean text into lines between words, after hyphens and slashes, and within words that are longer than a
/// line; what does not fit into the last line is cut.
pub(crate) fn wrap(face: Face, size: f32, text: &str, limit: f32, lines: usize) -> Vec<String> {
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut pieces = pieces(face, size, text, limit).into_iter();
    while let Some(piece) = pieces.next() {
        let longer = format!("{line}{piece}");
        if width(face, size, longer.trim_end()) <= limit {
            line = longer;
        } else if done.len() + 1 < lines {
            done.push(line.trim_end().to_owned());
            piece.clone_into(&mut line);
        } else {
            line = longer;
            line.extend(pieces.by_ref());
        }
    }
    let last = fit(face, size, line.trim_end(), limit);
    if !last.is_empty() {
        done.push(last.into_owned());
    }
    done
}

/// The first of the sizes at which every word fits into a line and all words into the lines, else the last one.
pub(crate) fn largest(face: Face, sizes: &[f32], text: &str, limit: f32, lines: usize) -> f32 {
    let fits = |size: f32| {
        let mut words = text.split_inclusive([' ', '-', '/', '–', '—']);
        words.all(|word| width(face, size, word.trim_end()) <= limit)
            && wrap(face, size, text, limit, lines + 1).len() <= lines
    };
    let last = sizes.last().copied().unwrap_or(13.0);
    sizes
        .iter()
        .copied()
        .find(|size| fits(*size))
        .unwrap_or(last)
}

/// Splits a text into pieces that may stand on different lines, each no longer than one; a piece keeps the space or
/// sign behind it.
fn pieces(face: Face, size: f32, text: &str, limit: f32) -> Vec<&str> {
    let mut pieces = Vec::new();
    for mut rest in text.split_inclusive([' ', '-', '/', '–', '—']) {
        while width(face, size, rest.trim_end()) > limit {
            let (head, tail) = split(face, size, rest, limit);
            pieces.push(head);
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(rest);
        }
    }
    pieces
}

/// Splits a word at the last grapheme cluster that fits, after one at the least.
fn split(face: Face, size: f32, word: &str, limit: f32) -> (&str, &str) {
    let mut end = 0;
    for (at, cluster) in word.grapheme_indices(true) {
        let next = at + cluster.len();
        let head = word.get(..next).unwrap_or_default();
        if end > 0 && width(face, size, head) > limit {
            break;
        }
        end = next;
    }
    word.split_at_checked(end).unwrap_or((word, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_can_be_read() {
        for face in Face::ALL {
            assert!(width(face, 10.0, "Guidepost") > 40.0, "{face:?}");
        }
    }

    #[test]
    fn lines_are_no_longer_than_asked_and_lose_nothing_but_spaces() {
        let text = "Stakeholder management, continuous integration/delivery and incident response";
        for limit in [20.0_f32, 60.0, 120.0, 1_000.0] {
            let lines = wrap(Face::Regular, 14.0, text, limit, 100);
            let joined = lines.concat().replace(' ', "");
            assert_eq!(joined, text.replace(' ', ""), "{limit}");
            for line in lines {
                assert!(
                    width(Face::Regular, 14.0, &line) <= limit,
                    "{limit}: {line}"
                );
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_between_grapheme_clusters_with_an_ellipsis() {
        // No composed letter exists for these clusters.
        let text = "m\u{304}".repeat(80);
        let lines = wrap(Face::Regular, 14.0, &text, 100.0, 2);
        assert_eq!(lines.len(), 2);
        let last = lines.last().map(String::as_str).unwrap_or_default();
        let kept = last.strip_suffix('…').unwrap_or_default();
        assert!(
            kept.len() > 3 && kept.len().is_multiple_of("m\u{304}".len()),
            "{last}"
        );
        assert!(width(Face::Regular, 14.0, last) <= 100.0);
    }

    #[test]
    fn cleaning_composes_letters_and_drops_what_cannot_be_drawn() {
        assert_eq!(
            clean("  Ge\u{308}na\u{303}o\n\t🚀 \u{202e}ok\u{0}  "),
            "Gënão ok"
        );
        let long = clean(&"e\u{301}".repeat(10_000));
        assert_eq!(long.chars().count(), MAX_TEXT);
    }

    #[test]
    fn letters_of_other_scripts_are_named_and_signs_are_not() {
        assert_eq!(
            missing_letter("Ingénieur·e de données, Größe, São, Żółć, Київ 🚀 C++"),
            None
        );
        assert_eq!(missing_letter("Data エンジニア"), Some('エ'));
        assert_eq!(missing_letter("डेटा"), Some('ड'));
    }
}
