//! Likeness by letters: how many rare 3- and 4-letter sequences a question's words share with a
//! text's. It sees through endings the stemmer leaves, spacing, and mistakes that are no typos.
//!
//! It is the cosine of TF-IDF vectors of letter sequences within words. As a text's vector is the
//! sum of its words' vectors, one product per *known word* is enough, computed once per question;
//! a text then costs one addition per word.

use rustc_hash::FxHashMap;

use super::term::Term;

/// Share of a stem's letter sequences that must be in the question for it to look alike.
const LOOKS_ALIKE: f32 = 0.4;

/// Letter sequences of every known stem.
#[derive(Default)]
pub(crate) struct Letters {
    grams: FxHashMap<u64, Gram>,
    stems: Vec<Term>,
    norms: Vec<f32>,
}

#[derive(Clone, Copy, Default)]
struct Gram {
    start: u32,
    end: u32,
    /// Square of its idf.
    weight: f32,
}

/// A question's likeness to every known stem.
#[derive(Default)]
pub(crate) struct Likeness {
    products: Vec<f32>,
    norm: f32,
}

impl Letters {
    /// Takes the stems with the number of passages that have each.
    pub(crate) fn new(texts: &[String], frequencies: &[u32], passages: usize) -> Self {
        let mut pairs: Vec<(u64, Term)> = Vec::new();
        for ((term, text), &frequency) in (0..).zip(texts).zip(frequencies) {
            if frequency > 0 {
                pairs.extend(grams(text).map(|g| (g, term)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut letters = Self {
            norms: vec![0.0; texts.len()],
            ..Self::default()
        };
        letters.stems = pairs.iter().map(|&(_, term)| term).collect();
        let n = passages as f32;
        let mut start = 0_u32;
        for run in pairs.chunk_by(|a, b| a.0 == b.0) {
            let end = start + u32::try_from(run.len()).unwrap_or(0);
            let found: f32 = run
                .iter()
                .map(|&(_, t)| frequencies.get(t as usize).copied().unwrap_or(0) as f32)
                .sum();
            // Smoothed idf, never below 1, as scikit-learn's TfidfVectorizer has it.
            let idf = libm::logf((1.0 + n) / (1.0 + found.min(n))) + 1.0;
            for &(_, term) in run {
                if let Some(norm) = letters.norms.get_mut(term as usize) {
                    *norm += idf * idf;
                }
            }
            if let Some(&(gram, _)) = run.first() {
                letters.grams.insert(
                    gram,
                    Gram {
                        start,
                        end,
                        weight: idf * idf,
                    },
                );
            }
            start = end;
        }
        letters
    }

    /// Square of the length of a stem's vector.
    pub(crate) fn norm(&self, term: Term) -> f32 {
        self.norms.get(term as usize).copied().unwrap_or(0.0)
    }

    /// Length of the vector of a text of these words; they are sorted in passing.
    pub(crate) fn length(&self, terms: &mut [Term]) -> f32 {
        terms.sort_unstable();
        let sum: f32 = terms
            .chunk_by(|a, b| a == b)
            .map(|run| (run.len() * run.len()) as f32 * run.first().map_or(0.0, |&t| self.norm(t)))
            .sum();
        sum.sqrt()
    }

    /// The likeness of a question with these stems to every known stem.
    pub(crate) fn likeness<'t>(&self, stems: impl Iterator<Item = &'t str>) -> Likeness {
        let mut likeness = Likeness {
            products: vec![0.0; self.norms.len()],
            norm: 0.0,
        };
        for stem in stems {
            for gram in grams(stem) {
                let Some(gram) = self.grams.get(&gram) else {
                    likeness.norm += 1.0;
                    continue;
                };
                likeness.norm += gram.weight;
                for &term in self
                    .stems
                    .get(gram.start as usize..gram.end as usize)
                    .unwrap_or_default()
                {
                    if let Some(product) = likeness.products.get_mut(term as usize) {
                        *product += gram.weight;
                    }
                }
            }
        }
        likeness.norm = likeness.norm.sqrt();
        likeness
    }
}

impl Likeness {
    /// The stems most like the question's words, by product over the stem's own length, best first.
    pub(crate) fn nearest(&self, letters: &Letters, limit: usize) -> Vec<(Term, f32)> {
        let mut found: Vec<(Term, f32)> = (0..)
            .zip(&self.products)
            .filter(|(_, p)| **p > 0.0)
            .map(|(term, product)| (term, product / letters.norm(term).max(1.0)))
            .filter(|(_, share)| *share >= LOOKS_ALIKE)
            .collect();
        let order = |a: &(Term, f32), b: &(Term, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, order);
            found.truncate(limit);
        }
        found.sort_unstable_by(order);
        found
    }

    /// Product of the question's vector with a text's.
    pub(crate) fn product(&self, terms: &[Term]) -> f32 {
        terms
            .iter()
            .map(|&t| self.products.get(t as usize).copied().unwrap_or(0.0))
            .sum()
    }

    /// Cosine from a product and the text's length: 0 to about 1.
    pub(crate) fn cosine(&self, product: f32, length: f32) -> f32 {
        if length > 0.0 && self.norm > 0.0 {
            (product / (length * self.norm)).min(1.0)
        } else {
            0.0
        }
    }
}

/// The 3- and 4-letter sequences of a word with a space on both sides, packed in numbers.
fn grams(word: &str) -> impl Iterator<Item = u64> {
    let letters: Vec<u64> = std::iter::once(' ')
        .chain(word.chars())
        .chain(std::iter::once(' '))
        .map(|c| u64::from(u32::from(c) & 0xFFFF))
        .collect();
    let mut found: Vec<u64> = letters
        .windows(3)
        .chain(letters.windows(4))
        .map(|w| w.iter().fold(0, |g, c| g << 16 | c))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter()
}
