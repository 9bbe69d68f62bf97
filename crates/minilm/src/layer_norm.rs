//! Layer normalization (Ba, Kiros & Hinton 2016, <https://arxiv.org/abs/1607.06450>) with a residual
//! connection.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use fearless_simd::{Level, dispatch};

use crate::simd::LANES;

/// Scale (gamma), shift (beta) and epsilon of a layer normalization over rows of `scale.len()` values, a
/// multiple of 16.
pub(crate) struct LayerNorm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
    pub epsilon: f32,
}

impl LayerNorm {
    /// Replaces each row of `rows` by the normalized sum of it and the same row of `residual`.
    pub(crate) fn add(&self, rows: &mut [f32], residual: &[f32]) {
        dispatch!(Level::new(), _simd => self.add_with(rows, residual));
    }

    #[inline(always)]
    fn add_with(&self, rows: &mut [f32], residual: &[f32]) {
        let width = self.scale.len();
        for (row, residual) in rows
            .chunks_exact_mut(width)
            .zip(residual.chunks_exact(width))
        {
            for (value, residual) in row.iter_mut().zip(residual) {
                *value += residual;
            }
            let mean = sum(row, |value| value) / width as f32;
            let variance = sum(row, |value| (value - mean) * (value - mean)) / width as f32;
            let factor = 1.0 / (variance + self.epsilon).sqrt();
            for ((value, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *value = (*value - mean) * factor * scale + shift;
            }
        }
    }
}

/// Sums `of` over a row, in 16 partial sums; values beyond a multiple of 16 are left out.
#[inline(always)]
pub(crate) fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0.0; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for (sum, &value) in sums.iter_mut().zip(values) {
            *sum += of(value);
        }
    }
    sums.into_iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gets_mean_0_and_variance_1_at_every_simd_level() {
        let norm = LayerNorm {
            scale: vec![1.0; 80],
            shift: vec![0.0; 80],
            epsilon: 1e-12,
        };
        let residual: Vec<f32> = (0..800).map(|at| at as f32 / 90.0).collect();
        let (mut native, mut baseline) = (vec![0.5; 800], vec![0.5; 800]);
        norm.add(&mut native, &residual);
        dispatch!(Level::baseline(), _simd => norm.add_with(&mut baseline, &residual));
        assert_eq!(native, baseline);
        for row in native.chunks(80) {
            assert!(row.iter().sum::<f32>().abs() < 1e-3);
            assert!((row.iter().map(|value| value * value).sum::<f32>() / 80.0 - 1.0).abs() < 1e-3);
        }
    }
}
