//! Embeddings: vectors of texts by an optional local sentence encoder, without a network.
//!
//! The vectors of a library's texts are kept in a file beside the model, by the hash of each text, so that
//! only changed texts are encoded again.

mod cache;
mod encoder;
mod index;
mod sign_bits;
mod vector;

use std::fs::File;
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use hashlink::LruCache;
use tracing::{info, warn};

use super::document::Document;

pub(crate) use cache::EmbeddingCache;
pub(crate) use index::EmbeddingIndex;
pub(crate) use vector::{Vector, dot, quantize};

use encoder::{Encoder, EncoderError};
use vector::DIMENSIONS;

/// The file beside the model that keeps the vectors.
const CACHE: &str = "guidepost-meanings.bin";
/// Most texts that are encoded at once even with [`MissingPolicy::Leave`]: less than a second's work.
const FEW: usize = 48;
/// Texts after which the vectors so far are written to the cache file.
const PORTION: usize = 1_024;
/// Recently encoded texts whose vectors are kept in memory, as one request may ask for a text several times.
const RECENT: usize = 256;

/// Policy for texts without a vector in the cache file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MissingPolicy {
    /// Encode them, which may take minutes.
    Compute,
    /// Do without embeddings, unless at most 48 texts lack one.
    Leave,
}

/// A sentence encoder with its cache file.
pub(crate) struct EmbeddingModel {
    encoder: Encoder,
    cache: PathBuf,
    recent: Mutex<LruCache<String, Vector>>,
    /// Held while texts are encoded, so that no two threads encode the same ones.
    computing: Mutex<()>,
}

/// The reason why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It cannot be loaded.
    #[error(transparent)]
    Load(#[from] EncoderError),
    /// Its vectors do not have the number of dimensions that the index is compiled for.
    #[error("its vectors have {0} dimensions, but only {DIMENSIONS} are supported")]
    Dimensions(usize),
}

impl EmbeddingModel {
    /// Loads the model in a folder.
    ///
    /// # Errors
    /// A file is missing or malformed, or the vectors do not have 384 dimensions.
    pub(crate) fn load(folder: &Path) -> Result<Self, ModelError> {
        let encoder = Encoder::load(folder)?;
        if encoder.dimensions() != DIMENSIONS {
            return Err(ModelError::Dimensions(encoder.dimensions()));
        }
        Ok(Self {
            encoder,
            cache: folder.join(CACHE),
            recent: Mutex::new(LruCache::new(RECENT)),
            computing: Mutex::default(),
        })
    }

    /// Returns the vector of a text, from memory where it was encoded recently.
    pub(crate) fn encode(&self, text: &str) -> Option<Vector> {
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = recent().get(text) {
            return Some(known.clone());
        }
        let encoded = self.encoder.encode(&[text]);
        let vector = encoded.first().map(|values| Vector::new(values))?;
        recent().insert(text.to_owned(), vector.clone());
        Some(vector)
    }

    /// Returns the embeddings of the passages, and the cache that they came from; nothing where `missing`
    /// says to do without.
    pub(crate) fn index(
        &self,
        documents: &[Document],
        missing: MissingPolicy,
    ) -> Option<(EmbeddingIndex, EmbeddingCache)> {
        let parts: Vec<_> = documents.iter().map(index::texts).collect();
        let texts = || parts.iter().flatten().flatten().map(String::as_str);
        let mut cache = self.read_cache();
        let lacking = cache.missing(texts()).len();
        if lacking > FEW && missing == MissingPolicy::Leave {
            return None;
        }
        if lacking > 0 {
            let _alone = self
                .computing
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            // Another thread may have encoded them meanwhile.
            cache = self.read_cache();
            let lacking = cache.missing(texts());
            let count = lacking.len();
            info!(
                texts = count,
                "the meanings of new texts are computed, once for each text"
            );
            for portion in lacking.chunks(PORTION) {
                cache.fill(portion, &self.encoder);
                if let Err(error) = self.write_cache(&cache) {
                    warn!("the meanings cannot be kept next to the model: {error}");
                }
            }
        }
        Some((EmbeddingIndex::new(&parts, &cache), cache))
    }

    fn read_cache(&self) -> EmbeddingCache {
        let model = self.encoder.fingerprint();
        let read = File::open(&self.cache);
        let read = read.and_then(|file| EmbeddingCache::read(BufReader::new(file), model));
        read.unwrap_or_else(|_| EmbeddingCache::new(model))
    }

    /// Writes a new file and renames it, so that the cache file is whole at any time.
    fn write_cache(&self, cache: &EmbeddingCache) -> std::io::Result<()> {
        let new = self.cache.with_extension("new");
        let mut file = BufWriter::new(File::create(&new)?);
        cache.write(&mut file)?;
        file.flush()?;
        std::fs::rename(&new, &self.cache)
    }
}
