//! What communities chose, kept and heard of, and who changed it. It is read from memory, so that no
//! answer waits for it.

use std::collections::BTreeMap;

use super::chosen_settings::{ChosenSettings, Setting, SettingsTable};
use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{new_id, time, values};
use super::write_queue::WriteOp;
use crate::chat::{Place, Request};

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
    pub fn settings_at(&self, place: &Place) -> ChosenSettings {
        let community = place.community.as_deref().unwrap_or_default();
        let channel = place.channel.as_deref().unwrap_or_default();
        self.all_chosen().at(community, channel)
    }

    /// Whether anything was chosen for one channel of this community alone.
    #[must_use]
    pub fn has_channel_settings(&self, place: &Place) -> bool {
        let community = place.community.as_deref();
        community.is_some_and(|community| self.all_chosen().differs_in(community))
    }

    /// What was chosen for this very place, whatever holds around it.
    #[must_use]
    pub fn own_settings(&self, place: &Place) -> ChosenSettings {
        let community = place.community.as_deref().unwrap_or_default();
        let channel = place.channel.as_deref().unwrap_or_default();
        self.all_chosen().here(community, channel)
    }

    /// Which collections each community chose.
    #[must_use]
    pub fn chosen_collections(&self) -> BTreeMap<String, Vec<String>> {
        self.all_chosen().collections()
    }

    /// Waits until communities chose other collections than these, as far as this replica hears.
    pub async fn collections_other_than(&self, than: &BTreeMap<String, Vec<String>>) {
        let mut heard = self.inner().chosen.subscribe();
        while self.chosen_collections() == *than {
            // The other end is this very store.
            let _ = heard.changed().await;
        }
    }

    /// Has a setting changed by the asker of the request, for their community or for one channel of
    /// it; no value takes it back.
    ///
    /// # Errors
    /// It cannot be that, or it could not be kept.
    pub async fn change_setting(
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
        let write = WriteOp::Setting {
            id: new_id(),
            community: request.place.community.clone().unwrap_or_default(),
            channel: channel.unwrap_or_default().to_owned(),
            name: setting.name(),
            value: value.map(|value| setting.read(value)).transpose()?,
            person: self.person(request),
            at: request.at.as_millisecond(),
        };
        self.now(write).await?;
        self.refresh_settings().await
    }

    /// Who changed what for a community, latest first.
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
    pub async fn refresh_settings(&self) -> Result<(), StoreError> {
        let sql = "SELECT community, channel, name, value FROM settings";
        let rows: Vec<(String, String, String, String)> = self.rows(sql, &[]).await?;
        let mut all = SettingsTable::default();
        for (community, channel, name, value) in rows {
            // What a newer version lets people choose is not known here.
            if let Some(setting) = Setting::named(&name) {
                all.add((community, channel), setting, value);
            }
        }
        self.heard(all);
        Ok(())
    }
}
