//! Parses a question: its words with their compounds, synonyms and typo corrections.

use std::ops::RangeInclusive;

use super::{Alternative, MAX_QUERY_TERMS, MatchKind, ParsedQuery, QueryTerm};
use crate::search::analysis::{
    LONGEST_PHRASE, Lexicon, Separator, Word, is_function_word, joinable, stem,
};
use crate::search::index::{QueryVector, TermId, Vocabulary};

/// Trust in a synonym from the lexicon, against 1 for the word itself.
const SYNONYM: f32 = 0.85;
/// Trust in a correction by the number of mistakes: one, two.
const CORRECTED: [f32; 2] = [0.85, 0.7];
/// Trust in each half of a word that the library writes as two.
const HALF: f32 = 0.5;
/// Most corrections of one word that are followed.
const MOST_CORRECTIONS: usize = 3;

/// Numbers that may be the age of somebody who thinks of being young, and of being old.
const AGES: [(RangeInclusive<u32>, &str); 2] = [(10..=19, "teenage"), (30..=80, "aged")];
/// Words after which such a number is an age.
const BEFORE_AN_AGE: [&str; 13] = [
    "im", "i", "am", "at", "aged", "age", "over", "past", "turning", "turned", "nearly", "almost",
    "being",
];

/// Parses a question with the vocabulary of a library.
pub(crate) fn parse(text: &str, lexicon: &Lexicon, vocabulary: &Vocabulary) -> ParsedQuery {
    let mut parser = Parser {
        lexicon,
        vocabulary,
        words: Vec::new(),
        question: ParsedQuery::default(),
    };
    parser.slots(text);
    parser.compounds();
    parser.synonyms();
    let Parser {
        words,
        mut question,
        ..
    } = parser;
    settle(&mut question, vocabulary);
    let slots = question.slots.iter();
    let stems: Vec<String> = slots.map(|slot| stem(&slot.surface, lexicon)).collect();
    let ngrams = vocabulary.ngrams();
    question.ngrams = ngrams.similarity(stems.iter().map(String::as_str));
    question.vector = query_vector(&question, lexicon, vocabulary);
    let content = |slot: u8| question.slot(slot).is_some_and(|slot| slot.content > 0.0);
    let content: Vec<u8> = words
        .iter()
        .map(|(slot, _)| *slot)
        .filter(|slot| content(*slot))
        .collect();
    question.pairs = neighbours(&content);
    let all: Vec<u8> = words.iter().map(|(slot, _)| *slot).collect();
    question.neighbours = neighbours(&all);
    for &(a, b) in &question.neighbours {
        if let Some(slot) = question.slots.get_mut(b as usize) {
            slot.after |= 1 << a;
        }
    }
    question
}

/// Returns the word vector of the question, with typos corrected.
fn query_vector(question: &ParsedQuery, lexicon: &Lexicon, vocabulary: &Vocabulary) -> QueryVector {
    let words: Vec<(String, f32, bool)> = question
        .slots
        .iter()
        .map(|slot| {
            let surface = slot.corrected.as_ref().unwrap_or(&slot.surface);
            let term = vocabulary.term(surface, lexicon);
            let idf = term.map_or(vocabulary.unknown_idf(), |term| vocabulary.idf(term));
            let function = is_function_word(surface);
            (
                stem(surface, lexicon),
                idf / vocabulary.unknown_idf(),
                function,
            )
        })
        .collect();
    let words = words.iter();
    QueryVector::new(words.map(|(stem, rare, function)| (stem.as_str(), *rare, *function)))
}

/// The pairs that stand side by side, each once.
fn neighbours(slots: &[u8]) -> Vec<(u8, u8)> {
    let mut pairs = Vec::new();
    for pair in slots.windows(2) {
        if let &[a, b] = pair
            && a != b
            && !pairs.contains(&(a, b))
        {
            pairs.push((a, b));
        }
    }
    pairs
}

struct Parser<'a> {
    lexicon: &'a Lexicon,
    vocabulary: &'a Vocabulary,
    /// The words in order, with their slots.
    words: Vec<(u8, Word)>,
    question: ParsedQuery,
}

