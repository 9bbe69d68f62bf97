//! The embeddings of a library's passages, compared with a question's.

use super::cache::EmbeddingCache;
use super::sign_bits::SignBits;
use super::vector::Vector;
use crate::search::document::Document;

/// Maximum number of other wordings of a passage that are embedded.
const MAX_WORDINGS: usize = 8;
/// Number of words at the beginning of a body that are embedded: the first sentence answers, and more of it raised no figure of
/// `docs/answers.md` by more than a point, at four times the time.
const BODY_WORDS: usize = 12;
/// Maximum number of passages whose vectors are all compared exactly; of more, a prefilter by sign bits selects
/// n/32 + 1,024.
const MAX_EXACT: usize = 8_192;
/// Divisor of the number of passages that the prefilter selects, n/32 + 1,024.
const PREFILTER_DIVISOR: usize = 32;
/// Constant part of the number of passages that the prefilter selects.
const PREFILTER_BASE: usize = 1_024;

/// Cosines of a question with the parts of a passage, from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Similarity {
    /// With its own question or heading.
    pub question: f32,
    /// With the beginning of its body.
    pub body: f32,
    /// With the nearest of its other wordings.
    pub wording: f32,
}

impl Similarity {
    /// Returns the largest of the three.
    pub(crate) const fn max(self) -> f32 {
        self.question.max(self.body).max(self.wording)
    }
}

/// The vectors of all passages.
pub(crate) struct EmbeddingIndex {
    /// The vectors of each passage: its question, its other wordings, its body.
    vectors: Vec<Vector>,
    /// Offsets in `vectors` of the three parts of each passage, and the end of the last.
    bounds: Vec<[usize; 4]>,
    /// The prefilter; none for at most 8,192 passages, which are all compared exactly.
    sign_bits: Option<SignBits>,
}

impl EmbeddingIndex {
    /// Takes the vectors of every passage's texts from the cache.
    pub(crate) fn new(parts: &[[Vec<String>; 3]], cache: &EmbeddingCache) -> Self {
        let mut vectors = Vec::new();
        let bounds = parts.iter().map(|parts| {
            let mut bounds = [vectors.len(); 4];
            for (texts, end) in parts.iter().zip(bounds.iter_mut().skip(1)) {
                vectors.extend(texts.iter().filter_map(|text| cache.get(text)).cloned());
                *end = vectors.len();
            }
            bounds
        });
        let bounds: Vec<_> = bounds.collect();
        Self {
            sign_bits: (bounds.len() > MAX_EXACT).then(|| SignBits::new(&vectors)),
            bounds,
            vectors,
        }
    }

    /// Compares a passage with `question`.
    pub(crate) fn similarity(&self, passage: usize, question: &Vector) -> Similarity {
        let max = |from: usize, to: usize| {
            let vectors = self.vectors.get(from..to);
            question.max_cosine(vectors.unwrap_or_default())
        };
        let bounds = self.bounds.get(passage);
        bounds.map_or_else(Similarity::default, |&[q, w, b, end]| Similarity {
            question: max(q, w),
            wording: max(w, b),
            body: max(b, end),
        })
    }

    /// Returns the `limit` nearest passages among those that fit, nearest first, ties in input order. From
    /// more than 8,192 the candidates come from the prefilter, so that a near passage may be missed.
    pub(crate) fn nearest(
        &self,
        question: &Vector,
        limit: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut candidates: Vec<usize> = (0..self.bounds.len()).filter(|&p| fits(p)).collect();
        if let Some(sign_bits) = &self.sign_bits
            && candidates.len() > MAX_EXACT
        {
            let vectors = |passage: usize| {
                let bounds = self.bounds.get(passage);
                bounds.map_or(0..0, |&[from, .., to]| from..to)
            };
            let wanted = candidates.len() / PREFILTER_DIVISOR + PREFILTER_BASE;
            candidates = sign_bits.nearest(question, &candidates, vectors, wanted);
        }
        let mut found: Vec<(f32, usize)> = candidates
            .into_iter()
            .map(|p| (self.similarity(p, question).max(), p))
            .collect();
        let order = |a: &(f32, usize), b: &(f32, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if found.len() > limit && limit > 0 {
            found.select_nth_unstable_by(limit - 1, order);
            found.truncate(limit);
        }
        found.sort_unstable_by(order);
        found.into_iter().map(|(_, p)| p).collect()
    }
}

/// Returns the texts of a passage that are embedded: its question or heading, its other wordings, the
/// beginning of its body.
pub(crate) fn texts(document: &Document) -> [Vec<String>; 3] {
    let name = document.names.first().map_or("", String::as_str);
    let question = match (name, document.question.as_str()) {
        ("", question) => question.to_owned(),
        (name, "") => name.to_owned(),
        (name, question) => format!("{name}: {question}"),
    };
    let wordings = document
        .wordings
        .iter()
        .take(MAX_WORDINGS)
        .cloned()
        .collect();
    let words = document.body.split_whitespace().take(BODY_WORDS);
    let body = words.collect::<Vec<_>>().join(" ");
    [
        if question.is_empty() {
            Vec::new()
        } else {
            vec![question]
        },
        wordings,
        if body.is_empty() {
            Vec::new()
        } else {
            vec![body]
        },
    ]
}
