//! Vectors in 8-bit integers, so that comparing two gives the same on every machine.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, i8x64, i32x16};

/// Values of an embedding: as many as all-MiniLM-L6-v2 gives.
pub(crate) const DIMENSIONS: usize = 384;

/// An embedding in 8-bit integers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Vector {
    /// From -127 to 127.
    pub values: [i8; DIMENSIONS],
    /// Multiplied with a value it gives the original, to half a scale.
    pub scale: f32,
}

impl Vector {
    /// Quantizes an embedding; of other lengths than 384 it takes the first values, and zeros.
    pub(crate) fn new(values: &[f32]) -> Self {
        let (integers, scale) = quantize(values);
        let value = |at: usize| integers.get(at).copied().unwrap_or(0);
        Self {
            values: std::array::from_fn(value),
            scale,
        }
    }

    /// Returns the mean of some vectors of length 1, brought to length 1.
    pub(crate) fn mean(vectors: &[Self]) -> Self {
        if let [only] = vectors {
            return only.clone();
        }
        let mut sum = [0.0_f32; DIMENSIONS];
        for one in vectors {
            for (sum, value) in sum.iter_mut().zip(one.values) {
                *sum += f32::from(value) * one.scale;
            }
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        Self::new(&sum.map(|value| value / length.max(f32::MIN_POSITIVE)))
    }

    /// Returns the largest cosine with one of some vectors of length 1, to about 1 %; 0 where there is none
    /// above 0.
    pub(crate) fn max_cosine(&self, among: &[Self]) -> f32 {
        dispatch!(Level::new(), simd => self.max_cosine_with(simd, among))
    }

    #[inline(always)]
    fn max_cosine_with<S: Simd>(&self, simd: S, among: &[Self]) -> f32 {
        among.iter().fold(0.0, |max, one| {
            let sum = dot_with(simd, &one.values, &self.values);
            max.max(sum as f32 * one.scale * self.scale)
        })
    }
}

#[inline(always)]
fn dot_with<S: Simd, const N: usize>(simd: S, one: &[i8; N], other: &[i8; N]) -> i32 {
    let mut sum = i32x16::splat(simd, 0);
    let parts = one.as_chunks::<64>().0.iter();
    for (one, other) in parts.zip(other.as_chunks::<64>().0) {
        let (a, b) = i8x64::from_slice(simd, one).widen();
        let (c, d) = i8x64::from_slice(simd, other).widen();
        sum += a.pairwise_dot_product(c) + b.pairwise_dot_product(d);
    }
    sum.reduce_sum()
}

/// Returns integers from -127 to 127 and the scale with which they are multiplied to give `values`, to half a
/// scale.
pub(crate) fn quantize(values: &[f32]) -> (Vec<i8>, f32) {
    let max = values.iter().fold(0.0_f32, |max, v| max.max(v.abs()));
    let scale = max.max(f32::MIN_POSITIVE) / 127.0;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounded and within -127 to 127"
    )]
    let integers = values.iter().map(|v| (v / scale).round() as i8).collect();
    (integers, scale)
}
