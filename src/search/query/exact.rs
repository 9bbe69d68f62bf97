//! Answers that need no ranking: a question in a passage's own wording, and one of nothing but names and words that ask.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use super::{EntityMention, ParsedQuery};
use crate::knowledge::{Address, EntryKind, Library, PassageKind, names};
use crate::search::result::Reason;

/// Confidence in an entry that is named with a typo.
const TYPO_CONFIDENCE: f32 = 0.9;

/// Passages by the key of a wording.
pub(crate) struct ExactWordings(FxHashMap<String, Owner>);

/// The passage that a wording belongs to.
#[derive(Clone, Copy)]
struct Owner {
    /// The folder of the passage, [`crate::knowledge::Entry::layer`]; the latest one that has the wording.
    layer: usize,
    /// Number of the passage; none where two passages of the folder share the wording.
    passage: Option<usize>,
}

/// An answer of nothing but names.
pub(crate) enum ExactAnswer {
    /// The passage answers.
    Passage(Address),
    /// The two entries are to be compared.
    Compare(Address, Address),
    /// One of these passages answers, of entries that the same name may mean: *PM*.
    Choice(Vec<Address>),
}

impl ExactWordings {
    /// Collects the questions and wordings of all passages.
    pub(crate) fn of(library: &Library) -> Self {
        let mut wordings: FxHashMap<String, Owner> = FxHashMap::default();
        let entries = library.entries().iter();
        let passages = entries.flat_map(|entry| {
            let passages = entry.passages.iter();
            passages.map(|passage| (entry.layer, passage))
        });
        for (number, (layer, passage)) in passages.enumerate() {
            let is_question = passage.kind == PassageKind::Question;
            let asked = is_question.then_some(&passage.heading).into_iter();
            for wording in asked.chain(&passage.wordings) {
                let key = names::key(wording);
                if key.is_empty() {
                    continue;
                }
                let own = Owner {
                    layer,
                    passage: Some(number),
                };
                wordings
                    .entry(key)
                    .and_modify(|known| match layer.cmp(&known.layer) {
                        Ordering::Greater => *known = own,
                        Ordering::Equal if known.passage != own.passage => known.passage = None,
                        Ordering::Equal | Ordering::Less => {}
                    })
                    .or_insert(own);
            }
        }
        Self(wordings)
    }

    /// Returns the number of the passage one of whose wordings equals `text`, apart from case, accents and punctuation.
    /// Of passages in several folders the one of the latest counts.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        self.0.get(&names::key(text))?.passage
    }
}

impl ParsedQuery {
    /// Answers a question of nothing but names and words that ask for a section, a definition or a comparison, with the
    /// confidence and the reasons. `None` where the entry lacks the section, or where something else is asked than what
    /// the entry is (`is it the same for frontend?`).
    pub(crate) fn exact(&self, library: &Library) -> Option<(ExactAnswer, f32, Vec<Reason>)> {
        if !self.intent.only_names {
            return None;
        }
        let asked: Vec<&EntityMention> =
            self.mentions.iter().filter(|one| !one.background).collect();
        let reasons = || -> Vec<Reason> { asked.iter().map(|one| one.reason.clone()).collect() };
        let (first, others) = asked.split_first()?;
        let other = others.iter().find(|other| other.words != first.words);
        match (other, others.len()) {
            (Some(other), 1) => {
                let [a, b] = [first, other].map(|one| Address::of(one.entry.clone()));
                Some((ExactAnswer::Compare(a, b), sure_of(&asked), reasons()))
            }
            (Some(_), _) => None,
            (None, 0) => {
                let (address, section) = self.asked_passage(library, first)?;
                let mut reasons = reasons();
                reasons.extend(section);
                Some((ExactAnswer::Passage(address), sure_of(&asked), reasons))
            }
            (None, _) => {
                let found = asked
                    .iter()
                    .filter_map(|one| self.asked_passage(library, one));
                let found: Vec<Address> = found.map(|(address, _)| address).collect();
                let confidence = sure_of(&asked) / asked.len() as f32;
                (!found.is_empty()).then(|| (ExactAnswer::Choice(found), confidence, reasons()))
            }
        }
    }

    /// Returns the section or the definition of an entry that the question asks for, with the section as a reason.
    fn asked_passage(
        &self,
        library: &Library,
        mention: &EntityMention,
    ) -> Option<(Address, Option<Reason>)> {
        // The preface of a topic is no answer.
        let entry = library.entry(&mention.entry);
        let entry = entry.filter(|entry| entry.kind != EntryKind::Faq)?;
        let intent = &self.intent;
        let defines = intent.asks_definition && intent.facet.is_none();
        match intent.likely_facet.filter(|_| !defines) {
            Some(facet) => {
                let passage = entry.facet(facet)?;
                let section = Reason::Section(passage.heading.clone());
                Some((entry.address(passage), Some(section)))
            }
            None if intent.asks_definition => Some((entry.address(entry.definition()?), None)),
            None => None,
        }
    }
}

fn sure_of(mentions: &[&EntityMention]) -> f32 {
    let mistyped = |mention: &&EntityMention| matches!(mention.reason, Reason::Spelling(..));
    if mentions.iter().any(mistyped) {
        TYPO_CONFIDENCE
    } else {
        1.0
    }
}
