//! Comparison of names: `Back-End Developer`, `back end developer` and
//! `backend developer` are one, `C`, `C++` and `C#` are three. Slugs: what ids and anchors are made of.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

use super::MAX_ANCHOR;

/// Start of the Greek block: marks of letters before it, which are Latin, are dropped in slugs.
const GREEK: char = '\u{370}';
/// Start of the Devanagari block: marks of letters before it are dropped in names, as people often
/// leave them out (Latin, Greek, Cyrillic, Hebrew, Arabic); from there on they are vowels, or make
/// another consonant.
const DEVANAGARI: char = '\u{900}';

/// Returns the key by which names are compared: in compatibility form (NFKC), without accents, in lower
/// case, with letters, digits, `+` and `#` only.
///
/// The key is empty if the name has none of these, such as an emoji.
#[must_use]
pub(crate) fn key(name: &str) -> String {
    let mut key = folded(name, DEVANAGARI);
    key.retain(|symbol| is_of_word(symbol) || matches!(symbol, '+' | '#'));
    key
}

/// Returns the anchor of a heading: its slug of at most [`MAX_ANCHOR`] characters. Empty where the
/// heading has no letter or digit.
#[must_use]
pub(crate) fn anchor(heading: &str) -> String {
    slug(heading, MAX_ANCHOR)
}

/// Returns the words of a text in lower case, joined by `-`, cut after a word to `limit` characters:
/// in compatibility form (NFKC), Latin letters without accents. Empty where it has no letter or digit.
#[must_use]
pub(super) fn slug(text: &str, limit: usize) -> String {
    let plain = folded(text, GREEK);
    joined(plain.split(|symbol| !is_of_word(symbol)), limit)
}

