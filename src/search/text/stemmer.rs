//! Stemming, with exceptions for protected words.

use std::sync::LazyLock;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

use super::lexicon::Lexicon;

/// The English Snowball stemmer of tantivy.
static ENGLISH: LazyLock<TextAnalyzer> = LazyLock::new(|| {
    TextAnalyzer::builder(RawTokenizer::default())
        .filter(Stemmer::new(Language::English))
        .build()
});

/// Returns the stem of a word. A protected word is its own stem, and no other word has it: a `~` is appended to a stem
/// that equals a protected word, and to stems of words that [`Lexicon::is_apart`] names.
pub(crate) fn stem(surface: &str, lexicon: &Lexicon) -> String {
    if lexicon.is_protected(surface) || surface.len() < 3 {
        return surface.to_owned();
    }
    let mut analyzer = ENGLISH.clone();
    let mut stream = analyzer.token_stream(surface);
    let mut stem = if stream.advance() {
        stream.token().text.clone()
    } else {
        surface.to_owned()
    };
    if (stem != surface && lexicon.is_protected(&stem)) || lexicon.is_apart(surface) {
        stem.push('~');
    }
    stem
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
