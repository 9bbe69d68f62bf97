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
    /// Largest cosine of the best passage.
    pub cosine: f32,
    /// The largest cosine of all candidates minus the twentieth.
    pub top20_margin: f32,
    /// [`super::Features::heading`] of the best passage.
    pub heading: f32,
    /// [`super::Features::coverage`] of the best passage.
    pub coverage: f32,
    /// Share of the question's content weight in words that no passage of the library contains.
    pub unknown: f32,
    /// [`super::Features::named`] of the best passage.
    pub named: f32,
    /// [`super::Features::unnamed`] of the best passage.
    pub unnamed: f32,
    /// [`super::Features::facet`] of the best passage.
    pub facet: f32,
    /// 1 if a section is asked for and the best passage is not that section, else 0.
    pub lacks_facet: f32,
    /// [`super::Features::definition`] of the best passage.
    pub definition: f32,
    /// [`super::Features::unasked_definition`] of the best passage.
    pub unasked_definition: f32,
    /// Number of different content words divided by ten, at most 1.
    pub words: f32,
    /// 1 if the question asks somebody to do or repair something, else 0; `chore` in `model.json`.
    pub task_request: f32,
    /// 1 if an entry is mentioned in background, or a move from one role to another is asked about, else 0.
    pub personal: f32,
}

/// Number of signals.
pub(crate) const SIGNALS: usize = 16;

impl ConfidenceSignals {
    /// Names of the signals, as `model.json` has them, in the order of [`Self::values`].
    pub(crate) const NAMES: [&str; SIGNALS] = [
        "score",
        "margin",
        "cosine",
        "top20_margin",
        "heading",
        "coverage",
        "unknown",
        "named",
        "unnamed",
        "facet",
        "lacks_facet",
        "definition",
        "unasked_definition",
        "words",
        "chore",
        "personal",
    ];

    /// Returns the values in the order of [`Self::NAMES`].
    pub(crate) const fn values(&self) -> [f32; SIGNALS] {
        [
            self.score,
            self.margin,
            self.cosine,
            self.top20_margin,
            self.heading,
            self.coverage,
            self.unknown,
            self.named,
            self.unnamed,
            self.facet,
            self.lacks_facet,
            self.definition,
            self.unasked_definition,
            self.words,
            self.task_request,
            self.personal,
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
    let content_words = query.terms.iter().filter(|term| term.content_weight > 0.0);
    let unknown = query
        .terms
        .iter()
        .zip(0_u32..)
        .filter(|(term, _)| !term.known);
    let unknown = unknown.fold(0, |terms, (_, number)| terms | 1 << number.min(63));
    let intent = &query.intent;
    let background = query.mentions.iter().any(|one| one.background);
    let flag = |set: bool| f32::from(u8::from(set));
    ConfidenceSignals {
        score: best.score,
        margin: others
            .first()
            .map_or(best.score, |second| best.score - second.score),
        cosine: features.cosine,
        top20_margin: nearest - twentieth.unwrap_or(0.0),
        heading: features.heading,
        coverage: features.coverage,
        unknown: query.share(unknown),
        named: features.named,
        unnamed: features.unnamed,
        facet: features.facet,
        lacks_facet: flag(intent.facet.is_some() && features.facet < 1.0),
        definition: features.definition,
        unasked_definition: features.unasked_definition,
        words: (content_words.count() as f32 / MAX_WORDS).min(1.0),
        task_request: flag(intent.task_request),
        personal: flag(background || intent.role_change),
    }
}
