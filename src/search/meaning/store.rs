//! The meanings of a library's passages, compared with a question's.

use std::ops::Range;

use super::cache::Cache;
use super::vector::Vector;
use crate::search::document::Document;

/// Most other wordings of one passage whose meaning is kept.
const MOST_WORDINGS: usize = 8;
/// Words of one stretch of a body; about as many as the model was trained to read at once.
const STRETCH: usize = 80;
/// Most stretches of one body whose meaning is kept.
const MOST_STRETCHES: usize = 4;

/// How near a passage is to a question in meaning, part by part.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nearness {
    /// Its own question or heading.
    pub question: f32,
    /// The nearest stretch of its body.
    pub body: f32,
    /// The nearest of its other wordings.
    pub wording: f32,
}

impl Nearness {
    /// The best of the three.
    pub const fn best(self) -> f32 {
        self.question.max(self.body).max(self.wording)
    }
}

/// The meanings of all passages.
#[derive(Default)]
pub struct Meanings {
    vectors: Vec<Vector>,
    passages: Vec<[Range<u32>; 3]>,
}

impl Meanings {
    /// Takes every passage's meanings from the cache.
    pub fn gather(parts: &[[Vec<String>; 3]], cache: &Cache) -> Self {
        let mut meanings = Self::default();
        for passage in parts {
            let ranges = passage.each_ref().map(|texts| {
                let start = u32::try_from(meanings.vectors.len()).unwrap_or(u32::MAX);
                meanings
                    .vectors
                    .extend(texts.iter().filter_map(|t| cache.get(t)).cloned());
                start..u32::try_from(meanings.vectors.len()).unwrap_or(u32::MAX)
            });
            meanings.passages.push(ranges);
        }
        meanings
    }

    /// How near a passage is to `question`.
    pub fn nearness(&self, passage: usize, question: &Vector) -> Nearness {
        let best = |range: &Range<u32>| {
            let vectors = self
                .vectors
                .get(range.start as usize..range.end as usize)
                .unwrap_or_default();
            vectors
                .iter()
                .map(|v| v.similarity(question))
                .fold(0.0_f32, f32::max)
        };
        self.passages
            .get(passage)
            .map_or_else(Nearness::default, |[q, w, b]| Nearness {
                question: best(q),
                wording: best(w),
                body: best(b),
            })
    }

    /// The `limit` nearest passages, nearest first, ties in input order.
    pub fn nearest(
        &self,
        question: &Vector,
        limit: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut found: Vec<(f32, usize)> = (0..self.passages.len())
            .filter(|&p| fits(p))
            .map(|p| (self.nearness(p, question).best(), p))
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

/// The texts of a passage whose meanings are kept: its question, other wordings, stretches of body.
pub fn texts(document: &Document) -> [Vec<String>; 3] {
    let name = document.names.first().map_or("", String::as_str);
    let question = match (name, document.question.as_str()) {
        ("", question) => question.to_owned(),
        (name, "") => name.to_owned(),
        (name, question) => format!("{name}: {question}"),
    };
    let wordings = document
        .wordings
        .iter()
        .take(MOST_WORDINGS)
        .cloned()
        .collect();
    let words: Vec<&str> = document.body.split_whitespace().collect();
    let stretches = words
        .chunks(STRETCH)
        .take(MOST_STRETCHES)
        .map(|stretch| {
            if question.is_empty() {
                stretch.join(" ")
            } else {
                format!("{question}. {}", stretch.join(" "))
            }
        })
        .collect();
    [
        if question.is_empty() {
            Vec::new()
        } else {
            vec![question]
        },
        wordings,
        stretches,
    ]
}
