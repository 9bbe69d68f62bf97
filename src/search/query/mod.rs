//! Questions: parsed once into a [`ParsedQuery`], which nothing changes afterwards. Knows no passage.

mod asked;
mod entities;
mod exact;
mod follow_up;
mod gist;
mod intent;
mod names;
mod parse;
mod terms;

pub(crate) use entities::EntityMention;
pub(crate) use exact::{ExactAnswer, ExactWordings};
pub(crate) use gist::gist;
pub(crate) use intent::Intent;
pub(crate) use names::{EntityNames, ResolvedName};
pub(crate) use parse::Parser;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::index::{NgramSimilarity, TermId, Vocabulary};
use super::result::Reason;
use super::text::Word;
use crate::knowledge::EntryId;

/// Most terms of a question, one bit each in a `u64`; of a longer text the last words count.
pub(crate) const MAX_QUERY_TERMS: usize = 64;
/// Most stems that are looked up for their n-gram similarity alone.
const MAX_SIMILAR: usize = 4;
/// Factor of the similarity in their weight.
const SIMILAR_WEIGHT: f32 = 0.5;
/// Weight of a function word.
const FUNCTION_WORD: f32 = 0.2;
/// Factor of the weight of the words of a long text that stand outside of the part that asks.
const TOLD: f32 = 0.5;

/// The way in which a term matches a word of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum MatchKind {
    /// The same stem.
    Exact,
    /// Written as one word or as two.
    Compound,
    /// A synonym of the lexicon.
    Synonym,
    /// A typo correction.
    Typo,
}

/// A term that matches a word of the question.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alternative {
    /// The term.
    pub term: TermId,
    /// Number of the word of the question.
    pub slot: u8,
    /// Weight of the match, above 0 and at most 1.
    pub trust: f32,
    /// The way in which it matches.
    pub kind: MatchKind,
}

/// A distinct word of the question.
#[derive(Clone, Debug)]
pub(crate) struct QueryTerm {
    /// Its normalized form.
    pub surface: String,
    /// Its idf.
    pub weight: f32,
    /// Its idf; 0 for function words.
    pub content: f32,
    /// Its typo correction.
    pub corrected: Option<String>,
    /// True if some passage has it, a synonym of it or its correction.
    pub known: bool,
}

/// A parsed question.
#[derive(Default)]
pub(crate) struct ParsedQuery {
    /// Its words in order, each with its slot.
    pub words: Vec<(u8, Word)>,
    /// Its distinct words, in order of appearance.
    pub slots: Vec<QueryTerm>,
    /// Terms that count for a slot, sorted by term.
    pub alternatives: Vec<Alternative>,
    /// Sum of the slots' weights.
    pub weight: f32,
    /// Sum of the slots' content weights.
    pub content: f32,
    /// Similarity by character n-grams to every known stem.
    pub ngrams: NgramSimilarity,
    /// The entries that it names, in order.
    pub mentions: Vec<EntityMention>,
    /// The slots that name an entry, a bit each.
    pub named: u64,
    /// The words of the part that asks, where the text is long and tells something first.
    pub asked: Option<Range<usize>>,
    /// Its intent.
    pub intent: Intent,
    /// One bit for each term among `alternatives`, by the term's last nine bits.
    filter: [u64; 8],
}

impl ParsedQuery {
    /// Returns a slot by number.
    pub(crate) fn slot(&self, number: u8) -> Option<&QueryTerm> {
        self.slots.get(number as usize)
    }

