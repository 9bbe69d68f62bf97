//! The settings that a community can choose for itself, their valid values, and their inheritance: a
//! channel's over its community's over the default.

use std::collections::{BTreeMap, HashMap};

use super::error::StoreError;
use crate::config::AudienceSetting;

/// A setting that a community or one of its channels can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// The audience of answers.
    Audience,
    /// The messages that the bot answers.
    Mode,
    /// The collections of knowledge files for the community.
    Collections,
    /// The role (Discord) or user group (Slack) of its mentors.
    MentorRole,
    /// The channel of its mentors, which gets questions that people send to them.
    MentorChannel,
    /// The language of the bot's own messages.
    Language,
}

/// The messages of a channel that the bot answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AnswerMode {
    /// Those that address it.
    #[default]
    Called,
    /// Every message that may be a question.
    All,
    /// None.
    Off,
}

impl Setting {
    /// All settings.
    pub const ALL: [Self; 6] = [
        Self::Audience,
        Self::Mode,
        Self::Collections,
        Self::MentorRole,
        Self::MentorChannel,
        Self::Language,
    ];

    /// Returns the name in the database and on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Audience => "audience",
            Self::Mode => "mode",
            Self::Collections => "collections",
            Self::MentorRole => "mentor-role",
            Self::MentorChannel => "mentor-channel",
            Self::Language => "language",
        }
    }

    /// Describes the valid values.
    #[must_use]
    pub const fn valid_values(self) -> &'static str {
        match self {
            Self::Audience => "public or private",
            Self::Mode => "called, all or off",
            Self::Collections => "comma-separated names of collections, for a whole community",
            Self::MentorRole => "the id of a role or user group",
            Self::MentorChannel => "the id of a channel",
            Self::Language => "a language such as en or pt-BR",
        }
    }

    /// Finds a setting by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// Checks a value; returns it without surrounding blanks.
    ///
    /// # Errors
    /// The value is not valid, or longer than 200 bytes.
    pub fn parse(self, value: &str) -> Result<String, StoreError> {
        let value = value.trim();
        let is_id = |text: &str| {
            !text.is_empty() && text.chars().all(|symbol| symbol.is_ascii_alphanumeric())
        };
        let valid = match self {
            Self::Audience => audience(value).is_some(),
            Self::Mode => mode(value).is_some(),
            Self::Collections => value.split(',').all(|name| !name.trim().is_empty()),
            Self::MentorRole | Self::MentorChannel => is_id(value),
            Self::Language => value.split('-').all(is_id),
        };
        if valid && value.len() <= 200 {
            return Ok(value.to_owned());
        }
        let (name, valid) = (self.name(), self.valid_values());
        Err(StoreError::Setting(format!("{name} must be {valid}")))
    }
}

fn audience(value: &str) -> Option<AudienceSetting> {
    match value {
        "public" => Some(AudienceSetting::Public),
        "private" => Some(AudienceSetting::Private),
        _ => None,
    }
}

fn mode(value: &str) -> Option<AnswerMode> {
    match value {
        "called" => Some(AnswerMode::Called),
        "all" => Some(AnswerMode::All),
        "off" => Some(AnswerMode::Off),
        _ => None,
    }
}

/// The chosen settings of a place; a setting that nobody chose is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenSettings(BTreeMap<Setting, String>);

impl ChosenSettings {
    /// Returns the chosen value.
    #[must_use]
    pub fn value(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }

    /// Returns the chosen audience.
    #[must_use]
    pub fn audience(&self) -> Option<AudienceSetting> {
        self.value(Setting::Audience).and_then(audience)
    }

    /// Returns the chosen mode, or the default.
    #[must_use]
    pub fn mode(&self) -> AnswerMode {
        self.value(Setting::Mode).and_then(mode).unwrap_or_default()
    }

    /// Returns the names of the chosen collections.
    #[must_use]
    pub fn collections(&self) -> Option<Vec<String>> {
        let names = self.value(Setting::Collections)?.split(',');
        Some(names.map(|name| name.trim().to_owned()).collect())
    }
}

/// All stored settings by community and channel. An empty channel stands for the whole community, an empty community for
/// all communities. Until the settings are known, answers are private everywhere.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SettingsTable {
    chosen: HashMap<(String, String), ChosenSettings>,
    known: bool,
}

impl SettingsTable {
    /// Builds the table of rows (community, channel, name, value). Skips settings of a newer version.
    pub(super) fn of_rows(
        rows: impl IntoIterator<Item = (String, String, String, String)>,
    ) -> Self {
        let mut chosen: HashMap<_, ChosenSettings> = HashMap::new();
        for (community, channel, name, value) in rows {
            if let Some(setting) = Setting::from_name(&name) {
                let place = chosen.entry((community, channel)).or_default();
                place.0.insert(setting, value);
            }
        }
        Self {
            chosen,
            known: true,
        }
    }

    /// Returns whether the settings were read, from the database or from the file beside it.
    pub(super) const fn is_known(&self) -> bool {
        self.known
    }

    /// Returns all settings with their places, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&(String, String), Setting, &str)> {
        self.chosen.iter().flat_map(|(place, chosen)| {
            let chosen = chosen.0.iter();
            chosen.map(move |(setting, value)| (place, *setting, value.as_str()))
        })
    }

    /// Returns the settings of a community or channel itself.
    pub(super) fn own(&self, community: &str, channel: &str) -> ChosenSettings {
        let place = (community.to_owned(), channel.to_owned());
        self.chosen.get(&place).cloned().unwrap_or_default()
    }

    /// Returns whether any channel of this community has settings of its own.
    pub(super) fn has_channel_settings(&self, community: &str) -> bool {
        let mut chosen = self
            .chosen
            .iter()
            .filter(|(_, chosen)| !chosen.0.is_empty());
        chosen.any(|((owner, channel), _)| owner == community && !channel.is_empty())
    }

    /// Returns the collections that each community has chosen.
    pub(super) fn collections(&self) -> BTreeMap<String, Vec<String>> {
        let communities = self
            .chosen
            .iter()
            .filter(|((_, channel), _)| channel.is_empty());
        communities
            .filter_map(|((community, _), chosen)| Some((community.clone(), chosen.collections()?)))
            .collect()
    }

    /// Returns the settings of a channel, with inherited ones.
    pub(super) fn effective(&self, community: &str, channel: &str) -> ChosenSettings {
        let mut chosen = ChosenSettings::default();
        if !self.known {
            let private = "private".to_owned();
            chosen.0.insert(Setting::Audience, private);
        }
        for (community, channel) in [("", ""), (community, ""), (community, channel)] {
            chosen.0.extend(self.own(community, channel).0);
        }
        chosen
    }
}
