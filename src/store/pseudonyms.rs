//! Pseudonyms of people: HMAC-SHA256 of the platform and its user id, cut to 128 bits.
//!
//! Without the key, the person of a row in the database cannot be found, also not by trying all ids.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::error::StoreError;
use super::private_file::create_private;
use crate::chat::{Asker, Door};
use crate::config::{ExposeSecret as _, StoreSettings};

/// Number of stored bytes of a hash; with 128 bits a collision of two people is negligible.
const HASH_BYTES: usize = 16;
/// Minimum number of characters of a key.
const MIN_KEY_LEN: usize = 16;

/// A person as the store knows them: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pseudonym(pub(super) String);

/// Computes pseudonyms with one key.
#[derive(Clone)]
pub(super) struct Pseudonyms {
    mac: Hmac<Sha256>,
}

impl Pseudonyms {
    /// Loads the key of the settings, or that of the `.key` file beside the database file, which is created together with a
    /// new database.
    pub(super) fn load(settings: &StoreSettings) -> Result<Self, StoreError> {
        let database = &settings.path;
        let has_data = || database.metadata().is_ok_and(|file| file.len() > 0);
        if settings.people_key.is_none()
            && settings.url.is_none()
            && !database.with_extension("key").exists()
            && has_data()
        {
            // The pseudonyms in the database need the lost key.
            return Err(StoreError::LostKey(database.with_extension("key")));
        }
        Self::load_or_create(settings)
    }

    /// Loads an existing key; `None` where there is none.
    pub(super) fn existing(settings: &StoreSettings) -> Result<Option<Self>, StoreError> {
        let there = settings.people_key.is_some()
            || settings.url.is_none() && settings.path.with_extension("key").exists();
        there.then(|| Self::load_or_create(settings)).transpose()
    }

    /// As [`Pseudonyms::load`]; creates a key also beside an existing database.
    pub(super) fn load_or_create(settings: &StoreSettings) -> Result<Self, StoreError> {
        let bytes = match (&settings.people_key, &settings.url) {
            (Some(key), _) if key.expose_secret().chars().count() < MIN_KEY_LEN => {
                return Err(StoreError::ShortKey);
            }
            (Some(key), _) => key.expose_secret().as_bytes().to_vec(),
            (None, None) => load_or_create_key(&settings.path)?,
            (None, Some(_)) => return Err(StoreError::MissingKey),
        };
        // Never fails, as HMAC takes keys of any length (RFC 2104).
        let mac = Hmac::new_from_slice(&bytes).map_err(|_| StoreError::ShortKey)?;
        Ok(Self { mac })
    }

    /// Returns the pseudonym of a person at a door.
    pub(super) fn pseudonym(&self, door: Door, asker: &Asker) -> Pseudonym {
        self.pseudonym_of(door.as_str(), asker.id())
    }

    /// Returns the pseudonym of a platform's id at the door of this name.
    pub(super) fn pseudonym_of(&self, door: &str, id: &str) -> Pseudonym {
        Pseudonym(self.hash(&format!("{door}:{id}")))
    }

    /// Returns the keyed hash of a delivery's id.
    pub(super) fn delivery(&self, door: Door, id: &str) -> String {
        self.hash(&format!("delivery:{}:{id}", door.as_str()))
    }

    /// Returns a hash of a constant text, which identifies the key without revealing it.
    pub(super) fn fingerprint(&self) -> String {
        self.hash("the key of this database")
    }

    fn hash(&self, text: &str) -> String {
        let mut mac = self.mac.clone();
        mac.update(text.as_bytes());
        let hash = mac.finalize().into_bytes();
        hexadecimal(hash.iter().take(HASH_BYTES))
    }
}

fn hexadecimal<'a>(bytes: impl Iterator<Item = &'a u8>) -> String {
    bytes.fold(String::new(), |mut text, byte| {
        // Writing into a `String` does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Reads the key file beside the database (`guidepost.key` for `guidepost.db`), or creates it with 256
/// random bits.
fn load_or_create_key(database: &Path) -> Result<Vec<u8>, StoreError> {
    let path = database.with_extension("key");
    let failed = |error| StoreError::Path {
        path: path.clone(),
        error,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    create_private(&path)?;
    let key = std::fs::read(&path).map_err(failed)?;
    // The file is new, or a process was killed before it wrote the key.
    if key.is_empty() {
        let mut key = [0_u8; 32];
        getrandom::fill(&mut key).map_err(|error| failed(error.into()))?;
        let key = hexadecimal(key.iter());
        let mut file = File::options().write(true).open(&path).map_err(failed)?;
        file.write_all(key.as_bytes()).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        return Ok(key.into_bytes());
    }
    let key = key.trim_ascii();
    if key.len() < MIN_KEY_LEN {
        return Err(StoreError::ShortKey);
    }
    Ok(key.to_vec())
}
