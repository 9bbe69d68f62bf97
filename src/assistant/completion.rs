//! Autocompletion of command options.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::starting_order;
use crate::chat::catalog::CompletionKind;
use crate::knowledge::{Entry, EntryId, EntryKind, SeniorityLevel};
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
        CompletionKind::Level => return levels(text),
        CompletionKind::Skills => return listed(search, text, limit, popular),
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

/// Returns the levels of interview questions that begin with the text.
fn levels(text: &str) -> Vec<Completion> {
    let typed = text.trim().to_lowercase();
    let levels = SeniorityLevel::OF_QUESTIONS.map(SeniorityLevel::as_str);
    let levels = levels.into_iter().filter(|level| level.starts_with(&typed));
    levels
        .map(|level| Completion {
            label: level.to_owned(),
            value: level.to_owned(),
        })
        .collect()
}

/// Completes the last name of a list with commas between: skills, and roles as long as it is the only one.
fn listed(search: &Search, text: &str, limit: usize, popular: &[String]) -> Vec<Completion> {
    let (before, last) = match text.rsplit_once(',') {
        Some((before, last)) => (Some(before.trim()), last.trim()),
        None => (None, text.trim()),
    };
    let suggest = |kind: EntryKind| {
        let scope = SuggestScope::Kind(kind);
        if last.is_empty() {
            suggestions_without_text(search, scope, limit, popular)
        } else {
            search.suggest(last, scope, limit)
        }
    };
    let mut suggestions = suggest(EntryKind::Skill);
    if before.is_none() {
        suggestions.extend(suggest(EntryKind::Role));
    }
    let completions = suggestions.into_iter().map(|one| match before {
        Some(before) => format!("{before}, {}", one.label),
        None => one.label,
    });
    completions
        .filter(|label| label.chars().count() <= MAX_VALUE)
        .take(limit)
        .map(|label| Completion {
            value: label.clone(),
            label,
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
