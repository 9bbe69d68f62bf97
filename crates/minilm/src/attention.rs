//! Multi-head scaled dot-product self-attention (Vaswani et al. 2017, section 3.2,
//! <https://arxiv.org/abs/1706.03762>). Sixteen query tokens are computed side by side, each with its sums in
//! the order of the key tokens.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the SIMD level that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16};

use crate::gelu::exp;
use crate::simd::LANES;

/// Values of the output that are summed up in one pass over the tokens.
const COLUMNS: usize = 4;

/// Writes the attention output of the first tokens of one sequence to `out`, of as many as it has rows.
///
/// A row of `qkv` belongs to one token and has `3 * width` values: its query, its key and its value; a row of
/// `out` has `width`. Each `HEAD` columns of the three are one head; `HEAD` is a multiple of four.
pub(crate) fn attention<const HEAD: usize>(qkv: &[f32], width: usize, out: &mut [f32]) {
    dispatch!(Level::new(), simd => attention_with::<_, HEAD>(simd, qkv, width, out));
}

#[inline(always)]
fn attention_with<S: Simd, const HEAD: usize>(simd: S, qkv: &[f32], width: usize, out: &mut [f32]) {
    let mut weights = vec![[0.0; LANES]; qkv.len() / (3 * width)];
    let factor = 1.0 / (HEAD as f32).sqrt();
    let groups = qkv.chunks(LANES * 3 * width);
    for (group, out) in groups.zip(out.chunks_mut(LANES * width)) {
        for head in (0..width).step_by(HEAD) {
            let mut queries = [[0.0; LANES]; HEAD];
            for (lane, token) in group.chunks_exact(3 * width).enumerate() {
                let query = token.get(head..).unwrap_or_default();
                for (to, value) in queries.iter_mut().zip(query) {
                    if let Some(to) = to.get_mut(lane) {
                        *to = value * factor;
                    }
                }
            }
            let queries = queries.map(|values| f32x16::from_slice(simd, &values));
            let keys = columns::<HEAD>(qkv, width, width + head);
            let sums = softmax(simd, &queries, keys, &mut weights);
            for part in (0..HEAD).step_by(COLUMNS) {
                let values = columns::<COLUMNS>(qkv, width, 2 * width + head + part);
                let weighted = weighted_sums(simd, &weights, values);
                for (to, value) in (head + part..).zip(weighted) {
                    let value: [f32; LANES] = *(value / sums);
                    for (row, value) in out.chunks_exact_mut(width).zip(value) {
                        if let Some(to) = row.get_mut(to) {
                            *to = value;
                        }
                    }
                }
            }
        }
    }
}

/// Iterates over `COUNT` columns of each token, starting at column `from`.
#[inline(always)]
fn columns<const COUNT: usize>(
    qkv: &[f32],
    width: usize,
    from: usize,
) -> impl Iterator<Item = &[f32; COUNT]> + Clone {
    let tokens = qkv.chunks_exact(3 * width);
    tokens.filter_map(move |token| token.get(from..)?.first_chunk())
}

/// Writes the exponentials of the scores, less the largest score, to `weights`, a row for each key, and
/// returns their sums: the softmax before its division.
#[inline(always)]
fn softmax<'a, S: Simd, const HEAD: usize>(
    simd: S,
    queries: &[f32x16<S>; HEAD],
    keys: impl Iterator<Item = &'a [f32; HEAD]> + Clone,
    weights: &mut [[f32; LANES]],
) -> f32x16<S> {
    let mut max = f32x16::splat(simd, f32::NEG_INFINITY);
    let (pairs, last) = weights.as_chunks_mut::<2>();
    for ([first, second], keys) in pairs
        .iter_mut()
        .zip(keys.clone().zip(keys.clone().skip(1)).step_by(2))
    {
        // Two keys side by side, as each waits for its own sums.
        let mut scores = [f32x16::splat(simd, 0.0); 2];
        let [one, other] = &mut scores;
        for ((&query, &a), &b) in queries.iter().zip(keys.0).zip(keys.1) {
            *one += query * a;
            *other += query * b;
        }
        max = max.max(*one).max(*other);
        (*first, *second) = (**one, **other);
    }
    if let ([last], Some(key)) = (last, keys.last()) {
        let mut score = f32x16::splat(simd, 0.0);
        for (&query, &value) in queries.iter().zip(key) {
            score += query * value;
        }
        max = max.max(score);
        *last = *score;
    }
    let mut sum = f32x16::splat(simd, 0.0);
    for weight in weights {
        for (weight, &max) in weight.iter_mut().zip(max.as_slice()) {
            *weight = exp(*weight - max);
        }
        sum += f32x16::from_slice(simd, weight);
    }
    sum
}

/// Returns the sums of some columns of the values, weighted.
#[inline(always)]
fn weighted_sums<'a, S: Simd>(
    simd: S,
    weights: &[[f32; LANES]],
    values: impl Iterator<Item = &'a [f32; COLUMNS]>,
) -> [f32x16<S>; COLUMNS] {
    let mut sums = [f32x16::splat(simd, 0.0); COLUMNS];
    for (weight, values) in weights.iter().zip(values) {
        let weight = f32x16::from_slice(simd, weight);
        for (sum, &value) in sums.iter_mut().zip(values) {
            *sum += weight * value;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_takes_most_from_the_nearest_key_at_every_simd_level() {
        // Keys equal queries, so each token attends to itself; its value is its position.
        let tokens = 21;
        let mut qkv = Vec::new();
        for at in 0..tokens {
            let angle = at as f32 / tokens as f32 * std::f32::consts::TAU;
            let direction = [9.0 * angle.cos(), 9.0 * angle.sin(), 0.0, 0.0];
            qkv.extend(direction);
            qkv.extend(direction);
            qkv.extend([at as f32; 4]);
        }
        let mut native = vec![0.0; tokens * 4];
        attention::<4>(&qkv, 4, &mut native);
        for (at, row) in native.chunks(4).enumerate().skip(4).take(tokens - 8) {
            assert!(row.iter().all(|value| (value - at as f32).abs() < 0.1));
        }
        let mut baseline = vec![0.0; tokens * 4];
        dispatch!(Level::baseline(), simd => attention_with::<_, 4>(simd, &qkv, 4, &mut baseline));
        assert_eq!(native, baseline);
    }
}
