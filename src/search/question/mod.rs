//! A question understood: its words, how telling each is, and what else each may stand for
//! (a compound, a synonym, a typing mistake put right). Knows no passage.

pub(crate) mod asking;
pub(crate) mod facets;
mod gist;
mod reading;

pub(crate) use gist::gist;
pub(crate) use reading::read;

use crate::search::index::{Likeness, Sense, Term, Vocabulary};

/// Most words of a question that are looked at, a bit each in a number of 64; the rest of a longer
/// one is not read.
pub(crate) const MOST_SLOTS: usize = 64;
/// Most stems that only look like a word of the question, as candidates' words.
const MOST_LOOK_ALIKES: usize = 4;
/// Trust in them, before their likeness.
const LOOK_ALIKE: f32 = 0.5;
/// Weight of a function word among candidates' words.
const FUNCTION_WORD: f32 = 0.2;

/// Why a term stands for a word of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The same stem.
    Exact,
    /// Written as one word or as two.
    Compound,
    /// The lexicon says so.
    Synonym,
    /// A typing mistake put right.
    Typo,
}

/// A term that counts for a word of the question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alternative {
    /// The term.
    pub term: Term,
    /// Which word of the question, by number.
    pub slot: u8,
    /// Trust in it, above 0 and at most 1.
    pub trust: f32,
    /// Why.
    pub kind: Kind,
}

/// One word of the question.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// As normalised.
    pub surface: String,
    /// How telling it is (idf).
    pub weight: f32,
    /// The same, 0 for function words.
    pub content: f32,
    /// How telling it is among questions, names and other wordings.
    pub head: f32,
    /// What it was corrected to.
    pub corrected: Option<String>,
    /// The words that it directly follows somewhere in the question, a bit each.
    pub after: u64,
}

/// A question ready to be matched.
#[derive(Default)]
pub(crate) struct Question {
    /// Its distinct words, in order.
    pub slots: Vec<Slot>,
    /// Pairs of neighbouring content words, by slot, whatever function words stand between.
    pub pairs: Vec<(u8, u8)>,
    /// Pairs of neighbouring words, by slot.
    pub neighbours: Vec<(u8, u8)>,
    /// What counts for which slot, sorted by term.
    pub alternatives: Vec<Alternative>,
    /// Sum of the slots' weights.
    pub weight: f32,
    /// Sum of the slots' content weights.
    pub content: f32,
    /// Sum of the slots' weights among heads.
    pub head: f32,
    /// Likeness by letters to every known word.
    pub likeness: Likeness,
    /// The words that name an entry, a bit each.
    pub named: u64,
    /// Where none does: the words that tell what is asked about, a bit each.
    pub about: u64,
    /// What it means, word by word.
    pub sense: Sense,
    /// One bit for each term among `alternatives`, by the term's last nine bits.
    pub filter: [u64; 8],
}

impl Question {
    /// A word of the question by number.
    pub(crate) fn slot(&self, number: u8) -> Option<&Slot> {
        self.slots.get(number as usize)
    }

    /// A word of the question as it was read: put right where it was mistyped.
    pub(crate) fn read<'a>(&'a self, surface: &'a str) -> &'a str {
        let slot = self.slots.iter().find(|slot| slot.surface == surface);
        slot.and_then(|slot| slot.corrected.as_deref())
            .unwrap_or(surface)
    }

    /// How telling a word of the question is, by how it is normalised; 0 for function words.
    pub(crate) fn content_of(&self, surface: &str) -> f32 {
        let slot = self.slots.iter().find(|slot| slot.surface == surface);
        slot.map_or(0.0, |slot| slot.content)
    }

    /// Share of what names an entry of the whole question, function words left out.
    pub(crate) fn named_share(&self) -> f32 {
        let slots = self.slots.iter().enumerate();
        let named = slots.filter(|(at, _)| self.named & (1 << at) != 0);
        let named: f32 = named.map(|(_, slot)| slot.content).sum();
        if self.content > 0.0 {
            named / self.content
        } else {
            0.0
        }
    }

    /// What a term counts for, if anything.
    pub(crate) fn matches(&self, term: Term) -> &[Alternative] {
        let bit = term & 511;
        if self
            .filter
            .get((bit >> 6) as usize)
            .is_none_or(|w| w & (1 << (bit & 63)) == 0)
        {
            return &[];
        }
        let start = self.alternatives.partition_point(|a| a.term < term);
        let rest = self.alternatives.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|a| a.term == term).count();
        rest.get(..length).unwrap_or_default()
    }

    /// The terms to look for, with their weights, for the full-text engine: what stands for the
    /// question's words, and the stems that look most like them. Function words only when asked
    /// for: most passages have them, so they cost much and tell little.
    pub(crate) fn wanted(&self, vocabulary: &Vocabulary, function_words: bool) -> Vec<(Term, f32)> {
        let mut wanted: Vec<(Term, f32)> = Vec::new();
        for a in &self.alternatives {
            let Some(slot) = self.slot(a.slot) else {
                continue;
            };
            let strength = match (slot.content > 0.0, function_words) {
                (true, _) => a.trust,
                (false, true) => FUNCTION_WORD * a.trust,
                (false, false) => continue,
            };
            match wanted.last_mut() {
                Some((term, weight)) if *term == a.term => *weight = weight.max(strength),
                _ => wanted.push((a.term, strength)),
            }
        }
        let exact = wanted.len();
        for (term, likeness) in self
            .likeness
            .nearest(vocabulary.letters(), MOST_LOOK_ALIKES + exact)
        {
            if wanted.iter().take(exact).all(|(t, _)| *t != term)
                && wanted.len() < exact + MOST_LOOK_ALIKES
            {
                wanted.push((term, LOOK_ALIKE * likeness));
            }
        }
        wanted
    }
}
