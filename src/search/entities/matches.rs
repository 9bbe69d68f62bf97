//! Answers from the entries that a question names: a comparison, a section, a definition, or suggestions where the
//! question says more than names.

use super::mentions::EntityMention;
use crate::knowledge::{Address, Facet, Library, PassageKind};
use crate::search::analysis::Word;
use crate::search::query::{MAX_QUERY_TERMS, ParsedQuery, intent, intent_words};
use crate::search::result::{Reason, SearchResult, Verdict};

/// Confidence in an entry that is named with a typo.
const TYPO_CONFIDENCE: f32 = 0.9;
/// Minimum share of the content weight of a question that a name must have for suggestions.
const MIN_NAME_SHARE: f32 = 0.3;

/// The entity mentions of a question, with its words.
pub(crate) struct EntityMatches {
    /// The words.
    pub words: Vec<Word>,
    /// The entries, in the order in which they are named.
    pub mentions: Vec<EntityMention>,
}

impl EntityMatches {
    /// Answers a question of nothing but names and words that ask for a facet or a comparison.
    pub(crate) fn answer(&self, library: &Library, question: &ParsedQuery) -> Option<SearchResult> {
        let rest = self.rest(question);
        match self.mentions.as_slice() {
            [one, other] if one.words != other.words => compared(one, other, &rest),
            [one] => passage_of(library, one, &rest),
            _ => None,
        }
    }

    /// What may be meant by a question that names an entry and says more: the section that it asks
    /// for, and the definition. `rarest` is how telling a word is that only one passage has.
    pub(crate) fn offers(
        &self,
        library: &Library,
        question: &ParsedQuery,
        rarest: f32,
    ) -> Vec<Address> {
        let (mut offers, mut definitions) = (Vec::new(), Vec::new());
        let rest = self.rest(question);
        let facet = intent::likely(&rest);
        for mention in &self.mentions {
            let Some(entry) = library.entry(&mention.entry) else {
                continue;
            };
            let said = self.words.get(mention.words.clone()).unwrap_or_default();
            let plain = said.iter().map(|word| question.content_of(&word.surface));
            let plain: f32 = plain.sum();
            // A name of several words is rare though each of them may be common.
            let telling = if said.len() > 1 {
                plain.max(rarest)
            } else {
                plain
            };
            if telling < MIN_NAME_SHARE * (question.content - plain + telling) {
                continue;
            }
            let section = facet.and_then(|facet| entry.facet(facet));
            offers.extend(section.map(|passage| entry.address(passage)));
            if facet == Some(Facet::Pay) && section.is_none() {
                continue;
            }
            definitions.extend(entry.definition().map(|passage| entry.address(passage)));
        }
        offers.append(&mut definitions);
        offers
    }

    /// Adds the reasons that the entry was named and the section asked for, where that is so.
    pub(crate) fn explain(
        &self,
        library: &Library,
        question: &ParsedQuery,
        result: &mut SearchResult,
    ) {
        let Verdict::Sure(address) = &result.verdict else {
            return;
        };
        let mut mentions = self.mentions.iter();
        let named = mentions.find(|one| one.entry == address.entry);
        let facet = self.facet(question);
        if let Some(named) = named
            && let Some((_, passage)) = library.passage(address)
            && facet.is_some()
            && passage.kind == PassageKind::Section(facet)
        {
            let section = Reason::Section(passage.heading.clone());
            result.reasons.splice(0..0, [named.reason.clone(), section]);
        }
    }

    /// Whether the letters that name this entry may stand for another as well.
    pub(crate) fn is_ambiguous(&self, address: &Address) -> bool {
        self.mentions.iter().any(|one| {
            let others = || {
                self.mentions
                    .iter()
                    .filter(|other| other.entry != one.entry)
            };
            one.entry == address.entry && others().any(|other| other.words == one.words)
        })
    }

    /// Whether this passage of an entry that is named says nothing of pay.
    pub(crate) fn lacks_pay(&self, library: &Library, address: &Address) -> bool {
        let said = |heading: &str| {
            let heading = heading.to_lowercase();
            let words: Vec<&str> = heading.split(|c: char| !c.is_alphanumeric()).collect();
            intent::likely(&words) == Some(Facet::Pay)
        };
        self.names(address)
            && library
                .passage(address)
                .is_some_and(|(_, passage)| !said(&passage.heading))
    }

