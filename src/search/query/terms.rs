//! The terms of a question: its distinct words with their idf, and the alternatives of each: compounds, synonyms and
//! typo corrections.

use super::{Alternative, MAX_QUERY_TERMS, MatchKind, ParsedQuery, QueryTerm};
use crate::search::index::{TermId, Vocabulary};
use crate::search::text::{Correction, Lexicon, MAX_PHRASE_WORDS, Separator, Word, joinable};

/// Weight of a synonym from the lexicon; that of the word itself is 1.
const SYNONYM: f32 = 0.85;
/// Weight of a typo correction by the number of edits: one, two.
const CORRECTED: [f32; 2] = [0.85, 0.7];
/// Weight of each half of a word that the library writes as two.
const HALF: f32 = 0.5;
/// Maximum number of corrections of one word that are looked up.
const MAX_CORRECTIONS: usize = 3;
/// Maximum number of corrections of one word among which the most frequent are chosen.
const MAX_COMPARED: usize = 12;

/// Makes a query of these words in this language: terms and alternatives. Mentions and intent stay empty.
pub(super) fn terms(
    words: Vec<Word>,
    language: &str,
    lexicon: &Lexicon,
    vocabulary: &Vocabulary,
) -> ParsedQuery {
    let mut terms = Terms {
        lexicon,
        vocabulary,
        language,
        question: ParsedQuery::default(),
    };
    terms.add_words(words);
    terms.compounds();
    terms.synonyms();
    let mut question = terms.question;
    weigh(&mut question, vocabulary);
    question
}

struct Terms<'a> {
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    language: &'a str,
    question: ParsedQuery,
}

impl Terms<'_> {
    /// Adds the words, with a term and its alternatives for each distinct one.
    fn add_words(&mut self, words: Vec<Word>) {
        for word in words {
            let is_function = self.is_function_word(&word.surface);
            let terms = &mut self.question.terms;
            let known = terms.iter().position(|term| term.surface == word.surface);
            let at = known.unwrap_or(terms.len());
            if at == MAX_QUERY_TERMS {
                break;
            }
            let number = u8::try_from(at).unwrap_or(u8::MAX);
            if known.is_none() {
                terms.push(QueryTerm {
                    surface: word.surface.clone(),
                    weight: 0.0,
                    content_weight: if is_function { 0.0 } else { 1.0 },
                    corrected: None,
                    known: false,
                });
                let term_ids = self.vocabulary.terms(&word.surface, self.lexicon);
                for &term_id in &term_ids {
                    self.add(term_id, number, 1.0, MatchKind::Exact);
                }
                let fixed = is_function || self.lexicon.is_protected(&word.surface);
                if !fixed && !self.vocabulary.has_word(&word.surface) {
                    self.correct(&word.surface, number);
                }
                if !fixed && term_ids.is_empty() {
                    self.split(&word.surface, number);
                }
            }
            self.question.words.push((number, word));
        }
    }

    fn is_function_word(&self, surface: &str) -> bool {
        self.lexicon.is_function_word_of(self.language, surface)
    }

    fn add(&mut self, term_id: TermId, query_term: u8, weight: f32, kind: MatchKind) {
        self.question.alternatives.push(Alternative {
            term_id,
            query_term,
            weight,
            kind,
        });
    }

    /// Adds the typo corrections of an unknown word.
    fn correct(&mut self, surface: &str, number: u8) {
        let spelling = self.vocabulary.spelling();
        let mut corrections = spelling.corrections(surface, MAX_COMPARED);
        // Of equal distance the commonest is the likeliest.
        let rarity = |correction: &Correction<TermId>| self.vocabulary.idf(correction.value);
        corrections.sort_by(|a, b| rarity(a).total_cmp(&rarity(b)));
        for correction in corrections.into_iter().take(MAX_CORRECTIONS) {
            let at = correction.cost.saturating_sub(1);
            let weight = CORRECTED.get(at).copied().unwrap_or(HALF);
            self.add(correction.value, number, weight, MatchKind::Typo);
            if let Some(term) = self.question.terms.get_mut(number as usize) {
                let read = term.corrected.get_or_insert(correction.surface);
                if self.lexicon.is_function_word(read) {
                    term.content_weight = 0.0;
                }
            }
        }
    }

    /// Adds the two halves of an unknown word: `back` and `end` for `backend`; at least three bytes each.
    fn split(&mut self, surface: &str, number: u8) {
        let mut best: Option<(f32, TermId, TermId)> = None;
        for (cut, _) in surface.char_indices().filter(|(at, _)| *at >= 3) {
            if let (Some(a), Some(b)) = (surface.get(..cut), surface.get(cut..))
                && b.len() >= 3
                && let Some(a) = self.vocabulary.term(a, self.lexicon)
                && let Some(b) = self.vocabulary.term(b, self.lexicon)
            {
                // Of several splits the one with the most frequent words is the most probable.
                let rarity = self.vocabulary.idf(a).max(self.vocabulary.idf(b));
                if best.is_none_or(|(least, _, _)| rarity < least) {
                    best = Some((rarity, a, b));
                }
            }
        }
        if let Some((_, a, b)) = best {
            self.add(a, number, HALF, MatchKind::Compound);
            self.add(b, number, HALF, MatchKind::Compound);
        }
    }

    /// Adds the joined form of two adjacent words that the library also writes as one.
    fn compounds(&mut self) {
        let mut found = Vec::new();
        for pair in self.question.words.windows(2) {
            if let [(first, a), (second, b)] = pair
                && joinable(&a.surface, &b.surface)
                && (b.separator == Separator::Tight || a.surface.len() + b.surface.len() >= 6)
                && let joined = format!("{}{}", a.surface, b.surface)
                && let Some(term_id) = self.vocabulary.term(&joined, self.lexicon)
            {
                found.extend([(term_id, *first), (term_id, *second)]);
            }
        }
        for (term_id, number) in found {
            self.add(term_id, number, 1.0, MatchKind::Compound);
        }
    }

    /// Adds the lexicon's synonyms of the question's phrases.
    fn synonyms(&mut self) {
        let mut found = Vec::new();
        for length in 1..=MAX_PHRASE_WORDS.min(self.question.words.len()) {
            for run in self.question.words.windows(length) {
                let phrase: Vec<String> = run.iter().map(|(_, w)| w.surface.clone()).collect();
                for synonym in self.lexicon.synonyms(&phrase) {
                    // A synonym of several words has its full weight only in a passage that contains all of them.
                    let weight = SYNONYM / synonym.len() as f32;
                    for word in synonym {
                        if let Some(term_id) = self.vocabulary.term(word, self.lexicon) {
                            found.extend(run.iter().map(|(number, _)| (term_id, *number, weight)));
                        }
                    }
                }
            }
        }
        for (term_id, number, weight) in found {
            self.add(term_id, number, weight, MatchKind::Synonym);
        }
    }
}

