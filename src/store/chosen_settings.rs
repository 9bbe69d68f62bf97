//! What a community may choose for itself, and what holds at a place when it has: the channel's over
//! the community's, over everybody's.

use std::collections::{BTreeMap, HashMap};

use super::error::StoreError;
use crate::config::AudienceSetting;

/// Something that a community can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Setting {
    /// Who may read an answer.
    Audience,
    /// When the bot answers.
    Mode,
    /// Which collections serve the community.
    Collections,
    /// The role or user group of its mentors.
    MentorRole,
    /// The channel of its mentors.
    MentorChannel,
    /// The language of the bot's own words.
    Language,
}

/// When the bot answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AnswerMode {
    /// When it is called.
    #[default]
    Called,
    /// Every question of the channel.
    All,
    /// Never.
    Off,
}

impl Setting {
    /// All there are.
    pub const ALL: [Self; 6] = [
        Self::Audience,
        Self::Mode,
        Self::Collections,
        Self::MentorRole,
        Self::MentorChannel,
        Self::Language,
    ];

    /// Its name.
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

    /// What it may be, in words.
    #[must_use]
    pub const fn values(self) -> &'static str {
        match self {
            Self::Audience => "public or private",
            Self::Mode => "called, all or off",
            Self::Collections => "names of collections with commas between, for a whole community",
            Self::MentorRole => "the id of a role or user group",
            Self::MentorChannel => "the id of a channel",
            Self::Language => "a language such as en or pt-BR",
        }
    }

    /// The setting of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.name() == name)
    }

    /// The value as it is kept.
    ///
    /// # Errors
    /// It cannot be that.
    pub fn read(self, value: &str) -> Result<String, StoreError> {
        let value = value.trim();
        let is_id = |text: &str| {
            !text.is_empty() && text.chars().all(|symbol| symbol.is_ascii_alphanumeric())
        };
        let may_be = match self {
            Self::Audience => audience(value).is_some(),
            Self::Mode => mode(value).is_some(),
            Self::Collections => value.split(',').all(|name| !name.trim().is_empty()),
            Self::MentorRole | Self::MentorChannel => is_id(value),
            Self::Language => value.split('-').all(is_id),
        };
        if may_be && value.len() <= 200 {
            return Ok(value.to_owned());
        }
        let (name, values) = (self.name(), self.values());
        Err(StoreError::Setting(format!("{name} must be {values}")))
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

/// What holds at a place, where anybody chose something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChosenSettings(BTreeMap<Setting, String>);

impl ChosenSettings {
    /// The value that was chosen.
    #[must_use]
    pub fn value(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }

    /// Who may read an answer.
    #[must_use]
    pub fn audience(&self) -> Option<AudienceSetting> {
        self.value(Setting::Audience).and_then(audience)
    }

    /// When the bot answers.
    #[must_use]
    pub fn mode(&self) -> AnswerMode {
        self.value(Setting::Mode).and_then(mode).unwrap_or_default()
    }

    /// Which collections serve the community.
    #[must_use]
    pub fn collections(&self) -> Option<Vec<String>> {
        let names = self.value(Setting::Collections)?.split(',');
        Some(names.map(|name| name.trim().to_owned()).collect())
    }
}

/// All that was chosen, by community and channel.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SettingsTable(HashMap<(String, String), ChosenSettings>);

impl SettingsTable {
    /// Takes in one more.
    pub(super) fn add(&mut self, place: (String, String), setting: Setting, value: String) {
        self.0.entry(place).or_default().0.insert(setting, value);
    }

    /// What was chosen for this very community or channel, whatever holds around it.
    pub(super) fn here(&self, community: &str, channel: &str) -> ChosenSettings {
        let place = (community.to_owned(), channel.to_owned());
        self.0.get(&place).cloned().unwrap_or_default()
    }

    /// Whether anything was chosen for one channel of this community alone.
    pub(super) fn differs_in(&self, community: &str) -> bool {
        let mut chosen = self.0.iter().filter(|(_, chosen)| !chosen.0.is_empty());
        chosen.any(|((chose, channel), _)| chose == community && !channel.is_empty())
    }

    /// Which collections each community chose.
    pub(super) fn collections(&self) -> BTreeMap<String, Vec<String>> {
        let communities = self.0.iter().filter(|((_, channel), _)| channel.is_empty());
        communities
            .filter_map(|((community, _), chosen)| Some((community.clone(), chosen.collections()?)))
            .collect()
    }

    /// What holds in a channel, the channel's over the community's.
    pub(super) fn at(&self, community: &str, channel: &str) -> ChosenSettings {
        let mut chosen = ChosenSettings::default();
        for (community, channel) in [("", ""), (community, ""), (community, channel)] {
            chosen.0.extend(self.here(community, channel).0);
        }
        chosen
    }
}