    /// The section that it asks for beyond doubt.
    pub(crate) fn facet(&self, question: &ParsedQuery) -> Option<Facet> {
        intent::explicit(&self.rest(question)).map(|(facet, _)| facet)
    }

    /// Whether it names the entry of this address.
    pub(crate) fn names(&self, address: &Address) -> bool {
        self.mentions.iter().any(|one| one.entry == address.entry)
    }

    /// Tells the question which of its words name an entry or, where none does, which say what it is
    /// about.
    ///
    /// Where they ask for pay that no entry tells of, what is said of pay in general answers as well.
    pub(crate) fn tell(&self, library: &Library, question: &mut ParsedQuery) {
        let tells = |one: &EntityMention| {
            let entry = library.entry(&one.entry);
            entry.is_some_and(|entry| entry.facet(Facet::Pay).is_some())
        };
        let pay = self.facet(question) == Some(Facet::Pay);
        if pay && !self.mentions.is_empty() && !self.mentions.iter().any(tells) {
            return;
        }
        let bit = |at: usize| 1_u64 << at.min(MAX_QUERY_TERMS - 1);
        for mention in &self.mentions {
            let said = self.words.get(mention.words.clone()).unwrap_or_default();
            for word in said {
                let mut slots = question.slots.iter();
                let at = slots.position(|slot| slot.surface == word.surface);
                question.named |= at.map_or(0, bit);
            }
        }
        if question.named == 0 {
            for (at, slot) in question.slots.iter().enumerate() {
                let read = slot.corrected.as_deref().unwrap_or(&slot.surface);
                if slot.content > 0.0 && !intent_words::asks(read) {
                    question.about |= bit(at);
                }
            }
        }
    }

    /// The words that name nothing, put right where they were mistyped.
    fn rest<'a>(&'a self, question: &'a ParsedQuery) -> Vec<&'a str> {
        let named = |at: &usize| self.mentions.iter().any(|one| one.words.contains(at));
        let words = self.words.iter().enumerate();
        words
            .filter(|(at, _)| !named(at))
            .map(|(_, word)| question.read(&word.surface))
            .collect()
    }
}

/// Two entries that are named with nothing but words that compare.
fn compared(one: &EntityMention, other: &EntityMention, rest: &[&str]) -> Option<SearchResult> {
    let about = rest.iter().all(|word| {
        intent_words::is_filler(word) || intent_words::compares(word) || *word == "between"
    });
    (about && rest.iter().any(|word| intent_words::compares(word))).then(|| SearchResult {
        verdict: Verdict::Compare(
            Address::of(one.entry.clone()),
            Address::of(other.entry.clone()),
        ),
        confidence: sure_of([one, other]),
        reasons: vec![one.reason.clone(), other.reason.clone()],
        near: Vec::new(),
    })
}

/// The section or the definition of the one entry that is named.
fn passage_of(library: &Library, named: &EntityMention, rest: &[&str]) -> Option<SearchResult> {
    let entry = library.entry(&named.entry)?;
    if !intent_words::only_asks(rest) {
        return None;
    }
    let mut reasons = vec![named.reason.clone()];
    let defined = rest.iter().any(|word| intent_words::defines(word));
    let passage = match intent::likely(rest).filter(|_| !defined) {
        Some(facet) => {
            let passage = entry.facet(facet)?;
            reasons.push(Reason::Section(passage.heading.clone()));
            passage
        }
        None => entry.definition()?,
    };
    Some(SearchResult {
        verdict: Verdict::Sure(entry.address(passage)),
        confidence: sure_of([named]),
        reasons,
        near: Vec::new(),
    })
}

fn sure_of<const N: usize>(mentions: [&EntityMention; N]) -> f32 {
    let mistyped = |mention: &&EntityMention| matches!(mention.reason, Reason::Spelling(..));
    if mentions.iter().any(mistyped) {
        TYPO_CONFIDENCE
    } else {
        1.0
    }
}
