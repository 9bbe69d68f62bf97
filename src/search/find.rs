//! From a question to a verdict by three methods: exact wording, entity names, and ranking. All three are tried; the
//! best match wins.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use rustc_hash::FxHashMap;

use super::analysis::Word;
use super::document::documents;
use super::embedding::{MissingPolicy, Vector};
use super::entities::{EntityMatches, EntityMention, EntityNames, QueryToken, wordings};
use super::index::SearchError;
use super::query::{ParsedQuery, intent_words};
use super::ranking::{ConfidenceLevel, Hit, Marker, Ranker, Thresholds, reasons};
use super::resources::SearchResources;
use super::result::{MAX_SUGGESTIONS, RankedPassage, Reason, SearchResult, Verdict};
use crate::knowledge::{Address, Facet, Library, PassageKind, names};

/// Minimum heading match (0 to 1) with which a passage overrides an answer by entity names.
const HEADING_OVERRIDE: f32 = 0.9;
/// The same where the entity names give a comparison: `frontend or backend?` must not find `frontend or backend first?`.
const HEADING_OVERRIDE_COMPARISON: f32 = 0.99;

/// Most words of a comparison in which a role may lack its noun: `be vs fe`.
const MAX_BARE_WORDS: usize = 4;

/// The indexes that answering a question needs.
pub(crate) struct Finder {
    resources: Arc<SearchResources>,
    names: EntityNames,
    ranker: Ranker,
    passages: Vec<PassageInfo>,
    /// Passage numbers by the key of a wording; `None` where two passages share it.
    wordings: FxHashMap<String, Option<usize>>,
}

struct PassageInfo {
    address: Address,
    part: PassageKind,
}

impl PassageInfo {
    /// Whether its heading refers to its entry by "it": `How to learn it`, `Why it matters`.
    const fn refers_to_entry(&self) -> bool {
        matches!(
            self.part,
            PassageKind::Section(Some(Facet::Learn | Facet::Why))
        )
    }
}

/// A result with its ranking.
pub struct Ranking {
    /// The result.
    pub result: SearchResult,
    /// The best passages, best first.
    pub passages: Vec<RankedPassage>,
}

