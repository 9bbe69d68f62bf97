//! Suggestions for the text that somebody types into the question modal.

use serde_json::Value;

use super::decode::{self, SuggestionQuery};
use super::dispatcher::Dispatcher;
use super::{limits, modals};
use crate::chat::catalog::CompletionKind;

impl Dispatcher {
    /// Suggests questions, then names of entries, for the text in the question modal.
    pub(super) fn suggestions(&self, query: SuggestionQuery) -> Value {
        let place = decode::place(query.team, query.channel);
        let complete = |kind| {
            self.assistant
                .complete(&place, kind, &query.text, limits::OPTIONS / 2)
        };
        let (questions, entries) = (
            complete(CompletionKind::Question),
            complete(CompletionKind::Entry),
        );
        modals::suggestions(questions.into_iter().chain(entries))
    }
}
