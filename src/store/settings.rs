//! Settings of communities and channels: stored with a log of changes, and read from a copy in memory,
//! so that no reply waits for the database.

use std::collections::BTreeMap;

use super::chosen_settings::{ChosenSettings, Setting, SettingsTable};
use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{new_id, time, values};
use super::write_op::WriteOp;
use crate::chat::{Place, Request};

/// An entry of the log of changed settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// Id of the channel; none for the whole community.
    pub channel: Option<String>,
    /// Name of the setting.
    pub name: String,
    /// The new value; none where the setting was reset.
    pub value: Option<String>,
    /// Pseudonym of the person who changed it; `None` after they had their data deleted.
    pub person: Option<String>,
    /// Time of the change.
    pub at: jiff::Timestamp,
}

impl Store {
    /// Returns the settings of a place; those of the channel override those of the community, which override the defaults.
    #[must_use]
    pub fn settings_at(&self, place: &Place) -> ChosenSettings {
        let community = place.community.as_deref().unwrap_or_default();
        let channel = place.channel.as_deref().unwrap_or_default();
        self.settings_table().effective(community, channel)
    }

    /// Returns whether any channel of the place's community has settings of its own.
    #[must_use]
    pub fn has_channel_settings(&self, place: &Place) -> bool {
        let community = place.community.as_deref();
        community.is_some_and(|community| self.settings_table().has_channel_settings(community))
    }

    /// Returns the settings of a channel or community itself, without inherited ones.
    #[must_use]
    pub fn own_settings(&self, place: &Place) -> ChosenSettings {
        let community = place.community.as_deref().unwrap_or_default();
        let channel = place.channel.as_deref().unwrap_or_default();
        self.settings_table().own(community, channel)
    }

    /// Returns the collections that each community has chosen.
    #[must_use]
    pub fn chosen_collections(&self) -> BTreeMap<String, Vec<String>> {
        self.settings_table().collections()
    }

    /// Waits until the chosen collections differ from `known`.
    pub async fn collections_other_than(&self, known: &BTreeMap<String, Vec<String>>) {
        let mut settings = self.inner().settings.subscribe();
        while self.chosen_collections() == *known {
            // The sender lives as long as this store.
            let _ = settings.changed().await;
        }
    }

    /// Changes a setting of the requester's community or of a channel of it; `None` resets it. This replica uses it on
    /// return, others within a second.
    ///
    /// # Errors
    /// The value is invalid, or the write failed or had not been committed after a second.
    pub async fn change_setting(
        &self,
        request: &Request,
        channel: Option<&str>,
        setting: Setting,
        value: Option<&str>,
    ) -> Result<(), StoreError> {
        if setting == Setting::Collections && channel.is_some() {
            let sentence = "collections can be chosen only for a whole community".to_owned();
            return Err(StoreError::Setting(sentence));
        }
        let write = WriteOp::Setting {
            id: new_id(),
            community: request.place.community.clone().unwrap_or_default(),
            channel: channel.unwrap_or_default().to_owned(),
            name: setting.name(),
            value: value.map(|value| setting.parse(value)).transpose()?,
            person: self.person(request),
            at: request.at.as_millisecond(),
        };
        self.write(write).await?;
        self.refresh_settings().await
    }

    /// Returns the latest changes of a community's settings, latest first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn setting_changes(
        &self,
        community: Option<&str>,
        limit: u16,
    ) -> Result<Vec<SettingChange>, StoreError> {
        let sql = "SELECT channel, name, value, person, at FROM setting_changes \
                   WHERE community = $1 ORDER BY at DESC, id LIMIT $2";
        let values = values![community.unwrap_or_default(), i64::from(limit)];
        let rows: Vec<(String, String, String, String, i64)> = self.fetch(sql, values).await?;
        let non_empty = |text: String| Some(text).filter(|text| !text.is_empty());
        let changes = rows
            .into_iter()
            .map(|(channel, name, value, person, at)| SettingChange {
                channel: non_empty(channel),
                name,
                value: non_empty(value),
                person: non_empty(person),
                at: time(at),
            });
        Ok(changes.collect())
    }

    /// Reads settings and contributions again, so that changes by other replicas take effect.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refresh(&self) -> Result<(), StoreError> {
        self.refresh_settings().await?;
        self.refresh_contributions().await
    }

    /// Reads all settings again, so that changes by other replicas take effect.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refresh_settings(&self) -> Result<(), StoreError> {
        let sql = "SELECT community, channel, name, value FROM settings";
        let rows: Vec<(String, String, String, String)> = self.fetch(sql, &[]).await?;
        self.replace_settings(SettingsTable::of_rows(rows));
        Ok(())
    }
}
