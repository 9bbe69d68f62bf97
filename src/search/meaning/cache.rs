//! Meanings by the hash of their text: computed once, kept in a file next to the model.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::thread;

use super::model::Model;
use super::vector::{Vector, WIDTH};

/// Texts encoded together.
const BATCH: usize = 16;
/// First bytes of a cache file; changes with the model and the form.
const MAGIC: &[u8; 8] = b"gpmean01";

/// Vectors by the hash of their text.
#[derive(Default)]
pub struct Cache {
    known: BTreeMap<u128, Vector>,
}

impl Cache {
    /// Reads a cache; one of another form or model is empty.
    ///
    /// # Errors
    /// When reading fails.
    pub fn read(mut from: impl Read) -> io::Result<Self> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes)?;
        let mut cache = Self::default();
        if let Some(rest) = bytes.strip_prefix(MAGIC) {
            for record in rest.chunks_exact(16 + 4 + WIDTH) {
                if let Some((hash, rest)) = record.split_first_chunk::<16>()
                    && let Some((scale, numbers)) = rest.split_first_chunk::<4>()
                {
                    let vector = Vector {
                        numbers: numbers.iter().map(|b| b.cast_signed()).collect(),
                        scale: f32::from_le_bytes(*scale),
                    };
                    cache.known.insert(u128::from_le_bytes(*hash), vector);
                }
            }
        }
        Ok(cache)
    }

    /// Writes the cache.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write(&self, mut to: impl Write) -> io::Result<()> {
        to.write_all(MAGIC)?;
        for (hash, vector) in &self.known {
            to.write_all(&hash.to_le_bytes())?;
            to.write_all(&vector.scale.to_le_bytes())?;
            let numbers: Vec<u8> = vector.numbers.iter().map(|n| n.cast_unsigned()).collect();
            to.write_all(&numbers)?;
        }
        Ok(())
    }

    /// Computes what is missing of `texts`; how many were.
    pub fn fill<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>, model: &Model) -> usize {
        let missing: BTreeMap<u128, &str> = texts
            .into_iter()
            .map(|t| (hash(t), t))
            .filter(|(h, _)| !self.known.contains_key(h))
            .collect();
        let mut missing: Vec<(u128, &str)> = missing.into_iter().collect();
        // Texts of like length together; the result does not depend on it.
        missing.sort_by_key(|(h, t)| (t.len(), *h));
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let batches: Vec<&[(u128, &str)]> = missing.chunks(BATCH).collect();
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
        missing.len()
    }

    /// The vector of a text, if known.
    pub fn get(&self, text: &str) -> Option<&Vector> {
        self.known.get(&hash(text))
    }
}

/// A text's vector is the same whatever else is encoded with it.
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
