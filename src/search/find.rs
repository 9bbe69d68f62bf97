//! From a question to a verdict, on three roads: by its very wording, by names, and by words and
//! meaning. All of them are gone, and what fits best decides.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use rustc_hash::FxHashMap;

use super::analysis::Word;
use super::document::documents;
use super::embedding::{MissingPolicy, Vector};
use super::finding::{Finding, MAX_SUGGESTIONS, Ranked, Reason, Verdict};
use super::index::SearchError;
use super::kit::Kit;
use super::naming::{self, Mention, Names, Naming, wordings};
use super::question::{Question, asking};
use super::ranking::{Hit, Marker, Ranker, Sureness, Thresholds, reasons};
use crate::knowledge::{Address, Facet, Library, PassageKind, names};

/// From this on, of 1, a question that is answered is asked in nearly these words, and answers even
/// where names alone would lead elsewhere.
const NEARLY_ASKED: f32 = 0.9;
/// The same against a comparison: `frontend or backend?` is none of the questions that go on with
/// `first`, `or both` or `for a beginner`.
const ASKED: f32 = 0.99;

/// The most words of a comparison of roles without their nouns.
const MOST_BARE: usize = 4;

/// Everything that finding needs.
pub(crate) struct Finder {
    kit: Arc<Kit>,
    names: Names,
    ranker: Ranker,
    passages: Vec<Place>,
    /// Questions and their other wordings, by their letters; none where two passages share one.
    wordings: FxHashMap<String, Option<usize>>,
}

struct Place {
    address: Address,
    part: PassageKind,
}

impl Place {
    /// Whether its heading says "it" where its entry is meant: `How to learn it`, `Why it matters`.
    const fn says_it(&self) -> bool {
        matches!(
            self.part,
            PassageKind::Section(Some(Facet::Learn | Facet::Why))
        )
    }
}

/// A finding with the ranking that it was taken from.
pub struct Asked {
    /// What is said.
    pub finding: Finding,
    /// The best passages, best first.
    pub ranked: Vec<Ranked>,
}

impl Finder {
    /// Makes a library's passages findable.
    pub(crate) fn build(
        library: &Library,
        kit: Arc<Kit>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let documents = documents(library);
        let (ranker, (names, wordings)) = thread::scope(|scope| {
            let by_letters = scope.spawn(|| (Names::of(library), wordings(library)));
            let ranker = Ranker::build(&documents, kit.clone(), missing);
            let by_letters = by_letters.join();
            (
                ranker,
                by_letters.unwrap_or_else(|panic| resume_unwind(panic)),
            )
        });
        let passages = documents.into_iter().map(|document| Place {
            address: document.address,
            part: document.part,
        });
        Ok(Self {
            kit,
            names,
            ranker: ranker?,
            passages: passages.collect(),
            wordings,
        })
    }

    /// The names of the library's entries.
    pub(crate) const fn names(&self) -> &Names {
        &self.names
    }

    /// Whether there are meanings that it does without, as they were never computed.
    pub(crate) fn lacks_meanings(&self) -> bool {
        self.ranker.lacks_meanings()
    }

    /// What answers `text`, and the `limit` best passages, within a collection if one is given.
    pub(crate) fn ask(
        &self,
        library: &Library,
        text: &str,
        scope: Option<&str>,
        limit: usize,
    ) -> Asked {
        let meaning = self.ranker.meaning(text);
        self.answer(library, text, meaning.as_ref(), scope, limit)
    }

    /// The `limit` best passages for `text` as far as it is written, by words alone: a keystroke is not worth
    /// what a model takes.
    pub(crate) fn typed(&self, library: &Library, text: &str, limit: usize) -> Vec<Ranked> {
        self.answer(library, text, None, None, limit).ranked
    }

    fn answer(
        &self,
        library: &Library,
        text: &str,
        meaning: Option<&Vector>,
        scope: Option<&str>,
        limit: usize,
    ) -> Asked {
        let mut question = self.ranker.read(text);
        let naming = self.naming(library, text, scope);
        naming.tell(library, &mut question);
        let facet = naming.facet(&question);
        let share = question.named_share();
        let section = |passage: usize| {
            let place = self.passages.get(passage)?;
            let named = naming.names(&place.address);
            let asked = facet.is_some() && place.part == PassageKind::Section(facet);
            let meant = named || !place.says_it();
            (asked && meant).then_some(if named { share } else { 0.0 })
        };
        let most = limit.max(MAX_SUGGESTIONS);
        let fits = |passage: usize| {
            let place = self.passages.get(passage);
            let lacks = |place: &Place| naming.lacks_pay(library, &place.address);
            facet != Some(Facet::Pay) || !place.is_some_and(lacks)
        };
        let hits = self
            .ranker
            .rank(&question, meaning, scope, most, fits, section);
        let finding = self.by_wording(text, scope).unwrap_or_else(|| {
            let answer = naming.answer(library, &question);
            answer
                .filter(|answer| !self.is_beaten(answer, hits.first()))
                .unwrap_or_else(|| {
                    let rarest = self.ranker.vocabulary().unknown_idf();
                    let named = naming.offers(library, &question, rarest);
                    let trusted = |place: &Place| {
                        let meant = !place.says_it() || naming.names(&place.address);
                        meant && !naming.is_ambiguous(&place.address)
                    };
                    let thresholds = Thresholds::shipped(meaning.is_some());
                    let mut finding = self.by_words(&question, &hits, thresholds, named, trusted);
                    naming.explain(library, &question, &mut finding);
                    finding
                })
        });
        let ranked = self.ranked(&finding, &hits, limit);
        Asked { finding, ranked }
    }

