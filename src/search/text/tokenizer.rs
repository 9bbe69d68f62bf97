//! The tokenizer: words in lower case, without accents, with their separators and byte ranges.
//!
//! Symbols may belong to a word (`c++`, `c#`, `.net`) or join two (`ci/cd`, `node.js`, `back-end`). Text in a script
//! without spaces (Chinese, Japanese, Thai, …) is cut into overlapping pairs of characters. Independent of spellings,
//! stems, indexes and rankings.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The separator between a word and the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separator {
    /// White space, or another symbol.
    Space,
    /// One of `-`, `/`, `.`, `_` and `&` alone: `back-end`, `ci/cd`, `node.js`, `r&d`.
    Tight,
    /// The beginning of the text, or punctuation that ends a phrase.
    Stop,
}

/// Calls `each` with every word of `text`, in order, its byte range and the separator before it.
pub(crate) fn scan(text: &str, mut each: impl FnMut(&str, Range<usize>, Separator)) {
    let mut word = String::new();
    let mut start = 0;
    let mut separator = Separator::Stop;
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, n)| n);
        if is_unspaced(c) {
            if !word.is_empty() {
                emit(&mut word, start..at, separator, &mut each);
                separator = Separator::Space;
            }
            let after = at + c.len_utf8();
            let pair = is_unspaced(next);
            if pair || !is_unspaced(before) {
                let end = if pair { after + next.len_utf8() } else { after };
                text.get(at..end)
                    .into_iter()
                    .flat_map(str::chars)
                    .for_each(|c| fold(c, &mut word));
                emit(&mut word, at..end, separator, &mut each);
                separator = Separator::Space;
            }
        } else if !is_apostrophe(c)
            && (c.is_alphanumeric() || (is_combining_mark(c) && !word.is_empty()))
        {
            if word.is_empty() {
                start = at;
            }
            fold(c, &mut word);
        } else if !word.is_empty() && is_apostrophe(c) && next.is_alphabetic() {
            // "don't" is one word; `emit` cuts the ending of "company's" off.
            word.push('\'');
        } else if belongs_to(c, &word) {
            word.push(c);
        } else {
            if !word.is_empty() {
                emit(&mut word, start..at, separator, &mut each);
                separator = if joins(c) && next.is_alphanumeric() {
                    Separator::Tight
                } else {
                    Separator::Space
                };
            }
            if c == '.' && !before.is_alphanumeric() && is_dot_net(text, at) {
                // ".NET" becomes "dotnet".
                word.push_str("dot");
                start = at;
            }
            if ends_phrase(c) || (c == '.' && !next.is_alphanumeric()) {
                separator = Separator::Stop;
            }
        }
        before = c;
    }
    if !word.is_empty() {
        emit(&mut word, start..text.len(), separator, &mut each);
    }
}

/// Returns whether a character is an apostrophe, or one that keyboards make in its place.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '´' | '`' | 'ʼ' | '′' | '＇')
}

/// Returns whether a character is of a script that is written without spaces: Chinese, Japanese, Thai, Lao, Burmese,
/// Khmer.
const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '々' | '〆'
        | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// Returns whether two words with a symbol between them are also one word (`back-end`, not `10-20` or a URL).
pub(crate) fn joinable(a: &str, b: &str) -> bool {
    let letters = |s: &str| s.chars().all(char::is_alphabetic);
    !a.is_empty() && letters(a) && letters(b) && a.len() + b.len() <= 16
}

const fn joins(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '/' | '.' | '_' | '&')
}

const fn ends_phrase(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '\n'
            | '"'
            | '¿'
            | '¡'
            | '、'
            | '。'
            | '？'
            | '！'
            | '：'
    )
}

fn is_dot_net(text: &str, at: usize) -> bool {
    let Some(rest) = text.get(at..) else {
        return false;
    };
    let name = rest.get(..4).unwrap_or_default();
    let after = rest.get(4..).and_then(|rest| rest.chars().next());
    name.eq_ignore_ascii_case(".net") && !after.is_some_and(char::is_alphanumeric)
}

/// Returns whether `+` or `#` belongs to the name of a language: `c++`, `c#`, `f#`, `g++`.
fn belongs_to(c: char, word: &str) -> bool {
    let letter = word.len() == 1 && word.chars().all(|c| c.is_ascii_alphabetic());
    (c == '+' || c == '#') && (letter || word == "c+" || word == "g+")
}

/// Appends a character in compatibility form (NFKD), in lower case, without accents.
fn fold(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
        return;
    }
    for d in std::iter::once(c).nfkd().filter(|d| !is_combining_mark(*d)) {
        for l in d.to_lowercase() {
            match l {
                'ß' => word.push_str("ss"),
                'æ' => word.push_str("ae"),
                'œ' => word.push_str("oe"),
                'ø' => word.push('o'),
                'ł' => word.push('l'),
                'đ' => word.push('d'),
                'ı' => word.push('i'),
                other => word.push(other),
            }
        }
    }
}

fn emit(
    word: &mut String,
    range: Range<usize>,
    separator: Separator,
    each: &mut impl FnMut(&str, Range<usize>, Separator),
) {
    if word.contains('\'') {
        if let Some(stem) = word.strip_suffix("'s") {
            let length = stem.len();
            word.truncate(length);
        }
        word.retain(|c| c != '\'');
    }
    each(word, range, separator);
    word.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        scan(text, |word, _, _| words.push(word.to_owned()));
        words
    }

    #[test]
    fn programming_languages_keep_their_symbols() {
        assert_eq!(words("C, C++ or C#? F#."), ["c", "c++", "or", "c#", "f#"]);
        assert_eq!(words("use .NET, .net"), ["use", "dotnet", "dotnet"]);
        assert_eq!(
            words("the internet.network"),
            ["the", "internet", "network"]
        );
    }

    #[test]
    fn accents_and_apostrophes_are_removed() {
        assert_eq!(
            words("Résumé, don’t, the company's"),
            ["resume", "dont", "the", "company"]
        );
        assert_eq!(words("ﬁne Straße"), ["fine", "strasse"]);
        for apostrophe in ["'", "’", "´", "`", "ʼ"] {
            assert_eq!(
                words(&format!("what{apostrophe}s, I{apostrophe}m")),
                ["what", "im"]
            );
        }
    }

    #[test]
    fn text_without_spaces_is_cut_into_pairs() {
        assert_eq!(words("SQLとは？"), ["sql", "とは"]);
        assert_eq!(words("給与明細"), ["給与", "与明", "明細"]);
        assert_eq!(words("職 とは"), ["職", "とは"]);
        assert_eq!(words("¿qué es SQL?"), ["que", "es", "sql"]);
        assert_eq!(words("что такое SQL"), ["что", "такое", "sql"]);
    }

    #[test]
    fn words_have_byte_ranges_and_separators() {
        let mut found = Vec::new();
        scan("CI/CD: é!", |word, range, separator| {
            found.push((word.to_owned(), range, separator));
        });
        assert_eq!(
            found,
            [
                ("ci".to_owned(), 0..2, Separator::Stop),
                ("cd".to_owned(), 3..5, Separator::Tight),
                ("e".to_owned(), 7..9, Separator::Stop),
            ]
        );
    }
}
