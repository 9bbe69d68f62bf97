//! A dense (fully connected) layer in integers: 8-bit weights, inputs of up to 14 bits, 32-bit sums. Integer
//! sums are exact, so neither their order nor the SIMD level nor the other rows of a batch change a result.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16, i8x32, i8x64, i16x32, i32x16};

use crate::quantize::{MAX_WEIGHT, ROUNDING, quantize};
use crate::simd::LANES;

/// Inputs that are multiplied in one step.
const STEP: usize = 4;
/// Largest absolute value of a quantized input, 14 bits with the sign.
const MAX_INPUT: f32 = 8_191.0;
/// Most rows that are multiplied with all weights before the next rows are: their inputs and outputs stay in the
/// second-level cache of a core.
const TILE: usize = 48;

/// The weights of a layer.
pub(crate) struct Dense {
    inputs: usize,
    /// Largest absolute value of a quantized input with which no sum reaches 2^31.
    max_input: f32,
    /// For each sixteen outputs, for each four inputs: two inputs of each output, then the next two.
    weights: Vec<[i8; LANES * STEP]>,
    /// Scales and biases of each sixteen outputs.
    outputs: Vec<([f32; LANES], [f32; LANES])>,
}

/// Quantized input rows, whose memory one layer after the other uses.
#[derive(Default)]
pub(crate) struct QuantizedRows {
    /// Number of rows that are multiplied together.
    block: usize,
    /// Block after block: four inputs of each row, two in an `i32`, then the next four. Longer where a larger
    /// batch was there before.
    integers: Vec<[i32; 2]>,
    scales: Vec<f32>,
}

impl Dense {
    /// Makes a layer of `weights`, one row of `inputs` values for each output, and one bias for each output.
    /// `inputs` is a multiple of four and the number of outputs one of sixteen; a remainder is left out.
    pub(crate) fn new(inputs: usize, weights: &[f32], biases: &[f32]) -> Self {
        let mut dense = Self {
            inputs,
            max_input: (i32::MAX as f32 / MAX_WEIGHT / inputs as f32)
                .floor()
                .min(MAX_INPUT),
            weights: Vec::with_capacity(weights.len() / LANES / STEP),
            outputs: Vec::with_capacity(biases.len() / LANES),
        };
        let panels = weights.chunks_exact(LANES * inputs);
        for (panel, biases) in panels.zip(biases.as_chunks().0) {
            let rows: Vec<_> = panel.chunks_exact(inputs).map(quantize).collect();
            let weight = |output: usize, input: usize| {
                let row = rows.get(output).map(|(integers, _)| integers);
                row.and_then(|row| row.get(input)).copied().unwrap_or(0)
            };
            dense.weights.extend((0..inputs / STEP).map(|step| {
                std::array::from_fn(|at| {
                    let (pair, output, which) = (at / (2 * LANES), at / 2 % LANES, at % 2);
                    weight(output, step * STEP + pair * 2 + which)
                })
            }));
            let scale = |output: usize| rows.get(output).map_or(0.0, |(_, scale)| *scale);
            dense.outputs.push((std::array::from_fn(scale), *biases));
        }
        dense
    }

