//! The meanings of a library's passages, compared with a question's.

use super::cache::Cache;
use super::outlines::Outlines;
use super::vector::Vector;
use crate::search::document::Document;

/// Most other wordings of one passage whose meaning is kept.
const MOST_WORDINGS: usize = 8;
/// Words of one stretch of a body; about as many as the model was trained to read at once.
const STRETCH: usize = 80;
/// Most stretches of one body whose meaning is kept.
const MOST_STRETCHES: usize = 4;
/// From more passages than this those are picked by their outlines that are compared exactly:
const MANY: usize = 8_192;
/// one of so many,
const GLANCED: usize = 32;
/// and so many besides.
const FEWEST: usize = 1_024;

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
pub struct Meanings {
    /// One behind the other: a passage's question, then its other wordings, then its body.
    vectors: Vec<Vector>,
    /// Where these three of each passage begin, and where the last ends.
    passages: Vec<[usize; 4]>,
    /// None where the vectors are few enough to compare all of them.
    outlines: Option<Outlines>,
}

impl Meanings {
    /// Takes every passage's meanings from the cache.
    pub fn gather(parts: &[[Vec<String>; 3]], cache: &Cache) -> Self {
        let mut vectors = Vec::new();
        let passages = parts.iter().map(|parts| {
            let mut bounds = [vectors.len(); 4];
            for (texts, end) in parts.iter().zip(bounds.iter_mut().skip(1)) {
                vectors.extend(texts.iter().filter_map(|text| cache.get(text)).cloned());
                *end = vectors.len();
            }
            bounds
        });
        let passages: Vec<_> = passages.collect();
        Self {
            outlines: (passages.len() > MANY).then(|| Outlines::of(&vectors)),
            passages,
            vectors,
        }
    }

    /// How near a passage is to `question`.
    pub fn nearness(&self, passage: usize, question: &Vector) -> Nearness {
        let best = |from: usize, to: usize| {
            let vectors = self.vectors.get(from..to);
            question.nearest(vectors.unwrap_or_default())
        };
        let bounds = self.passages.get(passage);
        bounds.map_or_else(Nearness::default, |&[q, w, b, end]| Nearness {
            question: best(q, w),
            wording: best(w, b),
            body: best(b, end),
        })
    }

    /// The `limit` nearest passages, nearest first, ties in input order. Of very many those are
    /// compared that look near at a glance.
    pub fn nearest(
        &self,
        question: &Vector,
        limit: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let mut near: Vec<usize> = (0..self.passages.len()).filter(|&p| fits(p)).collect();
        if let Some(outlines) = &self.outlines
            && near.len() > MANY
        {
            let vectors = |passage: usize| {
                let bounds = self.passages.get(passage);
                bounds.map_or(0..0, |&[from, .., to]| from..to)
            };
            let wanted = near.len() / GLANCED + FEWEST;
            near = outlines.nearest(question, &near, vectors, wanted);
        }
        let mut found: Vec<(f32, usize)> = near
            .into_iter()
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
