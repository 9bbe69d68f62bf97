//! People, as the store knows them: by a keyed hash of their platform's id.
//!
//! Who has the database without the key can neither tell whose a vote is nor try ids one by one.

use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::error::StoreError;
use super::private_file::make_private;
use crate::chat::{Asker, Door};
use crate::config::{ExposeSecret as _, SecretString};

/// How many bytes of a hash are kept: 128 bits, so that no two people meet.
const KEPT: usize = 16;
/// How many characters a key of one's own has at least.
const SHORTEST: usize = 16;

/// A person, by their hash: 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pseudonym(pub(super) String);

/// What makes a person of an id.
#[derive(Clone)]
pub(super) struct Pseudonyms {
    mac: Hmac<Sha256>,
}

impl Pseudonyms {
    /// With the key of the settings, or with the one beside the database file, which is made where
    /// there is none.
    pub(super) fn of(key: Option<&SecretString>, file: Option<&Path>) -> Result<Self, StoreError> {
        let bytes = match (key, file) {
            (Some(key), _) if key.expose_secret().chars().count() < SHORTEST => {
                return Err(StoreError::ShortKey);
            }
            (Some(key), _) => key.expose_secret().as_bytes().to_vec(),
            (None, Some(file)) => beside(file)?,
            (None, None) => return Err(StoreError::NoKey),
        };
        // Any length is taken (RFC 2104).
        let mac = Hmac::new_from_slice(&bytes).map_err(|_| StoreError::ShortKey)?;
        Ok(Self { mac })
    }

    pub(super) fn person(&self, door: Door, asker: &Asker) -> Pseudonym {
        Pseudonym(self.hash(&format!("{}:{}", door.as_str(), asker.id())))
    }

    /// What tells this key from another one, and nothing else of it.
    pub(super) fn mark(&self) -> String {
        self.hash("the key of this database")
    }

    fn hash(&self, text: &str) -> String {
        let mut mac = self.mac.clone();
        mac.update(text.as_bytes());
        let hash = mac.finalize().into_bytes();
        hexadecimal(hash.iter().take(KEPT))
    }
}

fn hexadecimal<'a>(bytes: impl Iterator<Item = &'a u8>) -> String {
    bytes.fold(String::new(), |mut text, byte| {
        // Writing into a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The key in the file beside the database: `guidepost.key` beside `guidepost.db`.
fn beside(database: &Path) -> Result<Vec<u8>, StoreError> {
    let path = database.with_extension("key");
    let failed = |error| StoreError::Path {
        path: path.clone(),
        error,
    };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    make_private(&path)?;
    let key = std::fs::read(&path).map_err(failed)?;
    // New, or left empty by a process that ended while it made the key.
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
    if key.len() < SHORTEST {
        return Err(StoreError::ShortKey);
    }
    Ok(key.to_vec())
}
