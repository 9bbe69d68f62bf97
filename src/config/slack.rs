//! Settings of Slack, and the secrets of each workspace, which come from the environment only.

use secrecy::SecretString;
use serde::Deserialize;

use super::environment::Environment;
use super::layers;

/// Maximum number of workspaces per process, so that only so many suffixes are looked for.
const MAX_WORKSPACES: usize = 20;

/// Settings of Slack, and the secrets of each workspace.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the settings file"
)]
pub struct SlackSettings {
    /// Secrets of each workspace; the first one may have none.
    #[serde(skip)]
    pub workspaces: Vec<SlackWorkspace>,
    /// Other address of the Web API, without a trailing slash.
    #[serde(deserialize_with = "layers::http_url")]
    pub api_url: Option<String>,
    /// Transport of Slack's events: Socket Mode or HTTP.
    pub mode: SlackMode,
    /// Prefix of each slash command.
    #[serde(deserialize_with = "layers::prefix")]
    pub prefix: String,
    /// True if the agent view suggests prompts in the Messages tab.
    pub agent: bool,
    /// True if people's profiles are read.
    pub people: bool,
    /// True if threads in channels are read.
    pub threads: bool,
    /// True if messages in channels are read that do not address the bot.
    pub messages: bool,
}

/// Secrets of one workspace.
#[derive(Debug, Clone, Default)]
pub struct SlackWorkspace {
    /// Suffix of its environment variables, such as `_2`.
    pub suffix: String,
    /// Bot token (`xoxb-`).
    pub bot_token: Option<SecretString>,
    /// App-level token (`xapp-`), for Socket Mode.
    pub app_token: Option<SecretString>,
    /// Signing secret of Slack's requests, for HTTP.
    pub signing_secret: Option<SecretString>,
}

/// Transport of Slack's events: Socket Mode or HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlackMode {
    /// Socket Mode: over connections that the bot opens.
    Socket,
    /// Signed HTTP requests to a public address.
    Http,
}

impl SlackSettings {
    /// Returns the workspaces that have all secrets of the chosen mode.
    pub fn ready(&self) -> impl Iterator<Item = &SlackWorkspace> {
        let mode = self.mode;
        let complete = move |one: &&SlackWorkspace| one.needed(mode).iter().all(|(_, set)| *set);
        self.workspaces.iter().filter(complete)
    }
}

impl SlackWorkspace {
    /// Reads the workspaces of the environment: the first, and all others that have a secret.
    pub(super) fn all(environment: &Environment) -> Vec<Self> {
        let of = |suffix: String| {
            let secret = |name: &str| {
                let value = environment.value(&format!("{name}{suffix}"));
                value.map(SecretString::from)
            };
            Self {
                bot_token: secret("SLACK_BOT_TOKEN"),
                app_token: secret("SLACK_APP_TOKEN"),
                signing_secret: secret("SLACK_SIGNING_SECRET"),
                suffix,
            }
        };
        let first = of(String::new());
        let others = (2..=MAX_WORKSPACES).map(|number| of(format!("_{number}")));
        let others = others.filter(|one| {
            one.bot_token.is_some() || one.app_token.is_some() || one.signing_secret.is_some()
        });
        // An app in several workspaces has one app token and signing secret, and a bot token in each.
        let others = others.map(|one| Self {
            app_token: one.app_token.or_else(|| first.app_token.clone()),
            signing_secret: one.signing_secret.or_else(|| first.signing_secret.clone()),
            ..one
        });
        let others: Vec<_> = others.collect();
        std::iter::once(first).chain(others).collect()
    }

    /// Returns the names of the secrets that a mode needs, and whether each is set.
    #[must_use]
    pub fn needed(&self, mode: SlackMode) -> [(String, bool); 2] {
        let name = |name: &str| format!("{name}{}", self.suffix);
        let bot = (name("SLACK_BOT_TOKEN"), self.bot_token.is_some());
        let app = match mode {
            SlackMode::Socket => (name("SLACK_APP_TOKEN"), self.app_token.is_some()),
            SlackMode::Http => (name("SLACK_SIGNING_SECRET"), self.signing_secret.is_some()),
        };
        [bot, app]
    }
}
