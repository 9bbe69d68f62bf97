//! Comparison of names: `Back-End Developer`, `back end developer` and
//! `backend developer` are one, `C`, `C++` and `C#` are three.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::MAX_ANCHOR;

/// Returns the key by which names are compared: compatibility-decomposed (NFKD), without accents, in lower
/// case, with letters, digits, `+` and `#` only.
///
/// The key is empty if the name has none of these, such as an emoji.
#[must_use]
pub(crate) fn key(name: &str) -> String {
    name.nfkd()
        .filter(|symbol| !is_combining_mark(*symbol))
        .flat_map(char::to_lowercase)
        .filter(|symbol| symbol.is_alphanumeric() || matches!(symbol, '+' | '#'))
        .collect()
}

/// Returns the anchor of a heading: words in lower case joined by `-`, cut after a word to
/// [`MAX_ANCHOR`] characters. Empty if the heading has no ASCII letter or digit.
#[must_use]
pub(crate) fn anchor(heading: &str) -> String {
    let plain: String = heading
        .nfkd()
        .filter(|symbol| !is_combining_mark(*symbol) && !matches!(symbol, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .collect();
    let mut anchor = String::new();
    for word in plain
        .split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        let word: String = word.chars().take(MAX_ANCHOR).collect();
        if !anchor.is_empty() {
            if anchor.len() + 1 + word.len() > MAX_ANCHOR {
                break;
            }
            anchor.push('-');
        }
        anchor.push_str(&word);
    }
    anchor
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
    fn a_misspelt_key_has_a_nearest_one() {
        let keys = ["title", "kind", "aliases"];
        assert_eq!(nearest("alises", keys), Some("aliases"));
        assert_eq!(nearest("colour", keys), None);
    }
}