impl Parser<'_> {
    /// A slot for each distinct word.
    fn slots(&mut self, text: &str) {
        for word in self.lexicon.words(text) {
            let slots = &mut self.question.slots;
            let known = slots.iter().position(|slot| slot.surface == word.surface);
            let at = known.unwrap_or(slots.len());
            if at == MAX_QUERY_TERMS {
                break;
            }
            let slot = u8::try_from(at).unwrap_or(u8::MAX);
            if known.is_none() {
                let is_function = is_function_word(&word.surface);
                slots.push(QueryTerm {
                    surface: word.surface.clone(),
                    weight: 0.0,
                    head: 0.0,
                    content: if is_function { 0.0 } else { 1.0 },
                    corrected: None,
                    after: 0,
                });
                match self.vocabulary.term(&word.surface, self.lexicon) {
                    Some(term) => self.add(term, slot, 1.0, MatchKind::Exact),
                    None if is_function || self.lexicon.is_protected(&word.surface) => {}
                    None => {
                        self.correct(&word.surface, slot);
                        self.split(&word.surface, slot);
                    }
                }
            }
            self.words.push((slot, word));
        }
    }

    fn add(&mut self, term: TermId, slot: u8, trust: f32, kind: MatchKind) {
        self.question.alternatives.push(Alternative {
            term,
            slot,
            trust,
            kind,
        });
    }

    /// What an unknown word may have meant.
    fn correct(&mut self, surface: &str, slot: u8) {
        let spelling = self.vocabulary.spelling();
        for correction in spelling.corrections(surface, MOST_CORRECTIONS) {
            let at = correction.cost.saturating_sub(1);
            let trust = CORRECTED.get(at).copied().unwrap_or(HALF);
            self.add(correction.term, slot, trust, MatchKind::Typo);
            if let Some(slot) = self.question.slots.get_mut(slot as usize) {
                let read = slot.corrected.get_or_insert(correction.surface);
                if is_function_word(read) {
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
        for pair in self.words.windows(2) {
            if let [(first, a), (second, b)] = pair
                && joinable(&a.surface, &b.surface)
                && (b.glue == Separator::Tight || a.surface.len() + b.surface.len() >= 6)
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

    /// What somebody's age says, where the word at this place is one: `im 35`, `at 40`, `52 years old`.
    fn age(&self, at: usize) -> Option<&'static str> {
        let word = |at: usize| self.words.get(at).map(|(_, word)| word);
        let surface = |at: usize| word(at).map_or("", |word| word.surface.as_str());
        let years: u32 = surface(at).parse().ok()?;
        let (_, says) = AGES.iter().find(|(ages, _)| ages.contains(&years))?;
        let before = at.checked_sub(1).map_or("", surface);
        let next = word(at + 1);
        let alone =
            next.is_none_or(|word| word.glue == Separator::Stop || is_function_word(&word.surface));
        let old = matches!(surface(at + 1), "year" | "years") && surface(at + 2) == "old";
        (old || (alone && BEFORE_AN_AGE.contains(&before))).then_some(*says)
    }

    /// What the lexicon says of the question's phrases.
    fn synonyms(&mut self) {
        let mut found = Vec::new();
        for (at, (slot, _)) in self.words.iter().enumerate() {
            let Some(age) = self.age(at) else { continue };
            for synonym in self.lexicon.synonyms(&[age.to_owned()]) {
                let words = synonym.iter();
                let terms = words.filter_map(|word| self.vocabulary.term(word, self.lexicon));
                found.extend(terms.map(|term| (term, *slot, SYNONYM)));
            }
        }
        for length in 1..=LONGEST_PHRASE.min(self.words.len()) {
            for run in self.words.windows(length) {
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
        let weigh = |idf: &dyn Fn(TermId) -> f32| {
            own()
                .find(|a| a.kind == MatchKind::Exact)
                .map(|a| idf(a.term))
                .or_else(|| own().map(|a| idf(a.term)).max_by(f32::total_cmp))
                .unwrap_or_else(|| vocabulary.unknown_idf())
        };
        slot.weight = weigh(&|term| vocabulary.idf(term));
        slot.head = weigh(&|term| vocabulary.head_idf(term));
        slot.content *= slot.weight;
        question.weight += slot.weight;
        question.head += slot.head;
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
