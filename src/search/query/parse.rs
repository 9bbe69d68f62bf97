//! Parses a question: terms, entity mentions, question clause, background, intent.

use rustc_hash::FxHashSet;

use super::entities::{EntityMention, QueryToken};
use super::intent::{background_words, intent};
use super::names::EntityNames;
use super::question_clause::question_clause;
use super::terms::terms;
use super::{MAX_QUERY_TERMS, ParsedQuery, TermSet};
use crate::knowledge::{EntryId, names};
use crate::search::index::Vocabulary;
use crate::search::text::{Lexicon, Word};

/// Most words of a comparison in which a role may lack its noun: `be vs fe`.
const MAX_BARE_WORDS: usize = 4;

/// A parser of questions about one library.
#[derive(Clone, Copy)]
pub(crate) struct Parser<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The words of the library.
    pub vocabulary: &'a Vocabulary,
    /// The names of its entries.
    pub names: &'a EntityNames,
}

impl Parser<'_> {
    /// Parses a question; mentions of entries that are not `allowed` are dropped.
    pub(crate) fn parse(&self, text: &str, allowed: impl Fn(&EntryId) -> bool) -> ParsedQuery {
        let words = last_words(self.lexicon.words(text));
        let surfaces: Vec<&str> = words.iter().map(|word| word.surface.as_str()).collect();
        let language = self.lexicon.language(&surfaces);
        let mut mentions = self.mentions(text, &words, language);
        mentions.retain(|mention| allowed(&mention.entry));
        let mut query = terms(words, language, self.lexicon, self.vocabulary);
        query.question_clause = question_clause(&query, text, self.lexicon);
        query.weaken_background();
        let background = background_words(&query, self.lexicon);
        for mention in &mut mentions {
            let words = query.words.get(mention.words.clone()).unwrap_or_default();
            mention.terms = words
                .iter()
                .fold(0, |terms, (number, _)| terms | bit(*number));
            mention.background = mention
                .words
                .clone()
                .all(|at| background.get(at).copied().unwrap_or(false));
        }
        let asked = mentions.iter().filter(|mention| !mention.background);
        query.named = asked.fold(0, |terms, mention| terms | mention.terms);
        query.mentions = mentions;
        if self.lexicon.depends_on_country(text) {
            query.places = self.lexicon.places(text);
        }
        query.intent = intent(&query, &background, language, self.lexicon, self.names);
        query
    }

    /// Finds the entries that these words of a text name.
    fn mentions(&self, text: &str, words: &[Word], language: &str) -> Vec<EntityMention> {
        let compare = &self.lexicon.questions.compare;
        let compares = words.iter().any(|word| compare.contains(&word.surface));
        let bare = compares && words.len() <= MAX_BARE_WORDS;
        let tokens = words.iter().map(|word| {
            let written = text.get(word.range.clone()).unwrap_or_default();
            QueryToken {
                written,
                key: names::key(written),
                function_word: self.lexicon.is_function_word_of(language, &word.surface),
                known: self.vocabulary.has_word(&word.surface),
                bare_role: bare && !compare.contains(&word.surface),
            }
        });
        let tokens: Vec<QueryToken<'_>> = tokens.collect();
        self.names.mentions(self.lexicon, &tokens)
    }
}

/// Keeps the last words of a text, up to 64 distinct ones: people describe first and ask at the end.
fn last_words(mut words: Vec<Word>) -> Vec<Word> {
    let mut distinct = FxHashSet::default();
    let fits = words.iter().rev().take_while(|word| {
        distinct.insert(word.surface.as_str());
        distinct.len() <= MAX_QUERY_TERMS
    });
    let kept = fits.count();
    words.drain(..words.len() - kept);
    words
}

const fn bit(number: u8) -> TermSet {
    1 << if (number as usize) < MAX_QUERY_TERMS {
        number
    } else {
        63
    }
}
