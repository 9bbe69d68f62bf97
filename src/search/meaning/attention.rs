//! How much the words of a sentence attend to each other, and what they take from each other (Vaswani
//! et al. 2017). Sixteen words ask side by side, each with its sums in the order of the sentence.
#![allow(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the processor that it is dispatched to"
)]

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, f32x16};

use super::arithmetic::exp;

/// Words that ask side by side.
const LANES: usize = 16;
/// Numbers of an answer that are summed up at once.
const PART: usize = 4;

/// What the words of one sentence take from each other. `asked` has for each word `width` numbers of what
/// it asks for, as many of what it offers, and as many of what it gives; `taken` has `width` numbers for each
/// word. Each `HEAD` numbers go by themselves.
pub(crate) fn attend<const HEAD: usize>(asked: &[f32], width: usize, taken: &mut [f32]) {
    dispatch!(Level::new(), simd => attend_with::<_, HEAD>(simd, asked, width, taken));
}

#[inline(always)]
fn attend_with<S: Simd, const HEAD: usize>(
    simd: S,
    asked: &[f32],
    width: usize,
    taken: &mut [f32],
) {
    let mut shares = vec![[0.0; LANES]; asked.len() / (3 * width)];
    let factor = 1.0 / (HEAD as f32).sqrt();
    let groups = asked.chunks(LANES * 3 * width);
    for (group, taken) in groups.zip(taken.chunks_mut(LANES * width)) {
        for from in (0..width).step_by(HEAD) {
            let mut questions = [[0.0; LANES]; HEAD];
            for (lane, word) in group.chunks_exact(3 * width).enumerate() {
                let question = word.get(from..).unwrap_or_default();
                for (to, number) in questions.iter_mut().zip(question) {
                    if let Some(to) = to.get_mut(lane) {
                        *to = number * factor;
                    }
                }
            }
            let questions = questions.map(|numbers| f32x16::from_slice(simd, &numbers));
            let sums = share(
                simd,
                &questions,
                heads::<HEAD>(asked, width, width + from),
                &mut shares,
            );
            for part in (0..HEAD).step_by(PART) {
                let given = heads::<PART>(asked, width, 2 * width + from + part);
                let numbers = take(simd, &shares, given);
                for (to, number) in (from + part..).zip(numbers) {
                    let number: [f32; LANES] = *(number / sums);
                    for (taken, number) in taken.chunks_exact_mut(width).zip(number) {
                        if let Some(taken) = taken.get_mut(to) {
                            *taken = number;
                        }
                    }
                }
            }
        }
    }
}

/// Some numbers of each word.
#[inline(always)]
fn heads<const SOME: usize>(
    asked: &[f32],
    width: usize,
    from: usize,
) -> impl Iterator<Item = &[f32; SOME]> {
    let words = asked.chunks_exact(3 * width);
    words.filter_map(move |word| word.get(from..)?.first_chunk())
}

/// How much of each word is wanted by whoever asks, and the sums of that.
#[inline(always)]
fn share<'a, S: Simd, const HEAD: usize>(
    simd: S,
    questions: &[f32x16<S>; HEAD],
    offers: impl Iterator<Item = &'a [f32; HEAD]>,
    shares: &mut [[f32; LANES]],
) -> f32x16<S> {
    let mut most = f32x16::splat(simd, f32::NEG_INFINITY);
    for (share, offer) in shares.iter_mut().zip(offers) {
        let mut fit = f32x16::splat(simd, 0.0);
        for (&question, &number) in questions.iter().zip(offer) {
            fit += question * number;
        }
        most = most.max(fit);
        *share = *fit;
    }
    let mut sum = f32x16::splat(simd, 0.0);
    for share in shares {
        for (share, &most) in share.iter_mut().zip(most.as_slice()) {
            *share = exp(*share - most);
        }
        sum += f32x16::from_slice(simd, share);
    }
    sum
}

/// The sums of what is given, by the shares.
#[inline(always)]
fn take<'a, S: Simd>(
    simd: S,
    shares: &[[f32; LANES]],
    given: impl Iterator<Item = &'a [f32; PART]>,
) -> [f32x16<S>; PART] {
    let mut sums = [f32x16::splat(simd, 0.0); PART];
    for (share, given) in shares.iter().zip(given) {
        let share = f32x16::from_slice(simd, share);
        for (sum, &number) in sums.iter_mut().zip(given) {
            *sum += share * number;
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_takes_most_from_what_fits_best_on_every_processor() {
        // Each word asks for itself and gives its number.
        let words = 21;
        let mut asked = Vec::new();
        for at in 0..words {
            let angle = at as f32 / words as f32 * std::f32::consts::TAU;
            let place = [9.0 * angle.cos(), 9.0 * angle.sin(), 0.0, 0.0];
            asked.extend(place);
            asked.extend(place);
            asked.extend([at as f32; 4]);
        }
        let mut taken = vec![0.0; words * 4];
        attend::<4>(&asked, 4, &mut taken);
        for (at, taken) in taken.chunks(4).enumerate().skip(4).take(words - 8) {
            assert!(taken.iter().all(|taken| (taken - at as f32).abs() < 0.1));
        }
        let mut plainest = vec![0.0; words * 4];
        dispatch!(Level::baseline(), simd => attend_with::<_, 4>(simd, &asked, 4, &mut plainest));
        assert_eq!(plainest, taken);
    }
}
