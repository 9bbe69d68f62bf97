//! Settings: the defaults in `config/default.toml`, a file of one's own, the environment.
//!
//! This is the only room that reads the environment. `config/default.toml` is the documentation,
//! the defaults and the list of keys in one; a key that it does not have is an error with the
//! nearest one it has, and all errors are reported together.
//!
//! **Invariant:** a secret comes only from the environment or `.env`, and no `Debug` shows it.

mod environment;
mod layers;
mod slack;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use environment::Environment;
pub use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
pub use slack::SlackSettings;
pub(crate) use slack::{SlackMode, SlackWorkspace};

/// The settings that are built in, with their documentation.
pub(crate) const DEFAULTS: &str = include_str!("../../config/default.toml");

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// What is known.
    pub knowledge: KnowledgeSettings,
    /// Folders of one's own by the name of the collection.
    pub collections: BTreeMap<String, PathBuf>,
    /// Names of collections by the id of the community that they serve.
    pub communities: BTreeMap<String, Vec<String>>,
    /// How answers are given.
    pub answers: AnswerSettings,
    /// How they are found.
    pub search: SearchSettings,
    /// What knowledge files must be like.
    pub check: CheckSettings,
    /// What is remembered.
    pub store: StoreSettings,
    /// Who looks after the bot.
    pub team: TeamSettings,
    /// Discord.
    pub discord: DiscordSettings,
    /// Slack.
    pub slack: SlackSettings,
    /// The HTTP listener.
    pub http: HttpSettings,
    /// What the program says of itself.
    pub log: LogSettings,
}

/// What is known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeSettings {
    /// The folder of knowledge files.
    pub path: PathBuf,
    /// Ids of its entries that are not to be shown.
    pub without: Vec<String>,
}

/// How answers are given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSettings {
    /// Who may read an answer.
    pub audience: AudienceSetting,
    /// The time in which the next two are counted.
    pub cooldown_seconds: u32,
    /// How many questions of one person are answered in that time; 0 for any number.
    pub cooldown_person: u32,
    /// How many questions of one channel are answered in that time; 0 for any number.
    pub cooldown_channel: u32,
}

/// How answers are found.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchSettings {
    /// A lexicon file that adds to the one that is built in.
    #[serde(deserialize_with = "layers::path")]
    pub lexicon: Option<PathBuf>,
    /// The folder of a model of meaning.
    #[serde(deserialize_with = "layers::path")]
    pub model: Option<PathBuf>,
}

/// What `guidepost check` asks for.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSettings {
    /// The least share of golden questions whose passage must be found first, 0 to 1.
    pub golden_hit_at_1: f64,
    /// The same, among the first three.
    pub golden_hit_at_3: f64,
}

/// Who may read an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AudienceSetting {
    /// Everybody in the channel.
    Public,
    /// Only the asker.
    Private,
}

/// What is remembered.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSettings {
    /// The database file; not used where there is a `url`.
    pub path: PathBuf,
    /// For how many days the words of a question are kept.
    pub keep_questions: u16,
    /// The address of a PostgreSQL database, which may hold a password.
    #[serde(skip)]
    pub url: Option<SecretString>,
    /// What people's ids are hashed with.
    #[serde(skip)]
    pub people_key: Option<SecretString>,
}

/// Who looks after the bot: ids of people, of Discord roles or of Slack user groups.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamSettings {
    /// Who may do everything.
    pub admins: Vec<String>,
    /// Who may see which questions have no answer.
    pub mentors: Vec<String>,
}

/// Discord.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscordSettings {
    /// The bot's token; Discord is on exactly when it is there.
    #[serde(skip)]
    pub token: Option<SecretString>,
    /// Another address of the REST API, without a slash at its end.
    #[serde(deserialize_with = "layers::http_url")]
    pub api_url: Option<String>,
    /// Another address of the gateway, without a slash at its end.
    #[serde(deserialize_with = "layers::ws_url")]
    pub gateway_url: Option<String>,
    /// Whether messages are read that do not speak to the bot.
    pub message_content: bool,
    /// The connections of this process, where it is not to be as Discord advises.
    #[serde(deserialize_with = "layers::shards")]
    pub shards: Option<Shards>,
}

/// Some of the connections that serve a bot on Discord together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shards {
    /// The first one, counted from 0.
    pub first: u32,
    /// The last one; at least the first, and below the total.
    pub last: u32,
    /// How many there are in all processes together.
    pub total: u32,
}

impl Shards {
    /// Their numbers.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.first..=self.last
    }
}

/// The HTTP listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSettings {
    /// Where it listens.
    #[serde(deserialize_with = "layers::listen")]
    pub listen: SocketAddr,
}

/// What the program says of itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogSettings {
    /// Directives: a level, or levels by target.
    pub level: String,
    /// Its form.
    pub format: LogFormat,
}

/// The form of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines, one object a line.
    Json,
}

/// The name of the collection that ships.
pub(crate) const SHIPPED: &str = "shipped";

/// What is wrong with the settings: one line for each problem.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(pub(crate) Vec<String>);

impl Settings {
    /// The settings of this process: the defaults, under `file` or `GUIDEPOST_CONFIG`, under the
    /// environment and `.env`.
    ///
    /// # Errors
    /// Every unknown key, wrong value and unreadable file, all together.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::read(file, &Environment::of_process()?)
    }

    /// The settings under a given environment.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn read(file: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let named = environment.value("GUIDEPOST_CONFIG").map(PathBuf::from);
        let mut settings = layers::settings(file.or(named.as_deref()), environment)?;
        settings.judge_communities()?;
        let secret = |name| environment.value(name).map(SecretString::from);
        settings.discord.token = secret("DISCORD_TOKEN");
        settings.store.url = secret("DATABASE_URL");
        settings.store.people_key = secret("GUIDEPOST_PEOPLE_KEY");
        settings.slack.workspaces = SlackWorkspace::all(environment);
        Ok(settings)
    }

    /// The collections that serve a community, each laid over those before it: name and folder.
    /// One that is not named in the settings, or none at all, is served by all there are.
    #[must_use]
    pub fn collections_of(&self, community: Option<&str>) -> Vec<(&str, &Path)> {
        let all: Vec<(&str, &Path)> = std::iter::once((SHIPPED, self.knowledge.path.as_path()))
            .chain(
                self.collections
                    .iter()
                    .map(|(name, folder)| (name.as_str(), folder.as_path())),
            )
            .collect();
        match community.and_then(|id| self.communities.get(id)) {
            None => all,
            Some(names) => names
                .iter()
                .filter_map(|name| all.iter().find(|(known, _)| known == name).copied())
                .collect(),
        }
    }

    /// A community is served by collections that there are, and by one at least.
    fn judge_communities(&self) -> Result<(), ConfigError> {
        let mut problems = Vec::new();
        if self.collections.contains_key(SHIPPED) {
            problems.push(format!(
                "[collections] {SHIPPED} is the name of knowledge.path; choose another one"
            ));
        }
        for (community, names) in &self.communities {
            if names.is_empty() {
                problems.push(format!("[communities] {community} is served by nothing"));
            }
            for name in names {
                if name != SHIPPED && !self.collections.contains_key(name) {
                    let known = self.collections.keys().map(String::as_str).chain([SHIPPED]);
                    problems.push(layers::unknown(
                        &format!("[communities] {community}: there is no collection `{name}`"),
                        name,
                        known,
                    ));
                }
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(ConfigError(problems))
        }
    }
}

#[cfg(test)]
mod tests;
