//! Symmetric 8-bit quantization of weights, one scale for each row.

/// Largest absolute value of a quantized weight.
pub(crate) const MAX_WEIGHT: f32 = 127.0;
/// 1.5 · 2^23. Added to a float between -2^22 and 2^22 it rounds it to the nearest integer (ties to even),
/// which then stands in the low bits of the sum.
pub(crate) const ROUNDING: f32 = 12_582_912.0;

/// Returns integers from -127 to 127 and the scale with which they are multiplied to give `values`, to half a
/// scale.
pub(crate) fn quantize(values: &[f32]) -> (Vec<i8>, f32) {
    let max = values.iter().fold(0.0_f32, |max, v| max.max(v.abs()));
    let scale = max.max(f32::MIN_POSITIVE) / MAX_WEIGHT;
    let integers = values.iter().map(|value| round(value / scale)).collect();
    (integers, scale)
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
}
