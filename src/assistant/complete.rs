//! What a platform may offer while a person writes.

use crate::chat::catalog::Completes;
use crate::knowledge::Kind;
use crate::search::{Scope, Search};

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
    option: Completes,
    text: &str,
    limit: usize,
) -> Vec<Completion> {
    let scope = match option {
        Completes::Entry => Scope::Entries,
        Completes::Role => Scope::Kind(Kind::Role),
        Completes::Topic => Scope::Topics,
        Completes::Question => Scope::Questions,
    };
    search
        .suggest(text, scope, limit)
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
