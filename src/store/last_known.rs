//! A copy of the settings of communities in a file beside the database, without personal data.
//!
//! It is used while the database cannot be read, and for a new database, so that a community that chose private answers
//! gets no public ones.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tracing::warn;

use super::chosen_settings::{Setting, SettingsTable};
use super::error::StoreError;
use super::private_file::create_private;

/// A row of the file: community, channel, name and value, as in the table `settings`.
type Row = (String, String, String, String);

/// The file with the last known settings.
#[derive(Debug)]
pub(super) struct LastKnown {
    file: PathBuf,
}

impl LastKnown {
    /// Returns the file of a database (`guidepost.settings.json` for `guidepost.db`).
    pub(super) fn for_database(database: &Path) -> Self {
        Self {
            file: database.with_extension("settings.json"),
        }
    }

    /// Reads the file; `None` where it is missing or malformed.
    pub(super) fn load(&self) -> Option<SettingsTable> {
        let text = fs::read(&self.file).ok()?;
        let rows: Vec<Row> = match serde_json::from_slice(&text) {
            Ok(rows) => rows,
            Err(error) => {
                let file = self.file.display();
                warn!("the last known settings in {file} cannot be read: {error}");
                return None;
            }
        };
        Some(SettingsTable::of_rows(rows))
    }

    /// Writes the file if its content differs. A failure is only logged, as the database has the settings.
    pub(super) fn save(&self, table: &SettingsTable) {
        let saved = serde_json::to_vec(&rows(table))
            .map_err(|error| self.failed(error.into()))
            .and_then(|text| self.write(&text));
        if let Err(error) = saved {
            warn!("the settings cannot be kept beside the database: {error}");
        }
    }

    fn write(&self, text: &[u8]) -> Result<(), StoreError> {
        if fs::read(&self.file).is_ok_and(|known| known == text) {
            return Ok(());
        }
        let new = self.file.with_extension("json.new");
        let _ = fs::remove_file(&new);
        create_private(&new)?;
        let written = fs::OpenOptions::new().write(true).open(&new);
        let written = written.and_then(|mut file| {
            file.write_all(text)?;
            file.sync_all()
        });
        written
            .and_then(|()| fs::rename(&new, &self.file))
            .map_err(|error| self.failed(error))
    }

    fn failed(&self, error: std::io::Error) -> StoreError {
        StoreError::Path {
            path: self.file.clone(),
            error,
        }
    }
}

/// Returns all settings, sorted.
fn rows(table: &SettingsTable) -> Vec<Row> {
    let mut rows: Vec<Row> = table
        .iter()
        .map(|((community, channel), setting, value)| {
            let name = Setting::name(setting).to_owned();
            (community.clone(), channel.clone(), name, value.to_owned())
        })
        .collect();
    rows.sort();
    rows
}
