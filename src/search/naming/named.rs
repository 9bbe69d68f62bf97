//! Where the entries that a question names lead: to a comparison, to the section that is asked for, or,
//! where the question says more than names, to what may be offered.

use super::mentions::Mention;
use crate::knowledge::{Address, Facet, Library, PassageKind};
use crate::search::analysis::Word;
use crate::search::finding::{Finding, Reason, Verdict};
use crate::search::question::{MOST_SLOTS, Question, asking, facets};

/// Confidence in an entry that is named with a slip.
const MISTYPED: f32 = 0.9;
/// How much of what a question says names must say, of 1, so that what they name is offered.
const TELLING: f32 = 0.3;

/// A question as the entries that it names, and all its words.
pub(crate) struct Naming {
    /// The words.
    pub words: Vec<Word>,
    /// The entries, in the order in which they are named.
    pub mentions: Vec<Mention>,
}

impl Naming {
    /// What answers a question that is nothing but names and words that ask for a facet or a
    /// comparison.
    pub(crate) fn answer(&self, library: &Library, question: &Question) -> Option<Finding> {
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
        question: &Question,
        rarest: f32,
    ) -> Vec<Address> {
        let (mut offers, mut definitions) = (Vec::new(), Vec::new());
        let rest = self.rest(question);
        let facet = facets::wanted(&rest);
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
            if telling < TELLING * (question.content - plain + telling) {
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

    /// Says of a finding that its section was asked for and its entry named, where that is so.
    pub(crate) fn explain(&self, library: &Library, question: &Question, finding: &mut Finding) {
        let Verdict::Sure(address) = &finding.verdict else {
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
            finding
                .reasons
                .splice(0..0, [named.reason.clone(), section]);
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
            facets::wanted(&words) == Some(Facet::Pay)
        };
        self.names(address)
            && library
                .passage(address)
                .is_some_and(|(_, passage)| !said(&passage.heading))
    }

    /// The section that it asks for beyond doubt.
    pub(crate) fn facet(&self, question: &Question) -> Option<Facet> {
        facets::told(&self.rest(question)).map(|(facet, _)| facet)
    }

    /// Whether it names the entry of this address.
    pub(crate) fn names(&self, address: &Address) -> bool {
        self.mentions.iter().any(|one| one.entry == address.entry)
    }

    /// Tells the question which of its words name an entry or, where none does, which say what it is
    /// about.
    ///
    /// Where they ask for pay that no entry tells of, what is said of pay in general answers as well.
    pub(crate) fn tell(&self, library: &Library, question: &mut Question) {
        let tells = |one: &Mention| {
            let entry = library.entry(&one.entry);
            entry.is_some_and(|entry| entry.facet(Facet::Pay).is_some())
        };
        let pay = self.facet(question) == Some(Facet::Pay);
        if pay && !self.mentions.is_empty() && !self.mentions.iter().any(tells) {
            return;
        }
        let bit = |at: usize| 1_u64 << at.min(MOST_SLOTS - 1);
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
                if slot.content > 0.0 && !asking::asks(read) {
                    question.about |= bit(at);
                }
            }
        }
    }

    /// The words that name nothing, put right where they were mistyped.
    fn rest<'a>(&'a self, question: &'a Question) -> Vec<&'a str> {
        let named = |at: &usize| self.mentions.iter().any(|one| one.words.contains(at));
        let words = self.words.iter().enumerate();
        words
            .filter(|(at, _)| !named(at))
            .map(|(_, word)| question.read(&word.surface))
            .collect()
    }
}

/// Two entries that are named with nothing but words that compare.
fn compared(one: &Mention, other: &Mention, rest: &[&str]) -> Option<Finding> {
    let about = rest
        .iter()
        .all(|word| asking::is_filler(word) || asking::compares(word) || *word == "between");
    (about && rest.iter().any(|word| asking::compares(word))).then(|| Finding {
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
fn passage_of(library: &Library, named: &Mention, rest: &[&str]) -> Option<Finding> {
    let entry = library.entry(&named.entry)?;
    if !asking::only_asks(rest) {
        return None;
    }
    let mut reasons = vec![named.reason.clone()];
    let defined = rest.iter().any(|word| asking::defines(word));
    let passage = match facets::wanted(rest).filter(|_| !defined) {
        Some(facet) => {
            let passage = entry.facet(facet)?;
            reasons.push(Reason::Section(passage.heading.clone()));
            passage
        }
        None => entry.definition()?,
    };
    Some(Finding {
        verdict: Verdict::Sure(entry.address(passage)),
        confidence: sure_of([named]),
        reasons,
        near: Vec::new(),
    })
}

fn sure_of<const N: usize>(mentions: [&Mention; N]) -> f32 {
    let mistyped = |mention: &&Mention| matches!(mention.reason, Reason::Spelling(..));
    if mentions.iter().any(mistyped) {
        MISTYPED
    } else {
        1.0
    }
}
