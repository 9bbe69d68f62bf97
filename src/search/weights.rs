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
    let sum = sum + named(row);
    // Machines may differ in the last bits of a logarithm: what differs by less is equal.
    (sum * 10_000.0).round() / 10_000.0
}

/// What the names in a question say. Banks have none, so these three were set by the golden questions.
fn named(row: &Row) -> f32 {
    1.0 * row.facet + 8.0 * row.section - 2.0 * (1.0 - row.subject)
}

fn words(row: &Row) -> f32 {
    1.13 * row.whole
        + 1.12 * row.whole_content
        + 0.90 * row.wordings
        + 1.09 * row.own
        + 1.17 * row.head
        + 1.72 * row.head_rare
        + 0.97 * row.head_covered
        + 0.60 * row.heads_mean
        + 0.75 * row.pairs_body
        + 0.29 * row.pairs_head
        + 0.44 * row.phrases
        + 0.76 * row.runs
        + 2.86 * row.letters_whole
        + 1.69 * row.letters_head
        + 2.13 * row.cover
        + 2.40 * row.cover_all
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
