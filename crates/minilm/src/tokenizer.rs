//! The tokenizer of a model: `WordPiece` or Unigram, as `tokenizer.json` of Hugging Face's tokenizers says.

use serde::Deserialize;

use crate::error::Problem;
use crate::unigram::Unigram;
use crate::word_piece::WordPiece;

/// The part of `tokenizer.json` that says how to read the rest.
#[derive(Deserialize)]
struct Head {
    model: HeadModel,
}

#[derive(Deserialize)]
struct HeadModel {
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// A tokenizer.
pub(crate) enum Tokenizer {
    WordPiece(WordPiece),
    Unigram(Unigram),
}

impl Tokenizer {
    /// Reads the text of a `tokenizer.json` for a model with `rows` word embeddings. A file that names no type of model
    /// is `WordPiece`.
    ///
    /// # Errors
    /// It is of another type, or as the parser of its type says.
    pub(crate) fn parse(json: &str, rows: usize) -> Result<Self, Problem> {
        let kind = serde_json::from_str::<Head>(json)?.model.kind;
        match kind.as_deref() {
            None | Some("WordPiece") => WordPiece::parse(json, rows).map(Self::WordPiece),
            Some("Unigram") => Unigram::parse(json, rows).map(Self::Unigram),
            Some(other) => Err(Problem::Unsupported {
                key: "model.type",
                value: format!("`{other}`"),
                expected: "only `WordPiece` and `Unigram` are supported".to_owned(),
            }),
        }
    }

    /// Returns the token ids of `text` between the tokens of beginning and end; at most `most` in all, which is at
    /// least 2.
    pub(crate) fn encode(&self, text: &str, most: usize) -> Vec<u32> {
        match self {
            Self::WordPiece(tokenizer) => tokenizer.encode(text, most),
            Self::Unigram(tokenizer) => tokenizer.encode(text, most),
        }
    }
}
