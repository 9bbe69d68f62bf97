//! The model as a whole: from a text to its meaning, without a network.
//!
//! Built only with the feature `meaning`; without it there is no model to load.

#[cfg(feature = "meaning")]
use std::fs::File;
#[cfg(feature = "meaning")]
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

#[cfg(feature = "meaning")]
use sha2::{Digest as _, Sha256};

#[cfg(feature = "meaning")]
use super::encoder::{Encoder, LONGEST};
#[cfg(feature = "meaning")]
use super::tensors::{TensorError, Tensors};
#[cfg(feature = "meaning")]
use super::wordpiece::WordPiece;

/// The file of the weights.
#[cfg(feature = "meaning")]
const WEIGHTS: &str = "model.safetensors";
/// The file of the word pieces.
#[cfg(feature = "meaning")]
const PIECES: &str = "tokenizer.json";
/// How the encoder computes; it changes whenever a text may get other numbers than before.
#[cfg(feature = "meaning")]
const ARITHMETIC: &[u8] = b"weights of 8 bits, inputs of 14";

/// Tells a model from all others: the hash of what it is made of.
pub(crate) type Key = [u8; 32];

/// What keeps a model from being used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// This program was built without meaning.
    #[cfg(not(feature = "meaning"))]
    #[error("this program was built without the feature `meaning`; set `search.model` to nothing")]
    LeftOut,
    /// A file cannot be read.
    #[cfg(feature = "meaning")]
    #[error("{0} cannot be read: {1}")]
    Read(&'static str, #[source] std::io::Error),
    /// The weights are not as expected.
    #[cfg(feature = "meaning")]
    #[error("{WEIGHTS}: {0}")]
    Weights(#[source] TensorError),
    /// The word pieces are not as expected.
    #[cfg(feature = "meaning")]
    #[error("{PIECES} cannot be read: {0}")]
    Pieces(#[source] serde_json::Error),
}

/// A loaded model.
#[cfg(feature = "meaning")]
pub struct Model {
    pieces: WordPiece,
    encoder: Encoder,
    key: Key,
}

#[cfg(feature = "meaning")]
impl Model {
    /// Loads the weights and the word pieces from a folder.
    ///
    /// # Errors
    /// A file is missing or not of the expected form.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        let table = std::fs::read_to_string(folder.join(PIECES))
            .map_err(|error| ModelError::Read(PIECES, error))?;
        let pieces = WordPiece::parse(&table).map_err(ModelError::Pieces)?;
        let weights = File::open(folder.join(WEIGHTS));
        let mut weights = BufReader::new(weights.map_err(|e| ModelError::Read(WEIGHTS, e))?);
        let key = key(&mut weights, &table).map_err(|e| ModelError::Read(WEIGHTS, e))?;
        let encoder = Tensors::open(weights)
            .and_then(|mut tensors| Encoder::load(&mut tensors))
            .map_err(ModelError::Weights)?;
        Ok(Self {
            pieces,
            encoder,
            key,
        })
    }

    /// What tells it from other models.
    pub const fn key(&self) -> Key {
        self.key
    }

    /// The meanings of texts, each a vector of length one.
    pub fn encode(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let sequences: Vec<_> = texts
            .iter()
            .map(|text| self.pieces.encode(text, LONGEST))
            .collect();
        self.encoder.encode(&sequences)
    }
}

/// What tells vectors from those of other weights, of another table or of other arithmetic. Never has
/// the whole file in memory.
#[cfg(feature = "meaning")]
fn key(weights: &mut BufReader<File>, table: &str) -> io::Result<Key> {
    let mut sum = Sha256::new();
    loop {
        let bytes = weights.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        sum.update(bytes);
        let read = bytes.len();
        weights.consume(read);
    }
    Ok(sum
        .chain_update(table)
        .chain_update(ARITHMETIC)
        .finalize()
        .into())
}

/// No model.
#[cfg(not(feature = "meaning"))]
pub enum Model {}

#[cfg(not(feature = "meaning"))]
impl Model {
    /// Says that there is none.
    ///
    /// # Errors
    /// Always.
    pub const fn load(_: &Path) -> Result<Self, ModelError> {
        Err(ModelError::LeftOut)
    }

    /// Never called, as there is no model to call it on.
    pub const fn key(&self) -> Key {
        match *self {}
    }

    /// Never called either.
    pub const fn encode(&self, _: &[&str]) -> Vec<Vec<f32>> {
        match *self {}
    }
}
