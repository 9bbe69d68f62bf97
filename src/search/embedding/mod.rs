//! Embeddings: vectors of texts by an optional local sentence encoder, without a network.
//!
//! The vectors of a library's texts are kept in a file beside the model, by the hash of each text, so that
//! only changed texts are encoded again.

mod cache;
mod cache_file;
mod encoder;
mod index;
mod sign_bits;
mod vector;

use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use hashlink::LruCache;
use tracing::{info, warn};

use super::document::Document;

pub(crate) use index::{EmbeddingIndex, Similarity};
pub(crate) use vector::Vector;

use cache::EmbeddingCache;
use cache_file::CacheFile;
use encoder::{Encoder, EncoderError};
use vector::DIMENSIONS;

/// Maximum number of missing texts that are encoded even with [`MissingPolicy::Leave`]: less than a second of work.
const MAX_IMMEDIATE: usize = 48;
/// Number of encoded texts after which the cache file is written.
const SAVE_INTERVAL: usize = 2_048;
/// Number of recently encoded texts whose vectors are kept in memory, as one request may need a vector several
/// times.
const RECENT_VECTORS: usize = 256;

/// Policy for texts without a vector in the cache file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MissingPolicy {
    /// Encode them, which may take minutes.
    Compute,
    /// Encode those of the first model that lacks more than [`MAX_IMMEDIATE`], so that its embeddings are soon of use; as
    /// [`Self::Leave`] for the models behind it.
    ComputeNext,
    /// Search without embeddings, unless at most [`MAX_IMMEDIATE`] texts lack one.
    Leave,
}

/// The texts of a passage that a model encodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EmbeddedTexts {
    /// Its question, its other wordings and the beginning of its body.
    All,
    /// Its question and its other wordings, which take about half as long.
    Wordings,
}

/// Progress of the computation of embeddings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct EmbeddingProgress {
    /// Number of different texts.
    pub texts: usize,
    /// Number of texts without a vector.
    pub missing: usize,
    /// The share of the work that is done, 0 to 1, by length.
    pub share: f64,
}

/// A sentence encoder with its cache file.
pub(crate) struct EmbeddingModel {
    encoder: Encoder,
    texts: EmbeddedTexts,
    file: CacheFile,
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
    pub(crate) fn load(folder: &Path, texts: EmbeddedTexts) -> Result<Self, ModelError> {
        let encoder = Encoder::load(folder)?;
        if encoder.dimensions() != DIMENSIONS {
            return Err(ModelError::Dimensions(encoder.dimensions()));
        }
        Ok(Self {
            file: CacheFile::new(folder, encoder.fingerprint()),
            encoder,
            texts,
            recent: Mutex::new(LruCache::new(RECENT_VECTORS)),
            computing: Mutex::default(),
        })
    }

    /// Returns whether the model's vocabulary is one of many languages.
    pub(crate) const fn is_multilingual(&self) -> bool {
        self.encoder.is_unigram()
    }

    /// Returns the vector of a question, from memory where it was encoded recently.
    pub(crate) fn encode(&self, text: &str) -> Option<Vector> {
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = recent().get(text) {
            return Some(known.clone());
        }
        let prompted = format!("{}{text}", self.encoder.prompts().query);
        let encoded = self.encoder.encode(&[&prompted]);
        let vector = encoded.first().map(|values| Vector::new(values))?;
        recent().insert(text.to_owned(), vector.clone());
        Some(vector)
    }

    /// Returns the embeddings of the passages; `None` if some are missing and `missing` is [`MissingPolicy::Leave`].
    pub(crate) fn index(
        &self,
        documents: &[Document],
        missing: MissingPolicy,
    ) -> Option<EmbeddingIndex> {
        let parts = self.parts(documents);
        let mut cache = self.file.read();
        let count = cache.missing(flat(&parts)).len();
        if count > MAX_IMMEDIATE && missing == MissingPolicy::Leave {
            return None;
        }
        if count > 0 {
            info!(texts = count, "computing the embeddings of new texts");
            let kept;
            (cache, kept) = self.complete(&parts, OnWriteError::Continue, &|_| {});
            if let Err(error) = kept {
                warn!("the embeddings cannot be kept and will be computed again: {error}");
            }
        }
        Some(EmbeddingIndex::new(&parts, &cache))
    }