impl Finder {
    /// Indexes a library.
    pub(crate) fn build(
        library: &Library,
        resources: Arc<SearchResources>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let documents = documents(library);
        let (ranker, (names, wordings)) = thread::scope(|scope| {
            let by_letters = scope.spawn(|| (EntityNames::of(library), wordings(library)));
            let ranker = Ranker::build(&documents, resources.clone(), missing);
            let by_letters = by_letters.join();
            (
                ranker,
                by_letters.unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        let passages = documents.into_iter().map(|document| PassageInfo {
            address: document.address,
            part: document.part,
        });
        Ok(Self {
            resources,
            names,
            ranker: ranker?,
            passages: passages.collect(),
            wordings,
        })
    }

    /// Returns the names of the library's entries.
    pub(crate) const fn names(&self) -> &EntityNames {
        &self.names
    }

    /// Whether it searches without embeddings although there is a model.
    pub(crate) fn lacks_embeddings(&self) -> bool {
        self.ranker.lacks_embeddings()
    }

    /// Answers `text`, with the `limit` best passages, within a collection if one is given.
    pub(crate) fn ask(
        &self,
        library: &Library,
        text: &str,
        scope: Option<&str>,
        limit: usize,
    ) -> Ranking {
        let meaning = self.ranker.meaning(text);
        self.answer(library, text, meaning.as_ref(), scope, limit)
    }

    /// Returns the `limit` best passages for unfinished `text`, without embeddings: encoding takes longer than the time
    /// between two keystrokes.
    pub(crate) fn typed(&self, library: &Library, text: &str, limit: usize) -> Vec<RankedPassage> {
        self.answer(library, text, None, None, limit).passages
    }

    fn answer(
        &self,
        library: &Library,
        text: &str,
        meaning: Option<&Vector>,
        scope: Option<&str>,
        limit: usize,
    ) -> Ranking {
        let mut question = self.ranker.read(text);
        let matches = self.entity_matches(library, text, scope);
        matches.tell(library, &mut question);
        let facet = matches.facet(&question);
        let share = question.named_share();
        let section = |passage: usize| {
            let place = self.passages.get(passage)?;
            let named = matches.names(&place.address);
            let asked = facet.is_some() && place.part == PassageKind::Section(facet);
            let meant = named || !place.refers_to_entry();
            (asked && meant).then_some(if named { share } else { 0.0 })
        };
        let most = limit.max(MAX_SUGGESTIONS);
        let fits = |passage: usize| {
            let place = self.passages.get(passage);
            let lacks = |place: &PassageInfo| matches.lacks_pay(library, &place.address);
            facet != Some(Facet::Pay) || !place.is_some_and(lacks)
        };
        let hits = self
            .ranker
            .rank(&question, meaning, scope, most, fits, section);
        let result = self.by_wording(text, scope).unwrap_or_else(|| {
            let answer = matches.answer(library, &question);
            answer
                .filter(|answer| !self.is_beaten(answer, hits.first()))
                .unwrap_or_else(|| {
                    let rarest = self.ranker.vocabulary().unknown_idf();
                    let named = matches.offers(library, &question, rarest);
                    let trusted = |place: &PassageInfo| {
                        let meant = !place.refers_to_entry() || matches.names(&place.address);
                        meant && !matches.is_ambiguous(&place.address)
                    };
                    let thresholds = Thresholds::shipped(meaning.is_some());
                    let mut result = self.by_words(&question, &hits, thresholds, named, trusted);
                    matches.explain(library, &question, &mut result);
                    result
                })
        });
        let passages = self.ranked(&result, &hits, limit);
        Ranking { result, passages }
    }

    /// Returns what finds the words of a text that match `text`.
    pub(crate) fn marker(&self, text: &str) -> Marker<'_> {
        Marker {
            question: self.ranker.read(text),
            lexicon: &self.resources.lexicon,
            vocabulary: self.ranker.vocabulary(),
        }
    }

    /// Returns the passage one of whose wordings equals the question, apart from case, accents and punctuation.
    fn by_wording(&self, text: &str, scope: Option<&str>) -> Option<SearchResult> {
        let passage = (*self.wordings.get(&names::key(text))?)?;
        let inside = scope.is_none() || self.ranker.scope(passage) == scope;
        let place = self.passages.get(passage).filter(|_| inside)?;
        Some(SearchResult {
            verdict: Verdict::Sure(place.address.clone()),
            confidence: 1.0,
            reasons: vec![Reason::Wording],
            near: Vec::new(),
        })
    }

    /// Finds the entries that the question names, within a collection if one is given.
    fn entity_matches(&self, library: &Library, text: &str, scope: Option<&str>) -> EntityMatches {
        let words = self.resources.lexicon.words(text);
        let mut mentions = self.mentions(text, &words);
        mentions.retain(|mention| {
            let entry = library.entry(&mention.entry);
            scope.is_none() || entry.is_some_and(|entry| entry.collection.as_deref() == scope)
        });
        EntityMatches { words, mentions }
    }

    /// Finds the entries that a question with these words names.
    pub(crate) fn mentions(&self, text: &str, words: &[Word]) -> Vec<EntityMention> {
        let compares = words
            .iter()
            .any(|word| intent_words::compares(&word.surface));
        let bare = compares && words.len() <= MAX_BARE_WORDS;
        let parts = words.iter().map(|word| self.part(text, word, bare));
        let parts: Vec<QueryToken<'_>> = parts.collect();
        self.names.mentions(&self.resources.lexicon, &parts)
    }

    fn part<'q>(&self, text: &'q str, word: &Word, bare: bool) -> QueryToken<'q> {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let vocabulary = self.ranker.vocabulary();
        QueryToken {
            written,
            key: names::key(written),
            filler: intent_words::is_filler(&word.surface),
            known: vocabulary
                .term(&word.surface, &self.resources.lexicon)
                .is_some(),
            bare: bare && !intent_words::compares(&word.surface),
        }
    }