    /// Returns the output row of each input row, in `out`, which grows where it is too short.
    pub(crate) fn apply<'o>(
        &self,
        rows: &[f32],
        quantized: &mut QuantizedRows,
        out: &'o mut Vec<f32>,
    ) -> &'o mut [f32] {
        let width = self.outputs.len() * LANES;
        let out = resized(out, rows.len() / self.inputs * width);
        dispatch!(Level::new(), simd => self.apply_with(simd, rows, quantized, out));
        out
    }

    #[inline(always)]
    fn apply_with<S: Simd>(
        &self,
        simd: S,
        values: &[f32],
        rows: &mut QuantizedRows,
        out: &mut [f32],
    ) {
        rows.quantize::<S>(values, self.inputs, self.max_input);
        let width = self.outputs.len() * LANES;
        let tile = (TILE / rows.block).max(1) * rows.block;
        let integers = rows.integers.get(..values.len() / STEP).unwrap_or_default();
        let integers = integers.chunks(tile * self.inputs / STEP);
        let scales = rows.scales.chunks(tile);
        let outs = out.chunks_mut(tile * width);
        for ((integers, scales), out) in integers.zip(scales).zip(outs) {
            self.apply_tile(simd, rows.block, integers, scales, out);
        }
    }

    /// Writes the output rows of a tile of rows, `block` of which are multiplied together.
    #[inline(always)]
    fn apply_tile<S: Simd>(
        &self,
        simd: S,
        block: usize,
        integers: &[[i32; 2]],
        scales: &[f32],
        out: &mut [f32],
    ) {
        let width = self.outputs.len() * LANES;
        let panels = self.weights.chunks_exact(self.inputs / STEP);
        for (at, (panel, outputs)) in panels.zip(&self.outputs).enumerate() {
            let integers = integers.chunks(block * self.inputs / STEP);
            let outs = out.chunks_mut(block * width);
            for ((integers, scales), out) in integers.zip(scales.chunks(block)).zip(outs) {
                let tile = Tile {
                    outputs,
                    scales,
                    out,
                    width,
                    from: at * LANES,
                };
                match scales.len() {
                    1 => tile.fill(simd, multiply::<S, 1>(simd, panel, integers)),
                    2 => tile.fill(simd, multiply::<S, 2>(simd, panel, integers)),
                    3 => tile.fill(simd, multiply::<S, 3>(simd, panel, integers)),
                    4 => tile.fill(simd, multiply::<S, 4>(simd, panel, integers)),
                    5 => tile.fill(simd, multiply::<S, 5>(simd, panel, integers)),
                    6 => tile.fill(simd, multiply::<S, 6>(simd, panel, integers)),
                    7 => tile.fill(simd, multiply::<S, 7>(simd, panel, integers)),
                    _ => tile.fill(simd, multiply::<S, 8>(simd, panel, integers)),
                }
            }
        }
    }
}

/// The place of sixteen outputs of a block of rows.
struct Tile<'a> {
    outputs: &'a ([f32; LANES], [f32; LANES]),
    scales: &'a [f32],
    out: &'a mut [f32],
    width: usize,
    from: usize,
}

impl Tile<'_> {
    /// Writes the sums, scaled back to floats, and the biases.
    #[inline(always)]
    fn fill<S: Simd, const ROWS: usize>(self, simd: S, sums: [i32x16<S>; ROWS]) {
        let (weights, biases) = self.outputs;
        let weights = f32x16::from_slice(simd, weights);
        let biases = f32x16::from_slice(simd, biases);
        let outs = self.out.chunks_exact_mut(self.width);
        for ((out, sum), &scale) in outs.zip(sums).zip(self.scales) {
            let out = out.get_mut(self.from..);
            if let Some(out) = out.and_then(|out| out.first_chunk_mut::<LANES>()) {
                let value = f32x16::float_from(sum) * (weights * scale) + biases;
                value.store_slice(out);
            }
        }
    }
}

/// Returns the sums of products of sixteen outputs with each of `ROWS` rows.
#[inline(always)]
fn multiply<S: Simd, const ROWS: usize>(
    simd: S,
    weights: &[[i8; LANES * STEP]],
    rows: &[[i32; 2]],
) -> [i32x16<S>; ROWS] {
    let mut sums = [i32x16::splat(simd, 0); ROWS];
    for (weights, rows) in weights.iter().zip(rows.as_chunks::<ROWS>().0) {
        let mut weights = widen(simd, weights).into_iter();
        // One half after the other, so that sums, weights and a product fit into sixteen registers.
        if let Some(weights) = weights.next() {
            for (sum, &[first, _]) in sums.iter_mut().zip(rows) {
                let first: i16x32<S> = i32x16::splat(simd, first).bitcast();
                *sum += weights.pairwise_dot_product(first);
            }
        }
        if let Some(weights) = weights.next() {
            for (sum, &[_, second]) in sums.iter_mut().zip(rows) {
                let second: i16x32<S> = i32x16::splat(simd, second).bitcast();
                *sum += weights.pairwise_dot_product(second);
            }
        }
    }
    sums
}

/// Widens the weights of a step: two inputs of each output, then the next two.
#[inline(always)]
fn widen<S: Simd>(simd: S, weights: &[i8; LANES * STEP]) -> [i16x32<S>; 2] {
    if S::i32s::LEN < LANES {
        // In pieces of a register each: a wider load would go through the stack.
        let (first, second) = weights.split_at(LANES * STEP / 2);
        [first, second].map(|half| {
            let (low, high) = i8x32::from_slice(simd, half).widen();
            low.combine(high)
        })
    } else {
        let (first, second) = i8x64::from_slice(simd, weights).widen();
        [first, second]
    }
}

/// Packs two 16-bit integers into an `i32`, the first into the lower half.
#[inline(always)]
fn pack(first: i16, second: i16) -> i32 {
    (i32::from(second) << 16) | i32::from(first.cast_unsigned())
}

