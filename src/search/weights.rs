//! The shipped weights: how much each feature counts, with and without a model of meaning.
//!
//! Fitted once, over banks of several kinds together (long and short questions, with and without
//! bodies, with and without other wordings), by a softmax over each question's candidates; checked
//! by leaving each kind of bank out. None is tuned to one bank. `docs/answers.md` has the figures.

use super::features::Row;

/// The score of a row: higher is better; comparable within one question.
pub fn score(row: &Row, with_meaning: bool) -> f32 {
    let sum = if with_meaning {
        words_and_meaning(row)
    } else {
        words(row)
    };
    // Machines may differ in the last bits of a logarithm: what differs by less is equal.
    (sum * 10_000.0).round() / 10_000.0
}

fn words(row: &Row) -> f32 {
    1.183 * row.whole
        + 0.740 * row.whole_content
        + 0.594 * row.question
        + 2.336 * row.head
        + 0.727 * row.head_covered
        + 1.227 * row.heads_mean
        + 0.408 * row.pairs_body
        + 0.201 * row.pairs_head
        + 0.723 * row.phrases
        + 3.921 * row.letters_whole
        + 1.976 * row.letters_head
        + 1.920 * row.cover
        + 3.051 * row.cover_all
        + 0.489 * row.head_rare
}

fn words_and_meaning(row: &Row) -> f32 {
    0.913 * row.head
        + 0.371 * row.heads_mean
        + 0.724 * row.phrases
        + 2.028 * row.letters_whole
        + 0.374 * row.cover
        + 3.613 * row.cover_all
        + 2.621 * row.meaning_question
        + 4.133 * row.meaning_body
        + 1.118 * row.meaning_wording
        + 8.450 * row.meaning
}
