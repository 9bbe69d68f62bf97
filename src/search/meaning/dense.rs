//! A layer of a network in whole numbers: weights of one byte, what goes in as fourteen bits, sums of
//! 32 bits. Nothing is rounded on the way, so the order of the sums, the processor's instructions and
//! what else is computed make no difference.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, i8x64, i16x32, i32x16};

use super::arithmetic::ROUNDING;
use super::vector::quantise;

/// Outputs that are computed side by side.
const PANEL: usize = 16;
/// Inputs that are taken at once.
const STEP: usize = 4;
/// The largest whole number of an input: 1536 of them times a weight of 127 stay below 2^31.
const MOST: f32 = 8_191.0;

/// The weights of a layer.
pub(crate) struct Dense {
    inputs: usize,
    /// For sixteen outputs after the other, for four inputs after the other: two inputs of each
    /// output, then the next two.
    weights: Vec<[i8; PANEL * STEP]>,
    /// What a weight of each output is worth, and what is added to it.
    outputs: Vec<([f32; PANEL], [f32; PANEL])>,
}

/// What goes into a layer: rows of whole numbers, and what one of them is worth.
struct Rows {
    /// Rows that are multiplied together.
    block: usize,
    /// Block after block: four numbers of each row, two in one, then the next four.
    numbers: Vec<[i32; 2]>,
    scales: Vec<f32>,
}

impl Dense {
    /// From the weights of one output after the other, and what is added to each. Inputs beyond a
    /// multiple of four and outputs beyond one of sixteen are left out.
    pub(crate) fn new(inputs: usize, weights: &[f32], biases: &[f32]) -> Self {
        let mut dense = Self {
            inputs,
            weights: Vec::with_capacity(weights.len() / PANEL / STEP),
            outputs: Vec::with_capacity(biases.len() / PANEL),
        };
        let panels = weights.chunks_exact(PANEL * inputs);
        for (panel, biases) in panels.zip(biases.as_chunks().0) {
            let rows: Vec<_> = panel.chunks_exact(inputs).map(quantise).collect();
            let weight = |output: usize, input: usize| {
                let row = rows.get(output).map(|(numbers, _)| numbers);
                row.and_then(|row| row.get(input)).copied().unwrap_or(0)
            };
            dense.weights.extend((0..inputs / STEP).map(|step| {
                std::array::from_fn(|at| {
                    let (pair, output, which) = (at / (2 * PANEL), at / 2 % PANEL, at % 2);
                    weight(output, step * STEP + pair * 2 + which)
                })
            }));
            let scale = |output: usize| rows.get(output).map_or(0.0, |(_, scale)| *scale);
            dense.outputs.push((std::array::from_fn(scale), *biases));
        }
        dense
    }

    /// What comes out for rows that go in, row after row.
    pub(crate) fn apply(&self, rows: &[f32]) -> Vec<f32> {
        dispatch!(Level::new(), simd => self.apply_with(simd, rows))
    }

    #[inline(always)]
    fn apply_with<S: Simd>(&self, simd: S, rows: &[f32]) -> Vec<f32> {
        let rows = Rows::new::<S>(rows, self.inputs);
        let width = self.outputs.len() * PANEL;
        let mut out = vec![0.0; rows.scales.len() * width];
        let panels = self.weights.chunks_exact(self.inputs / STEP);
        for (at, (panel, outputs)) in panels.zip(&self.outputs).enumerate() {
            let numbers = rows.numbers.chunks(rows.block * self.inputs / STEP);
            let scales = rows.scales.chunks(rows.block);
            let outs = out.chunks_mut(rows.block * width);
            for ((numbers, scales), out) in numbers.zip(scales).zip(outs) {
                let to = Tile {
                    outputs,
                    scales,
                    out,
                    width,
                    from: at * PANEL,
                };
                match scales.len() {
                    1 => to.fill(multiply::<S, 1>(simd, panel, numbers)),
                    2 => to.fill(multiply::<S, 2>(simd, panel, numbers)),
                    3 => to.fill(multiply::<S, 3>(simd, panel, numbers)),
                    4 => to.fill(multiply::<S, 4>(simd, panel, numbers)),
                    5 => to.fill(multiply::<S, 5>(simd, panel, numbers)),
                    6 => to.fill(multiply::<S, 6>(simd, panel, numbers)),
                    7 => to.fill(multiply::<S, 7>(simd, panel, numbers)),
                    _ => to.fill(multiply::<S, 8>(simd, panel, numbers)),
                }
            }
        }
        out
    }
}

/// Where sixteen outputs of some rows go.
struct Tile<'a> {
    outputs: &'a ([f32; PANEL], [f32; PANEL]),
    scales: &'a [f32],
    out: &'a mut [f32],
    width: usize,
    from: usize,
}

