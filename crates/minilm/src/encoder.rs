//! The encoder as a whole: a model folder in, vectors of texts out.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::bert::Bert;
use crate::config::Config;
use crate::error::{LoadError, Problem};
use crate::prompts::Prompts;
use crate::safetensors::SafeTensors;
use crate::tokenizer::Tokenizer;

const WEIGHTS: &str = "model.safetensors";
const TOKENIZER: &str = "tokenizer.json";
/// Part of the fingerprint; changes whenever a text may get another vector than before.
const ARITHMETIC: &[u8] = b"weights of 8 bits, inputs of 14";

/// SHA-256 of everything that a vector depends on besides its text.
pub type Fingerprint = [u8; 32];

/// A sentence encoder, ready to use. It is immutable: several threads may share it.
pub struct Encoder {
    config: Config,
    prompts: Prompts,
    tokenizer: Tokenizer,
    bert: Bert,
    fingerprint: Fingerprint,
}

impl Encoder {
    /// Loads the model in `folder`; the crate's page lists its files.
    ///
    /// # Errors
    /// A file is missing, malformed, or of a model that is not supported; the error names the file and the
    /// reason.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        let config = Config::load(folder)?;
        let prompts = Prompts::load(folder)?;
        let of_weights = |problem: Problem| LoadError::new(WEIGHTS, problem);
        let weights = File::open(folder.join(WEIGHTS)).map_err(|error| of_weights(error.into()))?;
        let mut weights = BufReader::new(weights);
        let mut hash = Sha256::new();
        update(&mut hash, &mut weights).map_err(|error| of_weights(error.into()))?;
        let mut tensors = SafeTensors::open(weights).map_err(of_weights)?;
        let bert = Bert::load(&mut tensors, config.clone()).map_err(of_weights)?;
        let json = std::fs::read_to_string(folder.join(TOKENIZER))
            .map_err(|error| LoadError::new(TOKENIZER, error))?;
        let tokenizer = Tokenizer::parse(&json, config.vocab_size)
            .map_err(|problem| LoadError::new(TOKENIZER, problem))?;
        hash.update(&json);
        hash.update(ARITHMETIC);
        if config != Config::default() {
            hash.update(format!("{config:?}"));
        }
        if prompts != Prompts::default() {
            hash.update(format!("{prompts:?}"));
        }
        Ok(Self {
            config,
            prompts,
            tokenizer,
            bert,
            fingerprint: hash.finalize().into(),
        })
    }

    /// Number of values of a vector.
    #[must_use]
    pub const fn dimensions(&self) -> usize {
        self.config.hidden_size
    }

    /// Returns whether the vocabulary is Unigram, as that of models for many languages is. That of `WordPiece` models is
    /// mostly English.
    #[must_use]
    pub const fn is_unigram(&self) -> bool {
        matches!(self.tokenizer, Tokenizer::Unigram(_))
    }

    /// The shape of the model.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// The texts that the model expects in front of questions and of passages. [`Self::encode`] does not add them.
    #[must_use]
    pub const fn prompts(&self) -> &Prompts {
        &self.prompts
    }

    /// A hash of the weights, the tokenizer, the configuration and the arithmetic of this crate: encoders
    /// with the same fingerprint give the same vectors.
    #[must_use]
    pub const fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Returns the vector of each text, [`Self::dimensions`] values of Euclidean length 1, so that the dot
    /// product of two is their cosine. Texts are cut off after `max_seq_length` tokens; the vector of a text
    /// does not depend on the others. Memory grows with the sum of their tokens: about 30 kB for each with
    /// all-MiniLM-L6-v2.
    #[must_use]
    pub fn encode(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        let most = self.config.max_seq_length;
        let ids = texts.iter().map(|text| self.tokenizer.encode(text, most));
        self.bert.encode(&ids.collect::<Vec<_>>())
    }
}

/// Feeds a whole file to a hash, a buffer at a time.
fn update(hash: &mut Sha256, file: &mut BufReader<File>) -> io::Result<()> {
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(());
        }
        hash.update(bytes);
        let read = bytes.len();
        file.consume(read);
    }
}
