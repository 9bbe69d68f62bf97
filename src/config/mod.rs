//! Settings, layered: the defaults in `config/default.toml`, a settings file, the environment.
//!
//! This is the only module that reads the environment. `config/default.toml` lists and documents all keys
//! with their defaults. An unknown key is an error that names the nearest known key; all errors are reported
//! together.
//!
//! **Invariant:** a secret comes only from the environment or `.env`, and no `Debug` shows it.

mod env_file;
mod environment;
mod layers;
mod model;
mod secrets;
mod slack;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

pub use environment::Environment;
pub(crate) use model::{MULTILINGUAL_FOLDER, ModelOrigin};
pub use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
pub use slack::SlackSettings;
pub(crate) use slack::{SlackMode, SlackWorkspace};

/// The built-in settings with their documentation.
pub(crate) const DEFAULTS: &str = include_str!("../../config/default.toml");

/// All settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Knowledge files.
    pub knowledge: KnowledgeSettings,
    /// Folders of additional collections by name.
    pub collections: BTreeMap<String, PathBuf>,
    /// Names of collections by the id of the community they serve.
    pub communities: BTreeMap<String, Vec<String>>,
    /// ISO 639-1 codes of the languages of collections by name; of others it is English.
    pub languages: BTreeMap<String, String>,
    /// Audience, rate limits and fixed links of answers.
    pub answers: AnswerSettings,
    /// Search.
    pub search: SearchSettings,
    /// Thresholds of `guidepost check`.
    pub check: CheckSettings,
    /// Database.
    pub store: StoreSettings,
    /// Admins and mentors.
    pub team: TeamSettings,
    /// Discord.
    pub discord: DiscordSettings,
    /// Slack.
    pub slack: SlackSettings,
    /// The HTTP listener.
    pub http: HttpSettings,
    /// Log output.
    pub log: LogSettings,
    /// Warnings for the operator about the settings, logged at the start.
    #[serde(skip)]
    pub warnings: Vec<String>,
}

/// Settings of the shipped collection of knowledge files.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnowledgeSettings {
    /// The folder of knowledge files.
    pub path: PathBuf,
    /// Ids of entries that are hidden.
    pub without: Vec<String>,
    /// Maximum size of a file, in bytes.
    pub max_file_bytes: u64,
    /// Maximum depth of nested folders that are read.
    pub max_depth: usize,
    /// Maximum number of files of one collection.
    pub max_files: usize,
}

/// Settings of answers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswerSettings {
    /// Visibility of an answer.
    pub audience: AudienceSetting,
    /// Period of the two limits below, in seconds.
    pub cooldown_seconds: u32,
    /// Questions per person and period; 0 for no limit.
    pub cooldown_person: u32,
    /// Answers per channel and period to messages that do not address the bot; 0 for no limit.
    pub cooldown_channel: u32,
    /// Pages that the answer to a question about another occupation names.
    pub elsewhere: Vec<Page>,
}

/// A web page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its `http` or `https` address.
    pub url: String,
}

/// Settings of search.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchSettings {
    /// Lexicon file that extends the built-in one.
    #[serde(deserialize_with = "layers::path")]
    pub lexicon: Option<PathBuf>,
    /// Folder of the embedding model; none without one.
    #[serde(deserialize_with = "layers::path")]
    pub model: Option<PathBuf>,
    /// Folder of the embedding model for other languages than English; none without one.
    #[serde(deserialize_with = "layers::path")]
    pub multilingual: Option<PathBuf>,
    /// The origin of [`Self::model`].
    #[serde(skip)]
    pub model_origin: ModelOrigin,
}

/// Thresholds of `guidepost check`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSettings {
    /// Minimum share of golden questions whose passage is found first, 0 to 1.
    pub golden_hit_at_1: f64,
    /// Minimum share of those whose passage is among the first three, 0 to 1.
    pub golden_hit_at_3: f64,
}

/// Visibility of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AudienceSetting {
    /// Everybody in the channel.
    Public,
    /// Only the asker.
    Private,
}

/// Settings of the database.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreSettings {
    /// SQLite file; not used if there is a `url`.
    pub path: PathBuf,
    /// Days for which the text of an unanswered question is kept.
    pub keep_questions: u16,
    /// Address of a PostgreSQL database; may contain a password.
    #[serde(skip)]
    pub url: Option<SecretString>,
    /// Key for the hashes of people's ids.
    #[serde(skip)]
    pub people_key: Option<SecretString>,
}

