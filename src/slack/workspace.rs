//! A workspace that the bot serves: its Web API, who the bot is there, and what is known of
//! people and threads.

use std::sync::{Arc, OnceLock};

use super::people::People;
use super::threads::Threads;
use super::web::{Identity, Web};
use crate::config::{SlackSettings, SlackWorkspace};

/// One workspace.
pub(super) struct Workspace {
    pub(super) web: Web,
    pub(super) people: People,
    pub(super) threads: Threads,
    /// Whether it hears what is said in channels to nobody.
    pub(super) hears: bool,
    identity: OnceLock<Identity>,
}

impl Workspace {
    pub(super) fn new(
        settings: &SlackSettings,
        workspace: &SlackWorkspace,
    ) -> anyhow::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            web: Web::new(settings, workspace)?,
            people: People::new(settings.people),
            threads: Threads::new(settings.threads),
            hears: settings.messages,
            identity: OnceLock::new(),
        }))
    }

    /// Its id; none until Slack has told it.
    pub(super) fn team(&self) -> Option<&str> {
        self.identity.get().map(|identity| identity.team.as_str())
    }

    /// Keeps what Slack told of the bot here.
    pub(super) fn introduce(&self, identity: Identity) {
        // It is told once, at the start.
        let _ = self.identity.set(identity);
    }
}
