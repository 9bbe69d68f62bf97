//! What a platform may offer while a person writes.

use std::cmp::Reverse;

use crate::chat::catalog::CompletionKind;
use crate::knowledge::EntryKind;
use crate::search::{Search, SuggestScope, Suggestion};

/// How many characters of a value every platform takes (Discord's choices are the shortest).
const MAX_VALUE: usize = 100;

/// Something to offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What the person reads; may be long.
    pub label: String,
    /// What the option gets, at most 100 characters.
    pub value: String,
}

pub(super) fn complete(
    search: &Search,
    option: CompletionKind,
    text: &str,
    limit: usize,
    popular: &[String],
) -> Vec<Completion> {
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
            // A question is offered by its own words where they fit, so that it reads well when
            // chosen; a longer one by its address.
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

/// What is offered before anything is written: what people look at comes first, then what was
/// reviewed last.
pub(super) fn suggestions_without_text(
    search: &Search,
    scope: SuggestScope,
    limit: usize,
    popular: &[String],
) -> Vec<Suggestion> {
    let mut all = search.suggest("", scope, usize::MAX);
    all.sort_by_cached_key(|one| {
        let id = &one.address.entry;
        let rank = popular.iter().position(|popular| popular == id.as_str());
        let reviewed = search.library().entry(id).map(|entry| entry.reviewed);
        (rank.unwrap_or(usize::MAX), Reverse(reviewed))
    });
    all.truncate(limit);
    all
}
