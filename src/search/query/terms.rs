//! The terms of a question: its distinct words with their idf, and the alternatives of each: compounds, synonyms and
//! typo corrections.

use super::{Alternative, MAX_QUERY_TERMS, MatchKind, ParsedQuery, QueryTerm};
use crate::search::index::{TermId, Vocabulary};
use crate::search::text::{Correction, LONGEST_PHRASE, Lexicon, Separator, Word, joinable, stem};

/// Trust in a synonym from the lexicon, against 1 for the word itself.
const SYNONYM: f32 = 0.85;
/// Trust in a typo correction by the number of edits: one, two.
const CORRECTED: [f32; 2] = [0.85, 0.7];
/// Trust in each half of a word that the library writes as two.
const HALF: f32 = 0.5;
/// Most corrections of one word that are tried.
const MAX_CORRECTIONS: usize = 3;
/// Most corrections of one word among which the commonest are chosen.
const MAX_COMPARED: usize = 12;

/// Finds the terms of a question with these words, of this language.
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
    terms.slots(words);
    terms.compounds();
    terms.synonyms();
    let mut question = terms.question;
    settle(&mut question, vocabulary);
    let slots = question.slots.iter();
    let stems: Vec<String> = slots.map(|slot| stem(&slot.surface, lexicon)).collect();
    let ngrams = vocabulary.ngrams();
    question.ngrams = ngrams.similarity(stems.iter().map(String::as_str));
    question
}

struct Terms<'a> {
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    language: &'a str,
    question: ParsedQuery,
}

impl Terms<'_> {
    /// A slot for each distinct word.
    fn slots(&mut self, words: Vec<Word>) {
        for word in words {
            let is_function = self.is_function_word(&word.surface);
            let slots = &mut self.question.slots;
            let known = slots.iter().position(|slot| slot.surface == word.surface);
            let at = known.unwrap_or(slots.len());
            if at == MAX_QUERY_TERMS {
                break;
            }
            let slot = u8::try_from(at).unwrap_or(u8::MAX);
            if known.is_none() {
                slots.push(QueryTerm {
                    surface: word.surface.clone(),
                    weight: 0.0,
                    content: if is_function { 0.0 } else { 1.0 },
                    corrected: None,
                    known: false,
                });
                match self.vocabulary.term(&word.surface, self.lexicon) {
                    Some(term) => {
                        self.add(term, slot, 1.0, MatchKind::Exact);
                        let fixed = is_function || self.lexicon.is_protected(&word.surface);
                        if !fixed && !self.vocabulary.has_word(&word.surface) {
                            self.correct(&word.surface, slot);
                        }
                    }
                    None if is_function || self.lexicon.is_protected(&word.surface) => {}
                    None => {
                        self.correct(&word.surface, slot);
                        self.split(&word.surface, slot);
                    }
                }
            }
            self.question.words.push((slot, word));
        }
    }

    fn is_function_word(&self, surface: &str) -> bool {
        self.lexicon.is_function_word_of(self.language, surface)
    }

    fn add(&mut self, term: TermId, slot: u8, trust: f32, kind: MatchKind) {
        self.question.alternatives.push(Alternative {
            term,
            slot,
            trust,
            kind,
        });
    }

    /// Adds the typo corrections of an unknown word.
    fn correct(&mut self, surface: &str, slot: u8) {
        let spelling = self.vocabulary.spelling();
        let mut corrections = spelling.corrections(surface, MAX_COMPARED);
        // Of equal distance the commonest is the likeliest.
        let rarity = |correction: &Correction<TermId>| self.vocabulary.idf(correction.term);
        corrections.sort_by(|a, b| rarity(a).total_cmp(&rarity(b)));
        for correction in corrections.into_iter().take(MAX_CORRECTIONS) {
            let at = correction.cost.saturating_sub(1);
            let trust = CORRECTED.get(at).copied().unwrap_or(HALF);
            self.add(correction.term, slot, trust, MatchKind::Typo);
            if let Some(slot) = self.question.slots.get_mut(slot as usize) {
                let read = slot.corrected.get_or_insert(correction.surface);
                if self.lexicon.is_function_word(read) {
                    slot.content = 0.0;
                }
            }
        }
    }

    /// An unknown word that is two known ones: `backend` where the library says `back end`.
    fn split(&mut self, surface: &str, slot: u8) {
        let mut best: Option<(f32, TermId, TermId)> = None;
        for (cut, _) in surface.char_indices().filter(|(at, _)| *at >= 3) {
            if let (Some(a), Some(b)) = (surface.get(..cut), surface.get(cut..))
                && b.len() >= 3
                && let Some(a) = self.vocabulary.term(a, self.lexicon)
                && let Some(b) = self.vocabulary.term(b, self.lexicon)
            {
                // The commonest parts are the likeliest reading.
                let rarity = self.vocabulary.idf(a).max(self.vocabulary.idf(b));
                if best.is_none_or(|(least, _, _)| rarity < least) {
                    best = Some((rarity, a, b));
                }
            }
        }
        if let Some((_, a, b)) = best {
            self.add(a, slot, HALF, MatchKind::Compound);
            self.add(b, slot, HALF, MatchKind::Compound);
        }
    }

    /// Two words of the question that the library also writes as one.
    fn compounds(&mut self) {
        let mut found = Vec::new();
        for pair in self.question.words.windows(2) {
            if let [(first, a), (second, b)] = pair
                && joinable(&a.surface, &b.surface)
                && (b.separator == Separator::Tight || a.surface.len() + b.surface.len() >= 6)
                && let joined = format!("{}{}", a.surface, b.surface)
                && let Some(term) = self.vocabulary.term(&joined, self.lexicon)
            {
                found.extend([(term, *first), (term, *second)]);
            }
        }
        for (term, slot) in found {
            self.add(term, slot, 1.0, MatchKind::Compound);
        }
    }

    /// Adds the lexicon's synonyms of the question's phrases.
    fn synonyms(&mut self) {
        let mut found = Vec::new();
        for length in 1..=LONGEST_PHRASE.min(self.question.words.len()) {
            for run in self.question.words.windows(length) {
                let phrase: Vec<String> = run.iter().map(|(_, w)| w.surface.clone()).collect();
                for synonym in self.lexicon.synonyms(&phrase) {
                    // A synonym of several words counts in full when all of them are there.
                    let trust = SYNONYM / synonym.len() as f32;
                    for word in synonym {
                        if let Some(term) = self.vocabulary.term(word, self.lexicon) {
                            found.extend(run.iter().map(|(slot, _)| (term, *slot, trust)));
                        }
                    }
                }
            }
        }
        for (term, slot, trust) in found {
            self.add(term, slot, trust, MatchKind::Synonym);
        }
    }
}

