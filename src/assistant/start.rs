//! Start page for platforms that show one before the first question, such as Slack's Home tab.

use std::cmp::Reverse;

use super::phrases::Phrases;
use super::{completion, show, starting_order};
use crate::chat::{Ask, Button, Choice};
use crate::knowledge::{Address, EntryKind, Library};
use crate::language::Language;
use crate::search::{Search, SuggestScope};

/// Maximum number of popular questions, and of recently reviewed entries.
const MAX_OFFERED: usize = 5;

/// The content of the start page. It depends only on the library, the language and the popular
/// entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartPage {
    /// The language of the bot's own texts.
    pub language: Language,
    /// The topics: FAQ entries with questions.
    pub topics: Vec<Choice>,
    /// Questions of the entries that were shown most in the last 30 days.
    pub popular: Vec<Choice>,
    /// The most recently reviewed entries, latest review first.
    pub recently_reviewed: Vec<Choice>,
    /// Buttons to the lists and to the help.
    pub navigation: Vec<Button>,
}

/// Builds the start page; `popular` are the ids of the most shown entries, most shown first.
pub(super) fn page(phrases: Phrases, search: &Search, popular: &[String]) -> StartPage {
    let library = search.library();
    let popular =
        completion::suggestions_without_text(search, SuggestScope::Questions, MAX_OFFERED, popular);
    StartPage {
        language: phrases.language,
        topics: topics(library),
        popular: popular
            .iter()
            .filter_map(|one| show::choice(phrases, library, &one.address))
            .collect(),
        recently_reviewed: recently_reviewed(phrases, library),
        navigation: phrases.navigation_buttons(),
    }
}

fn topics(library: &Library) -> Vec<Choice> {
    let topics = library.entries().iter();
    let topics =
        topics.filter(|entry| entry.kind == EntryKind::Faq && entry.questions().next().is_some());
    topics
        .map(|entry| Choice {
            label: entry.title.clone(),
            detail: String::new(),
            ask: Ask::Faq {
                topic: Some(entry.id.to_string()),
                page: 0,
            },
        })
        .collect()
}

fn recently_reviewed(phrases: Phrases, library: &Library) -> Vec<Choice> {
    // Where many entries have the same date, the kinds of entries still take turns.
    let mut entries = starting_order::entries(library);
    entries.sort_by_key(|entry| Reverse(entry.reviewed));
    let entries = entries.into_iter().take(MAX_OFFERED);
    entries
        .filter_map(|entry| show::choice(phrases, library, &Address::of(entry.id.clone())))
        .collect()
}
