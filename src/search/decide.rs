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
/// Number of passages among which those about a named entry or place are offered where nothing answers.
const MAX_ON_TOPIC_RANK: usize = 20;
/// Minimum share of the question that names an entry whose passages are offered where nothing answers.
const MIN_NAMED_SHARE: f32 = 0.3;
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

/// Returns the result of a search: the first of these that applies. What the library says in its own words comes before the
/// guards that tell what it lacks, as these go by single words: a passage may be about nurses who move into tech.
pub(crate) fn decide(decision: &Decision<'_>) -> SearchResult {
    let decided = decision.without_ranking();
    decided.unwrap_or_else(|| decision.by_rank())
}

impl Decision<'_> {
    /// Returns the result of a question that the ranking does not decide.
    pub(crate) fn without_ranking(&self) -> Option<SearchResult> {
        self.by_small_talk()
            .or_else(|| self.by_wording())
            .or_else(|| self.by_names())
            .or_else(|| self.by_guards())
    }

    fn by_small_talk(&self) -> Option<SearchResult> {
        let kind = self.query.intent.small_talk?;
        Some(SearchResult::new(Verdict::SmallTalk(kind), 0.0, Vec::new()))
    }

    /// Returns that a question lacks a topic, or is about an occupation that the library does not cover.
    fn by_guards(&self) -> Option<SearchResult> {
        // The words that tell either are English: `chef` is a boss in French.
        if self.evidence == Evidence::Multilingual {
            return None;
        }
        let intent = &self.query.intent;
        let lacking = intent.likely_facet.filter(|_| intent.lacks_topic);
        let note = lacking.map(Note::WithoutTopic).or_else(|| {
            let trade = intent.other_trade.clone();
            trade.map(Note::OtherTrade)
        });
        note.map(SearchResult::nothing)
    }

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
            ExactAnswer::Choice(addresses) => Verdict::Unsure(addresses),
        };
        if best.is_some_and(|best| verdict != Verdict::Sure(best.clone())) {
            return None;
        }
        Some(SearchResult::new(verdict, confidence, reasons))
    }

    /// Decides by the confidence in the best passage.
    fn by_rank(&self) -> SearchResult {
        let signals = signals(self.query, self.hits);
        let confidence = self.model.confidence(&signals, self.evidence);
        let Some((hit, first)) = self.hits.first().and_then(|hit| {
            let passage = self.passages.get(hit.passage)?;
            Some((hit, passage))
        }) else {
            let note = self.missing_section();
            let nothing = SearchResult::new(Verdict::Nothing, confidence, Vec::new());
            return SearchResult { note, ..nothing };
        };
        let missing = self.missing_section();
        let mut band = self.model.band(confidence, self.evidence);
        let mut note = missing.clone();
        if missing.is_some() || self.misses_kind(hit, first) {
            band = band.min(ConfidenceBand::Unsure);
        } else if !self.is_meant(first) {
            band = band.min(ConfidenceBand::Likely);
        } else if let Some(place) = self.missing_place(first) {
            band = band.min(ConfidenceBand::Likely);
            note = Some(place);
        }
        // The person chooses, whatever the confidence.
        if self.is_ambiguous(&first.address) {
            band = ConfidenceBand::Unsure;
        }
        let offers = || self.suggestions(confidence, missing.as_ref());
        let verdict = match band {
            ConfidenceBand::Sure => Verdict::Sure(first.address.clone()),
            ConfidenceBand::Likely => {
                let others = offers().into_iter().filter(|one| *one != first.address);
                Verdict::Likely(
                    first.address.clone(),
                    others.take(MAX_LIKELY_ALTERNATIVES).collect(),
                )
            }
            ConfidenceBand::Unsure => Verdict::Unsure(offers()),
            ConfidenceBand::Nothing if missing.is_some() => Verdict::Unsure(offers()),
            ConfidenceBand::Nothing => Verdict::Unsure(self.on_topic()),
        };
        let verdict = match verdict {
            Verdict::Unsure(offers) if offers.is_empty() => Verdict::Nothing,
            verdict => verdict,
        };
        let (reasons, near) = match verdict {
            Verdict::Nothing => (Vec::new(), self.nearest_passages()),
            _ => (self.reasons(hit), Vec::new()),
        };
        if matches!(verdict, Verdict::Unsure(_) | Verdict::Nothing) {
            note = missing;
        }
        SearchResult {
            near,
            note,
            ..SearchResult::new(verdict, confidence, reasons)
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

    /// Returns the two best passages that are nearest to a question that nothing answers: those of the entry that most of it
    /// names, or about the place that it names.
    fn on_topic(&self) -> Vec<Address> {
        let query = self.query;
        let near = self.hits.iter().take(MAX_ON_TOPIC_RANK);
        let near = near.filter_map(|hit| {
            let passage = self.passages.get(hit.passage)?;
            let naming = query.terms_naming(&passage.address.entry) & query.named;
            let is_named = query.share(naming) >= MIN_NAMED_SHARE;
            (is_named || self.tells_of_place(passage)).then(|| passage.address.clone())
        });
        near.take(MAX_PER_ENTRY).collect()
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

    /// Returns whether the question leaves open which of several entries it means: letters that stand for more than one
    /// (*PM*), or nothing but the noun of several roles (*manager*).
    fn is_ambiguous(&self, address: &Address) -> bool {
        let mentions = &self.query.mentions;
        let shared = mentions.iter().any(|one| {
            let mut others = mentions.iter().filter(|other| other.entry != one.entry);
            one.entry == address.entry && others.any(|other| other.words == one.words)
        });
        shared || self.query.intent.only_role_noun
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
        let max_per_entry = if self.query.intent.only_role_noun {
            1
        } else {
            MAX_PER_ENTRY
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
            if (at == 0 || own >= least) && of_entry < max_per_entry {
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
