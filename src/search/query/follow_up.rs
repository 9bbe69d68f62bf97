//! Follow-up questions about an entry: "and the skills?", "how long does it take?".
//!
//! A question that consists of words that ask for a section is about the topic of the conversation, which the caller gives.

use super::ParsedQuery;
use super::intent::{explicit_facet, likely_facet};
use crate::knowledge::{Entry, EntryKind, Facet};
use crate::search::result::{Reason, SearchResult, Verdict};
use crate::search::text::Lexicon;

impl ParsedQuery {
    /// Returns whether the question names another entry than `about`.
    pub(crate) fn names_another(&self, about: &Entry) -> bool {
        let mut asked = self.mentions.iter().filter(|one| !one.background);
        asked.any(|one| one.entry != about.id)
    }

    /// Returns the section of the entry that the question asks for, as a sure result; `None` if it says anything else or the
    /// entry lacks the section.
    pub(crate) fn section_of(&self, about: &Entry, lexicon: &Lexicon) -> Option<SearchResult> {
        let asks = |word: &str| {
            lexicon.is_function_word(word) || lexicon.questions.facet_words.contains_key(word)
        };
        // The word that asks for the section may be the name of another entry: "what about pay?".
        let words: Vec<&str> = self.surfaces().collect();
        let phrase = explicit_facet(&words, lexicon).map_or(0..0, |(_, phrase)| phrase);
        let mut numbered = words.iter().enumerate();
        if !numbered.all(|(at, word)| phrase.contains(&at) || asks(word)) {
            return None;
        }
        let passage = about.facet(likely_facet(&words, lexicon)?)?;
        let reasons = vec![
            Reason::About(about.title.clone()),
            Reason::Section(passage.heading.clone()),
        ];
        Some(SearchResult::new(
            Verdict::Sure(about.address(passage)),
            1.0,
            reasons,
        ))
    }

    /// Returns whether the question consists of places and function words.
    pub(crate) fn only_places(&self, question: &str, lexicon: &Lexicon) -> bool {
        let mut content = self.terms.iter().filter(|term| term.content_weight > 0.0);
        !lexicon.places(question).is_empty()
            && content.all(|term| {
                lexicon.is_function_word(&term.surface) || !lexicon.places(&term.surface).is_empty()
            })
    }
}

/// Returns a question of nothing but a place as one about an entry; for a role that is one on pay, the only section that depends
/// on the country.
pub(crate) fn with_topic(question: &str, about: &Entry) -> String {
    let pay = about.facet(Facet::Pay);
    let pay = pay.filter(|_| about.kind == EntryKind::Role);
    let section = pay.map_or("", |pay| pay.heading.as_str());
    format!("{} {section} {question}", about.title)
}
