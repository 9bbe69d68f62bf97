//! Stemming, with exceptions for protected words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::lexicon::{ENGLISH, Lexicon};

/// The Snowball stemmers of tantivy by ISO 639-1 code.
static STEMMERS: LazyLock<BTreeMap<&str, TextAnalyzer>> = LazyLock::new(|| {
    let languages = [
        ("ar", Language::Arabic),
        ("da", Language::Danish),
        ("de", Language::German),
        ("el", Language::Greek),
        (ENGLISH, Language::English),
        ("es", Language::Spanish),
        ("fi", Language::Finnish),
        ("fr", Language::French),
        ("hu", Language::Hungarian),
        ("it", Language::Italian),
        ("nl", Language::Dutch),
        ("no", Language::Norwegian),
        ("pt", Language::Portuguese),
        ("ro", Language::Romanian),
        ("ru", Language::Russian),
        ("sv", Language::Swedish),
        ("ta", Language::Tamil),
        ("tr", Language::Turkish),
    ];
    let analyzer = |language| {
        TextAnalyzer::builder(RawTokenizer::default())
            .filter(Stemmer::new(language))
            .build()
    };
    languages
        .map(|(code, language)| (code, analyzer(language)))
        .into()
});

/// Returns the stem of an English word. A protected word is its own stem, and no other word has it: a `~` is appended to
/// a stem that equals a protected word, and to stems of words that [`Lexicon::is_apart`] names.
pub(crate) fn stem(surface: &str, lexicon: &Lexicon) -> String {
    if lexicon.is_protected(surface) || surface.len() < 3 {
        return surface.to_owned();
    }
    let mut stem = snowball(surface, ENGLISH);
    if (stem != surface && lexicon.is_protected(&stem)) || lexicon.is_apart(surface) {
        stem.push('~');
    }
    stem
}

/// Returns the stem of a word of another language, with the language appended, so that it equals no English one; a
/// protected word is its own stem.
pub(crate) fn stem_in(language: &str, surface: &str, lexicon: &Lexicon) -> String {
    if lexicon.is_protected(surface) {
        return surface.to_owned();
    }
    format!("{}~{language}", snowball(surface, language))
}

/// Returns the stem by the language's Snowball stemmer; the word itself where there is none.
fn snowball(surface: &str, language: &str) -> String {
    let Some(analyzer) = STEMMERS.get(language) else {
        return surface.to_owned();
    };
    let mut analyzer = analyzer.clone();
    let mut stream = analyzer.token_stream(surface);
    if stream.advance() {
        stream.token().text.clone()
    } else {
        surface.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_one_stem_and_different_meanings_have_different_stems() {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let stem = |word| stem(word, &lexicon);
        for (one, other) in [
            ("accountants", "accounts"),
            ("international", "intern"),
            ("officer", "office"),
            ("quite", "quit"),
        ] {
            assert_ne!(stem(one), stem(other), "{one} and {other}");
        }
        for (one, other) in [
            ("accountants", "accounting"),
            ("engineers", "engineering"),
            ("interns", "intern"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} and {other}");
        }
    }

    #[test]
    fn protected_words_have_stems_of_their_own() {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let stem = |word| stem(word, &lexicon);
        assert_eq!(stem("developers"), stem("developer"));
        let apart = [
            "java",
            "javascript",
            "c",
            "c++",
            "c#",
            "r",
            "go",
            "going",
            "k8s",
            "ux",
            "dotnet",
        ];
        for (at, one) in apart.iter().enumerate() {
            for other in apart.iter().skip(at + 1) {
                assert_ne!(stem(one), stem(other), "{one} and {other}");
            }
        }
    }
}