/// Returns the first `length` values of a buffer, which grows where it is shorter. Their contents are left as they are.
pub(crate) fn resized<T: Copy + Default>(buffer: &mut Vec<T>, length: usize) -> &mut [T] {
    if buffer.len() < length {
        buffer.resize(length, T::default());
    }
    buffer.get_mut(..length).unwrap_or_default()
}

impl QuantizedRows {
    #[inline(always)]
    fn quantize<S: Simd>(&mut self, values: &[f32], width: usize, max_input: f32) {
        // As many rows as the registers can hold sums of.
        let most = if S::i32s::LEN < LANES { 6 } else { 8 };
        let count = values.len() / width;
        let block = count.div_ceil(count.div_ceil(most).max(1)).max(1);
        self.block = block;
        self.scales.clear();
        let mut integers = vec![0_i16; width];
        let blocks = resized(&mut self.integers, values.len() / STEP);
        let blocks = blocks.chunks_mut(block * width / STEP);
        for (values, to) in values.chunks(block * width).zip(blocks) {
            let values = values.chunks_exact(width);
            let height = values.len();
            for (at, row) in values.enumerate() {
                self.scales
                    .push(quantize_row(row, max_input, &mut integers));
                let to = to.iter_mut().skip(at).step_by(height);
                for (to, &[a, b, c, d]) in to.zip(integers.as_chunks().0) {
                    *to = [pack(a, b), pack(c, d)];
                }
            }
        }
    }
}

/// Writes the quantized values of a row, at most `max_input` each, and returns their scale.
#[inline(always)]
#[allow(
    clippy::cast_possible_truncation,
    reason = "the integer stands in the low bits"
)]
fn quantize_row(row: &[f32], max_input: f32, integers: &mut [i16]) -> f32 {
    let mut max = [f32::MIN_POSITIVE; LANES];
    for values in row.as_chunks::<LANES>().0 {
        for (max, value) in max.iter_mut().zip(values) {
            *max = if value.abs() > *max {
                value.abs()
            } else {
                *max
            };
        }
    }
    let max = max.into_iter().fold(f32::MIN_POSITIVE, f32::max);
    let factor = max_input / max;
    for (integer, value) in integers.iter_mut().zip(row) {
        *integer = (value * factor + ROUNDING).to_bits() as i16;
    }
    max / max_input
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pseudo-random numbers from -1 to 1, always the same ones.
    fn numbers(count: u32) -> Vec<f32> {
        let number = |at: u32| (at.wrapping_mul(2_654_435_761) >> 8) % 2_001;
        (0..count)
            .map(|at| number(at) as f32 / 1_000.0 - 1.0)
            .collect()
    }

    fn apply(dense: &Dense, rows: &[f32]) -> Vec<f32> {
        // Longer and not empty, as after a larger batch.
        let mut out = vec![f32::NAN; 20 * 32];
        let mut quantized = QuantizedRows {
            integers: vec![[7; 2]; 20 * 64],
            ..QuantizedRows::default()
        };
        dense.apply(rows, &mut quantized, &mut out).to_vec()
    }

    #[test]
    fn outputs_are_sums_of_products_whatever_the_batch_and_the_simd_level() {
        let (weights, biases) = (numbers(32 * 64), numbers(32));
        let dense = Dense::new(64, &weights, &biases);
        let rows = numbers(19 * 64);
        let out = apply(&dense, &rows);
        assert_eq!(out.len(), 19 * 32);
        for (row, out) in rows.chunks(64).zip(out.chunks(32)) {
            assert_eq!(apply(&dense, row), out, "alone");
            for ((weights, bias), out) in weights.chunks(64).zip(&biases).zip(out) {
                let sum: f32 = row.iter().zip(weights).map(|(a, b)| a * b).sum();
                assert!((sum + bias - out).abs() < 0.1, "{sum} + {bias}, {out}");
            }
        }
        let mut baseline = vec![0.0; out.len()];
        let mut quantized = QuantizedRows::default();
        dispatch!(Level::baseline(), simd => dense.apply_with(simd, &rows, &mut quantized, &mut baseline));
        assert_eq!(baseline, out);
    }

    #[test]
    fn the_widest_layer_does_not_overflow() {
        let inputs = 16_384;
        let dense = Dense::new(inputs, &vec![1.0; inputs * LANES], &[0.0; LANES]);
        let out = apply(&dense, &vec![-1.0; inputs]);
        let expected = -(inputs as f32);
        assert!(
            out.iter().all(|out| (out / expected - 1.0).abs() < 1e-3),
            "{out:?}"
        );
    }
}
