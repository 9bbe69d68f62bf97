//! What counts as a word, and when two words are one.

use std::collections::HashSet;
use std::sync::LazyLock;

use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word as it is compared, and as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded and stemmed.
    pub stem: String,
    /// Folded only.
    pub folded: String,
}

/// Words that a question has because it is one; they say nothing of what it is about.
static QUESTION_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a about actually all also an and any anyone are as ask at be been being but by can could did do \
     does doing don dont explain for from get give has have having he her hey hi him his hello how i \
     id if im in into is it its ive just know let like may me mean means might more much must my need of \
     on one or our please really say she should show so some somebody someone tell than that the \
     their them then there these they thing things this those to too u us very want was way we well \
     were what whats when where whether which who whom whose why will with would ya you your youre"
        .split_whitespace()
        .collect()
});

/// The English Snowball stemmer, as tantivy has it.
static STEMMER: LazyLock<TextAnalyzer> = LazyLock::new(|| {
    TextAnalyzer::builder(RawTokenizer::default())
        .filter(Stemmer::new(Language::English))
        .build()
});

impl Word {
    /// Whether the word says nothing of what a question is about.
    pub fn is_filler(&self) -> bool {
        QUESTION_WORDS.contains(self.folded.as_str())
    }
}

/// The words of a text: compatibility-folded, without accents, in lower case, split at everything
/// but letters and digits. A hyphen between letters joins (`back-end` is `backend`), an apostrophe
/// vanishes; `c++`, `c#`, `f#` and `.net` are words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let folded: Vec<char> = text
        .nfkd()
        .filter(|symbol| !is_combining_mark(*symbol))
        .flat_map(char::to_lowercase)
        .collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, symbol) in folded.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| folded.get(at));
        let after = folded.get(at + 1);
        let joins = |symbol: Option<&char>| symbol.is_some_and(|symbol| symbol.is_alphanumeric());
        match symbol {
            symbol if symbol.is_alphanumeric() => word.push(*symbol),
            '\'' | '’' | '-' | '‐' | '\u{2011}' if joins(before) && joins(after) => {}
            '+' if !word.is_empty() && (after == Some(&'+') || before == Some(&'+')) => {
                word.push('+');
            }
            '#' if !word.is_empty() && !joins(after) => word.push('#'),
            '.' if joins(before) && joins(after) && after.is_some_and(|next| *next == 'j') => {}
            _ => finish(&mut word, &mut words),
        }
    }
    finish(&mut word, &mut words);
    words
}

fn finish(word: &mut String, words: &mut Vec<Word>) {
    if !word.is_empty() {
        let folded = std::mem::take(word);
        words.push(Word {
            stem: stem(&folded),
            folded,
        });
    }
}

fn stem(word: &str) -> String {
    // A short word or one with a digit or sign is a name: CSS, K8s, C++. So is one in -js.
    if word.len() < 4 || word.ends_with("js") || !word.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return word.to_owned();
    }
    let mut analyzer = STEMMER.clone();
    let mut stream = analyzer.token_stream(word);
    if stream.advance() {
        stream.token().text.clone()
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stems(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn spelling_variants_are_one_word() {
        assert_eq!(stems("Back-End"), stems("backend"));
        assert_eq!(stems("Résumé"), stems("resume"));
        assert_eq!(stems("Node.js"), ["nodejs"]);
        assert_eq!(stems("developers"), stems("developer"));
    }

    #[test]
    fn languages_keep_their_signs() {
        assert_eq!(stems("C, C++ or C#?"), ["c", "c++", "or", "c#"]);
        assert_eq!(stems("I can't"), ["i", "cant"]);
    }
}