    /// What knows the words that say what the question says.
    pub(crate) fn marker(&self, text: &str) -> Marker<'_> {
        Marker {
            question: self.ranker.read(text),
            lexicon: &self.kit.lexicon,
            vocabulary: self.ranker.vocabulary(),
        }
    }

    /// The passage that answers this very question, letter for letter.
    fn by_wording(&self, text: &str, scope: Option<&str>) -> Option<Finding> {
        let passage = (*self.wordings.get(&names::key(text))?)?;
        let inside = scope.is_none() || self.ranker.scope(passage) == scope;
        let place = self.passages.get(passage).filter(|_| inside)?;
        Some(Finding {
            verdict: Verdict::Sure(place.address.clone()),
            confidence: 1.0,
            reasons: vec![Reason::Wording],
            near: Vec::new(),
        })
    }

    /// The question as names and what it says beside them, within a collection if one is given.
    fn naming(&self, library: &Library, text: &str, scope: Option<&str>) -> Naming {
        let words = self.kit.lexicon.words(text);
        let mut mentions = self.mentions(text, &words);
        mentions.retain(|mention| {
            let entry = library.entry(&mention.entry);
            scope.is_none() || entry.is_some_and(|entry| entry.collection.as_deref() == scope)
        });
        Naming { words, mentions }
    }

    /// The entries that a question with these words names.
    pub(crate) fn mentions(&self, text: &str, words: &[Word]) -> Vec<Mention> {
        let compares = words.iter().any(|word| asking::compares(&word.surface));
        let bare = compares && words.len() <= MOST_BARE;
        let parts = words.iter().map(|word| self.part(text, word, bare));
        let parts: Vec<naming::Part<'_>> = parts.collect();
        self.names.mentions(&self.kit.lexicon, &parts)
    }

    fn part<'q>(&self, text: &'q str, word: &Word, bare: bool) -> naming::Part<'q> {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let vocabulary = self.ranker.vocabulary();
        naming::Part {
            written,
            key: names::key(written),
            filler: asking::is_filler(&word.surface),
            known: vocabulary.term(&word.surface, &self.kit.lexicon).is_some(),
            bare: bare && !asking::compares(&word.surface),
        }
    }

    /// Whether a question that is answered matches so well that names do not count.
    fn is_beaten(&self, named: &Finding, best: Option<&Hit>) -> bool {
        let enough = if matches!(named.verdict, Verdict::Compare(..)) {
            ASKED
        } else {
            NEARLY_ASKED
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

    /// What the words find, where that is sure and to be `trusted`; else what the question names (`named`) comes first.
    fn by_words(
        &self,
        question: &Question,
        hits: &[Hit],
        thresholds: Thresholds,
        mut named: Vec<Address>,
        trusted: impl Fn(&Place) -> bool,
    ) -> Finding {
        let best = hits.first();
        let mut confidence = best.map_or(0.0, |best| best.confidence);
        let place = |hit: &Hit| self.passages.get(hit.passage);
        let address = |hit: &Hit| place(hit).map(|place| place.address.clone());
        let verdict = match (thresholds.verdict(confidence), best.and_then(place)) {
            (Sureness::Sure, Some(place)) if trusted(place) => Verdict::Sure(place.address.clone()),
            (Sureness::Nothing, _) | (_, None) if named.is_empty() => Verdict::Nothing,
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
        Finding {
            verdict,
            confidence,
            reasons,
            near,
        }
    }

    /// The hits, behind what the verdict leads to.
    fn ranked(&self, finding: &Finding, hits: &[Hit], limit: usize) -> Vec<Ranked> {
        let mut ranked: Vec<Ranked> = hits
            .iter()
            .filter_map(|hit| {
                let place = self.passages.get(hit.passage)?;
                Some(Ranked {
                    address: place.address.clone(),
                    score: hit.score,
                    confidence: hit.confidence,
                })
            })
            .collect();
        let led: &[&Address] = match &finding.verdict {
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
                Ranked {
                    address: address.clone(),
                    score: best + 1.0,
                    confidence: finding.confidence,
                },
            );
        }
        let mut most = finding.confidence;
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
