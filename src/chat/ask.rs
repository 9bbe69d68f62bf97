//! Everything a person can want.

use std::fmt::Write as _;

use crate::knowledge::{Address, EntryId};

/// How many bytes an [`Ask`] may take in a button: Discord's limit on `custom_id`, the smaller one
/// (<https://discord.com/developers/docs/components/reference#button>).
pub const MAX_BUTTON: usize = 100;

/// The form in which buttons carry an [`Ask`]; a higher one is from a newer version.
const VERSION: &str = "1";

/// One thing that a person wants. Texts are as the person wrote them and may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// What is this?
    WhatIs(String),
    /// Which skills does this role need?
    Skills(String),
    /// What do people in this role do?
    Responsibilities(String),
    /// In which order does one learn this role?
    Roadmap(String),
    /// How do two entries differ?
    Compare {
        /// The one, or both where only one text was given.
        left: String,
        /// The other.
        right: Option<String>,
    },
    /// A question in the person's own words.
    Question(String),
    /// Which questions are answered, about a topic or about which topics? Pages count from 0.
    Faq {
        /// A topic, a role or any other entry with questions; none for the list of topics.
        topic: Option<String>,
        /// The page of the list.
        page: u16,
    },
    /// Which roles are there?
    Roles {
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// What can this bot do?
    Help,
    /// This very passage, from its first page or a later one, counted from 0.
    Open {
        /// The passage.
        address: Address,
        /// The page of a long passage.
        page: u16,
    },
    /// The roadmap of this very entry.
    RoadmapOf(EntryId),
    /// A command or a button that this version does not know.
    Unknown,
}

impl Ask {
    /// The ask as a button carries it, at most [`MAX_BUTTON`] bytes; nothing where it does not fit
    /// or holds a person's own words, which have no place in a button.
    #[must_use]
    pub fn to_button(&self) -> Option<String> {
        let mut text = format!("{VERSION}:");
        match self {
            Self::Open { address, page } => write!(text, "open:{page}:{address}").ok()?,
            Self::Faq { topic: None, page } => write!(text, "topics:{page}").ok()?,
            Self::Faq {
                topic: Some(topic),
                page,
            } => write!(text, "faq:{page}:{topic}").ok()?,
            Self::Roles { page } => write!(text, "roles:{page}").ok()?,
            Self::RoadmapOf(entry) => write!(text, "roadmap:{entry}").ok()?,
            Self::Help => text.push_str("help"),
            Self::WhatIs(_)
            | Self::Skills(_)
            | Self::Responsibilities(_)
            | Self::Roadmap(_)
            | Self::Compare { .. }
            | Self::Question(_)
            | Self::Unknown => return None,
        }
        (text.len() <= MAX_BUTTON).then_some(text)
    }

    /// What a button carries; [`Ask::Unknown`] where this version cannot read it.
    #[must_use]
    pub fn from_button(text: &str) -> Self {
        Self::read_button(text).unwrap_or(Self::Unknown)
    }

    fn read_button(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(VERSION)?.strip_prefix(':')?;
        let mut parts = rest.splitn(3, ':');
        let verb = parts.next()?;
        let first = parts.next();
        let second = parts.next();
        match (verb, first, second) {
            ("open", Some(page), Some(address)) => Some(Self::Open {
                address: Address::parse(address)?,
                page: page.parse().ok()?,
            }),
            ("topics", Some(page), None) => Some(Self::Faq {
                topic: None,
                page: page.parse().ok()?,
            }),
            ("faq", Some(page), Some(topic)) => Some(Self::Faq {
                topic: Some(topic.to_owned()),
                page: page.parse().ok()?,
            }),
            ("roles", Some(page), None) => Some(Self::Roles {
                page: page.parse().ok()?,
            }),
            ("roadmap", Some(entry), None) => EntryId::new(entry).map(Self::RoadmapOf),
            ("help", None, None) => Some(Self::Help),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_reads_back_as_it_was_written() {
        let address = Address::parse("backend-developer#what-they-do").expect("an address");
        for ask in [
            Ask::Open {
                address: address.clone(),
                page: 2,
            },
            Ask::Faq {
                topic: None,
                page: 1,
            },
            Ask::Faq {
                topic: Some("first-job".to_owned()),
                page: 0,
            },
            Ask::Roles { page: 3 },
            Ask::RoadmapOf(address.entry),
            Ask::Help,
        ] {
            let button = ask.to_button().expect("it fits");
            assert_eq!(Ask::from_button(&button), ask);
        }
    }

    #[test]
    fn the_longest_address_fits_into_a_button() {
        let id = "a".repeat(crate::knowledge::MAX_ID);
        let anchor = "b".repeat(crate::knowledge::MAX_ANCHOR);
        let address = Address::parse(&format!("{id}#{anchor}")).expect("an address");
        let page = u16::MAX;
        let longest = Ask::Open { address, page }.to_button();
        assert!(longest.is_some_and(|button| button.len() <= MAX_BUTTON));
    }

    #[test]
    fn a_button_of_another_version_is_unknown() {
        for text in [
            "",
            "2:open:0:sql",
            "1:open",
            "1:open:x:sql",
            "1:fly:0",
            "1:help:0",
            "💥",
        ] {
            assert_eq!(Ask::from_button(text), Ask::Unknown, "{text}");
        }
    }
}