    /// Returns the words as they were read, put right where they were mistyped.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(slot, word)| {
            let corrected = self.slot(*slot).and_then(|slot| slot.corrected.as_deref());
            corrected.unwrap_or(&word.surface)
        })
    }

    /// Halves the weight of the words that stand outside of the part that asks.
    fn weaken_what_is_told(&mut self) {
        let Some(asked) = &self.asked else { return };
        let inside = self.words.get(asked.clone()).unwrap_or_default();
        for (slot, number) in self.slots.iter_mut().zip(0_u8..) {
            if inside.iter().all(|(one, _)| *one != number) {
                slot.weight *= TOLD;
                slot.content *= TOLD;
            }
        }
        self.weight = self.slots.iter().map(|slot| slot.weight).sum();
        self.content = self.slots.iter().map(|slot| slot.content).sum();
    }

    /// Returns the texts that are embedded, typos corrected: the question, and the part of it that asks, if it tells
    /// something first.
    pub(crate) fn embedded(&self, text: &str) -> Vec<String> {
        let whole = self.corrected(text, 0..self.words.len());
        let asked = self.asked.clone();
        let asked = asked.map(|words| self.corrected(text, words));
        std::iter::once(whole).chain(asked).collect()
    }

    /// Returns the text of some words of the question with its typos corrected, those in names of entries included, and
    /// its shorthand written out.
    fn corrected(&self, text: &str, part: Range<usize>) -> String {
        let names = self.mentions.iter().filter_map(|one| match &one.reason {
            Reason::Spelling(_, name) => Some((one.words.clone(), Cow::Borrowed(name.as_str()))),
            _ => None,
        });
        let words = (0..).zip(&self.words).filter_map(|(at, (slot, _))| {
            let corrected = self.slot(*slot)?.corrected.as_deref()?;
            Some((at..at + 1, Cow::Borrowed(corrected)))
        });
        let words_of = |(_, word): &(u8, Word)| word.range.clone();
        let mut at = 0;
        let runs = self
            .words
            .chunk_by(|one, other| words_of(one) == words_of(other));
        let shorthand = runs.filter_map(|run| {
            let start = at;
            at += run.len();
            let long: Vec<&str> = run.iter().map(|(_, word)| word.surface.as_str()).collect();
            let written_out = run.iter().all(|(_, word)| word.written_out);
            written_out.then(|| (start..at, Cow::Owned(long.join(" "))))
        });
        let mut corrections: Vec<(Range<usize>, Cow<'_, str>)> =
            names.chain(words).chain(shorthand).collect();
        corrections.sort_by_key(|(words, _)| (words.start, Reverse(words.end)));
        let start_of = |at: usize| self.words.get(at).map(|(_, word)| word.range.start);
        let end_of = |at: usize| self.words.get(at).map(|(_, word)| word.range.end);
        let mut done = match part.start {
            0 => 0,
            first => start_of(first).unwrap_or(0),
        };
        let last = start_of(part.end).unwrap_or(text.len());
        let mut out = String::new();
        for (words, correction) in corrections {
            if let (Some(start), Some(end)) = (start_of(words.start), end_of(words.end - 1))
                && start >= done
                && end <= last
            {
                out.push_str(text.get(done..start).unwrap_or_default());
                out.push_str(&correction);
                done = end;
            }
        }
        out.push_str(text.get(done..last).unwrap_or_default());
        out
    }

    /// Returns the share of the content of some slots, a bit each, in the question.
    pub(crate) fn share(&self, slots: u64) -> f32 {
        let numbered = self.slots.iter().enumerate();
        let chosen = numbered.filter(|(at, _)| slots & (1 << at) != 0);
        let sum: f32 = chosen.map(|(_, slot)| slot.content).sum();
        if self.content > 0.0 {
            (sum / self.content).min(1.0)
        } else {
            0.0
        }
    }

    /// Returns the slots of the words that name an entry, a bit each; 0 where the question does not name it.
    pub(crate) fn slots_naming(&self, entry: &EntryId) -> u64 {
        let naming = self.mentions.iter().filter(|one| one.entry == *entry);
        naming.fold(0, |slots, one| slots | one.slots)
    }

    /// Returns the slots that a term counts for.
    pub(crate) fn matches(&self, term: TermId) -> &[Alternative] {
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

    /// Returns the terms to look up in the inverted index, with their weights: the alternatives of the question's
    /// words and the stems most similar to them. Function words only on request: most passages have them, so that
    /// they cost much and tell little.
    pub(crate) fn lookups(
        &self,
        vocabulary: &Vocabulary,
        function_words: bool,
    ) -> Vec<(TermId, f32)> {
        let mut wanted: Vec<(TermId, f32)> = Vec::new();
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
        let similar = self
            .ngrams
            .nearest(vocabulary.ngrams(), MAX_SIMILAR + exact);
        for (term, similarity) in similar {
            if wanted.iter().take(exact).all(|(t, _)| *t != term)
                && wanted.len() < exact + MAX_SIMILAR
            {
                wanted.push((term, SIMILAR_WEIGHT * similarity));
            }
        }
        wanted
    }
}
