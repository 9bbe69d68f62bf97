//! A prefilter for many vectors: one bit for the sign of each value, compared by Hamming distance (sign
//! random projections, Charikar 2002). A vector takes 48 bytes instead of 384; the nearest ones are then
//! compared exactly.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use std::ops::Range;

use fearless_simd::{Level, dispatch};

use super::vector::{DIMENSIONS, Vector};

/// Number of 64-bit words of a vector's signs.
const WORDS: usize = DIMENSIONS / 64;
/// Number of vectors that are compared at once, for SIMD.
const LANES: usize = 8;

/// A bit for each value of a vector, set where it is negative.
type Signs = [u64; WORDS];

/// The signs of a library's vectors, in their order: of each eight the first words, then the next.
pub(crate) struct SignBits(Vec<[[u64; LANES]; WORDS]>);

impl SignBits {
    /// Computes the signs of vectors.
    pub(crate) fn new(vectors: &[Vector]) -> Self {
        let blocks = vectors.chunks(LANES).map(|vectors| {
            let mut block = [[0; LANES]; WORDS];
            for (lane, vector) in vectors.iter().enumerate() {
                for (words, word) in block.iter_mut().zip(signs(vector)) {
                    if let Some(to) = words.get_mut(lane) {
                        *to = word;
                    }
                }
            }
            block
        });
        Self(blocks.collect())
    }

    /// Returns the `wanted` passages with the least Hamming distance between `question` and the nearest of
    /// their vectors (`vectors` gives their range), and all that tie with the last of these, in the order of
    /// `passages`.
    pub(crate) fn nearest(
        &self,
        question: &Vector,
        passages: &[usize],
        vectors: impl Fn(usize) -> Range<usize>,
        wanted: usize,
    ) -> Vec<usize> {
        let question = signs(question);
        let distances = dispatch!(Level::new(), _simd => self.distances(&question));
        let least = passages.iter().map(|&passage| {
            let distances = distances.get(vectors(passage)).unwrap_or_default();
            distances.iter().min().copied().unwrap_or(u32::MAX)
        });
        let least: Vec<u32> = least.collect();
        let mut counts = [0; DIMENSIONS + 1];
        for &distance in &least {
            if let Some(count) = counts.get_mut(distance as usize) {
                *count += 1;
            }
        }
        let mut nearer = 0;
        let limit = counts.iter().take_while(|&&count| {
            let few = nearer < wanted;
            nearer += count;
            few
        });
        let limit = limit.count();
        let near = passages.iter().zip(least);
        near.filter(|(_, distance)| (*distance as usize) < limit)
            .map(|(passage, _)| *passage)
            .collect()
    }

    /// Returns the Hamming distance of each vector, and of the padding of the last eight.
    #[inline(always)]
    fn distances(&self, question: &Signs) -> Vec<u32> {
        let mut distances = vec![0; self.0.len() * LANES];
        for (block, out) in self.0.iter().zip(distances.as_chunks_mut().0) {
            let mut sums = [0; LANES];
            for (words, asked) in block.iter().zip(question) {
                for (sum, word) in sums.iter_mut().zip(words) {
                    *sum += (word ^ asked).count_ones();
                }
            }
            *out = sums;
        }
        distances
    }
}

fn signs(vector: &Vector) -> Signs {
    let mut signs = Signs::default();
    let parts = vector.values.as_chunks::<64>().0;
    for (bits, values) in signs.iter_mut().zip(parts) {
        for value in values {
            *bits = (*bits << 1) | u64::from(*value < 0);
        }
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pseudo-random vectors, always the same ones.
    fn vectors(count: u32) -> Vec<Vector> {
        let number = |at: u32, one: u32| {
            let mixed = (at * 7_919 + one).wrapping_mul(2_654_435_761) >> 8;
            (mixed % 2_001) as f32 - 1_000.0
        };
        let vector = |one| Vector::new(&(0..384).map(|at| number(at, one)).collect::<Vec<_>>());
        (0..count).map(vector).collect()
    }

    #[test]
    fn the_nearest_passages_differ_in_the_fewest_signs() {
        let vectors = vectors(400);
        let sign_bits = SignBits::new(&vectors);
        let passages: Vec<usize> = (0..200).collect();
        let near = |to: &Vector, passages: &[usize], wanted| {
            sign_bits.nearest(to, passages, |at| 2 * at..2 * at + 2, wanted)
        };
        for (at, vector) in vectors.iter().enumerate() {
            assert_eq!(near(vector, &passages, 1), [at / 2]);
        }
        // As many as are wanted, in their order, and those that tie with the last.
        let some = near(&vectors[0], &passages, 20);
        assert!((20..30).contains(&some.len()) && some.is_sorted());
        assert_eq!(near(&vectors[0], &passages, 1_000).len(), 200);
        assert!(near(&vectors[0], &[], 20).is_empty());
    }
}
