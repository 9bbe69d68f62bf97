//! Parsed questions: terms with idf weights, and the alternatives of each (compounds, synonyms, typo corrections). Knows
//! no passage.

mod gist;
pub(crate) mod intent;
pub(crate) mod intent_words;
mod parse;

pub(crate) use gist::gist;
pub(crate) use parse::parse;

use crate::search::index::{NgramSimilarity, QueryVector, TermId, Vocabulary};

/// Most terms of a question, one bit each in a `u64`; further words are ignored.
pub(crate) const MAX_QUERY_TERMS: usize = 64;
/// Most stems that are looked up for their n-gram similarity alone.
const MAX_SIMILAR: usize = 4;
/// Factor of the similarity in their weight.
const SIMILAR_WEIGHT: f32 = 0.5;
/// Weight of a function word.
const FUNCTION_WORD: f32 = 0.2;

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
    /// Its idf among questions, names and wordings.
    pub head: f32,
    /// Its typo correction.
    pub corrected: Option<String>,
    /// The words that it directly follows somewhere in the question, a bit each.
    pub after: u64,
}

/// A parsed question.
#[derive(Default)]
pub(crate) struct ParsedQuery {
    /// Its distinct words, in order.
    pub slots: Vec<QueryTerm>,
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
    /// `NgramSimilarity` by letters to every known word.
    pub ngrams: NgramSimilarity,
    /// The words that name an entry, a bit each.
    pub named: u64,
    /// Where none does: the words that tell what is asked about, a bit each.
    pub about: u64,
    /// Its word vector.
    pub vector: QueryVector,
    /// One bit for each term among `alternatives`, by the term's last nine bits.
    pub filter: [u64; 8],
}

impl ParsedQuery {
    /// A word of the question by number.
    pub(crate) fn slot(&self, number: u8) -> Option<&QueryTerm> {
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

    /// The terms to look for, with their weights, for the full-text engine: what stands for the
    /// question's words, and the stems that look most like them. Function words only when asked
    /// for: most passages have them, so they cost much and tell little.
    pub(crate) fn wanted(
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
        for (term, likeness) in self
            .ngrams
            .nearest(vocabulary.ngrams(), MAX_SIMILAR + exact)
        {
            if wanted.iter().take(exact).all(|(t, _)| *t != term)
                && wanted.len() < exact + MAX_SIMILAR
            {
                wanted.push((term, SIMILAR_WEIGHT * likeness));
            }
        }
        wanted
    }
}