/// Admins and mentors, as ids of people, Discord roles or Slack user groups.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeamSettings {
    /// Admins; they also have the rights of mentors. Settings are changed by the managers of the server or workspace.
    pub admins: Vec<String>,
    /// Mentors: they may see and close unanswered questions.
    pub mentors: Vec<String>,
}

/// Settings of Discord.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DiscordSettings {
    /// Bot token; Discord is on exactly if it is set.
    #[serde(skip)]
    pub token: Option<SecretString>,
    /// Other address of the REST API, without a trailing slash.
    #[serde(deserialize_with = "layers::http_url")]
    pub api_url: Option<String>,
    /// Other address of the gateway, without a trailing slash.
    #[serde(deserialize_with = "layers::ws_url")]
    pub gateway_url: Option<String>,
    /// True if messages are read that do not address the bot.
    pub message_content: bool,
    /// Shards of this process; none for the number that Discord recommends.
    #[serde(deserialize_with = "layers::shards")]
    pub shards: Option<Shards>,
}

/// A range of the shards (gateway connections) of a bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shards {
    /// First shard, counted from 0.
    pub first: u32,
    /// Last shard; at least the first, and below the total.
    pub last: u32,
    /// Number of shards of all processes.
    pub total: u32,
}

impl Shards {
    /// Returns the shard numbers.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.first..=self.last
    }
}

/// Settings of the HTTP listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSettings {
    /// Address and port to listen on.
    #[serde(deserialize_with = "layers::listen")]
    pub listen: SocketAddr,
}

/// Settings of the log.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogSettings {
    /// A level, or levels by target.
    #[serde(deserialize_with = "layers::log_level")]
    pub level: String,
    /// Format of a line.
    pub format: LogFormat,
}

/// Format of a log line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Text for people.
    Text,
    /// One JSON object per line.
    Json,
}

/// Name of the shipped collection.
pub(crate) const SHIPPED: &str = "shipped";

/// Problems of the settings, one line each.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(pub(crate) Vec<String>);

impl Settings {
    /// Reads the settings of this process: defaults, overridden by `file` or `GUIDEPOST_CONFIG`,
    /// overridden by the environment and `.env`.
    ///
    /// # Errors
    /// All unknown keys, invalid values and unreadable files together.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::read(file, &Environment::of_process()?)
    }

    /// Reads the settings with a given environment.
    ///
    /// # Errors
    /// As [`Settings::load`].
    pub fn read(file: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let named = environment.value("GUIDEPOST_CONFIG").map(PathBuf::from);
        let mut settings = layers::settings(file.or(named.as_deref()), environment)?;
        settings.check_collections()?;
        let mut problems = secrets::problems(environment);
        let (unknown, warnings) = secrets::unknown_names(environment);
        problems.extend(unknown);
        if !problems.is_empty() {
            return Err(ConfigError(problems));
        }
        settings.warnings = environment.warnings().to_vec();
        settings.warnings.extend(warnings);
        settings.search.choose_model();
        let secret = |name| environment.value(name).map(SecretString::from);
        settings.discord.token = secret("DISCORD_TOKEN");
        settings.store.url = secret("DATABASE_URL");
        settings.store.people_key = secret("GUIDEPOST_PEOPLE_KEY");
        settings.slack.workspaces = SlackWorkspace::all(environment);
        Ok(settings)
    }

    /// Returns the collections that serve a community, as name and folder; each overrides those before
    /// it. A community that the settings do not name is served by all collections.
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

    /// Returns the languages of the collections' folders, of those that have one.
    #[must_use]
    pub fn languages_of_folders(&self) -> Vec<(PathBuf, String)> {
        let all = self.collections_of(None).into_iter();
        let with = all.filter_map(|(name, folder)| {
            let code = self.languages.get(name)?.to_ascii_lowercase();
            Some((folder.to_owned(), code))
        });
        with.collect()
    }

    /// Checks that each community is served by at least one collection, and by existing ones only, and languages are
    /// those of existing collections.
    fn check_collections(&self) -> Result<(), ConfigError> {
        let mut problems = Vec::new();
        for name in self.languages.keys() {
            if name != SHIPPED && !self.collections.contains_key(name) {
                let known = self.collections.keys().map(String::as_str).chain([SHIPPED]);
                let message = format!("[languages] there is no collection `{name}`");
                problems.push(layers::unknown(&message, name, known));
            }
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
