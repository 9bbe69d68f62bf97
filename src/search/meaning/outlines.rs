//! Meanings in one bit a number: 48 bytes instead of 384, compared by counting the bits that differ.
//! That says roughly which of very many passages are near, so that only those are compared exactly.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that it is dispatched to"
)]

use std::ops::Range;

use fearless_simd::{Level, dispatch};

use super::vector::{Vector, WIDTH};

/// What is left of a meaning: which of its numbers are below zero.
type Outline = [u64; WIDTH / 64];

/// The outlines of a library's vectors, in their order.
pub struct Outlines(Vec<Outline>);

impl Outlines {
    /// Those of some vectors.
    pub fn of(vectors: &[Vector]) -> Self {
        Self(vectors.iter().map(outline).collect())
    }

    /// Those of `passages` (a number and the range of its vectors) whose nearest vector differs least
    /// from `question`: as many as are `wanted`, and all that differ no more than the last of these.
    pub fn nearest(
        &self,
        question: &Vector,
        passages: &[(usize, Range<usize>)],
        wanted: usize,
    ) -> Vec<usize> {
        let question = outline(question);
        let differing = dispatch!(Level::new(), _simd => self.differing(&question, passages));
        let mut counts = [0; WIDTH + 1];
        for &differing in &differing {
            if let Some(count) = counts.get_mut(differing as usize) {
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
        let near = passages.iter().zip(differing);
        near.filter(|(_, differing)| (*differing as usize) < limit)
            .map(|((passage, _), _)| *passage)
            .collect()
    }

    /// In how many bits the nearest vector of each passage differs.
    #[inline(always)]
    fn differing(&self, question: &Outline, passages: &[(usize, Range<usize>)]) -> Vec<u32> {
        let differing = passages.iter().map(|(_, range)| {
            let outlines = self.0.get(range.clone()).unwrap_or_default();
            let differing = outlines.iter().map(|one| {
                let bits = one.iter().zip(question).map(|(a, b)| (a ^ b).count_ones());
                bits.sum::<u32>()
            });
            differing.min().unwrap_or(u32::MAX)
        });
        differing.collect()
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
        let passages: Vec<_> = (0..200).map(|at| (at, 2 * at..2 * at + 2)).collect();
        for (at, vector) in vectors.iter().enumerate() {
            let near = outlines.nearest(vector, &passages, 1);
            assert_eq!(near, [at / 2]);
        }
        // As many as are wanted, in their order, and no more than share the last place.
        let near = outlines.nearest(&vectors[0], &passages, 20);
        assert!((20..30).contains(&near.len()) && near.is_sorted());
        assert_eq!(outlines.nearest(&vectors[0], &passages, 1_000).len(), 200);
        assert!(outlines.nearest(&vectors[0], &[], 20).is_empty());
    }
}
