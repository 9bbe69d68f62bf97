//! BERT's tokenizer (Devlin et al. 2019): normalization, splitting at white space and punctuation, then
//! `WordPiece`, which takes the longest known piece first. Reads `tokenizer.json` of Hugging Face's
//! tokenizers.
//!
//! Differs from the original in rare characters: control characters separate words instead of vanishing, and
//! of non-ASCII punctuation only the common ranges count.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::{Problem, supported};

/// Most bytes of a word that is looked up; a longer one is `[UNK]`.
const MAX_WORD: usize = 100;
/// Prefix of pieces that continue a word.
const CONTINUATION: &str = "##";

#[derive(Deserialize)]
struct File {
    normalizer: Option<NormalizerFile>,
    model: ModelFile,
}

#[derive(Deserialize)]
struct NormalizerFile {
    #[serde(rename = "type")]
    kind: String,
    lowercase: Option<bool>,
    strip_accents: Option<bool>,
    handle_chinese_chars: Option<bool>,
}

#[derive(Deserialize)]
struct ModelFile {
    vocab: FxHashMap<String, u32>,
}

/// A vocabulary of word pieces and the settings of normalization.
pub(crate) struct WordPiece {
    vocabulary: FxHashMap<String, u32>,
    unk: u32,
    cls: u32,
    sep: u32,
    lowercase: bool,
    strip_accents: bool,
    /// True if each Chinese character is a word.
    split_chinese: bool,
}

impl WordPiece {
    /// Reads the text of a `tokenizer.json` for a model with `rows` word embeddings.
    ///
    /// # Errors
    /// It is not JSON of the expected form, not behind BERT's normalizer, lacks a special token, or has an id that the model does not have.
    pub(crate) fn parse(json: &str, rows: usize) -> Result<Self, Problem> {
        let File { normalizer, model } = serde_json::from_str(json)?;
        let kind = normalizer.as_ref().map(|one| one.kind.as_str());
        supported("normalizer.type", kind, "BertNormalizer")?;
        let setting = |of: fn(&NormalizerFile) -> Option<bool>| normalizer.as_ref().and_then(of);
        let lowercase = setting(|one| one.lowercase).unwrap_or(true);
        let vocabulary = model.vocab;
        if let Some(&id) = vocabulary.values().find(|&&id| id as usize >= rows) {
            return Err(Problem::TokenId { id, rows });
        }
        let special = |token: &str| {
            let id = vocabulary.get(token).copied();
            id.ok_or_else(|| Problem::SpecialToken(token.to_owned()))
        };
        Ok(Self {
            unk: special("[UNK]")?,
            cls: special("[CLS]")?,
            sep: special("[SEP]")?,
            lowercase,
            strip_accents: setting(|one| one.strip_accents).unwrap_or(lowercase),
            split_chinese: setting(|one| one.handle_chinese_chars).unwrap_or(true),
            vocabulary,
        })
    }

    /// Returns the token ids of `text` between `[CLS]` and `[SEP]`; at most `most` in all, which is at least
    /// 2.
    pub(crate) fn encode(&self, text: &str, most: usize) -> Vec<u32> {
        let mut ids = vec![self.cls];
        let mut word = String::new();
        for c in self.normalized(text) {
            if ids.len() + 1 >= most {
                break;
            }
            if c.is_whitespace() || c.is_control() {
                self.push(&word, &mut ids);
                word.clear();
            } else if is_punctuation(c) || self.split_chinese && is_chinese(c) {
                self.push(&word, &mut ids);
                word.clear();
                word.push(c);
                self.push(&word, &mut ids);
                word.clear();
            } else {
                word.push(c);
            }
        }
        self.push(&word, &mut ids);
        ids.truncate(most.saturating_sub(1));
        ids.push(self.sep);
        ids
    }

    /// Iterates over the characters of `text` without accents and in lower case, as far as the settings say
    /// so.
    fn normalized<'t>(&self, text: &'t str) -> Box<dyn Iterator<Item = char> + 't> {
        let stripped: Box<dyn Iterator<Item = char> + 't> = if self.strip_accents {
            Box::new(text.nfd().filter(|c| !is_combining_mark(*c)))
        } else {
            Box::new(text.chars())
        };
        if self.lowercase {
            Box::new(stripped.flat_map(char::to_lowercase))
        } else {
            stripped
        }
    }

    /// Appends the pieces of a word, or `[UNK]` where it has no such pieces.
    fn push(&self, word: &str, ids: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let start = ids.len();
        let mut rest = word;
        let mut piece = String::new();
        while !rest.is_empty() && word.len() <= MAX_WORD {
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            let longest = ends.rev().find_map(|end| {
                let head = rest.get(..end)?;
                piece.clear();
                if ids.len() > start {
                    piece.push_str(CONTINUATION);
                }
                piece.push_str(head);
                self.vocabulary.get(&piece).map(|&id| (id, end))
            });
            let Some((id, end)) = longest else { break };
            ids.push(id);
            rest = rest.get(end..).unwrap_or_default();
        }
        if !rest.is_empty() {
            ids.truncate(start);
            ids.push(self.unk);
        }
    }
}

/// Returns whether a character is punctuation: ASCII symbols, as in the original, and the common ranges of Unicode's
/// punctuation.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

/// Returns whether a character is a Chinese one: the blocks CJK Unified Ideographs with extensions A to F, and
/// Compatibility Ideographs.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer(normalizer: &str) -> WordPiece {
        let vocabulary = r###"{"[UNK]": 0, "[CLS]": 1, "[SEP]": 2, "care": 3, "##er": 4, "Ca": 5, "é": 6, "?": 7}"###;
        let json = format!(r#"{{"normalizer": {normalizer}, "model": {{"vocab": {vocabulary}}}}}"#);
        WordPiece::parse(&json, 8).unwrap()
    }

    #[test]
    fn the_longest_piece_comes_first_and_a_word_without_pieces_is_unk() {
        let tokenizer = tokenizer("null");
        assert_eq!(tokenizer.encode("Cáreer? é", 9), [1, 3, 4, 7, 0, 2]);
        assert_eq!(tokenizer.encode("career career", 4), [1, 3, 4, 2]);
        assert_eq!(tokenizer.encode("", 2), [1, 2]);
        assert_eq!(tokenizer.encode(&"care".repeat(26), 9), [1, 0, 2]);
    }

    #[test]
    fn lowercasing_and_accent_stripping_follow_the_tokenizer_file() {
        let cased = r#"{"type": "BertNormalizer", "lowercase": false, "strip_accents": null}"#;
        assert_eq!(tokenizer(cased).encode("Ca é", 9), [1, 5, 6, 2]);
    }
}
