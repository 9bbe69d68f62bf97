//! Addresses of passages: the id of an entry and the anchor of a heading.
//!
//! An address has a short form, so that one of any script fits into a button of any platform.

use std::fmt;
use std::fmt::Write as _;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use super::names;

/// Maximum length of an entry's id, in characters.
pub(crate) const MAX_ID: usize = 40;
/// Maximum length of an anchor, in characters.
pub(crate) const MAX_ANCHOR: usize = 46;
/// The sign that begins a short form; slugs have none.
const SHORT: char = '~';
/// The bytes of a SHA-256 that a short form keeps.
const HASH_BYTES: usize = 6;

/// The stable id of an entry: its file's name without `.md`, such as `backend-developer`.
///
/// **Invariant:** a slug of at most [`MAX_ID`] characters, or the short form of an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(Arc<str>);

impl EntryId {
    /// Parses an id; `None` if `text` is not of its form.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        slug(text, MAX_ID).map(Self)
    }

    /// Reads an id, or the short form of one.
    #[must_use]
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let Some(hash) = text.strip_prefix(SHORT) else {
            return Self::new(text);
        };
        let is_hash = hash.len() == 2 * HASH_BYTES
            && hash
                .bytes()
                .all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'));
        is_hash.then(|| Self(text.into()))
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the short form, where that has fewer bytes: `~` and the first [`HASH_BYTES`] of the id's
    /// SHA-256 in hexadecimal digits. A library resolves it.
    #[must_use]
    pub(crate) fn shortened(&self) -> Self {
        shortened(&self.0).map_or_else(|| self.clone(), Self)
    }

    /// Returns whether it is a short form.
    pub(super) fn is_short(&self) -> bool {
        self.0.starts_with(SHORT)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of a passage, such as `backend-developer#what-they-do`; without an anchor the entry's
/// definition, or the passage of which the entry's id is the short form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The entry.
    pub entry: EntryId,
    /// The heading's anchor: a slug of at most [`MAX_ANCHOR`] characters.
    pub anchor: Option<Arc<str>>,
}

impl Address {
    /// Returns the address of an entry's definition.
    #[must_use]
    pub const fn of(entry: EntryId) -> Self {
        Self {
            entry,
            anchor: None,
        }
    }

    /// Parses the output of [`Display`](fmt::Display); `None` for other texts.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('#') {
            Some((entry, anchor)) => Some(Self {
                entry: EntryId::new(entry)?,
                anchor: Some(slug(anchor, MAX_ANCHOR)?),
            }),
            None => EntryId::parse(text).map(Self::of),
        }
    }

    /// Returns the short form, as [`EntryId::shortened`] of the whole address.
    #[must_use]
    pub(crate) fn shortened(&self) -> Self {
        let short = shortened(&self.to_string());
        short.map_or_else(|| self.clone(), |short| Self::of(EntryId(short)))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.entry)?;
        match &self.anchor {
            Some(anchor) => write!(f, "#{anchor}"),
            None => Ok(()),
        }
    }
}

/// Returns a text in composed form (NFC), where it is a slug of at most `limit` characters.
pub(super) fn slug(text: &str, limit: usize) -> Option<Arc<str>> {
    let composed: String = text.nfc().collect();
    let is_slug = !composed.is_empty() && names::slug(&composed, limit) == composed;
    is_slug.then(|| composed.into())
}

/// Returns the short form of an id or address, where that has fewer bytes.
fn shortened(name: &str) -> Option<Arc<str>> {
    if name.len() <= SHORT.len_utf8() + 2 * HASH_BYTES {
        return None;
    }
    let mut short = SHORT.to_string();
    for byte in Sha256::digest(name).iter().take(HASH_BYTES) {
        let _ = write!(short, "{byte:02x}");
    }
    Some(short.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        for text in [
            "sql",
            "backend-developer#do-i-need-a-degree",
            "a#b",
            "給与#給与明細はどう読みますか",
            "работа#какой-опыт-нужен",
            "~0123456789ab",
        ] {
            let address = Address::parse(text).expect(text);
            assert_eq!(address.to_string(), text);
        }
    }

    #[test]
    fn other_texts_are_no_address() {
        for text in [
            "",
            "#a",
            "A",
            "a b",
            "a#",
            "a--b",
            "-a",
            "a#b#c",
            "ä",
            "Ж",
            "~",
            "~0123456789a",
            "~0123456789aB",
            "a#~0123456789ab",
            "~0123456789ab#a",
            &"a".repeat(41),
            &"給".repeat(41),
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        assert_eq!(EntryId::new("~0123456789ab"), None);
    }

    #[test]
    fn a_short_form_stays_the_same_in_all_versions() {
        let address = Address::parse("sql#do-i-need-a-degree").expect("an address");
        let short = address.shortened();
        assert_eq!(short.to_string(), "~98585c103932");
        assert_eq!(short.shortened(), short);
        let sql = Address::parse("sql").expect("an address");
        assert_eq!(sql.shortened(), sql);
    }

    #[test]
    fn a_name_is_one_however_its_letters_are_composed() {
        let composed = EntryId::new("データ").expect("an id");
        let decomposed: String = "データ".nfd().collect();
        assert_ne!(decomposed, "データ");
        assert_eq!(EntryId::new(&decomposed), Some(composed));
    }
}
