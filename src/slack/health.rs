//! Health of the door: whether Slack can reach the bot, and whether the bot can send answers, which it cannot after the app
//! was removed from a workspace. The door is up where it is connected and answers can be sent to at least one workspace.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tracing::{error, info};

use crate::telemetry::health::DoorHealth;

/// Number of failed messages in a row after which a workspace counts as not served.
const MAX_FAILURES: u32 = 5;

/// The state of the door. Clones share it.
#[derive(Clone)]
pub(super) struct SlackHealth {
    door: DoorHealth,
    state: Arc<Mutex<State>>,
}

struct State {
    /// The reason why there is no connection; `None` where there is one.
    disconnected: Option<String>,
    /// Number of workspaces that are to be served.
    workspaces: usize,
    /// Failures in a row, and the reason why no answer can be sent, by the variable of a workspace's token.
    failures: BTreeMap<String, (u32, Option<String>)>,
}

impl SlackHealth {
    pub(super) fn new(door: DoorHealth, workspaces: usize) -> Self {
        let state = State {
            disconnected: Some("it is still connecting".to_owned()),
            workspaces,
            failures: BTreeMap::new(),
        };
        Self {
            door,
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// Returns the health of the door.
    pub(super) const fn door(&self) -> &DoorHealth {
        &self.door
    }

    /// Increments the counter of an event.
    pub(super) fn count(&self, what: &'static str) {
        self.door.count(what);
    }

    /// Records that Slack can reach the bot.
    pub(super) fn up(&self) {
        self.change(|state| state.disconnected = None);
    }

    /// Records that Slack cannot reach the bot, with the reason.
    pub(super) fn down(&self, reason: impl Into<String>) {
        self.change(|state| state.disconnected = Some(reason.into()));
    }

    /// Records that a message was delivered with this token.
    pub(super) fn delivered(&self, variable: &str) {
        self.change(|state| {
            if let Some((_, Some(_))) = state.failures.remove(variable) {
                info!("answers are sent again with {variable}");
            }
        });
    }

    /// Records that a message could not be delivered with this token.
    pub(super) fn undelivered(&self, variable: &str, code: &str) {
        self.change(|state| {
            let (failures, reason) = state.failures.entry(variable.to_owned()).or_default();
            *failures = failures.saturating_add(1);
            if *failures >= MAX_FAILURES && reason.is_none() {
                *reason = Some(format!("no answer can be sent with {variable} ({code})"));
            }
        });
    }

    /// Records that a token was revoked; `event` is the name of Slack's event.
    pub(super) fn revoked(&self, variable: &str, event: &str) {
        error!(
            code = event,
            "the app was removed from the workspace of {variable} ({event}): install it again and \
             set the new token (https://api.slack.com/apps)"
        );
        self.change(|state| {
            let reason = format!("the token in {variable} was revoked ({event})");
            state
                .failures
                .insert(variable.to_owned(), (MAX_FAILURES, Some(reason)));
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        let reasons = state.failures.values();
        let reasons: Vec<_> = reasons.filter_map(|(_, reason)| reason.clone()).collect();
        match (&state.disconnected, reasons.first()) {
            (Some(reason), _) => self.door.down(reason.clone()),
            (None, Some(reason)) if reasons.len() >= state.workspaces => {
                self.door.down(reason.clone());
            }
            _ => self.door.up(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::health::Health;

    #[test]
    fn the_door_is_up_where_it_is_connected_and_can_answer_a_workspace() {
        let all = Health::default();
        let health = SlackHealth::new(all.door("slack"), 2);
        let ready = || all.reasons().is_empty();
        assert!(!ready());
        health.up();
        assert!(ready());
        for _ in 0..MAX_FAILURES {
            health.undelivered("SLACK_BOT_TOKEN", "fatal_error");
        }
        assert!(ready());
        health.revoked("SLACK_BOT_TOKEN_2", "tokens_revoked");
        assert!(!ready());
        // A new connection does not clear the failures.
        health.up();
        assert!(!ready());
        health.delivered("SLACK_BOT_TOKEN");
        assert!(ready());
        health.down("lost");
        assert_eq!(all.reasons(), ["slack: lost"]);
    }
}