    /// Whether the heading of the best hit matches so well that it overrides the answer by names.
    fn is_beaten(&self, named: &SearchResult, best: Option<&Hit>) -> bool {
        let enough = if matches!(named.verdict, Verdict::Compare(..)) {
            HEADING_OVERRIDE_COMPARISON
        } else {
            HEADING_OVERRIDE
        };
        best.is_some_and(|best| {
            let place = self.passages.get(best.passage);
            place.is_some_and(|place| {
                place.part == PassageKind::Question
                    && best.row.head >= enough
                    && named.verdict != Verdict::Sure(place.address.clone())
            })
        })
    }

    /// Returns the best hit where it is sure and `trusted`; else suggestions, those by names (`named`) first.
    fn by_words(
        &self,
        question: &ParsedQuery,
        hits: &[Hit],
        thresholds: Thresholds,
        mut named: Vec<Address>,
        trusted: impl Fn(&PassageInfo) -> bool,
    ) -> SearchResult {
        let best = hits.first();
        let mut confidence = best.map_or(0.0, |best| best.confidence);
        let place = |hit: &Hit| self.passages.get(hit.passage);
        let address = |hit: &Hit| place(hit).map(|place| place.address.clone());
        let verdict = match (thresholds.verdict(confidence), best.and_then(place)) {
            (ConfidenceLevel::Sure, Some(place)) if trusted(place) => {
                Verdict::Sure(place.address.clone())
            }
            (ConfidenceLevel::Nothing, _) | (_, None) if named.is_empty() => Verdict::Nothing,
            _ => {
                let near = hits.iter();
                let near = near.take_while(|hit| hit.confidence >= thresholds.unsure);
                for address in near.filter_map(address) {
                    if !named.contains(&address) {
                        named.push(address);
                    }
                }
                named.truncate(MAX_SUGGESTIONS);
                confidence = confidence.max(thresholds.unsure);
                Verdict::Unsure(named)
            }
        };
        let reasons = match (&verdict, best) {
            (Verdict::Nothing, _) | (_, None) => Vec::new(),
            (_, Some(best)) => reasons(question, self.ranker.forward(), best.passage, &best.row),
        };
        let near = match &verdict {
            Verdict::Nothing => hits
                .iter()
                .filter_map(address)
                .take(MAX_SUGGESTIONS)
                .collect(),
            _ => Vec::new(),
        };
        SearchResult {
            verdict,
            confidence,
            reasons,
            near,
        }
    }

    /// Returns the hits behind the verdict's own passages, with confidences that never rise.
    fn ranked(&self, result: &SearchResult, hits: &[Hit], limit: usize) -> Vec<RankedPassage> {
        let mut ranked: Vec<RankedPassage> = hits
            .iter()
            .filter_map(|hit| {
                let place = self.passages.get(hit.passage)?;
                Some(RankedPassage {
                    address: place.address.clone(),
                    score: hit.score,
                    confidence: hit.confidence,
                })
            })
            .collect();
        let led: &[&Address] = match &result.verdict {
            Verdict::Sure(address) => &[address],
            Verdict::Compare(one, other) => &[other, one],
            Verdict::Unsure(_) | Verdict::Nothing => &[],
        };
        for &address in led {
            if ranked
                .first()
                .is_some_and(|first| first.address == *address)
            {
                continue;
            }
            let best = ranked.first().map_or(0.0, |first| first.score);
            ranked.retain(|one| one.address != *address);
            ranked.insert(
                0,
                RankedPassage {
                    address: address.clone(),
                    score: best + 1.0,
                    confidence: result.confidence,
                },
            );
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
