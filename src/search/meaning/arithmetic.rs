//! What an encoder does number by number. Only sums, products, quotients and square roots, which every processor
//! rounds alike, in a fixed order: a system's own `exp` would differ in its last bits.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that it is dispatched to"
)]

use fearless_simd::{Level, dispatch};

/// Numbers that are summed up side by side.
const LANES: usize = 16;
/// Keeps a variance of nothing from dividing.
const EPSILON: f32 = 1e-12;
/// Added to a small number and taken away again, it rounds it; the last bits of the sum are the whole number.
pub(crate) const ROUNDING: f32 = 12_582_912.0;

/// Brings rows to mean 0 and variance 1, then to a scale and shift of their own.
pub(crate) struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
}

impl Norm {
    /// Adds `more` to the rows and brings them into form.
    pub(crate) fn add(&self, rows: &mut [f32], more: &[f32]) {
        dispatch!(Level::new(), _simd => self.add_with(rows, more));
    }

    #[inline(always)]
    fn add_with(&self, rows: &mut [f32], more: &[f32]) {
        let width = self.scale.len();
        for (row, more) in rows.chunks_exact_mut(width).zip(more.chunks_exact(width)) {
            for (value, more) in row.iter_mut().zip(more) {
                *value += more;
            }
            let mean = sum(row, |value| value) / width as f32;
            let variance = sum(row, |value| (value - mean) * (value - mean)) / width as f32;
            let factor = 1.0 / (variance + EPSILON).sqrt();
            for ((value, scale), shift) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *value = (*value - mean) * factor * scale + shift;
            }
        }
    }
}

/// The sum over a row whose length is a multiple of sixteen.
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

/// GELU by the error function; erf after Abramowitz & Stegun 7.1.26 (error below 1.5e-7).
pub(crate) fn gelu(values: &mut [f32]) {
    dispatch!(Level::new(), _simd => gelu_with(values));
}

#[inline(always)]
fn gelu_with(values: &mut [f32]) {
    for value in values {
        let x = *value;
        let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
        let t = 1.0 / (1.0 + 0.327_591_1 * z);
        let poly = ((((1.061_405_4 * t - 1.453_152_1) * t + 1.421_413_8) * t - 0.284_496_72) * t
            + 0.254_829_6)
            * t;
        let erf = (1.0 - poly * exp(-z * z)).copysign(x);
        *value = 0.5 * x * (1.0 + erf);
    }
}

/// The exponential of what is not above 0, to the last bits or so (after Cephes' `expf`, Moshier 1989).
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUNDING;
    let whole = shifted - ROUNDING;
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let poly = (((((1.987_569_2e-4 * rest + 1.398_2e-3) * rest + 8.333_452e-3) * rest
        + 4.166_579_6e-2)
        * rest
        + 0.166_666_65)
        * rest
        + 0.5)
        * rest
        * rest;
    let power = (shifted.to_bits() << 23).wrapping_add(1.0_f32.to_bits());
    (poly + rest + 1.0) * f32::from_bits(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_right_to_the_last_bits() {
        for at in 0..=8_700 {
            let x = -at as f32 / 100.0;
            assert!((exp(x) / libm::expf(x) - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn every_processor_gives_the_same_numbers() {
        let values: Vec<f32> = (-400..400).map(|at| at as f32 / 90.0).collect();
        let (mut here, mut plainest) = (values.clone(), values.clone());
        gelu(&mut here);
        dispatch!(Level::baseline(), _simd => gelu_with(&mut plainest));
        assert_eq!(here, plainest);
        let norm = Norm {
            scale: vec![1.5; 80],
            shift: vec![0.1; 80],
        };
        norm.add(&mut here, &values);
        dispatch!(Level::baseline(), _simd => norm.add_with(&mut plainest, &values));
        assert_eq!(here, plainest);
    }
}
