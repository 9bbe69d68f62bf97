//! Comparison of names and slugs, as `guidepost check` compares and makes them.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Maximum number of characters of an id.
pub(crate) const MAX_ID: usize = 40;
/// Maximum number of characters of a heading's address.
pub(crate) const MAX_ANCHOR: usize = 46;

/// Start of the Greek block: marks of letters before it are dropped in slugs.
const GREEK: char = '\u{370}';
/// Start of the Devanagari block: marks of letters before it are dropped in names.
const DEVANAGARI: char = '\u{900}';

/// Returns the key by which names are compared: letters, digits, `+` and `#` in lower case, without accents.
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = folded(name, DEVANAGARI);
    key.retain(|symbol| is_of_word(symbol) || matches!(symbol, '+' | '#'));
    key
}

/// Returns the words of a text in lower case, joined by `-`, cut after a word to `limit` characters. Empty where it has
/// no letter or digit.
#[must_use]
pub fn slug(text: &str, limit: usize) -> String {
    let plain = folded(text, GREEK);
    let mut all = String::new();
    let mut length = 0;
    for word in plain.split(|symbol| !is_of_word(symbol)) {
        if word.is_empty() {
            continue;
        }
        let word: String = word.chars().take(limit).collect();
        let gap = usize::from(length > 0);
        let characters = word.chars().count();
        if length + gap + characters > limit {
            break;
        }
        if gap > 0 {
            all.push('-');
        }
        all.push_str(&word);
        length += gap + characters;
    }
    all
}

/// Returns a text in compatibility form and lower case, without apostrophes, and without the marks of letters before
/// `marked`.
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

/// Returns whether a mark only chooses how the letter before it is drawn.
const fn is_invisible(mark: char) -> bool {
    matches!(mark, '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
