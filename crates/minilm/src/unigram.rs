//! The Unigram tokenizer (Kudo 2018, <https://arxiv.org/abs/1804.10959>) of XLM-R and multilingual E5: each word is
//! split into the pieces with the largest sum of scores (Viterbi). Reads `tokenizer.json` of Hugging Face's tokenizers.
//!
//! The original normalizes by a table of `SentencePiece`'s (`nmt_nfkc`). This is an approximation of it: NFKC, then
//! white space and control characters separate words. It differs in rare characters, such as zero-width ones.

use rustc_hash::FxHashMap;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::error::{Problem, supported};

/// The mark of the beginning of a word, U+2581.
const WORD_START: char = '▁';
/// Tokens that stand for no piece of a text.
const SPECIAL: [&str; 5] = ["<s>", "</s>", "<pad>", "<unk>", "<mask>"];
/// Difference between the least score of a piece and that of a character without a piece, as in the original.
const UNKNOWN_PENALTY: f64 = 10.0;
/// Most bytes of a word that is split; of a longer one the rest is left out.
const MAX_WORD: usize = 1_000;

#[derive(Deserialize)]
struct File {
    pre_tokenizer: Option<PreTokenizerFile>,
    model: ModelFile,
}

#[derive(Deserialize)]
struct PreTokenizerFile {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    pretokenizers: Vec<PreTokenizerFile>,
}

#[derive(Deserialize)]
struct ModelFile {
    unk_id: u32,
    vocab: Vec<(String, f64)>,
}

/// A vocabulary of pieces with their scores.
pub(crate) struct Unigram {
    pieces: FxHashMap<String, (u32, f64)>,
    /// Bytes of the longest piece.
    longest: usize,
    unknown: u32,
    unknown_score: f64,
    begin: u32,
    end: u32,
}

/// The best way to a place in a word.
#[derive(Clone, Copy)]
struct Step {
    score: f64,
    /// Byte offset of its last piece.
    from: usize,
    id: u32,
}

impl Unigram {
    /// Reads the text of a `tokenizer.json` for a model with `rows` word embeddings.
    ///
    /// # Errors
    /// It is not JSON of the expected form, does not split words by `Metaspace`, lacks a special token, or has more
    /// pieces than the model has word embeddings.
    pub(crate) fn parse(json: &str, rows: usize) -> Result<Self, Problem> {
        let File {
            pre_tokenizer,
            model,
        } = serde_json::from_str(json)?;
        let metaspace = |one: &PreTokenizerFile| one.kind == "Metaspace";
        if let Some(one) = pre_tokenizer
            && !one.pretokenizers.iter().any(metaspace)
        {
            supported("pre_tokenizer.type", Some(&one.kind), "Metaspace")?;
        }
        let count = u32::try_from(model.vocab.len()).unwrap_or(u32::MAX);
        if count as usize > rows || model.unk_id >= count {
            let id = model.unk_id.max(count.saturating_sub(1));
            return Err(Problem::TokenId { id, rows });
        }
        let least = model.vocab.iter().map(|(_, score)| *score);
        let least = least.fold(0.0, f64::min);
        let pieces = model.vocab.into_iter().zip(0..);
        let pieces = pieces.map(|((piece, score), id)| (piece, (id, score)));
        let mut pieces: FxHashMap<String, (u32, f64)> = pieces.collect();
        let special = |token: &str| {
            let id = pieces.get(token).map(|(id, _)| *id);
            id.ok_or_else(|| Problem::SpecialToken(token.to_owned()))
        };
        let (begin, end) = (special("<s>")?, special("</s>")?);
        // They are no part of a text, not where one contains their names.
        for token in SPECIAL {
            pieces.remove(token);
        }
        Ok(Self {
            begin,
            end,
            unknown: model.unk_id,
            unknown_score: least - UNKNOWN_PENALTY,
            longest: pieces.keys().map(String::len).max().unwrap_or(0),
            pieces,
        })
    }

    /// Returns the token ids of `text` between `<s>` and `</s>`; at most `most` in all, which is at least 2.
    pub(crate) fn encode(&self, text: &str, most: usize) -> Vec<u32> {
        let mut ids = vec![self.begin];
        let normalized: String = text.nfkc().collect();
        let separates = |c: char| c.is_whitespace() || c.is_control() || c == WORD_START;
        let words = normalized.split(separates).filter(|word| !word.is_empty());
        for word in words {
            if ids.len() + 1 >= most {
                break;
            }
            self.push(&format!("{WORD_START}{word}"), &mut ids);
        }
        ids.truncate(most.saturating_sub(1));
        ids.push(self.end);
        ids
    }

