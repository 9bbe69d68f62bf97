//! State of one served workspace: its Web API client, the bot's identity, users and threads.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use super::api::{ApiClient, BotIdentity, SlackApi};

use super::health::SlackHealth;
use super::status::WorkingStatus;
use super::thread_context::ThreadContext;
use super::users::UserDirectory;
use crate::config::{SlackSettings, SlackWorkspace};
use crate::platform::cache::Cache;

/// Minimum time between two notices to a person, and the number of people tracked.
const NOTICE_INTERVAL: Duration = Duration::from_mins(1);
const MAX_NOTICES: usize = 4_096;

/// A workspace in which the app is installed.
pub(super) struct Workspace {
    pub(super) api: SlackApi,
    pub(super) users: UserDirectory,
    pub(super) threads: ThreadContext,
    /// True if the app receives channel messages that do not mention the bot (`slack.messages`).
    pub(super) receives_messages: bool,
    /// Recent notices to wait, by user: for a turn in a channel, for the end of a rate limit, or because
    /// too many requests come at once.
    pub(super) wait_notices: Cache<String, ()>,
    pub(super) health: SlackHealth,
    pub(super) status: WorkingStatus,
    identity: OnceLock<BotIdentity>,
}

impl Workspace {
    pub(super) fn new(
        settings: &SlackSettings,
        client: ApiClient,
        workspace: &SlackWorkspace,
        health: SlackHealth,
    ) -> anyhow::Result<Arc<Self>> {
        Ok(Arc::new(Self {
            api: SlackApi::new(client, workspace)?,
            users: UserDirectory::new(settings.people),
            threads: ThreadContext::new(settings.threads),
            receives_messages: settings.messages,
            wait_notices: Cache::new(MAX_NOTICES, NOTICE_INTERVAL),
            health,
            status: WorkingStatus::new(settings.agent),
            identity: OnceLock::new(),
        }))
    }

    /// Returns the workspace's id; none until `auth.test` has succeeded.
    pub(super) fn team(&self) -> Option<&str> {
        self.identity.get().map(|identity| identity.team.as_str())
    }

    /// Stores the result of `auth.test`; only the first call has an effect.
    pub(super) fn set_identity(&self, identity: BotIdentity) {
        let _ = self.identity.set(identity);
    }
}