/// Returns the anchor that versions before slugs of other scripts made of a heading: of its ASCII
/// letters and digits only. Buttons of these versions carry it.
#[must_use]
pub(super) fn ascii_anchor(heading: &str) -> String {
    let plain: String = heading
        .nfkd()
        .filter(|symbol| !is_combining_mark(*symbol) && !matches!(symbol, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .collect();
    let words = plain.split(|symbol: char| !symbol.is_ascii_alphanumeric());
    joined(words, MAX_ANCHOR)
}

/// Joins words by `-`, as many as fit into `limit` characters; a first word that is longer is cut between
/// grapheme clusters.
fn joined<'a>(words: impl Iterator<Item = &'a str>, limit: usize) -> String {
    let mut all = String::new();
    let mut length = 0;
    for word in words.filter(|word| !word.is_empty()) {
        let gap = usize::from(length > 0);
        let (word, characters) = cut(word, limit);
        if length + gap + characters > limit {
            break;
        }
        all.extend((gap > 0).then_some('-'));
        all.push_str(word);
        length += gap + characters;
    }
    all
}

/// Returns the beginning of a word, at most `limit` characters, with their number.
fn cut(word: &str, limit: usize) -> (&str, usize) {
    let (mut bytes, mut characters) = (0, 0);
    for cluster in word.graphemes(true) {
        let more = cluster.chars().count();
        if characters + more > limit {
            break;
        }
        bytes += cluster.len();
        characters += more;
    }
    (word.get(..bytes).unwrap_or(word), characters)
}

/// Returns a text in compatibility form (NFKC) and lower case, without apostrophes and joiners, and without the marks
/// of everything but letters from `marked` on.
fn folded(text: &str, marked: char) -> String {
    let mut keeps = false;
    text.nfkd()
        .filter(|symbol| !matches!(symbol, '\'' | '’' | 'ʼ' | '\u{200d}'))
        .filter(move |symbol| {
            if is_combining_mark(*symbol) {
                return keeps && !is_invisible(*symbol);
            }
            keeps = *symbol >= marked && symbol.is_alphabetic();
            true
        })
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
}

/// Returns whether a symbol of a folded text belongs to a word.
fn is_of_word(symbol: char) -> bool {
    symbol.is_alphanumeric() || is_combining_mark(symbol)
}

/// Returns whether a mark only chooses how the letter before it is drawn
/// (<https://www.unicode.org/reports/tr37/>).
const fn is_invisible(mark: char) -> bool {
    matches!(mark, '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Minimum Jaro–Winkler similarity (1 is equal) of a suggestion.
const MIN_SIMILARITY: f64 = 0.8;

/// Returns the word of `known` that is most similar to `word`, the first of equals; `None` below
/// [`MIN_SIMILARITY`].
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in known {
        let similarity = strsim::jaro_winkler(word, candidate);
        if similarity >= MIN_SIMILARITY && best.is_none_or(|(highest, _)| similarity > highest) {
            best = Some((similarity, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_are_one_name_and_languages_are_not() {
        assert_eq!(key("Back-End  Developer"), key("backend developer"));
        assert_eq!(key("Résumé"), "resume");
        assert_eq!(key("Node.js"), "nodejs");
        assert_eq!([key("C"), key("C++"), key("C#")], ["c", "c++", "c#"]);
        assert_eq!(key("🎉"), "");
        assert_eq!(key("Ёлка"), key("елка"));
        assert_ne!(key("कल"), key("काल"));
        assert_ne!(key("かき"), key("かぎ"));
    }

    #[test]
    fn an_anchor_is_cut_after_a_word() {
        assert_eq!(anchor("Do I need a degree?"), "do-i-need-a-degree");
        assert_eq!(anchor("What's C++?"), "whats-c");
        let long = anchor(&"word ".repeat(40));
        assert_eq!(long, ["word"; 9].join("-"));
        assert!(anchor(&"x".repeat(400)).len() == MAX_ANCHOR);
    }

    #[test]
    fn an_anchor_keeps_the_letters_of_every_script() {
        for (heading, expected) in [
            ("給与明細はどう読みますか？", "給与明細はどう読みますか"),
            ("ﾃﾞｰﾀって何？", "データって何"),
            ("SQL とは？", "sql-とは"),
            ("Какой опыт нужен?", "какой-опыт-нужен"),
            ("Ё-моё: Й", "ё-моё-й"),
            ("क्या मुझे डिग्री चाहिए?", "क्या-मुझे-डिग्री-चाहिए"),
            ("ฉันต้องมีปริญญาไหม", "ฉันต้องมีปริญญาไหม"),
            ("هل أحتاج إلى شهادة؟", "هل-أحتاج-إلى-شهادة"),
            ("¿Necesito un título?", "necesito-un-titulo"),
            ("Straße nach Łódź", "straße-nach-łodz"),
            ("Πόσο κερδίζει;", "πόσο-κερδίζει"),
            ("п'ять, пʼять", "пять-пять"),
            ("漢\u{fe00}字 👩‍💻 ❤\u{fe0f}", "漢字"),
            ("🎉", ""),
            ("\u{301}", ""),
        ] {
            assert_eq!(anchor(heading), expected, "{heading}");
            assert_eq!(anchor(expected), expected);
            let decomposed: String = heading.nfd().collect();
            assert_eq!(anchor(&decomposed), expected, "{heading}");
        }
    }

    #[test]
    fn a_long_word_is_cut_between_clusters() {
        let long = anchor(&"नि".repeat(40));
        assert_eq!(long, "नि".repeat(MAX_ANCHOR / 2));
        let odd = slug(&"नि".repeat(40), 7);
        assert_eq!(odd, "नि".repeat(3));
        assert_eq!(anchor(&"給".repeat(99)).chars().count(), MAX_ANCHOR);
    }

    #[test]
    fn headings_of_latin_letters_have_the_anchors_that_they_had() {
        for heading in [
            "Do I need a degree?",
            "What’s C++? ½ ﬁne",
            "Où étudier à côté",
        ] {
            assert_eq!(anchor(heading), ascii_anchor(heading), "{heading}");
        }
        assert_eq!(ascii_anchor("SQL とは C"), "sql-c");
        assert_eq!(ascii_anchor("Łódź"), "odz");
    }

    #[test]
    fn a_misspelt_key_has_a_nearest_one() {
        let keys = ["title", "kind", "aliases"];
        assert_eq!(nearest("alises", keys), Some("aliases"));
        assert_eq!(nearest("colour", keys), None);
    }
}
