//! What a text means, as numbers, without a network: an optional local sentence encoder.
//!
//! The meanings of a library are kept in a file next to the model, by the hash of their text, so
//! that only what changed is computed anew.

mod cache;
#[cfg(feature = "meaning")]
mod encoder;
mod model;
mod store;
#[cfg(feature = "meaning")]
mod tensors;
mod vector;
#[cfg(feature = "meaning")]
mod wordpiece;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use tracing::{info, warn};

use super::document::Document;

pub use cache::Cache;
pub use model::ModelError;
pub use store::Meanings;
pub use vector::Vector;

use model::Model;

/// The file next to the model that keeps what was computed.
const CACHE: &str = "guidepost-meanings.bin";

/// A model, and where it keeps what it computed.
pub struct Meaning {
    model: Model,
    cache: PathBuf,
}

impl Meaning {
    /// Loads the model in a folder.
    ///
    /// # Errors
    /// A file is missing or not of the expected form.
    pub fn load(folder: &Path) -> Result<Self, ModelError> {
        Ok(Self {
            model: Model::load(folder)?,
            cache: folder.join(CACHE),
        })
    }

    /// What a text means.
    pub fn encode(&self, text: &str) -> Option<Vector> {
        let encoded = self.model.encode(&[text]);
        encoded.first().map(|numbers| Vector::new(numbers))
    }

    /// What the passages mean, with everything that was ever computed.
    pub fn of(&self, documents: &[Document]) -> (Meanings, Cache) {
        let read = File::open(&self.cache).and_then(|file| Cache::read(BufReader::new(file)));
        let mut cache = read.unwrap_or_default();
        let parts: Vec<_> = documents.iter().map(store::texts).collect();
        let texts = parts.iter().flatten().flatten().map(String::as_str);
        let computed = cache.fill(texts, &self.model);
        if computed > 0 {
            info!(computed, "the meanings of new texts are computed");
            if let Err(error) = self.keep(&cache) {
                warn!("the meanings cannot be kept next to the model: {error}");
            }
        }
        (Meanings::gather(&parts, &cache), cache)
    }

    /// Writes the cache beside its place first, so that it is whole or not there.
    fn keep(&self, cache: &Cache) -> std::io::Result<()> {
        let beside = self.cache.with_extension("new");
        let mut file = BufWriter::new(File::create(&beside)?);
        cache.write(&mut file)?;
        file.flush()?;
        std::fs::rename(&beside, &self.cache)
    }
}
