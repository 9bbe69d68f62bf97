//! From ranked passages to a verdict: an exact answer wins; else the confidence in the best passage decides.

use super::document::PassageInfo;
use super::index::Forward;
use super::query::{ExactAnswer, ParsedQuery};
use super::rank::{
    ConfidenceBand, Evidence, Hit, RankingModel, is_anaphoric_heading, reasons, signals,
};
use super::result::{MAX_SUGGESTIONS, Note, RankedPassage, Reason, SearchResult, Verdict};
use super::text::Lexicon;
use crate::knowledge::{Address, EntryKind, Facet, Library, PassageKind};

/// Minimum match of a heading with which a passage overrides an answer of names alone.
const HEADING_OVERRIDE: f32 = 0.95;
/// Maximum number of other passages that are shown with a likely answer.
const MAX_LIKELY_ALTERNATIVES: usize = 2;
/// Maximum number of suggestions from one entry.
const MAX_PER_ENTRY: usize = 2;
/// Minimum confidence of a suggestion as a share of the confidence of the best passage.
const MIN_CONFIDENCE_SHARE: f32 = 0.5;
/// Minimum confidence of a passage that is suggested in place of a missing section, such as pay in general.
const MIN_SUBSTITUTE_CONFIDENCE: f32 = 0.02;

/// The input of a decision.
pub(crate) struct Decision<'a> {
    /// The library.
    pub library: &'a Library,
    /// Its passages, by number.
    pub passages: &'a [PassageInfo],
    /// The terms of its passages.
    pub forward: &'a Forward,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The fitted model.
    pub model: &'a RankingModel,
    /// The question.
    pub query: &'a ParsedQuery,
    /// The passage in whose own wording the question is.
    pub exact: Option<usize>,
    /// The ranked passages, best first.
    pub hits: &'a [Hit],
    /// The evidence by which they were ranked.
    pub evidence: Evidence,
}

/// Returns the result of a search.
pub(crate) fn decide(decision: &Decision<'_>) -> SearchResult {
    let intent = &decision.query.intent;
    if let Some(kind) = intent.small_talk {
        return SearchResult::new(Verdict::SmallTalk(kind), 0.0, Vec::new());
    }
    if let Some(result) = decision.by_wording().or_else(|| decision.by_names()) {
        return result;
    }
    // The words that tell either are English: `chef` is a boss in French.
    if decision.evidence != Evidence::Multilingual {
        if let Some(facet) = intent.likely_facet.filter(|_| intent.lacks_topic) {
            return SearchResult::nothing(Note::WithoutTopic(facet));
        }
        if let Some(trade) = &intent.other_trade {
            return SearchResult::nothing(Note::OtherTrade(trade.clone()));
        }
    }
    decision.by_rank()
}

