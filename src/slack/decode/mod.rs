//! Decoding of Slack payloads into [`Action`]s, the same for both receivers.
//!
//! Only the fields in use are read. A missing or unknown field is not an error, as Slack adds fields
//! at any time.

mod action;
mod command;
mod event;
mod interaction;
mod message_text;
mod text;

use serde_json::Value;

pub(super) use action::{
    Action, AppHomeOpened, Location, ReplyRoute, SettingsAction, SettingsStep, SlackRequest,
    SuggestionQuery, place,
};

/// A delivery from Slack, by the kind of its payload.
#[derive(Debug, Clone)]
pub(super) enum SlackPayload {
    /// A slash command.
    Command(Value),
    /// A button, select, shortcut, suggestion query or modal submission.
    Interaction(Value),
    /// An Events API callback, such as a mention or a direct message.
    Event(Value),
}

/// Decodes a payload; `None` where it needs no action. `prefix` precedes the name of each slash command.
pub(super) fn action(payload: SlackPayload, prefix: &str) -> Option<Action> {
    match payload {
        SlackPayload::Command(payload) => Some(command::action(payload, prefix)),
        SlackPayload::Interaction(payload) => interaction::action(payload),
        SlackPayload::Event(payload) => event::action(payload),
    }
}

#[cfg(test)]
mod tests;
