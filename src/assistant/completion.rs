//! Autocompletion of command options.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::starting_order;
use crate::chat::catalog::CompletionKind;
use crate::knowledge::{Entry, EntryId, EntryKind};
use crate::search::{Search, SuggestScope, Suggestion};

/// Maximum length of a value in characters: Discord's limit, the lowest
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure>).
const MAX_VALUE: usize = 100;

/// Maximum number of characters of a typed text that are completed; no title is longer.
const MAX_TYPED: usize = 100;

/// A completion of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The text that is shown; of any length.
    pub label: String,
    /// The value of the option, at most 100 characters.
    pub value: String,
}

/// Completes the text of an option with at most `limit` suggestions. For an empty text, those of
/// the entries in `popular` come first.
pub(super) fn complete(
    search: &Search,
    option: CompletionKind,
    text: &str,
    limit: usize,
    popular: &[String],
) -> Vec<Completion> {
    let end = text.char_indices().nth(MAX_TYPED).map(|(at, _)| at);
    let text = end.and_then(|end| text.get(..end)).unwrap_or(text);
    let scope = match option {
        CompletionKind::Entry => SuggestScope::Entries,
        CompletionKind::Role => SuggestScope::Kind(EntryKind::Role),
        CompletionKind::Topic => SuggestScope::Topics,
        CompletionKind::Question => SuggestScope::Questions,
    };
    let suggestions = if text.trim().is_empty() {
        suggestions_without_text(search, scope, limit, popular)
    } else {
        search.suggest(text, scope, limit)
    };
    suggestions
        .into_iter()
        .map(|suggestion| {
            // The label becomes the value if it fits, so that the command stays readable; else the
            // address does.
            let fits = suggestion.label.chars().count() <= MAX_VALUE;
            Completion {
                value: if fits {
                    suggestion.label.clone()
                } else {
                    suggestion.address.to_string()
                },
                label: suggestion.label,
            }
        })
        .collect()
}

/// Returns suggestions for an empty text: of questions the first of each popular entry in their order, then the first of
/// each other entry by `starting_order`, then the second of each; of entries the popular ones, then the latest reviewed.
pub(super) fn suggestions_without_text(
    search: &Search,
    scope: SuggestScope,
    limit: usize,
    popular: &[String],
) -> Vec<Suggestion> {
    let library = search.library();
    let varied = starting_order::entries(library);
    let order: HashMap<&EntryId, usize> = varied
        .iter()
        .map(|entry| &entry.id)
        .zip(0_usize..)
        .collect();
    let mut all = search.suggest("", scope, usize::MAX);
    all.sort_by_cached_key(|one| {
        let id = &one.address.entry;
        let rank = popular.iter().position(|popular| popular == id.as_str());
        let questions = library.entry(id).map(Entry::questions);
        let anchor = one.address.anchor.as_deref();
        let number = questions
            .and_then(|mut questions| questions.position(|one| one.anchor.as_deref() == anchor));
        // The latest reviewed questions may all be of one kind of entry.
        let reviewed = match scope {
            SuggestScope::Questions => None,
            _ => library.entry(id).map(|entry| Reverse(entry.reviewed)),
        };
        (
            number.unwrap_or(0),
            rank.unwrap_or(usize::MAX),
            reviewed,
            order.get(id).copied().unwrap_or(usize::MAX),
        )
    });
    all.truncate(limit);
    all
}