impl Decision<'_> {
    /// Returns the passage in whose own wording the question is.
    fn by_wording(&self) -> Option<SearchResult> {
        let passage = self.passages.get(self.exact?)?;
        let verdict = Verdict::Sure(passage.address.clone());
        Some(SearchResult::new(verdict, 1.0, vec![Reason::Wording]))
    }

    /// Answers a question that consists of names and asking words only, unless it almost equals a question of the
    /// library.
    fn by_names(&self) -> Option<SearchResult> {
        let (answer, confidence, reasons) = self.query.exact(self.library)?;
        let best = self.hits.first().and_then(|hit| {
            let passage = self.passages.get(hit.passage)?;
            let asked = passage.kind == PassageKind::Question;
            (asked && hit.features.heading >= HEADING_OVERRIDE).then_some(&passage.address)
        });
        let verdict = match answer {
            ExactAnswer::Passage(address) => Verdict::Sure(address),
            ExactAnswer::Compare(one, other) => Verdict::Compare(one, other),
        };
        if best.is_some_and(|best| verdict != Verdict::Sure(best.clone())) {
            return None;
        }
        Some(SearchResult::new(verdict, confidence, reasons))
    }

    /// Decides by the confidence in the best passage.
    fn by_rank(&self) -> SearchResult {
        let model = self.model;
        let signals = signals(self.query, self.hits);
        let confidence = model.confidence(&signals, self.evidence);
        let missing = self.missing_section();
        let mut band = model.band(confidence, self.evidence);
        if self.hits.is_empty() {
            band = ConfidenceBand::Nothing;
        }
        if missing.is_some() {
            band = band.min(ConfidenceBand::Unsure);
        }
        let hit = self.hits.first();
        let first = hit.and_then(|hit| self.passages.get(hit.passage));
        if let (Some(hit), Some(first)) = (hit, first)
            && self.misses_kind(hit, first)
        {
            band = band.min(ConfidenceBand::Unsure);
        }
        // Both entries are offered, whatever the confidence.
        if first.is_some_and(|first| self.is_ambiguous(&first.address)) {
            band = ConfidenceBand::Unsure;
        }
        let verdict = match (band, first) {
            (ConfidenceBand::Sure, Some(first))
                if self.is_meant(first) && !self.is_of_elsewhere(first) =>
            {
                Verdict::Sure(first.address.clone())
            }
            (ConfidenceBand::Sure | ConfidenceBand::Likely, Some(first)) => {
                let others = self.suggestions(confidence, None);
                let others = others.into_iter().filter(|one| *one != first.address);
                Verdict::Likely(
                    first.address.clone(),
                    others.take(MAX_LIKELY_ALTERNATIVES).collect(),
                )
            }
            (ConfidenceBand::Unsure, Some(_)) => {
                Verdict::Unsure(self.suggestions(confidence, missing.as_ref()))
            }
            (ConfidenceBand::Nothing, Some(_)) if missing.is_some() => {
                Verdict::Unsure(self.suggestions(confidence, missing.as_ref()))
            }
            (ConfidenceBand::Nothing, _) | (_, None) => Verdict::Nothing,
        };
        let verdict = match verdict {
            Verdict::Unsure(offers) if offers.is_empty() => Verdict::Nothing,
            verdict => verdict,
        };
        let reasons = match (&verdict, self.hits.first()) {
            (Verdict::Nothing, _) | (_, None) => Vec::new(),
            (_, Some(best)) => self.reasons(best),
        };
        let near = match verdict {
            Verdict::Nothing => self.nearest_passages(),
            _ => Vec::new(),
        };
        SearchResult {
            verdict,
            confidence,
            reasons,
            near,
            note: missing,
            language: None,
        }
    }

    /// Returns the note that the single named entry lacks the requested section.
    fn missing_section(&self) -> Option<Note> {
        let facet = self.query.intent.facet?;
        let mut asked = self.query.mentions.iter().filter(|one| !one.background);
        let (Some(one), None) = (asked.next(), asked.next()) else {
            return None;
        };
        let entry = self.library.entry(&one.entry)?;
        if !has_sections(entry.kind, facet) {
            return None;
        }
        let answered = self.hits.first().is_some_and(|hit| {
            let passage = self.passages.get(hit.passage);
            passage.is_some_and(|passage| passage.kind == PassageKind::Question)
                && hit.features.unnamed <= 0.0
        });
        let lacks = entry.facet(facet).is_none() && !answered;
        lacks.then(|| Note::MissingSection(one.entry.clone()))
    }

    /// Returns whether a passage tells nothing of the places that the question names, though its answer depends on the country, and does not hold worldwide.
    fn is_of_elsewhere(&self, passage: &PassageInfo) -> bool {
        if self.query.places.is_empty() {
            return false;
        }
        let Some((entry, passage)) = self.library.passage(&passage.address) else {
            return false;
        };
        let region = entry.region.as_deref();
        if region.is_some_and(|region| self.lexicon.is_worldwide(region)) {
            return false;
        }
        let texts = [&passage.heading, &passage.body.plain()];
        let mut told = texts.into_iter().chain(&entry.region);
        !told.any(|text| {
            let told = self.lexicon.places(text);
            self.query.places.iter().any(|asked| told.contains(asked))
        })
    }

    /// Returns whether a passage may be shown for sure: not a definition where none is asked for (`is LinkedIn Premium
    /// worth it`), nor a section that refers to an entry (`How to learn it`) that is not named.
    fn is_meant(&self, passage: &PassageInfo) -> bool {
        let mut mentions = self.query.mentions.iter();
        let named = mentions.any(|one| one.entry == passage.address.entry);
        match passage.kind {
            PassageKind::Definition => self.query.intent.asks_definition,
            kind => named || !is_anaphoric_heading(kind),
        }
    }

    /// Returns whether a passage is of another kind than what is asked for: a definition where the question asks for more
    /// (`imposter syndrome help`, `from QA engineer to SDET`), or a section of an entry whose names share no word with it (`free certifications`).
    fn misses_kind(&self, hit: &Hit, passage: &PassageInfo) -> bool {
        let intent = &self.query.intent;
        match passage.kind {
            PassageKind::Definition => {
                (intent.beyond_definition || intent.role_change) && !intent.asks_definition
            }
            PassageKind::Section(Some(_)) => !self.has_word_of_name(hit.passage),
            _ => false,
        }
    }

    /// Returns whether the question has a content word of a name of a passage's entry.
    fn has_word_of_name(&self, passage: usize) -> bool {
        let query = self.query;
        let names = self.forward.names(passage).iter();
        let mut terms = names.flat_map(|name| self.forward.terms(*name));
        terms.any(|term| {
            let mut matches = query.matches(*term).iter();
            matches.any(|one| {
                let term = query.term(one.query_term);
                term.is_some_and(|term| term.content_weight > 0.0)
            })
        })
    }

    /// Returns whether the letters that name an entry may stand for another as well: *PM*.
    fn is_ambiguous(&self, address: &Address) -> bool {
        let mentions = &self.query.mentions;
        mentions.iter().any(|one| {
            let mut others = mentions.iter().filter(|other| other.entry != one.entry);
            one.entry == address.entry && others.any(|other| other.words == one.words)
        })
    }

    /// Returns up to five passages to suggest: those with at least half the confidence of the best, at most two of one
    /// entry. If a section is missing, no other passage of the same entry is suggested in its place.
    fn suggestions(&self, confidence: f32, missing: Option<&Note>) -> Vec<Address> {
        let model = self.model;
        let least = if missing.is_some() {
            MIN_SUBSTITUTE_CONFIDENCE
        } else {
            MIN_CONFIDENCE_SHARE * confidence.max(model.min_suggestion(self.evidence))
        };
        let mut offers: Vec<Address> = Vec::new();
        for at in 0..self.hits.len().min(4 * MAX_SUGGESTIONS) {
            let rest = self.hits.get(at..).unwrap_or_default();
            let Some(passage) = rest.first().and_then(|hit| self.passages.get(hit.passage)) else {
                continue;
            };
            let entry = &passage.address.entry;
            let lacking = matches!(missing, Some(Note::MissingSection(one)) if one == entry);
            if lacking {
                continue;
            }
            let own = model.confidence(&signals(self.query, rest), self.evidence);
            let of_entry = offers.iter().filter(|one| one.entry == *entry).count();
            if (at == 0 || own >= least) && of_entry < MAX_PER_ENTRY {
                offers.push(passage.address.clone());
            }
            if offers.len() == MAX_SUGGESTIONS {
                break;
            }
        }
        offers
    }

    /// Returns the passages that a reply without an answer names as near.
    fn nearest_passages(&self) -> Vec<Address> {
        let near = self
            .hits
            .iter()
            .filter_map(|hit| self.passages.get(hit.passage));
        near.map(|passage| passage.address.clone())
            .take(MAX_SUGGESTIONS)
            .collect()
    }

    /// Returns the reasons for a passage: first that its entry is named and the section asked for, where that is so.
    fn reasons(&self, hit: &Hit) -> Vec<Reason> {
        let mut found = reasons(self.query, self.forward, hit.passage, &hit.features);
        let Some(passage) = self.passages.get(hit.passage) else {
            return found;
        };
        let mentions = self.query.mentions.iter();
        let named = mentions
            .filter(|one| one.entry == passage.address.entry)
            .take(1);
        let mut first: Vec<Reason> = named.map(|one| one.reason.clone()).collect();
        if hit.features.facet >= 1.0
            && let Some((_, section)) = self.library.passage(&passage.address)
        {
            first.push(Reason::Section(section.heading.clone()));
        }
        found.splice(0..0, first);
        found
    }

    /// Returns the hits behind the verdict's own passages, with confidences that never rise.
    pub(crate) fn ranked(&self, result: &SearchResult, limit: usize) -> Vec<RankedPassage> {
        let hits = self.hits.iter().take(limit + 2);
        let mut ranked: Vec<RankedPassage> = hits
            .enumerate()
            .filter_map(|(at, hit)| {
                let rest = self.hits.get(at..).unwrap_or_default();
                let signals = signals(self.query, rest);
                Some(RankedPassage {
                    address: self.passages.get(hit.passage)?.address.clone(),
                    score: hit.score,
                    confidence: self.model.confidence(&signals, self.evidence),
                })
            })
            .collect();
        let led: &[&Address] = match &result.verdict {
            Verdict::Sure(address) | Verdict::Likely(address, _) => &[address],
            Verdict::Compare(one, other) => &[other, one],
            Verdict::Unsure(_) | Verdict::Nothing | Verdict::SmallTalk(_) => &[],
        };
        for &address in led {
            let first = ranked.first();
            if first.is_some_and(|first| first.address == *address) {
                continue;
            }
            let best = first.map_or(0.0, |first| first.score);
            ranked.retain(|one| one.address != *address);
            let led = RankedPassage {
                address: address.clone(),
                score: best + 1.0,
                confidence: result.confidence,
            };
            ranked.insert(0, led);
        }
        let mut most = result.confidence;
        for (at, one) in ranked.iter_mut().enumerate() {
            one.confidence = if at == 0 {
                most
            } else {
                one.confidence.min(most)
            };
            most = one.confidence;
        }
        ranked.truncate(limit);
        ranked
    }
}

/// Returns whether entries of a kind have a section of this kind as a rule: a term has no pay that could be missing.
const fn has_sections(kind: EntryKind, facet: Facet) -> bool {
    match kind {
        EntryKind::Role => true,
        EntryKind::Skill => matches!(facet, Facet::Learn | Facet::Why),
        EntryKind::Term | EntryKind::Faq | EntryKind::Guide => false,
    }
}
