//! Meanings by the hash of their text: computed once, kept in a file next to the model.
//!
//! The file says of which model they are and ends with a checksum: those of another model, and a file
//! that is damaged, are as good as none.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::thread;

use sha2::{Digest as _, Sha256};

use super::model::{Key, Model};
use super::vector::{Vector, WIDTH};

/// Bytes of text that are encoded together: what they need of memory goes with their length.
const BATCH: usize = 1_500;
/// First bytes of a cache file; they change with its form.
const MAGIC: &[u8; 8] = b"gpmean02";
/// Bytes of a text's hash, its vector's scale and its vector.
const RECORD: usize = 16 + 4 + WIDTH;

/// Vectors of one model by the hash of their text.
pub struct Cache {
    model: Key,
    known: BTreeMap<u128, Vector>,
}

impl Cache {
    /// An empty one.
    pub const fn new(model: Key) -> Self {
        Self {
            model,
            known: BTreeMap::new(),
        }
    }

    /// Reads the cache of a model; one of another form or model, or a damaged one, is empty.
    ///
    /// # Errors
    /// When reading fails.
    pub fn read(mut from: impl Read, model: Key) -> io::Result<Self> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        let records = records(&bytes, &model).unwrap_or_default();
        let known = records.as_chunks::<RECORD>().0.iter().filter_map(record);
        Ok(Self {
            model,
            known: known.collect(),
        })
    }

    /// Writes the cache.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(&self, mut to: impl Write) -> io::Result<()> {
        let mut sum = Sha256::new();
        let mut put = |bytes: &[u8]| {
            sum.update(bytes);
            to.write_all(bytes)
        };
        put(MAGIC)?;
        put(&self.model)?;
        for (hash, vector) in &self.known {
            put(&hash.to_le_bytes())?;
            put(&vector.scale.to_le_bytes())?;
            put(&vector.numbers.map(i8::cast_unsigned))?;
        }
        to.write_all(&sum.finalize())
    }

    /// Which of `texts` are not known, each once, those of like length together.
    pub fn missing<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Vec<(u128, &'t str)> {
        let missing: BTreeMap<u128, &str> = texts
            .into_iter()
            .map(|text| (hash(text), text))
            .filter(|(hash, _)| !self.known.contains_key(hash))
            .collect();
        let mut missing: Vec<(u128, &str)> = missing.into_iter().collect();
        missing.sort_by_key(|(hash, text)| (text.len(), *hash));
        missing
    }

    /// Computes what is `missing`. A text's vector is the same whatever else is encoded with it.
    pub fn fill(&mut self, missing: &[(u128, &str)], model: &Model) {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let batches = batches(missing);
        let shares = (0..threads).map(|first| batches.iter().skip(first).step_by(threads));
        let computed: Vec<(u128, Vector)> = thread::scope(|scope| {
            let workers: Vec<_> = shares
                .map(|share| scope.spawn(|| share.flat_map(|batch| encode(batch, model)).collect()))
                .collect();
            let done = workers.into_iter();
            done.flat_map(|worker| worker.join().unwrap_or_else(|_: Box<_>| Vec::new()))
                .collect()
        });
        self.known.extend(computed);
    }

    /// The vector of a text, if known.
    pub fn get(&self, text: &str) -> Option<&Vector> {
        self.known.get(&hash(text))
    }
}

/// The records of a whole file of this form and model.
fn records<'f>(file: &'f [u8], model: &Key) -> Option<&'f [u8]> {
    let (content, sum) = file.split_last_chunk::<32>()?;
    let records = content.strip_prefix(MAGIC)?.strip_prefix(model)?;
    (Sha256::digest(content)[..] == sum[..]).then_some(records)
}

/// A hash and its vector.
fn record(bytes: &[u8; RECORD]) -> Option<(u128, Vector)> {
    let (hash, rest) = bytes.split_first_chunk()?;
    let (scale, rest) = rest.split_first_chunk()?;
    let vector = Vector {
        numbers: rest.first_chunk()?.map(u8::cast_signed),
        scale: f32::from_le_bytes(*scale),
    };
    Some((u128::from_le_bytes(*hash), vector))
}

/// Runs of texts that are encoded together.
fn batches<'m, 't>(missing: &'m [(u128, &'t str)]) -> Vec<&'m [(u128, &'t str)]> {
    let mut batches = Vec::new();
    let mut rest = missing;
    while !rest.is_empty() {
        let mut bytes = 0;
        let fitting = rest.iter().take_while(|(_, text)| {
            bytes += text.len();
            bytes <= BATCH
        });
        let (batch, later) = rest.split_at(fitting.count().max(1));
        batches.push(batch);
        rest = later;
    }
    batches
}

fn encode(batch: &[(u128, &str)], model: &Model) -> Vec<(u128, Vector)> {
    let texts: Vec<&str> = batch.iter().map(|(_, text)| *text).collect();
    let vectors = model.encode(&texts).into_iter();
    let hashes = batch.iter().map(|(hash, _)| *hash);
    hashes
        .zip(vectors.map(|vector| Vector::new(&vector)))
        .collect()
}

/// FNV-1a, 128 bits (Fowler, Noll & Vo): tells texts apart, keeps no secrets.
fn hash(text: &str) -> u128 {
    text.bytes()
        .fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |h, b| {
            (h ^ u128::from(b)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(model: Key) -> Vec<u8> {
        let mut cache = Cache::new(model);
        for text in ["a kettle", "a lawyer"] {
            let numbers: Vec<f32> = (0..WIDTH).map(|at| (at + text.len()) as f32).collect();
            cache.known.insert(hash(text), Vector::new(&numbers));
        }
        let mut file = Vec::new();
        cache.write(&mut file).unwrap();
        file
    }

    fn known(file: &[u8], model: Key) -> usize {
        Cache::read(file, model).unwrap().known.len()
    }

    #[test]
    fn what_is_kept_is_read_again_for_the_same_model_alone() {
        let file = file([1; 32]);
        let cache = Cache::read(file.as_slice(), [1; 32]).unwrap();
        assert!(cache.get("a kettle").is_some() && cache.get("a pot").is_none());
        assert_eq!(cache.missing(["a pot", "a kettle", "a pot"]).len(), 1);
        assert_eq!(known(&file, [2; 32]), 0);
    }

    #[test]
    fn a_damaged_file_is_as_good_as_none() {
        let whole = file([1; 32]);
        assert_eq!(known(&whole, [1; 32]), 2);
        for length in [0, 7, 40, whole.len() - RECORD, whole.len() - 1] {
            assert_eq!(known(&whole[..length], [1; 32]), 0, "{length}");
        }
        for at in [0, 20, 100, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            assert_eq!(known(&damaged, [1; 32]), 0, "{at}");
        }
    }

    #[test]
    fn texts_are_encoded_together_as_far_as_they_are_short() {
        let long = "x".repeat(2 * BATCH);
        let texts = [(1, "a"), (2, "b"), (3, long.as_str()), (4, "c")];
        let lengths: Vec<usize> = batches(&texts).iter().map(|batch| batch.len()).collect();
        assert_eq!(lengths, [2, 1, 1]);
    }
}
