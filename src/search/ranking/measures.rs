//! Coverage, BM25 and proximity of the terms of a question in a text.

use crate::search::query::{MAX_QUERY_TERMS, ParsedQuery};

/// BM25's saturation of repeated words (Robertson & Zaragoza 2009, the usual value).
const K1: f32 = 1.2;
/// Its discount of length (the usual value).
const B: f32 = 0.75;

/// How often each word of a question was found, weighed by trust.
pub(crate) type Counts = [f32; MAX_QUERY_TERMS];

/// BM25 of one field (Robertson & Zaragoza 2009), divided by the best that any text could reach, so
/// that it lies in 0 to 1. `relative` is the text's length over the mean length.
pub(crate) fn bm25(question: &ParsedQuery, counts: &Counts, relative: f32) -> f32 {
    let norm = K1 * (1.0 - B + B * relative);
    let (mut sum, mut best) = (0.0, 0.0);
    for (slot, count) in question.slots.iter().zip(counts) {
        best += slot.weight;
        sum += slot.weight * count / (count + norm);
    }
    share(sum, best)
}

/// Share of the question's weight that was found.
pub(crate) fn covered(question: &ParsedQuery, counts: &Counts, content: bool) -> f32 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for (slot, count) in question.slots.iter().zip(counts) {
        let weight = if content { slot.content } else { slot.weight };
        whole += weight;
        sum += weight * count.min(1.0);
    }
    share(sum, whole)
}

/// Share of the weight of some words of the question (a bit each) that was found; 1 of none.
pub(crate) fn covered_of(question: &ParsedQuery, counts: &Counts, words: u64) -> f32 {
    let (mut sum, mut whole) = (0.0, 0.0);
    for (at, (slot, count)) in question.slots.iter().zip(counts).enumerate() {
        if words & (1 << at) != 0 {
            whole += slot.content;
            sum += slot.content * count.min(1.0);
        }
    }
    if whole > 0.0 { sum / whole } else { 1.0 }
}

/// The same with the words' weights among wordings.
pub(crate) fn covered_heads(question: &ParsedQuery, counts: &Counts) -> f32 {
    let slots = question.slots.iter().zip(counts);
    let sum = slots.map(|(slot, count)| slot.head * count.min(1.0));
    share(sum.sum(), question.head)
}

/// A part of a whole, 0 to 1.
pub(crate) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 {
        (part / whole).min(1.0)
    } else {
        0.0
    }
}

/// Geometric mean: both sides must be covered.
pub(crate) fn both_ways(a: f32, b: f32) -> f32 {
    (a * b).sqrt()
}

/// Share (by weight) of the question's neighbouring pairs that stand within `near` words.
pub(crate) fn pairs(question: &ParsedQuery, places: &[(u32, u8)], near: u32, ordered: bool) -> f32 {
    if places.len() < 2 {
        return 0.0;
    }
    let (mut sum, mut total) = (0.0, 0.0);
    for &(a, b) in &question.pairs {
        let content = |slot: u8| question.slot(slot).map_or(0.0, |slot| slot.content);
        let weight = content(a) + content(b);
        total += weight;
        if together(places, a, b, near, ordered) {
            sum += weight;
        }
    }
    share(sum, total)
}

fn together(places: &[(u32, u8)], a: u8, b: u8, near: u32, ordered: bool) -> bool {
    places.iter().enumerate().any(|(at, &(first, slot))| {
        if slot != a && slot != b {
            return false;
        }
        let other = if slot == a { b } else { a };
        places
            .iter()
            .skip(at + 1)
            .take_while(|(second, _)| second - first <= near)
            .any(|&(second, found)| found == other && second > first && (!ordered || slot == a))
    })
}

/// Which neighbours of a question stand side by side in a text, in its order.
pub(crate) struct Runs {
    /// Per word of the question, a bit for each that was found right before it.
    joined: [u64; MAX_QUERY_TERMS],
    /// The words that the last word of the text was found to be.
    last: u64,
}

impl Runs {
    pub(crate) const fn new() -> Self {
        Self {
            joined: [0; MAX_QUERY_TERMS],
            last: 0,
        }
    }

    /// Forgets what was found for a question of so many words.
    pub(crate) fn clear(&mut self, slots: usize) {
        for joined in self.joined.iter_mut().take(slots) {
            *joined = 0;
        }
        self.last = 0;
    }

    /// The next word of the text is these words of the question, a bit each.
    pub(crate) fn go_on(&mut self, question: &ParsedQuery, found: u64) {
        let mut rest = if self.last == 0 { 0 } else { found };
        while rest != 0 {
            let slot = rest.trailing_zeros() as usize;
            if let (Some(joined), Some(slot)) =
                (self.joined.get_mut(slot), question.slots.get(slot))
            {
                *joined |= self.last & slot.after;
            }
            rest &= rest - 1;
        }
        self.last = found;
    }

    /// Share (by weight) of the question's neighbours that stand so.
    pub(crate) fn share(&self, question: &ParsedQuery) -> f32 {
        let (mut sum, mut whole) = (0.0, 0.0);
        for &(a, b) in &question.neighbours {
            let weigh = |slot: u8| question.slot(slot).map_or(0.0, |slot| slot.weight);
            let weight = weigh(a) + weigh(b);
            whole += weight;
            let joined = self.joined.get(b as usize).copied().unwrap_or(0);
            if joined & (1 << a) != 0 {
                sum += weight;
            }
        }
        share(sum, whole)
    }
}
