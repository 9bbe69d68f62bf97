//! Questions: parsed once into a [`ParsedQuery`], which nothing changes afterwards. Knows no passage.

mod entities;
mod exact;
mod follow_up;
mod gist;
mod intent;
mod names;
mod parse;
mod question_clause;
mod terms;

pub(crate) use entities::EntityMention;
pub(crate) use exact::{ExactAnswer, ExactWordings};
pub(crate) use follow_up::with_topic;
pub(crate) use gist::gist;
pub(crate) use intent::Intent;
pub(crate) use names::{EntityNames, ResolvedName};
pub(crate) use parse::Parser;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;

use super::index::TermId;
use super::result::Reason;
use super::text::{MentionedLocation, Word};
use crate::knowledge::EntryId;

/// Most terms of a question, as a [`TermSet`] has 64 bits; of a longer text the last words count.
pub(crate) const MAX_QUERY_TERMS: usize = 64;
/// Factor of the weight of function words, if they are looked up.
const FUNCTION_WORD: f32 = 0.2;
/// Factor of the weight of terms of a long text that are not in its question clause.
const BACKGROUND_WEIGHT: f32 = 0.5;

/// A set of query terms: bit `n` stands for the term with the number `n`.
pub(crate) type TermSet = u64;

/// The kind of match of an index term and a query term.
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

/// An index term that matches a query term.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alternative {
    /// The index term.
    pub term_id: TermId,
    /// Number of the query term.
    pub query_term: u8,
    /// Weight of the match: above 0, at most 1.
    pub weight: f32,
    /// The kind of match.
    pub kind: MatchKind,
}

/// A term of a question: one of its distinct words.
#[derive(Clone, Debug)]
pub(crate) struct QueryTerm {
    /// Its normalized form.
    pub surface: String,
    /// Its idf; half of it outside of the question clause.
    pub weight: f32,
    /// [`Self::weight`], but 0 for function words.
    pub content_weight: f32,
    /// Its typo correction.
    pub corrected: Option<String>,
    /// True if a passage of the library contains it, a synonym of it or a correction of it.
    pub known: bool,
}

/// A parsed question.
#[derive(Default)]
pub(crate) struct ParsedQuery {
    /// Its words in order, each with the number of its term.
    pub words: Vec<(u8, Word)>,
    /// Its terms in order of first appearance, at most [`MAX_QUERY_TERMS`].
    pub terms: Vec<QueryTerm>,
    /// The index terms that match its terms, sorted by [`Alternative::term_id`].
    pub alternatives: Vec<Alternative>,
    /// Sum of [`QueryTerm::weight`].
    pub weight: f32,
    /// Sum of [`QueryTerm::content_weight`].
    pub content_weight: f32,
    /// The entries that it names, in order, each once.
    pub mentions: Vec<EntityMention>,
    /// The terms that name an entry, outside of background.
    pub named: TermSet,
    /// Range of the words of the question clause; none if the text is short or begins with it.
    pub question_clause: Option<Range<usize>>,
    /// The places that it names, if its answer depends on the country.
    pub places: Vec<MentionedLocation>,
    /// Its intent.
    pub intent: Intent,
    /// A Bloom filter of the term ids of `alternatives`: 512 bits, by the lowest nine bits of a term id.
    filter: [u64; 8],
}

impl ParsedQuery {
    /// Returns a term by number.
    pub(crate) fn term(&self, number: u8) -> Option<&QueryTerm> {
        self.terms.get(number as usize)
    }