    /// Returns the vectors of texts, each where it can be encoded: from the cache file or computed, and then kept in it.
    pub(crate) fn vectors(&self, texts: &[&str]) -> Vec<Option<Vector>> {
        let owned: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let parts: PassageTexts = [owned, Vec::new(), Vec::new()];
        let (cache, kept) = self.complete(&[parts], OnWriteError::Continue, &|_| {});
        if let Err(error) = kept {
            warn!("the embeddings cannot be kept and will be computed again: {error}");
        }
        texts.iter().map(|text| cache.get(text).cloned()).collect()
    }

    /// Returns the path of the file that keeps the vectors.
    pub(crate) fn cache_path(&self) -> &Path {
        self.file.path()
    }

    /// Counts the texts of passages, and those without a vector.
    pub(crate) fn status(&self, documents: &[Document]) -> EmbeddingProgress {
        let parts = self.parts(documents);
        let missing = self.file.read().missing(flat(&parts)).len();
        EmbeddingProgress {
            texts: distinct(&parts),
            missing,
            share: 0.0,
        }
    }

    /// Encodes the texts of passages that have no vector and keeps the vectors in the cache file. Calls `progress` at
    /// the beginning and after each batch of texts, from several threads.
    ///
    /// # Errors
    /// The cache file cannot be written; the remaining texts are not encoded.
    pub(crate) fn compute(
        &self,
        documents: &[Document],
        progress: &(dyn Fn(EmbeddingProgress) + Sync),
    ) -> io::Result<()> {
        let parts = self.parts(documents);
        self.complete(&parts, OnWriteError::Stop, progress).1
    }

    /// Returns the texts of each passage that are encoded.
    fn parts(&self, documents: &[Document]) -> Vec<PassageTexts> {
        let parts = documents.iter().map(|document| {
            let mut parts = index::texts(document);
            if let (EmbeddedTexts::Wordings, [_, _, body]) = (self.texts, &mut parts) {
                body.clear();
            }
            parts
        });
        parts.collect()
    }

    /// Encodes the texts that have no vector; returns all vectors, and whether they are kept in the cache file.
    fn complete(
        &self,
        parts: &[PassageTexts],
        unkept: OnWriteError,
        progress: &(dyn Fn(EmbeddingProgress) + Sync),
    ) -> (EmbeddingCache, io::Result<()>) {
        let _alone: MutexGuard<'_, ()> = self
            .computing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // Another thread may have encoded some meanwhile.
        let mut cache = self.file.read();
        let missing = cache.missing(flat(parts));
        let bytes =
            |texts: &[(u128, &str)]| texts.iter().map(|(_, text)| text.len()).sum::<usize>();
        let all = bytes(&missing).max(1);
        let done = Mutex::new(0);
        let (texts, count) = (distinct(parts), missing.len());
        let report = |batch: &[(u128, &str)]| {
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            *done += bytes(batch);
            progress(EmbeddingProgress {
                texts,
                missing: count,
                share: *done as f64 / all as f64,
            });
        };
        report(&[]);
        let mut kept = Ok(());
        for portion in missing.chunks(SAVE_INTERVAL) {
            cache.fill(portion, &self.encoder, &report);
            kept = self.file.write(&cache);
            if kept.is_err() && unkept == OnWriteError::Stop {
                break;
            }
        }
        (cache, kept)
    }
}

/// The embedded texts of a passage: its question, its other wordings, its body.
type PassageTexts = [Vec<String>; 3];

/// Behaviour if the cache file cannot be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnWriteError {
    Continue,
    Stop,
}

/// Iterates over the texts of all passages.
fn flat(parts: &[PassageTexts]) -> impl Iterator<Item = &str> {
    parts.iter().flatten().flatten().map(String::as_str)
}

/// Counts the different texts.
fn distinct(parts: &[PassageTexts]) -> usize {
    flat(parts).collect::<HashSet<_>>().len()
}
