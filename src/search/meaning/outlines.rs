//! Meanings in one bit a number: 48 bytes instead of 384, compared by counting the bits that differ.
//! That says roughly which of very many passages are near, so that only those are compared exactly.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that it is dispatched to"
)]

use std::ops::Range;

use fearless_simd::{Level, dispatch};

use super::vector::{Vector, WIDTH};

/// Words of 64 bits in an outline.
const WORDS: usize = WIDTH / 64;
/// Outlines that are compared side by side.
const LANES: usize = 8;

/// What is left of a meaning: which of its numbers are below zero.
type Outline = [u64; WORDS];

/// The outlines of a library's vectors, in their order: eight after the other, the first word of each,
/// then the next.
pub(crate) struct Outlines(Vec<[[u64; LANES]; WORDS]>);

impl Outlines {
    /// Those of some vectors.
    pub(crate) fn of(vectors: &[Vector]) -> Self {
        let blocks = vectors.chunks(LANES).map(|vectors| {
            let mut block = [[0; LANES]; WORDS];
            for (lane, vector) in vectors.iter().enumerate() {
                for (words, word) in block.iter_mut().zip(outline(vector)) {
                    if let Some(to) = words.get_mut(lane) {
                        *to = word;
                    }
                }
            }
            block
        });
        Self(blocks.collect())
    }

    /// Those of `passages` whose nearest of their `vectors` (by their places) differs least from `question`:
    /// as many as are `wanted`, and all that differ no more than the last of these.
    pub(crate) fn nearest(
        &self,
        question: &Vector,
        passages: &[usize],
        vectors: impl Fn(usize) -> Range<usize>,
        wanted: usize,
    ) -> Vec<usize> {
        let question = outline(question);
        let differing = dispatch!(Level::new(), _simd => self.differing(&question));
        let least = passages.iter().map(|&passage| {
            let differing = differing.get(vectors(passage)).unwrap_or_default();
            differing.iter().min().copied().unwrap_or(u32::MAX)
        });
        let least: Vec<u32> = least.collect();
        let mut counts = [0; WIDTH + 1];
        for &least in &least {
            if let Some(count) = counts.get_mut(least as usize) {
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
        near.filter(|(_, least)| (*least as usize) < limit)
            .map(|(passage, _)| *passage)
            .collect()
    }

    /// In how many bits each vector differs, and what fills the last eight.
    #[inline(always)]
    fn differing(&self, question: &Outline) -> Vec<u32> {
        let mut differing = vec![0; self.0.len() * LANES];
        for (block, out) in self.0.iter().zip(differing.as_chunks_mut().0) {
            let mut sums = [0; LANES];
            for (words, asked) in block.iter().zip(question) {
                for (sum, word) in sums.iter_mut().zip(words) {
                    *sum += (word ^ asked).count_ones();
                }
            }
            *out = sums;
        }
        differing
    }
}

fn outline(vector: &Vector) -> Outline {
    let mut outline = Outline::default();
    let parts = vector.numbers.as_chunks::<64>().0;
    for (bits, numbers) in outline.iter_mut().zip(parts) {
        for number in numbers {
            *bits = (*bits << 1) | u64::from(*number < 0);
        }
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vectors that lie in no order, always the same ones.
    fn vectors(count: u32) -> Vec<Vector> {
        let number = |at: u32, one: u32| {
            let mixed = (at * 7_919 + one).wrapping_mul(2_654_435_761) >> 8;
            (mixed % 2_001) as f32 - 1_000.0
        };
        let vector = |one| Vector::new(&(0..384).map(|at| number(at, one)).collect::<Vec<_>>());
        (0..count).map(vector).collect()
    }

    #[test]
    fn the_nearest_are_among_those_that_differ_least() {
        let vectors = vectors(400);
        let outlines = Outlines::of(&vectors);
        let passages: Vec<usize> = (0..200).collect();
        let near = |to: &Vector, passages: &[usize], wanted| {
            outlines.nearest(to, passages, |at| 2 * at..2 * at + 2, wanted)
        };
        for (at, vector) in vectors.iter().enumerate() {
            assert_eq!(near(vector, &passages, 1), [at / 2]);
        }
        // As many as are wanted, in their order, and no more than share the last place.
        let some = near(&vectors[0], &passages, 20);
        assert!((20..30).contains(&some.len()) && some.is_sorted());
        assert_eq!(near(&vectors[0], &passages, 1_000).len(), 200);
        assert!(near(&vectors[0], &[], 20).is_empty());
    }
}
