//! Cuts text into the word pieces that a BERT model was trained on (Devlin et al. 2019): lower-case,
//! no accents, punctuation apart, then the longest known piece first. Reads `tokenizer.json`.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are not looked up, as in the original.
const LONGEST_WORD: usize = 100;

#[derive(Deserialize)]
struct File {
    model: Model,
}

#[derive(Deserialize)]
struct Model {
    vocab: FxHashMap<String, u32>,
}

/// A word-piece vocabulary.
pub(crate) struct WordPiece {
    pieces: FxHashMap<String, u32>,
    unknown: u32,
    begin: u32,
    end: u32,
}

impl WordPiece {
    /// Reads the text of a `tokenizer.json`.
    ///
    /// # Errors
    /// When it is not JSON of that form.
    pub(crate) fn parse(json: &str) -> Result<Self, serde_json::Error> {
        let pieces = serde_json::from_str::<File>(json)?.model.vocab;
        let id = |piece: &str| pieces.get(piece).copied().unwrap_or(0);
        Ok(Self {
            unknown: id("[UNK]"),
            begin: id("[CLS]"),
            end: id("[SEP]"),
            pieces,
        })
    }

    /// The pieces of `text` between the marks for beginning and end; at most `limit` in all.
    pub(crate) fn encode(&self, text: &str, limit: usize) -> Vec<u32> {
        let mut ids = vec![self.begin];
        let mut word = String::new();
        for c in text
            .nfd()
            .filter(|c| !is_combining_mark(*c))
            .flat_map(char::to_lowercase)
        {
            if ids.len() + 1 >= limit {
                break;
            }
            if c.is_whitespace() || c.is_control() {
                self.word(&word, &mut ids);
                word.clear();
            } else if is_punctuation(c) || is_cjk(c) {
                self.word(&word, &mut ids);
                word.clear();
                word.push(c);
                self.word(&word, &mut ids);
                word.clear();
            } else {
                word.push(c);
            }
        }
        self.word(&word, &mut ids);
        ids.truncate(limit.saturating_sub(1));
        ids.push(self.end);
        ids
    }

    fn word(&self, word: &str, ids: &mut Vec<u32>) {
        if word.is_empty() {
            return;
        }
        let start = ids.len();
        let mut rest = word;
        let mut piece = String::new();
        while !rest.is_empty() && word.len() <= LONGEST_WORD {
            let found = rest
                .char_indices()
                .map(|(i, c)| i + c.len_utf8())
                .rev()
                .find_map(|end| {
                    let head = rest.get(..end)?;
                    piece.clear();
                    if ids.len() > start {
                        piece.push_str("##");
                    }
                    piece.push_str(head);
                    self.pieces.get(&piece).map(|&id| (id, end))
                });
            let Some((id, end)) = found else { break };
            ids.push(id);
            rest = rest.get(end..).unwrap_or_default();
        }
        if !rest.is_empty() {
            ids.truncate(start);
            ids.push(self.unknown);
        }
    }
}

/// Every sign in ASCII that is no letter or digit, and what Unicode calls punctuation in the
/// ranges that text uses.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '\u{00A1}'
                | '\u{00A7}'
                | '\u{00AB}'
                | '\u{00B6}'
                | '\u{00B7}'
                | '\u{00BB}'
                | '\u{00BF}'
        )
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}
