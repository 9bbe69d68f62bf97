//! Likeness in sense: whether a question says what a text says in other words, without a model.
//!
//! It is the cosine of two sums of word vectors, a word that the library has everywhere counting
//! for less. As a text's vector is the sum of its words', one product per *known word* is enough,
//! computed when the word is first met; a text then costs one addition per word.

use super::term::Term;
use super::word_vectors::{WIDTH, WordVector, word_vector};
use crate::search::embedding::{dot, quantize};

/// What every known stem means.
#[derive(Default)]
pub(crate) struct Senses {
    vectors: Vec<WordVector>,
}

impl Senses {
    /// Takes the stems, each with its idf as a share of the rarest word's (0 to 1) and whether it is
    /// a function word.
    pub(crate) fn new<'t>(stems: impl Iterator<Item = (&'t str, f32, bool)>) -> Self {
        Self {
            vectors: stems
                .map(|(stem, rare, function)| weighed(stem, rare, function))
                .collect(),
        }
    }

    /// Length of the vector of a text of these words.
    pub(crate) fn length(&self, terms: &[Term]) -> f32 {
        let mut sum = [0.0_f32; WIDTH];
        for &term in terms {
            if let Some(vector) = self.vectors.get(term as usize) {
                add(&mut sum, vector);
            }
        }
        length(&sum)
    }
}

/// What a question means.
#[derive(Debug)]
pub(crate) struct Sense {
    vector: WordVector,
    length: f32,
}

impl Default for Sense {
    fn default() -> Self {
        Self::new(std::iter::empty())
    }
}

impl Sense {
    /// Of a question with these stems, given as for [`Senses::new`].
    pub(crate) fn new<'t>(stems: impl Iterator<Item = (&'t str, f32, bool)>) -> Self {
        let mut sum = [0.0_f32; WIDTH];
        for (stem, rare, function) in stems {
            add(&mut sum, &weighed(stem, rare, function));
        }
        let (numbers, scale) = quantize(&sum);
        let number = |at: usize| numbers.get(at).copied().unwrap_or(0);
        Self {
            vector: WordVector {
                numbers: std::array::from_fn(number),
                scale,
                known: true,
            },
            length: length(&sum),
        }
    }
}

/// Compares one question with texts; keeps the products of words that it has met.
pub(crate) struct Comparer<'a> {
    senses: &'a Senses,
    sense: &'a Sense,
    products: Vec<f32>,
}

impl<'a> Comparer<'a> {
    /// For one question.
    pub(crate) fn new(senses: &'a Senses, sense: &'a Sense) -> Self {
        Self {
            senses,
            sense,
            products: vec![f32::NAN; senses.vectors.len()],
        }
    }

    /// Product of the question's vector with a text's.
    pub(crate) fn product(&mut self, terms: &[Term]) -> f32 {
        let mut sum = 0.0;
        for &term in terms {
            if let Some(known) = self.products.get_mut(term as usize) {
                if known.is_nan() {
                    let vector = self.senses.vectors.get(term as usize);
                    *known = vector.map_or(0.0, |vector| like(&self.sense.vector, vector));
                }
                sum += *known;
            }
        }
        sum
    }

    /// Cosine from a product and the text's length: 0 to about 1.
    pub(crate) fn cosine(&self, product: f32, length: f32) -> f32 {
        if length > 0.0 && self.sense.length > 0.0 {
            (product / (length * self.sense.length)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}

/// A word's vector, worth less the commoner it is in the library; one of unknown sense even less, as
/// a name that is everywhere tells nothing.
fn weighed(stem: &str, rare: f32, function: bool) -> WordVector {
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

fn length(numbers: &[f32; WIDTH]) -> f32 {
    numbers.iter().map(|v| v * v).sum::<f32>().sqrt()
}

fn like(a: &WordVector, b: &WordVector) -> f32 {
    dot(&a.numbers, &b.numbers) as f32 * a.scale * b.scale
}
