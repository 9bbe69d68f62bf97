//! A cache of vectors by the hash of their text, kept in a file beside the model.
//!
//! The file contains the fingerprint of the model and ends with a SHA-256; a damaged file, or one of another model,
//! counts as empty.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use sha2::{Digest as _, Sha256};

use super::encoder::{Encoder, Fingerprint};
use super::vector::{DIMENSIONS, Vector};

/// Maximum size of the texts of a batch, in bytes; bounds the memory of the encoder.
const BATCH_BYTES: usize = 1_500;
/// Magic number of a cache file; changes with its format.
const MAGIC: &[u8; 8] = b"gpmean02";
/// Size of a record in bytes: hash of the text, scale and values of the vector.
const RECORD_BYTES: usize = 16 + 4 + DIMENSIONS;

/// Vectors of one model by the hash of their text.
pub(crate) struct EmbeddingCache {
    model: Fingerprint,
    vectors: BTreeMap<u128, Vector>,
}

/// Callback for each encoded batch.
type Progress<'p> = dyn Fn(&[(u128, &str)]) + Sync + 'p;

impl EmbeddingCache {
    /// Creates an empty cache.
    pub(crate) const fn new(model: Fingerprint) -> Self {
        Self {
            model,
            vectors: BTreeMap::new(),
        }
    }

    /// Reads the cache of a model; a file of another format or model, or a damaged one, is empty.
    ///
    /// # Errors
    /// Reading fails.
    pub(crate) fn read(mut from: impl Read, model: Fingerprint) -> io::Result<Self> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        let records = records(&bytes, &model).unwrap_or_default();
        let vectors = records
            .as_chunks::<RECORD_BYTES>()
            .0
            .iter()
            .filter_map(record);
        Ok(Self {
            model,
            vectors: vectors.collect(),
        })
    }

    /// Adds the vectors of another cache of the same model.
    pub(crate) fn extend(&mut self, other: Self) {
        self.vectors.extend(other.vectors);
    }

    /// Writes the cache.
    ///
    /// # Errors
    /// Writing fails.
    pub(crate) fn write(&self, mut to: impl Write) -> io::Result<()> {
        let mut sum = Sha256::new();
        let mut put = |bytes: &[u8]| {
            sum.update(bytes);
            to.write_all(bytes)
        };
        put(MAGIC)?;
        put(&self.model)?;
        for (hash, vector) in &self.vectors {
            put(&hash.to_le_bytes())?;
            put(&vector.scale.to_le_bytes())?;
            put(&vector.values.map(i8::cast_unsigned))?;
        }
        to.write_all(&sum.finalize())
    }

    /// Returns the texts that have no vector, each once, by length, with their hashes.
    pub(crate) fn missing<'t>(
        &self,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Vec<(u128, &'t str)> {
        let missing: BTreeMap<u128, &str> = texts
            .into_iter()
            .map(|text| (hash(text), text))
            .filter(|(hash, _)| !self.vectors.contains_key(hash))
            .collect();
        let mut missing: Vec<(u128, &str)> = missing.into_iter().collect();
        missing.sort_by_key(|(hash, text)| (text.len(), *hash));
        missing
    }

    /// Encodes the `missing` texts, on as many threads as there are processors, and calls `done` with the texts of each
    /// batch, from these threads.
    ///
    /// # Panics
    /// Resumes the panic of a thread.
    pub(crate) fn fill(
        &mut self,
        missing: &[(u128, &str)],
        encoder: &Encoder,
        done: &Progress<'_>,
    ) {
        let mut batches = batches(missing);
        // Longest first, so that the threads end at nearly the same time.
        batches.reverse();
        let next = AtomicUsize::new(0);
        let work = || {
            let mut computed = Vec::new();
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                computed.extend(encode(batch, encoder));
                done(batch);
            }
            computed
        };
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let computed: Vec<Vec<(u128, Vector)>> = thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            let ended = workers.into_iter().map(thread::ScopedJoinHandle::join);
            ended
                .map(|ended| ended.unwrap_or_else(|panic| resume_unwind(panic)))
                .collect()
        });
        self.vectors.extend(computed.into_iter().flatten());
    }

    /// Returns the vector of a text, if there is one.
    pub(crate) fn get(&self, text: &str) -> Option<&Vector> {
        self.vectors.get(&hash(text))
    }
}