/// Sorts the alternatives, keeps the best per index term and query term, and computes the terms' weights and the filter.
fn weigh(question: &mut ParsedQuery, vocabulary: &Vocabulary) {
    question.alternatives.sort_by(|a, b| {
        a.term_id
            .cmp(&b.term_id)
            .then(a.query_term.cmp(&b.query_term))
            .then(a.kind.cmp(&b.kind))
            .then(b.weight.total_cmp(&a.weight))
    });
    question
        .alternatives
        .dedup_by_key(|a| (a.term_id, a.query_term));
    let alternatives = &question.alternatives;
    for (number, term) in (0_u8..).zip(&mut question.terms) {
        let own = || alternatives.iter().filter(|a| a.query_term == number);
        // The idf of the word; else of its rarest alternative; else that of a word in no passage.
        term.weight = own()
            .find(|a| a.kind == MatchKind::Exact)
            .map(|a| vocabulary.idf(a.term_id))
            .or_else(|| {
                own()
                    .map(|a| vocabulary.idf(a.term_id))
                    .max_by(f32::total_cmp)
            })
            .unwrap_or_else(|| vocabulary.unknown_idf());
        term.known = own().next().is_some();
        term.content_weight *= term.weight;
        question.weight += term.weight;
        question.content_weight += term.content_weight;
    }
    if question.content_weight <= 0.0 {
        // A question of function words alone is about these.
        for term in &mut question.terms {
            term.content_weight = term.weight;
        }
        question.content_weight = question.weight;
    }
    for alternative in &question.alternatives {
        let bit = alternative.term_id & 511;
        if let Some(word) = question.filter.get_mut((bit >> 6) as usize) {
            *word |= 1 << (bit & 63);
        }
    }
}
