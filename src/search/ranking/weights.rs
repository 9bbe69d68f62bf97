//! The weights of the features, with and without an embedding model.
//!
//! Fitted once, over banks of several kinds together (long and short questions, with and without
//! bodies, with and without other wordings), by a softmax over each question's candidates; checked
//! by leaving each kind of bank out. None is tuned to one bank. `docs/answers.md` has the figures.

use super::features::Features;

/// Returns the score: higher is better, comparable within one question only.
pub(crate) fn score(row: &Features, with_meaning: bool) -> f32 {
    let sum = if with_meaning {
        words_and_meaning(row)
    } else {
        words(row)
    };
    let sum = sum + named(row);
    // What differs by less is equal, and the library's order decides.
    (sum * 10_000.0).round() / 10_000.0
}

/// What the names in a question say. Banks have none, so these three were set by the golden questions.
fn named(row: &Features) -> f32 {
    1.0 * row.facet + 8.0 * row.section - 2.0 * (1.0 - row.entity_coverage)
}

fn words(row: &Features) -> f32 {
    0.97 * row.wordings
        + 1.28 * row.own
        + 1.56 * row.head_rare
        + 0.96 * row.head_covered
        + 0.73 * row.pairs
        + 0.44 * row.phrases
        + 0.82 * row.runs
        + 3.15 * row.ngrams_whole
        + 1.55 * row.ngrams_head
        + 1.83 * row.cover
        + 2.24 * row.cover_all
        + 2.01 * row.vectors_body
        + 4.79 * row.vectors
}

fn words_and_meaning(row: &Features) -> f32 {
    1.93 * row.head_rare
        + 0.89 * row.phrases
        + 2.34 * row.ngrams_whole
        + 3.81 * row.cover_all
        + 3.43 * row.meaning_question
        + 3.79 * row.meaning_body
        + 1.28 * row.meaning_wording
        + 6.33 * row.meaning
}