/// Weighs the slots, keeps the best reason per term and slot, and sorts.
fn settle(question: &mut ParsedQuery, vocabulary: &Vocabulary) {
    question.alternatives.sort_by(|a, b| {
        a.term
            .cmp(&b.term)
            .then(a.slot.cmp(&b.slot))
            .then(a.kind.cmp(&b.kind))
            .then(b.trust.total_cmp(&a.trust))
    });
    question.alternatives.dedup_by_key(|a| (a.term, a.slot));
    let alternatives = &question.alternatives;
    for (number, slot) in (0_u8..).zip(&mut question.slots) {
        let own = || alternatives.iter().filter(|a| a.slot == number);
        // The word's own weight; else that of what it most likely stands for; else it is rare.
        slot.weight = own()
            .find(|a| a.kind == MatchKind::Exact)
            .map(|a| vocabulary.idf(a.term))
            .or_else(|| own().map(|a| vocabulary.idf(a.term)).max_by(f32::total_cmp))
            .unwrap_or_else(|| vocabulary.unknown_idf());
        slot.known = own().next().is_some();
        slot.content *= slot.weight;
        question.weight += slot.weight;
        question.content += slot.content;
    }
    if question.content <= 0.0 {
        // Nothing but function words: then they are what is asked about.
        for slot in &mut question.slots {
            slot.content = slot.weight;
        }
        question.content = question.weight;
    }
    for alternative in &question.alternatives {
        let bit = alternative.term & 511;
        if let Some(word) = question.filter.get_mut((bit >> 6) as usize) {
            *word |= 1 << (bit & 63);
        }
    }
}