    /// Appends the pieces of a word; neighbouring characters without a piece are one unknown token.
    fn push(&self, word: &str, ids: &mut Vec<u32>) {
        let word = word.get(..word.floor_char_boundary(MAX_WORD));
        let word = word.unwrap_or_default();
        let mut best: Vec<Option<Step>> = vec![None; word.len() + 1];
        if let Some(begin) = best.first_mut() {
            *begin = Some(Step {
                score: 0.0,
                from: 0,
                id: self.unknown,
            });
        }
        for (from, first) in word.char_indices() {
            let Some(reached) = best.get(from).copied().flatten() else {
                continue;
            };
            let mut offer = |end: usize, id: u32, score: f64| {
                let score = reached.score + score;
                if let Some(best) = best.get_mut(from + end)
                    && best.is_none_or(|best| score > best.score)
                {
                    *best = Some(Step { score, from, id });
                }
            };
            let rest = word.get(from..).unwrap_or_default();
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
            for end in ends.take_while(|end| *end <= self.longest) {
                let piece = rest.get(..end).and_then(|piece| self.pieces.get(piece));
                if let Some(&(id, score)) = piece {
                    offer(end, id, score);
                }
            }
            if !self.pieces.contains_key(&*first.encode_utf8(&mut [0; 4])) {
                offer(first.len_utf8(), self.unknown, self.unknown_score);
            }
        }
        let start = ids.len();
        let mut at = word.len();
        while let Some(step) = best.get(at).copied().flatten().filter(|_| at > 0) {
            let repeated =
                step.id == self.unknown && ids.len() > start && ids.last() == Some(&step.id);
            if !repeated {
                ids.push(step.id);
            }
            at = step.from;
        }
        if let Some(pieces) = ids.get_mut(start..) {
            pieces.reverse();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokenizer() -> Unigram {
        let json = r#"{"model": {"type": "Unigram", "unk_id": 3, "vocab": [
            ["<s>", 0], ["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["▁", -4], ["▁car", -6], ["eer", -7],
            ["▁care", -6.5], ["er", -5], ["s", -3], ["r", -5.5], ["e", -5.6], ["½", -9], ["▁1", -7]
        ]}}"#;
        Unigram::parse(json, 14).unwrap()
    }

    #[test]
    fn the_pieces_with_the_largest_sum_of_scores_are_taken() {
        let tokenizer = tokenizer();
        // care + er is -11.5, car + eer is -13.
        assert_eq!(tokenizer.encode("career", 9), [0, 7, 8, 2]);
        assert_eq!(
            tokenizer.encode(" careers\n\tcars ", 9),
            [0, 7, 8, 9, 5, 9, 2]
        );
        assert_eq!(tokenizer.encode("careers cars", 4), [0, 7, 8, 2]);
        assert_eq!(tokenizer.encode("", 2), [0, 2]);
    }

    #[test]
    fn neighbouring_unknown_characters_are_one_token_and_the_names_of_special_tokens_are_text() {
        let tokenizer = tokenizer();
        assert_eq!(tokenizer.encode("xyzs", 9), [0, 4, 3, 9, 2]);
        assert_eq!(tokenizer.encode("<s>", 9), [0, 4, 3, 9, 3, 2]);
        // Compatibility characters are replaced by plain ones.
        assert_eq!(tokenizer.encode("１", 9), [0, 13, 2]);
    }

    #[test]
    fn what_is_no_such_tokenizer_is_refused() {
        let refused = |json: &str| Unigram::parse(json, 2).err().unwrap().to_string();
        let many = r#"{"model": {"unk_id": 0, "vocab": [["<s>", 0], ["</s>", 0], ["a", 0]]}}"#;
        assert!(refused(many).contains("has the id 2"));
        let none = r#"{"model": {"unk_id": 0, "vocab": [["<s>", 0], ["a", 0]]}}"#;
        assert_eq!(refused(none), "the vocabulary has no </s>");
        let bytes = r#"{"pre_tokenizer": {"type": "ByteLevel"}, "model": {"unk_id": 0, "vocab": [["<s>", 0], ["</s>", 0]]}}"#;
        assert!(refused(bytes).contains("only `Metaspace` is supported"));
    }
}
