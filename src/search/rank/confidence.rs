//! The signals from which the confidence in the best passage is computed, by logistic regression.

use super::Hit;
use crate::search::query::ParsedQuery;

/// The passage from which the nearest one should stand apart.
const FAR: usize = 20;
/// Content words from which on a question counts as long.
const MANY_WORDS: f32 = 10.0;

/// The inputs of the logistic regression that estimates whether the best passage answers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConfidenceSignals {
    /// Score of the best passage.
    pub score: f32,
    /// Its distance from the second.
    pub margin: f32,
    /// Largest cosine of the best passage.
    pub cosine: f32,
    /// Distance of the largest cosine from the twentieth.
    pub top20_margin: f32,
    /// [`super::Features::heading`] of the best passage.
    pub heading: f32,
    /// [`super::Features::coverage`] of the best passage.
    pub coverage: f32,
    /// Share of the question's content that no passage has.
    pub unknown: f32,
    /// [`super::Features::named`] of the best passage.
    pub named: f32,
    /// [`super::Features::unnamed`] of the best passage.
    pub unnamed: f32,
    /// [`super::Features::facet`] of the best passage.
    pub facet: f32,
    /// 1 if a section is asked for that the best passage is not.
    pub lacks_facet: f32,
    /// [`super::Features::definition`] of the best passage.
    pub definition: f32,
    /// [`super::Features::unasked_definition`] of the best passage.
    pub unasked_definition: f32,
    /// Number of different content words, over ten, at most 1.
    pub words: f32,
    /// 1 if somebody is asked to do or mend something.
    pub chore: f32,
    /// 1 if somebody describes themselves, or wants to move from one role to another.
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

    /// Returns the values.
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
            self.chore,
            self.personal,
        ]
    }
}

/// Returns the signals of the first of some hits, best first.
pub(crate) fn signals(query: &ParsedQuery, hits: &[Hit]) -> ConfidenceSignals {
    let Some((best, others)) = hits.split_first() else {
        return ConfidenceSignals::default();
    };
    let features = &best.features;
    let mut cosines: Vec<f32> = hits.iter().map(|hit| hit.features.cosine).collect();
    cosines.sort_unstable_by(|a, b| b.total_cmp(a));
    let far = cosines.get(FAR - 1).or(cosines.last()).copied();
    let nearest = cosines.first().copied().unwrap_or(0.0);
    let telling = query.slots.iter().filter(|slot| slot.content > 0.0);
    let unknown = query
        .slots
        .iter()
        .zip(0_u32..)
        .filter(|(slot, _)| !slot.known);
    let unknown = unknown.fold(0, |slots, (_, at)| slots | 1 << at.min(63));
    let intent = &query.intent;
    let context = query.mentions.iter().any(|one| one.context);
    let flag = |set: bool| f32::from(u8::from(set));
    ConfidenceSignals {
        score: best.score,
        margin: others
            .first()
            .map_or(best.score, |second| best.score - second.score),
        cosine: features.cosine,
        top20_margin: nearest - far.unwrap_or(0.0),
        heading: features.heading,
        coverage: features.coverage,
        unknown: query.share(unknown),
        named: features.named,
        unnamed: features.unnamed,
        facet: features.facet,
        lacks_facet: flag(intent.facet.is_some() && features.facet < 1.0),
        definition: features.definition,
        unasked_definition: features.unasked_definition,
        words: (telling.count() as f32 / MANY_WORDS).min(1.0),
        chore: flag(intent.chore),
        personal: flag(context || intent.moves),
    }
}
