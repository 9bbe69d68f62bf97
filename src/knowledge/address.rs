//! Addresses of passages: the id of an entry and the anchor of a heading.
//!
//! Both are short enough that an address always fits into a button of any platform.

use std::fmt;
use std::sync::Arc;

/// Maximum length of an entry's id, in characters. With [`MAX_ANCHOR`], set so that an address fits into a button.
pub(crate) const MAX_ID: usize = 40;
/// Maximum length of an anchor, in characters.
pub(crate) const MAX_ANCHOR: usize = 46;

/// The stable id of an entry: its file's name without `.md`, such as `backend-developer`.
///
/// **Invariant:** 1 to [`MAX_ID`] characters of `a-z`, `0-9` and single `-` between them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(Arc<str>);

impl EntryId {
    /// Parses an id; `None` if `text` is not of its form.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        is_slug(text, MAX_ID).then(|| Self(text.into()))
    }

    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of a passage, such as `backend-developer#what-they-do`; without an anchor the entry's
/// definition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The entry.
    pub entry: EntryId,
    /// The heading's anchor: 1 to [`MAX_ANCHOR`] characters of the same alphabet as an id.
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
        let (entry, anchor) = match text.split_once('#') {
            Some((_, anchor)) if !is_slug(anchor, MAX_ANCHOR) => return None,
            Some((entry, anchor)) => (entry, Some(anchor.into())),
            None => (text, None),
        };
        EntryId::new(entry).map(|entry| Self { entry, anchor })
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

/// Returns whether a text consists of words of `a-z` and `0-9` joined by single `-`, and has at most `limit` bytes.
pub(super) fn is_slug(text: &str, limit: usize) -> bool {
    text.len() <= limit
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_it_was_written() {
        for text in ["sql", "backend-developer#do-i-need-a-degree", "a#b"] {
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
            &"a".repeat(41),
        ] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }
}