    /// Returns the words, with typos corrected.
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|(number, word)| {
            let corrected = self
                .term(*number)
                .and_then(|term| term.corrected.as_deref());
            corrected.unwrap_or(&word.surface)
        })
    }

    /// Forgets the entries that it names only with a typo: in another language than English, most are other words.
    pub(crate) fn keep_exact_names(&mut self) {
        let before = self.mentions.len();
        self.mentions
            .retain(|one| matches!(one.reason, Reason::Name(_)));
        self.intent.only_names &= self.mentions.len() == before;
        let asked = self.mentions.iter().filter(|one| !one.background);
        self.named = asked.fold(0, |terms, mention| terms | mention.terms);
    }

    /// Halves the weight of the terms that are not in the question clause.
    fn weaken_background(&mut self) {
        let Some(clause) = &self.question_clause else {
            return;
        };
        let inside = self.words.get(clause.clone()).unwrap_or_default();
        for (term, number) in self.terms.iter_mut().zip(0_u8..) {
            if inside.iter().all(|(one, _)| *one != number) {
                term.weight *= BACKGROUND_WEIGHT;
                term.content_weight *= BACKGROUND_WEIGHT;
            }
        }
        self.weight = self.terms.iter().map(|term| term.weight).sum();
        self.content_weight = self.terms.iter().map(|term| term.content_weight).sum();
    }

    /// Returns the texts to embed, with typos corrected: the whole question, and its question clause if it has one.
    pub(crate) fn texts_to_embed(&self, text: &str) -> Vec<String> {
        let whole = self.corrected(text, 0..self.words.len());
        let clause = self.question_clause.clone();
        let clause = clause.map(|words| self.corrected(text, words));
        std::iter::once(whole).chain(clause).collect()
    }

    /// Returns the text of the words in `part`, with typos corrected, also those in names of entries, and shorthand in
    /// its long form.
    fn corrected(&self, text: &str, part: Range<usize>) -> String {
        let names = self.mentions.iter().filter_map(|one| match &one.reason {
            Reason::Spelling(_, name) => Some((one.words.clone(), Cow::Borrowed(name.as_str()))),
            _ => None,
        });
        let words = (0..).zip(&self.words).filter_map(|(at, (number, _))| {
            let corrected = self.term(*number)?.corrected.as_deref()?;
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

    /// Returns the share of some terms in the question's content weight, 0 to 1.
    pub(crate) fn share(&self, terms: TermSet) -> f32 {
        let numbered = self.terms.iter().enumerate();
        let chosen = numbered.filter(|(at, _)| terms & (1 << at) != 0);
        let sum: f32 = chosen.map(|(_, term)| term.content_weight).sum();
        if self.content_weight > 0.0 {
            (sum / self.content_weight).min(1.0)
        } else {
            0.0
        }
    }

    /// Returns the terms that name an entry; none where the question does not name it.
    pub(crate) fn terms_naming(&self, entry: &EntryId) -> TermSet {
        let naming = self.mentions.iter().filter(|one| one.entry == *entry);
        naming.fold(0, |terms, one| terms | one.terms)
    }

    /// Returns the matches of an index term, at most one for each query term.
    pub(crate) fn matches(&self, term_id: TermId) -> &[Alternative] {
        let bit = term_id & 511;
        if self
            .filter
            .get((bit >> 6) as usize)
            .is_none_or(|bits| bits & (1 << (bit & 63)) == 0)
        {
            return &[];
        }
        let start = self.alternatives.partition_point(|a| a.term_id < term_id);
        let rest = self.alternatives.get(start..).unwrap_or_default();
        let length = rest.iter().take_while(|a| a.term_id == term_id).count();
        rest.get(..length).unwrap_or_default()
    }

    /// Returns the index terms to look up in the inverted index, with their weights, 0 to 1: those that match a query
    /// term. Function words only on request, as most passages contain them.
    pub(crate) fn lookups(&self, function_words: bool) -> Vec<(TermId, f32)> {
        let mut lookups: Vec<(TermId, f32)> = Vec::new();
        for a in &self.alternatives {
            let Some(term) = self.term(a.query_term) else {
                continue;
            };
            let weight = match (term.content_weight > 0.0, function_words) {
                (true, _) => a.weight,
                (false, true) => FUNCTION_WORD * a.weight,
                (false, false) => continue,
            };
            match lookups.last_mut() {
                Some((last, most)) if *last == a.term_id => *most = most.max(weight),
                _ => lookups.push((a.term_id, weight)),
            }
        }
        lookups
    }
}
