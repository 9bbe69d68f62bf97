//! What a community chose for itself, layered over the settings of the file: the channel's over the
//! community's. They are read from memory, so that no answer waits for them.

use std::collections::{BTreeMap, HashMap};

use super::database::values;
use super::write::Write;
use super::{Store, StoreError, new_id, time};
use crate::chat::{Place, Request};
use crate::config::Audience;

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
pub enum Mode {
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

fn audience(value: &str) -> Option<Audience> {
    match value {
        "public" => Some(Audience::Public),
        "private" => Some(Audience::Private),
        _ => None,
    }
}

fn mode(value: &str) -> Option<Mode> {
    match value {
        "called" => Some(Mode::Called),
        "all" => Some(Mode::All),
        "off" => Some(Mode::Off),
        _ => None,
    }
}

/// What holds at a place, where anybody chose something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen(BTreeMap<Setting, String>);

impl Chosen {
    /// The value that was chosen.
    #[must_use]
    pub fn value(&self, setting: Setting) -> Option<&str> {
        self.0.get(&setting).map(String::as_str)
    }

    /// Who may read an answer.
    #[must_use]
    pub fn audience(&self) -> Option<Audience> {
        self.value(Setting::Audience).and_then(audience)
    }

    /// When the bot answers.
    #[must_use]
    pub fn mode(&self) -> Mode {
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
pub(super) struct AllChosen(HashMap<(String, String), Chosen>);

impl AllChosen {
    fn at(&self, community: &str, channel: &str) -> Chosen {
        let mut chosen = Chosen::default();
        for place in [("", ""), (community, ""), (community, channel)] {
            let place = (place.0.to_owned(), place.1.to_owned());
            if let Some(here) = self.0.get(&place) {
                chosen.0.extend(here.0.clone());
            }
        }
        chosen
    }
}

/// A change of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// The channel; none for the whole community.
    pub channel: Option<String>,
    /// The name of the setting.
    pub name: String,
    /// What it became; none where it was taken back.
    pub value: Option<String>,
    /// The hash of who changed it; none where they had themselves forgotten.
    pub person: Option<String>,
    /// When.
    pub at: jiff::Timestamp,
}

impl Store {
    /// What was chosen for a place, as far as this replica has heard.
    #[must_use]
    pub fn chosen(&self, place: &Place) -> Chosen {
        let community = place.community.as_deref().unwrap_or_default();
        let channel = place.channel.as_deref().unwrap_or_default();
        self.all_chosen().at(community, channel)
    }

    /// What was chosen for this very place, whatever holds around it.
    #[must_use]
    pub fn chosen_here(&self, place: &Place) -> Chosen {
        let community = place.community.clone().unwrap_or_default();
        let channel = place.channel.clone().unwrap_or_default();
        let all = self.all_chosen();
        all.0
            .get(&(community, channel))
            .cloned()
            .unwrap_or_default()
    }

    /// Which collections each community chose.
    #[must_use]
    pub fn collections(&self) -> BTreeMap<String, Vec<String>> {
        let all = self.all_chosen();
        let communities = all.0.iter().filter(|((_, channel), _)| channel.is_empty());
        communities
            .filter_map(|((community, _), chosen)| Some((community.clone(), chosen.collections()?)))
            .collect()
    }

    /// Has a setting changed by the asker of the request, for their community or for one channel of
    /// it; no value takes it back.
    ///
    /// # Errors
    /// It cannot be that, or it could not be kept.
    pub async fn set(
        &self,
        request: &Request,
        channel: Option<&str>,
        setting: Setting,
        value: Option<&str>,
    ) -> Result<(), StoreError> {
        if setting == Setting::Collections && channel.is_some() {
            let sentence = "collections are for a whole community".to_owned();
            return Err(StoreError::Setting(sentence));
        }
        let write = Write::Setting {
            id: new_id(),
            community: request.place.community.clone().unwrap_or_default(),
            channel: channel.unwrap_or_default().to_owned(),
            name: setting.name(),
            value: value.map(|value| setting.read(value)).transpose()?,
            person: self.person(request),
            at: request.at.as_millisecond(),
        };
        self.now(write).await?;
        self.refresh().await
    }

    /// Who changed what for a community, latest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn changes(
        &self,
        community: Option<&str>,
        limit: u16,
    ) -> Result<Vec<SettingChange>, StoreError> {
        let sql = "SELECT channel, name, value, person, at FROM setting_changes \
                   WHERE community = $1 ORDER BY at DESC, id LIMIT $2";
        let values = values![community.unwrap_or_default(), i64::from(limit)];
        let rows: Vec<(String, String, String, String, i64)> = self.rows(sql, values).await?;
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let changes = rows
            .into_iter()
            .map(|(channel, name, value, person, at)| SettingChange {
                channel: some(channel),
                name,
                value: some(value),
                person: some(person),
                at: time(at),
            });
        Ok(changes.collect())
    }

    /// Hears what was chosen, by whichever replica.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        let sql = "SELECT community, channel, name, value FROM settings";
        let rows: Vec<(String, String, String, String)> = self.rows(sql, &[]).await?;
        let mut all = AllChosen::default();
        for (community, channel, name, value) in rows {
            // What a newer version lets people choose is not known here.
            if let Some(setting) = Setting::named(&name) {
                let here = all.0.entry((community, channel)).or_default();
                here.0.insert(setting, value);
            }
        }
        self.heard(all);
        Ok(())
    }
}
