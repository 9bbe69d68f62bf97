//! The signals from which the confidence in the best passage is computed, by logistic regression.

use super::Hit;
use crate::search::query::ParsedQuery;

/// Rank of the cosine from which that of the nearest passage is subtracted in `top20_margin`.
const MARGIN_RANK: usize = 20;
/// Number of content words with which [`ConfidenceSignals::words`] reaches 1.
const MAX_WORDS: f32 = 10.0;

/// The inputs of the logistic regression that estimates whether the best passage answers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConfidenceSignals {
    /// Score of the best passage.
    pub score: f32,
    /// Its score minus that of the second; its own where there is no second.
    pub margin: f32,
    /// Logarithm of its share in the softmax of all scores: 0 where no other passage comes near.
    pub log_share: f32,
    /// Largest cosine of the best passage.
    pub cosine: f32,
    /// [`super::Features::wording_coverage`] of the best passage.
    pub wording_coverage: f32,
    /// [`super::Features::only_in_body`] of the best passage.
    pub only_in_body: f32,
    /// [`super::Features::answer`] of the best passage.
    pub answer: f32,
    /// [`super::Features::facet`] of the best passage.
    pub facet: f32,
    /// Number of different content words divided by ten, at most 1.
    pub words: f32,
    /// 1 if the question describes something before it asks, else 0.
    pub clause: f32,
    /// 1 if the question asks for more than a definition, else 0.
    pub beyond_definition: f32,
    /// 1 if the question asks somebody to do or repair something, else 0; `chore` in `model.json`.
    pub task_request: f32,
    /// The largest cosine of all candidates minus the twentieth. For other languages than English, as the next.
    pub top20_margin: f32,
    /// [`super::Features::named`] of the best passage.
    pub named: f32,
}

/// Number of signals.
pub(crate) const SIGNALS: usize = 14;

impl ConfidenceSignals {
    /// Names of the signals, as `model.json` has them, in the order of [`Self::values`].
    pub(crate) const NAMES: [&str; SIGNALS] = [
        "score",
        "margin",
        "log_share",
        "cosine",
        "wording_coverage",
        "only_in_body",
        "answer",
        "facet",
        "words",
        "clause",
        "beyond_definition",
        "chore",
        "top20_margin",
        "named",
    ];

    /// Returns the values in the order of [`Self::NAMES`].
    pub(crate) const fn values(&self) -> [f32; SIGNALS] {
        [
            self.score,
            self.margin,
            self.log_share,
            self.cosine,
            self.wording_coverage,
            self.only_in_body,
            self.answer,
            self.facet,
            self.words,
            self.clause,
            self.beyond_definition,
            self.task_request,
            self.top20_margin,
            self.named,
        ]
    }
}

/// Returns the signals for the first of some hits, which are sorted, best first.
pub(crate) fn signals(query: &ParsedQuery, hits: &[Hit]) -> ConfidenceSignals {
    let Some((best, others)) = hits.split_first() else {
        return ConfidenceSignals::default();
    };
    let features = &best.features;
    let mut cosines: Vec<f32> = hits.iter().map(|hit| hit.features.cosine).collect();
    cosines.sort_unstable_by(|a, b| b.total_cmp(a));
    let twentieth = cosines.get(MARGIN_RANK - 1).or(cosines.last()).copied();
    let nearest = cosines.first().copied().unwrap_or(0.0);
    let odds = hits.iter().map(|hit| libm::expf(hit.score - best.score));
    let content_words = query.terms.iter().filter(|term| term.content_weight > 0.0);
    let flag = |set: bool| f32::from(u8::from(set));
    ConfidenceSignals {
        score: best.score,
        margin: others
            .first()
            .map_or(best.score, |second| best.score - second.score),
        log_share: -libm::logf(odds.sum()),
        cosine: features.cosine,
        wording_coverage: features.wording_coverage,
        only_in_body: features.only_in_body,
        answer: features.answer,
        facet: features.facet,
        words: (content_words.count() as f32 / MAX_WORDS).min(1.0),
        clause: flag(query.question_clause.is_some()),
        beyond_definition: flag(query.intent.beyond_definition),
        task_request: flag(query.intent.task_request),
        top20_margin: nearest - twentieth.unwrap_or(0.0),
        named: features.named,
    }
}
