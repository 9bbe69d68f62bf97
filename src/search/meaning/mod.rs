//! What a text means, as numbers, without a network: an optional local sentence encoder.
//!
//! The meanings of a library are kept in a file next to the model, by the hash of their text, so
//! that only what changed is computed anew.

#[cfg(feature = "meaning")]
mod arithmetic;
#[cfg(feature = "meaning")]
mod attention;
mod cache;
#[cfg(feature = "meaning")]
mod dense;
#[cfg(feature = "meaning")]
mod encoder;
mod model;
mod outlines;
mod store;
#[cfg(feature = "meaning")]
mod tensors;
mod vector;
#[cfg(feature = "meaning")]
mod wordpiece;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hashlink::LruCache;
use tracing::{info, warn};

use super::document::Document;

pub(crate) use cache::Cache;
pub(crate) use model::ModelError;
pub(crate) use store::Meanings;
pub(crate) use vector::Vector;
pub(crate) use vector::{product, quantise};

use model::Model;

/// The file next to the model that keeps what was computed.
const CACHE: &str = "guidepost-meanings.bin";
/// How many texts are computed at once even where nobody wants to wait: less than a second's work.
const SOON: usize = 48;
/// After how many texts what was computed is kept.
const PORTION: usize = 1_024;
/// Texts lately encoded that are remembered, as one request may ask for the same several times.
const REMEMBERED: usize = 256;

/// What to do about texts whose meanings were never computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// Compute them, however long that takes.
    Compute,
    /// Do without all meanings, unless it is a matter of a moment.
    Leave,
}

/// A model, and where it keeps what it computed.
pub struct Meaning {
    model: Model,
    cache: PathBuf,
    lately: Mutex<LruCache<String, Vector>>,
    /// Held by whoever computes, so that no text is computed twice.
    computing: Mutex<()>,
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
            lately: Mutex::new(LruCache::new(REMEMBERED)),
            computing: Mutex::default(),
        })
    }

    /// What a text means.
    pub fn encode(&self, text: &str) -> Option<Vector> {
        let lately = || self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lately().get(text) {
            return Some(known.clone());
        }
        let encoded = self.model.encode(&[text]);
        let vector = encoded.first().map(|numbers| Vector::new(numbers))?;
        lately().insert(text.to_owned(), vector.clone());
        Some(vector)
    }

    /// What the passages mean, with everything that was ever computed; nothing where that is left.
    pub fn of(&self, documents: &[Document], unknown: Unknown) -> Option<(Meanings, Cache)> {
        let parts: Vec<_> = documents.iter().map(store::texts).collect();
        let texts = || parts.iter().flatten().flatten().map(String::as_str);
        let mut cache = self.kept();
        let missing = cache.missing(texts()).len();
        if missing > SOON && unknown == Unknown::Leave {
            return None;
        }
        if missing > 0 {
            let _alone = self
                .computing
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            cache = self.kept();
            let missing = cache.missing(texts());
            let count = missing.len();
            info!(
                texts = count,
                "the meanings of new texts are computed, once for each text"
            );
            for portion in missing.chunks(PORTION) {
                cache.fill(portion, &self.model);
                if let Err(error) = self.keep(&cache) {
                    warn!("the meanings cannot be kept next to the model: {error}");
                }
            }
        }
        Some((Meanings::gather(&parts, &cache), cache))
    }

    /// What was computed before.
    fn kept(&self) -> Cache {
        let model = self.model.key();
        let read = File::open(&self.cache);
        let read = read.and_then(|file| Cache::read(BufReader::new(file), model));
        read.unwrap_or_else(|_| Cache::new(model))
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