impl Tile<'_> {
    #[inline(always)]
    fn fill<S: Simd, const ROWS: usize>(self, sums: [i32x16<S>; ROWS]) {
        let (weights, biases) = self.outputs;
        let outs = self.out.chunks_exact_mut(self.width);
        for ((out, sum), &scale) in outs.zip(sums).zip(self.scales) {
            let out = out
                .get_mut(self.from..)
                .and_then(|out| out.first_chunk_mut::<PANEL>());
            let sum: [i32; PANEL] = *sum;
            for (((out, sum), weight), bias) in
                out.into_iter().flatten().zip(sum).zip(weights).zip(biases)
            {
                *out = sum as f32 * (weight * scale) + bias;
            }
        }
    }
}

/// The sums of sixteen outputs for some rows.
#[inline(always)]
fn multiply<S: Simd, const ROWS: usize>(
    simd: S,
    weights: &[[i8; PANEL * STEP]],
    rows: &[[i32; 2]],
) -> [i32x16<S>; ROWS] {
    let mut sums = [i32x16::splat(simd, 0); ROWS];
    for (weights, rows) in weights.iter().zip(rows.as_chunks::<ROWS>().0) {
        let (first, second) = i8x64::from_slice(simd, weights).widen();
        for (sum, &[one, other]) in sums.iter_mut().zip(rows) {
            let one: i16x32<S> = i32x16::splat(simd, one).bitcast();
            let other: i16x32<S> = i32x16::splat(simd, other).bitcast();
            *sum += first.pairwise_dot_product(one);
            *sum += second.pairwise_dot_product(other);
        }
    }
    sums
}

/// Two numbers of 16 bits in one of 32, the first in the lower half.
#[inline(always)]
fn pair(first: i16, second: i16) -> i32 {
    (i32::from(second) << 16) | i32::from(first.cast_unsigned())
}

impl Rows {
    #[inline(always)]
    fn new<S: Simd>(values: &[f32], width: usize) -> Self {
        // As many as registers can hold the sums of.
        let most = if S::i32s::LEN < PANEL { 6 } else { 8 };
        let count = values.len() / width;
        let block = count.div_ceil(count.div_ceil(most).max(1)).max(1);
        let mut rows = Self {
            block,
            numbers: vec![[0; 2]; values.len() / STEP],
            scales: Vec::with_capacity(count),
        };
        let mut whole = vec![0_i16; width];
        let blocks = rows.numbers.chunks_mut(block * width / STEP);
        for (values, to) in values.chunks(block * width).zip(blocks) {
            let values = values.chunks_exact(width);
            let height = values.len();
            for (at, row) in values.enumerate() {
                rows.scales.push(whole_numbers(row, &mut whole));
                let to = to.iter_mut().skip(at).step_by(height);
                for (to, &[a, b, c, d]) in to.zip(whole.as_chunks().0) {
                    *to = [pair(a, b), pair(c, d)];
                }
            }
        }
        rows
    }
}

/// Makes whole numbers of a row, and says what one of them is worth.
#[inline(always)]
#[allow(
    clippy::cast_possible_truncation,
    reason = "the whole number stands in the last bits"
)]
fn whole_numbers(row: &[f32], whole: &mut [i16]) -> f32 {
    let mut most = [f32::MIN_POSITIVE; PANEL];
    for values in row.as_chunks::<PANEL>().0 {
        for (most, value) in most.iter_mut().zip(values) {
            *most = if value.abs() > *most {
                value.abs()
            } else {
                *most
            };
        }
    }
    let most = most.into_iter().fold(f32::MIN_POSITIVE, f32::max);
    let factor = MOST / most;
    for (whole, value) in whole.iter_mut().zip(row) {
        *whole = (value * factor + ROUNDING).to_bits() as i16;
    }
    most / MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers from -1 to 1 in no order, always the same ones.
    fn numbers(count: u32) -> Vec<f32> {
        let number = |at: u32| (at.wrapping_mul(2_654_435_761) >> 8) % 2_001;
        (0..count)
            .map(|at| number(at) as f32 / 1_000.0 - 1.0)
            .collect()
    }

    #[test]
    fn a_layer_gives_the_sums_of_products_whatever_else_goes_in_and_on_every_processor() {
        let (weights, biases) = (numbers(32 * 64), numbers(32));
        let dense = Dense::new(64, &weights, &biases);
        let rows = numbers(19 * 64);
        let out = dense.apply(&rows);
        assert_eq!(out.len(), 19 * 32);
        for (row, out) in rows.chunks(64).zip(out.chunks(32)) {
            assert_eq!(dense.apply(row), out, "alone");
            for ((weights, bias), out) in weights.chunks(64).zip(&biases).zip(out) {
                let sum: f32 = row.iter().zip(weights).map(|(a, b)| a * b).sum();
                assert!((sum + bias - out).abs() < 0.1, "{sum} + {bias}, {out}");
            }
        }
        let plainest = dispatch!(Level::baseline(), simd => dense.apply_with(simd, &rows));
        assert_eq!(plainest, out);
    }
}
