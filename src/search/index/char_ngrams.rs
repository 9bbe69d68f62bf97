//! Similarity by character n-grams: the cosine of TF-IDF vectors of the 3- and 4-grams within words. It
//! matches endings that the stemmer leaves, other spacing, and misspellings beyond the spelling correction.
//!
//! The vector of a text is the sum of the vectors of its terms. So one product per term is computed for a
//! question, and a text costs one addition per term.

use rustc_hash::FxHashMap;

use super::term_id::TermId;

/// Minimum share of a stem's n-grams in the question with which it counts as similar.
const MIN_SHARE: f32 = 0.4;

/// The n-grams of all stems.
#[derive(Default)]
pub(crate) struct CharNgrams {
    ngrams: FxHashMap<u64, Ngram>,
    stems: Vec<TermId>,
    norms: Vec<f32>,
}

#[derive(Clone, Copy, Default)]
struct Ngram {
    start: u32,
    end: u32,
    /// Square of its idf.
    weight: f32,
}

/// Products of the n-gram vector of a question with those of all stems.
#[derive(Default)]
pub(crate) struct NgramSimilarity {
    products: Vec<f32>,
    norm: f32,
}

impl CharNgrams {
    /// Takes the stems with their document frequencies.
    pub(crate) fn new(texts: &[String], frequencies: &[u32], passages: usize) -> Self {
        let mut pairs: Vec<(u64, TermId)> = Vec::new();
        for ((term, text), &frequency) in (0..).zip(texts).zip(frequencies) {
            if frequency > 0 {
                pairs.extend(ngrams(text).map(|g| (g, term)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut ngrams = Self {
            norms: vec![0.0; texts.len()],
            ..Self::default()
        };
        ngrams.stems = pairs.iter().map(|&(_, term)| term).collect();
        let n = passages as f32;
        let mut start = 0_u32;
        for run in pairs.chunk_by(|a, b| a.0 == b.0) {
            let end = start + u32::try_from(run.len()).unwrap_or(0);
            let found: f32 = run
                .iter()
                .map(|&(_, t)| frequencies.get(t as usize).copied().unwrap_or(0) as f32)
                .sum();
            // Smoothed idf, at least 1, as in scikit-learn's TfidfVectorizer.
            let idf = libm::logf((1.0 + n) / (1.0 + found.min(n))) + 1.0;
            for &(_, term) in run {
                if let Some(norm) = ngrams.norms.get_mut(term as usize) {
                    *norm += idf * idf;
                }
            }
            if let Some(&(ngram, _)) = run.first() {
                ngrams.ngrams.insert(
                    ngram,
                    Ngram {
                        start,
                        end,
                        weight: idf * idf,
                    },
                );
            }
            start = end;
        }
        ngrams
    }

    /// Returns the squared norm of the vector of a stem.
    pub(crate) fn norm(&self, term: TermId) -> f32 {
        self.norms.get(term as usize).copied().unwrap_or(0.0)
    }

    /// Returns the norm of the vector of a text with these terms, which it sorts.
    pub(crate) fn norm_of(&self, terms: &mut [TermId]) -> f32 {
        terms.sort_unstable();
        let sum: f32 = terms
            .chunk_by(|a, b| a == b)
            .map(|run| (run.len() * run.len()) as f32 * run.first().map_or(0.0, |&t| self.norm(t)))
            .sum();
        sum.sqrt()
    }

    /// Compares a question with these stems with all stems.
    pub(crate) fn similarity<'t>(&self, stems: impl Iterator<Item = &'t str>) -> NgramSimilarity {
        let mut similarity = NgramSimilarity {
            products: vec![0.0; self.norms.len()],
            norm: 0.0,
        };
        for stem in stems {
            for ngram in ngrams(stem) {
                let Some(ngram) = self.ngrams.get(&ngram) else {
                    similarity.norm += 1.0;
                    continue;
                };
                similarity.norm += ngram.weight;
                for &term in self
                    .stems
                    .get(ngram.start as usize..ngram.end as usize)
                    .unwrap_or_default()
                {
                    if let Some(product) = similarity.products.get_mut(term as usize) {
                        *product += ngram.weight;
                    }
                }
            }
        }
        similarity.norm = similarity.norm.sqrt();
        similarity
    }
}

impl NgramSimilarity {
    /// Returns the `limit` most similar stems with their shares, best first.
    pub(crate) fn nearest(&self, ngrams: &CharNgrams, limit: usize) -> Vec<(TermId, f32)> {
        let mut found: Vec<(TermId, f32)> = (0..)
            .zip(&self.products)
            .filter(|(_, p)| **p > 0.0)
            .map(|(term, product)| (term, product / ngrams.norm(term).max(1.0)))
            .filter(|(_, share)| *share >= MIN_SHARE)
            .collect();
        let order = |a: &(TermId, f32), b: &(TermId, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, order);
            found.truncate(limit);
        }
        found.sort_unstable_by(order);
        found
    }

    /// Returns the dot product of the vectors of the question and of a text.
    pub(crate) fn product(&self, terms: &[TermId]) -> f32 {
        terms
            .iter()
            .map(|&t| self.products.get(t as usize).copied().unwrap_or(0.0))
            .sum()
    }

    /// Returns the cosine, 0 to 1, for a dot product and the norm of the text.
    pub(crate) fn cosine(&self, product: f32, norm: f32) -> f32 {
        if norm > 0.0 && self.norm > 0.0 {
            (product / (norm * self.norm)).min(1.0)
        } else {
            0.0
        }
    }
}

/// Returns the different 3- and 4-grams of a word with a space on both sides, 16 bits a character.
fn ngrams(word: &str) -> impl Iterator<Item = u64> {
    let characters: Vec<u64> = std::iter::once(' ')
        .chain(word.chars())
        .chain(std::iter::once(' '))
        .map(|c| u64::from(u32::from(c) & 0xFFFF))
        .collect();
    let mut found: Vec<u64> = characters
        .windows(3)
        .chain(characters.windows(4))
        .map(|w| w.iter().fold(0, |g, c| g << 16 | c))
        .collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter()
}
