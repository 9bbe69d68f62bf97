//! Answers that need no ranking: a question in a passage's own wording, and one of nothing but names and words that ask.

use rustc_hash::FxHashMap;

use super::{EntityMention, ParsedQuery};
use crate::knowledge::{Address, EntryKind, Library, PassageKind, names};
use crate::search::result::Reason;

/// Confidence in an entry that is named with a typo.
const TYPO_CONFIDENCE: f32 = 0.9;

/// Passage numbers by the key of a wording; `None` where two passages share it.
pub(crate) struct ExactWordings(FxHashMap<String, Option<usize>>);

/// An answer of nothing but names.
pub(crate) enum ExactAnswer {
    /// The passage answers.
    Passage(Address),
    /// The two entries are to be compared.
    Compare(Address, Address),
}

impl ExactWordings {
    /// Collects the questions and wordings of all passages.
    pub(crate) fn of(library: &Library) -> Self {
        let mut wordings: FxHashMap<String, Option<usize>> = FxHashMap::default();
        let passages = library
            .entries()
            .iter()
            .flat_map(|entry| &entry.passages)
            .enumerate();
        for (number, passage) in passages {
            let is_question = passage.kind == PassageKind::Question;
            let asked = is_question.then_some(&passage.heading).into_iter();
            for wording in asked.chain(&passage.wordings) {
                let key = names::key(wording);
                if key.is_empty() {
                    continue;
                }
                wordings
                    .entry(key)
                    .and_modify(|known| {
                        if *known != Some(number) {
                            *known = None;
                        }
                    })
                    .or_insert(Some(number));
            }
        }
        Self(wordings)
    }

    /// Returns the number of the passage one of whose wordings equals `text`, apart from case, accents and punctuation.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        *self.0.get(&names::key(text))?
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
        let asked: Vec<&EntityMention> = self.mentions.iter().filter(|one| !one.context).collect();
        match asked.as_slice() {
            [one, other] if one.words != other.words => {
                let [a, b] = [one, other].map(|one| Address::of(one.entry.clone()));
                let reasons = vec![one.reason.clone(), other.reason.clone()];
                Some((ExactAnswer::Compare(a, b), sure_of(&asked), reasons))
            }
            [one] => {
                // The preface of a topic is no answer.
                let entry = library.entry(&one.entry);
                let entry = entry.filter(|entry| entry.kind != EntryKind::Faq)?;
                let mut reasons = vec![one.reason.clone()];
                let defines = self.intent.defines && self.intent.facet.is_none();
                let passage = match self.intent.likely.filter(|_| !defines) {
                    Some(facet) => {
                        let passage = entry.facet(facet)?;
                        reasons.push(Reason::Section(passage.heading.clone()));
                        passage
                    }
                    None if self.intent.defines => entry.definition()?,
                    None => return None,
                };
                let answer = ExactAnswer::Passage(entry.address(passage));
                Some((answer, sure_of(&asked), reasons))
            }
            _ => None,
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
