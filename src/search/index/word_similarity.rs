//! Similarity by word vectors, for searches without an embedding model: the cosine of two sums of word
//! vectors, weighted by idf.
//!
//! The vector of a text is the sum of the vectors of its terms. So one product per term is computed, when the
//! term is first met, and a text costs one addition per term.

use super::term_id::TermId;
use super::word_vectors::{WIDTH, WordVector, word_vector};
use crate::search::embedding::{dot, quantize};

/// The weighted word vectors of all stems.
#[derive(Default)]
pub(crate) struct WordVectors {
    vectors: Vec<WordVector>,
}

impl WordVectors {
    /// Takes the stems, each with its idf relative to that of an unknown word (0 to 1) and whether it is a
    /// function word.
    pub(crate) fn new<'t>(stems: impl Iterator<Item = (&'t str, f32, bool)>) -> Self {
        Self {
            vectors: stems
                .map(|(stem, rare, function)| weighted(stem, rare, function))
                .collect(),
        }
    }

    /// Returns the norm of the vector of a text with these terms.
    pub(crate) fn norm(&self, terms: &[TermId]) -> f32 {
        let mut sum = [0.0_f32; WIDTH];
        for &term in terms {
            if let Some(vector) = self.vectors.get(term as usize) {
                add(&mut sum, vector);
            }
        }
        norm(&sum)
    }
}

/// The word vector of a question.
#[derive(Debug)]
pub(crate) struct QueryVector {
    vector: WordVector,
    norm: f32,
}

impl Default for QueryVector {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl QueryVector {
    /// Sums the vectors of stems, given as for [`WordVectors::new`].
    pub(crate) fn new<'t>(stems: impl Iterator<Item = (&'t str, f32, bool)>) -> Self {
        let mut sum = [0.0_f32; WIDTH];
        for (stem, rare, function) in stems {
            add(&mut sum, &weighted(stem, rare, function));
        }
        let (numbers, scale) = quantize(&sum);
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
        Self {
            vector: WordVector {
                numbers: std::array::from_fn(number),
                scale,
                known: true,
            },
            norm: norm(&sum),
        }
    }
}

/// Compares one question with texts; keeps the products of terms.
pub(crate) struct WordSimilarity<'a> {
    words: &'a WordVectors,
    query: &'a QueryVector,
    products: Vec<f32>,
}

impl<'a> WordSimilarity<'a> {
    /// Makes a comparison for one question.
    pub(crate) fn new(words: &'a WordVectors, query: &'a QueryVector) -> Self {
        Self {
            words,
            query,
            products: vec![f32::NAN; words.vectors.len()],
        }
    }

    /// Returns the dot product of the vectors of the question and of a text.
    pub(crate) fn product(&mut self, terms: &[TermId]) -> f32 {
        let mut sum = 0.0;
        for &term in terms {
            if let Some(known) = self.products.get_mut(term as usize) {
                if known.is_nan() {
                    let vector = self.words.vectors.get(term as usize);
                    *known = vector.map_or(0.0, |vector| product(&self.query.vector, vector));
                }
                sum += *known;
            }
        }
        sum
    }

    /// Returns the cosine, 0 to 1, for a dot product and the norm of the text.
    pub(crate) fn cosine(&self, product: f32, norm: f32) -> f32 {
        if norm > 0.0 && self.query.norm > 0.0 {
            (product / (norm * self.query.norm)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// Returns the vector of a stem, weighted by the square root of its relative idf; one that is not in the
/// table by the idf itself, as a frequent name says little.
fn weighted(stem: &str, rare: f32, function: bool) -> WordVector {
    let mut vector = word_vector(stem.trim_end_matches('~'));
    vector.scale *= match (vector.known, function) {
        (true, _) => rare.sqrt(),
        (false, false) => rare,
        (false, true) => 0.0,
    };
    vector
}

fn add(sum: &mut [f32; WIDTH], vector: &WordVector) {
    for (sum, &number) in sum.iter_mut().zip(&vector.numbers) {
        *sum += f32::from(number) * vector.scale;
    }
}

fn norm(numbers: &[f32; WIDTH]) -> f32 {
    numbers.iter().map(|v| v * v).sum::<f32>().sqrt()
}

fn product(a: &WordVector, b: &WordVector) -> f32 {
    dot(&a.numbers, &b.numbers) as f32 * a.scale * b.scale
}
