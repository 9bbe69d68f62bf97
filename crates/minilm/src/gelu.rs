//! The activation function of the feed-forward network and the exponential, computed from sums and products
//! alone: the system's own `exp` differs in its last bits between platforms.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use fearless_simd::{Level, dispatch};

use crate::quantize::ROUNDING;

/// Applies GELU, x · Φ(x) (Hendrycks & Gimpel 2016, <https://arxiv.org/abs/1606.08415>), to each value. Φ
/// comes from the error function by Abramowitz & Stegun 7.1.26, whose absolute error is below 1.5e-7.
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

/// Returns e^x for x ≤ 0, with a relative error below 3e-7; below -87 it is that of -87. After `expf` of the
/// Cephes library (Moshier 1989): range reduction by ln 2 in two parts, then a polynomial of degree 7.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let shifted = x * std::f32::consts::LOG2_E + ROUNDING;
    let exponent = shifted - ROUNDING;
    let rest = x - exponent * 0.693_359_4 + exponent * 2.121_944_4e-4;
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
    fn the_exponential_has_a_relative_error_below_3e_7() {
        for at in 0..=8_700 {
            let x = -at as f32 / 100.0;
            assert!((exp(x) / libm::expf(x) - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn gelu_is_right_to_six_digits_and_the_same_at_every_simd_level() {
        let values: Vec<f32> = (-400..400).map(|at| at as f32 / 90.0).collect();
        let (mut native, mut baseline) = (values.clone(), values.clone());
        gelu(&mut native);
        dispatch!(Level::baseline(), _simd => gelu_with(&mut baseline));
        assert_eq!(native, baseline);
        for (x, y) in values.into_iter().zip(native) {
            let exact = 0.5 * x * (1.0 + libm::erff(x * std::f32::consts::FRAC_1_SQRT_2));
            assert!((y - exact).abs() < 1e-6, "{x}: {y}, {exact}");
        }
    }
}