/// Returns the records of a file; `None` if it is damaged, or of another format or model.
fn records<'f>(file: &'f [u8], model: &Fingerprint) -> Option<&'f [u8]> {
    let (content, sum) = file.split_last_chunk::<32>()?;
    let records = content.strip_prefix(MAGIC)?.strip_prefix(model)?;
    (Sha256::digest(content)[..] == sum[..]).then_some(records)
}

/// Decodes a hash and its vector.
fn record(bytes: &[u8; RECORD_BYTES]) -> Option<(u128, Vector)> {
    let (hash, rest) = bytes.split_first_chunk()?;
    let (scale, rest) = rest.split_first_chunk()?;
    let vector = Vector {
        values: rest.first_chunk()?.map(u8::cast_signed),
        scale: f32::from_le_bytes(*scale),
    };
    Some((u128::from_le_bytes(*hash), vector))
}

/// Splits texts into batches of at most [`BATCH_BYTES`].
fn batches<'m, 't>(missing: &'m [(u128, &'t str)]) -> Vec<&'m [(u128, &'t str)]> {
    let mut batches = Vec::new();
    let mut rest = missing;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fitting = rest.iter().take_while(|(_, text)| {
            bytes += text.len();
            bytes <= BATCH_BYTES
        });
        let (batch, later) = rest.split_at(fitting.count().max(1));
        batches.push(batch);
        rest = later;
    }
    batches
}

fn encode(batch: &[(u128, &str)], encoder: &Encoder) -> Vec<(u128, Vector)> {
    let prompt = &encoder.prompts().passage;
    let texts = batch.iter().map(|(_, text)| format!("{prompt}{text}"));
    let texts: Vec<String> = texts.collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let vectors = encoder.encode(&texts).into_iter();
    let hashes = batch.iter().map(|(hash, _)| *hash);
    hashes
        .zip(vectors.map(|vector| Vector::new(&vector)))
        .collect()
}

/// FNV-1a with 128 bits (<https://datatracker.ietf.org/doc/html/rfc9923>): fast, not against attackers.
fn hash(text: &str) -> u128 {
    text.bytes()
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |h, b| {
            (h ^ u128::from(b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(model: Fingerprint) -> Vec<u8> {
        let mut cache = EmbeddingCache::new(model);
        for text in ["a kettle", "a lawyer"] {
            let values: Vec<f32> = (0..DIMENSIONS).map(|at| (at + text.len()) as f32).collect();
            cache.vectors.insert(hash(text), Vector::new(&values));
        }
        let mut file = Vec::new();
        cache.write(&mut file).unwrap();
        file
    }

    fn count(file: &[u8], model: Fingerprint) -> usize {
        EmbeddingCache::read(file, model).unwrap().vectors.len()
    }

    #[test]
    fn a_cache_is_read_for_the_same_model_alone() {
        let file = file([1; 32]);
        let cache = EmbeddingCache::read(file.as_slice(), [1; 32]).unwrap();
        assert!(cache.get("a kettle").is_some() && cache.get("a pot").is_none());
        assert_eq!(cache.missing(["a pot", "a kettle", "a pot"]).len(), 1);
        assert_eq!(count(&file, [2; 32]), 0);
    }

    #[test]
    fn a_damaged_file_is_empty() {
        let whole = file([1; 32]);
        assert_eq!(count(&whole, [1; 32]), 2);
        for length in [0, 7, 40, whole.len() - RECORD_BYTES, whole.len() - 1] {
            assert_eq!(count(&whole[..length], [1; 32]), 0, "{length}");
        }
        for at in [0, 20, 100, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert_eq!(count(&damaged, [1; 32]), 0, "{at}");
        }
    }

    #[test]
    fn short_texts_are_encoded_together() {
        let long = "x".repeat(2 * BATCH_BYTES);
        let texts = [(1, "a"), (2, "b"), (3, long.as_str()), (4, "c")];
        let lengths: Vec<usize> = batches(&texts).iter().map(|batch| batch.len()).collect();
        assert_eq!(lengths, [2, 1, 1]);
    }
}
