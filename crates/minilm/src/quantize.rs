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
    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounded and within -127 to 127"
    )]
    let integers = values.iter().map(|v| (v / scale).round() as i8).collect();
    (integers, scale)
}
