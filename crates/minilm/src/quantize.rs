//! Symmetric 8-bit quantization, one scale for each row or vector.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, i8x64, i32x16};

/// Largest absolute value of a quantized weight.
pub(crate) const MAX_WEIGHT: f32 = 127.0;
/// 1.5 · 2^23. Added to a float between -2^22 and 2^22 it rounds it to the nearest integer (ties to even),
/// which then stands in the low bits of the sum.
pub(crate) const ROUNDING: f32 = 12_582_912.0;

/// Returns integers from -127 to 127 and the scale with which they are multiplied to give `values`, to half a
/// scale.
#[must_use]
pub fn quantize(values: &[f32]) -> (Vec<i8>, f32) {
    let max = values.iter().fold(0.0_f32, |max, v| max.max(v.abs()));
    let scale = max.max(f32::MIN_POSITIVE) / MAX_WEIGHT;
    let integers = values.iter().map(|value| round(value / scale)).collect();
    (integers, scale)
}

/// Returns the sum of the products of two rows of up to 2^17 quantized values; exact, so the same on every machine. The
/// values beyond the shorter row do not count.
#[must_use]
pub fn dot(one: &[i8], other: &[i8]) -> i32 {
    dispatch!(Level::new(), simd => dot_with(simd, one, other))
}

#[inline(always)]
fn dot_with<S: Simd>(simd: S, one: &[i8], other: &[i8]) -> i32 {
    let (blocks, rest) = one.as_chunks::<64>();
    let (other_blocks, other_rest) = other.split_at_checked(blocks.len() * 64).map_or_else(
        || other.as_chunks::<64>(),
        |(same, rest)| (same.as_chunks::<64>().0, rest),
    );
    let mut sum = i32x16::splat(simd, 0);
    for (one, other) in blocks.iter().zip(other_blocks) {
        let (a, b) = i8x64::from_slice(simd, one).widen();
        let (c, d) = i8x64::from_slice(simd, other).widen();
        sum += a.pairwise_dot_product(c) + b.pairwise_dot_product(d);
    }
    let rest = rest.iter().zip(other_rest);
    sum.reduce_sum()
        + rest
            .map(|(a, b)| i32::from(*a) * i32::from(*b))
            .sum::<i32>()
}

/// Rounds a value from -127 to 127 to the nearest integer, halves away from zero, as `f32::round` does; unlike it, this
/// is compiled to SIMD instructions.
#[inline]
#[allow(
    clippy::cast_possible_truncation,
    reason = "the value is between -127 and 127"
)]
fn round(value: f32) -> i8 {
    let whole = value as i32;
    // Exact, as both have the same exponent or the part is the value.
    let part = value - whole as f32;
    let away = i32::from(part >= 0.5) - i32::from(part <= -0.5);
    (whole + away) as i8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let near_half = f32::from_bits(0.5_f32.to_bits() - 1);
        let special = [0.0, near_half, 0.5, 1.5, 2.5, 126.5, 127.0];
        let grid = (0..25_400).map(|at| at as f32 / 200.0);
        for value in grid.chain(special) {
            for value in [value, -value] {
                let difference = f32::from(round(value)) - value.round();
                assert!(difference.abs() < f32::EPSILON, "{value}");
            }
        }
    }

    #[test]
    fn dot_products_are_exact_for_every_length() {
        let row = |seed: i16, length: i16| -> Vec<i8> {
            let value = |at: i16| (at * 37 + seed * 101) % 255 - 127;
            (0..length)
                .map(|at| i8::try_from(value(at)).expect("between -127 and 127"))
                .collect()
        };
        for (left, right) in [
            (0, 0),
            (3, 3),
            (64, 64),
            (384, 384),
            (100, 70),
            (70, 100),
            (64, 0),
        ] {
            let (one, other) = (row(1, left), row(2, right));
            let pairs = one.iter().zip(&other);
            let exact: i32 = pairs.map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
            assert_eq!(dot(&one, &other), exact, "{left} and {right}");
        }
    }
}
