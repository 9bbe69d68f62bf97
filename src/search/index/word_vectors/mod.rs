//! Built-in word vectors: 128 8-bit integers for each of 16,391 English stems, distilled from
//! all-MiniLM-L6-v2 (Apache-2.0) by `tools/distil/distil.py`.
//!
//! A stem that is not in the table gets pseudo-random values from its character n-grams (the hashing trick,
//! Weinberger et al. 2009), so that it is similar to itself and a little to its misspellings.

use std::hash::Hasher as _;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHasher};

/// Values of a word vector.
pub(crate) const WIDTH: usize = 128;

static BYTES: &[u8] = include_bytes!("table.bin");
static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(BYTES).unwrap_or_default());

/// A word vector in 8-bit integers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct WordVector {
    /// From -127 to 127.
    pub numbers: [i8; WIDTH],
    /// Multiplied with a number it gives the value; small for frequent words.
    pub scale: f32,
    /// Whether the stem is in the table.
    pub known: bool,
}

/// Returns the vector of a stem.
pub(crate) fn word_vector(stem: &str) -> WordVector {
    TABLE.get(stem).unwrap_or_else(|| unknown(stem))
}

/// The table. Its file (little-endian) has the number of stems, the width and the norm of the vector of an
/// unknown stem; then for all stems the lengths in bytes, the texts, the scales and the values.
#[derive(Default)]
struct Table {
    numbered: FxHashMap<&'static str, usize>,
    scales: &'static [u8],
    numbers: &'static [u8],
    unknown: f32,
}

impl Table {
    fn read(bytes: &'static [u8]) -> Option<Self> {
        let (count, rest) = bytes.split_first_chunk()?;
        let (width, rest) = rest.split_first_chunk()?;
        let (unknown, rest) = rest.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        if u32::from_le_bytes(*width) as usize != WIDTH {
            return None;
        }
        let (lengths, mut rest) = rest.split_at_checked(count)?;
        let mut numbered = FxHashMap::default();
        for (number, &length) in lengths.iter().enumerate() {
            let (word, after) = rest.split_at_checked(length.into())?;
            numbered.insert(std::str::from_utf8(word).ok()?, number);
            rest = after;
        }
        let (scales, numbers) = rest.split_at_checked(count * size_of::<f32>())?;
        (numbers.len() == count * WIDTH).then_some(Self {
            numbered,
            scales,
            numbers,
            unknown: f32::from_le_bytes(*unknown),
        })
    }

    fn get(&self, stem: &str) -> Option<WordVector> {
        let number = *self.numbered.get(stem)?;
        let scale = self.scales.as_chunks().0.get(number)?;
        let numbers: &[u8; WIDTH] = self.numbers.as_chunks().0.get(number)?;
        Some(WordVector {
            numbers: numbers.map(u8::cast_signed),
            scale: f32::from_le_bytes(*scale),
            known: true,
        })
    }
}

/// Sums pseudo-random signs of the 3- and 4-grams of a stem.
fn unknown(stem: &str) -> WordVector {
    let letters: Vec<char> = std::iter::once('<')
        .chain(stem.chars())
        .chain(std::iter::once('>'))
        .collect();
    let mut numbers = [0_i8; WIDTH];
    for sequence in letters.windows(3).chain(letters.windows(4)) {
        let (low, high) = (signs(sequence, 1), signs(sequence, 2));
        let signs = u128::from(low) | u128::from(high) << 64;
        for (at, number) in numbers.iter_mut().enumerate() {
            let sign = if signs >> at & 1 == 0 { 1 } else { -1 };
            *number = number.saturating_add(sign);
        }
    }
    let squares: i32 = numbers.iter().map(|&n| i32::from(n) * i32::from(n)).sum();
    WordVector {
        numbers,
        scale: TABLE.unknown / (squares.max(1) as f32).sqrt(),
        known: false,
    }
}

/// Returns pseudo-random bits that are the same on every machine (the finalizer of `SplitMix64`, Steele et
/// al. 2014).
fn signs(letters: &[char], salt: u64) -> u64 {
    let mut hash = FxHasher::default();
    hash.write_u64(salt);
    for &letter in letters {
        hash.write_u32(letter.into());
    }
    let mut bits = hash.finish();
    bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cosine(a: &str, b: &str) -> f32 {
        let (a, b) = (word_vector(a), word_vector(b));
        let dot = |a: &WordVector, b: &WordVector| {
            let pairs = a.numbers.iter().zip(&b.numbers);
            pairs
                .map(|(&a, &b)| i32::from(a) * i32::from(b))
                .sum::<i32>() as f32
        };
        dot(&a, &b) / (dot(&a, &a) * dot(&b, &b)).sqrt()
    }

    #[test]
    fn the_table_is_read_to_its_end() {
        let table = Table::read(BYTES).expect("the table that is built in");
        assert!(table.numbered.len() > 10_000);
        assert!(table.unknown > 0.0);
        assert!(Table::read(BYTES.get(..BYTES.len() - 1).expect("shorter")).is_none());
    }

    #[test]
    fn words_with_similar_meanings_are_nearer_than_others() {
        for (one, near, far) in [
            ("salari", "wage", "camera"),
            ("job", "employ", "river"),
            ("degre", "diploma", "yellow"),
        ] {
            let (near, far) = (cosine(one, near), cosine(one, far));
            assert!(near > far + 0.2, "{one}: {near} and {far}");
        }
    }

    #[test]
    fn an_unknown_word_is_similar_to_itself_and_a_little_to_its_misspelling() {
        assert!(!word_vector("kubernetez").known);
        assert!((cosine("zzyzxian", "zzyzxian") - 1.0).abs() < 1e-6);
        assert!(cosine("zzyzxian", "zzyzxain") > cosine("zzyzxian", "qwrtplkj") + 0.1);
    }
}
