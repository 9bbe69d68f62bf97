//! A meaning in whole numbers, so that comparing two gives the same on every machine.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, i8x64, i32x16};

/// Numbers of a meaning: as many as all-MiniLM-L6-v2 gives.
pub(crate) const WIDTH: usize = 384;

/// A meaning in whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// From -127 to 127.
    pub numbers: [i8; WIDTH],
    /// What one of them is worth.
    pub scale: f32,
}

impl Vector {
    /// From numbers of any size.
    pub fn new(values: &[f32]) -> Self {
        let (numbers, scale) = quantise(values);
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
        Self {
            numbers: std::array::from_fn(number),
            scale,
        }
    }

    /// How near the nearest of some meanings is: 0 (none, or nothing alike) to 1 (cosine, to about 1 %).
    pub fn nearest(&self, among: &[Self]) -> f32 {
        dispatch!(Level::new(), simd => self.nearest_with(simd, among))
    }

    #[inline(always)]
    fn nearest_with<S: Simd>(&self, simd: S, among: &[Self]) -> f32 {
        among.iter().fold(0.0, |nearest, one| {
            let sum = dot(simd, &one.numbers, &self.numbers);
            nearest.max(sum as f32 * one.scale * self.scale)
        })
    }
}

/// The product of two vectors whose width is a multiple of 64.
pub(crate) fn product<const N: usize>(one: &[i8; N], other: &[i8; N]) -> i32 {
    dispatch!(Level::new(), simd => dot(simd, one, other))
}

#[inline(always)]
fn dot<S: Simd, const N: usize>(simd: S, one: &[i8; N], other: &[i8; N]) -> i32 {
    let mut sum = i32x16::splat(simd, 0);
    let parts = one.as_chunks::<64>().0.iter();
    for (one, other) in parts.zip(other.as_chunks::<64>().0) {
        let (a, b) = i8x64::from_slice(simd, one).widen();
        let (c, d) = i8x64::from_slice(simd, other).widen();
        sum += a.pairwise_dot_product(c) + b.pairwise_dot_product(d);
    }
    sum.reduce_sum()
}

/// A vector as whole numbers from -127 to 127 and what one of them is worth.
pub(crate) fn quantise(values: &[f32]) -> (Vec<i8>, f32) {
    let most = values
        .iter()
        .fold(0.0_f32, |m, v| m.max(v.abs()))
        .max(f32::MIN_POSITIVE);
    let scale = most / 127.0;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounded and within -127 to 127"
    )]
    let whole = values.iter().map(|v| (v / scale).round() as i8).collect();
    (whole, scale)
}
