//! Everything a person can want.

use super::Explanation;
use crate::knowledge::{Address, EntryId};

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
    /// What the person thinks of this very passage is to be kept, or taken back.
    Vote {
        /// The passage.
        address: Address,
        /// What they think of it.
        opinion: Opinion,
    },
    /// Which questions have no answer? For mentors and admins.
    Gaps {
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// One question without an answer, by its number. For mentors and admins.
    Gap {
        /// Its number.
        id: i64,
        /// What is to be done with it.
        action: GapAction,
    },
    /// What is kept about me?
    MyData {
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// Everything that is kept about the person is to be forgotten.
    ForgetMe,
    /// The skills for this very entry.
    SkillsOf(EntryId),
    /// How these very entries differ.
    CompareOf(EntryId, EntryId),
    /// Why was this passage found?
    Why {
        /// The passage.
        address: Address,
        /// Why it was.
        why: Explanation,
    },
    /// What this asks for, for everybody to read.
    Show(Box<Ask>),
    /// A command or a button that this version does not know.
    Unknown,
}

/// What a person thinks of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// It helped.
    Helpful,
    /// It did not.
    Unhelpful,
    /// They would rather not say, whatever they said before.
    None,
}

/// What is to be done with a question without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapAction {
    /// To look at it.
    Look,
    /// It is no question for this bot.
    NotForUs,
    /// It may be answered by now: ask again, and close it if so.
    AskAgain,
}

impl Ask {
    /// Whether it is about what is kept, and so for the asker alone to read.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        matches!(
            self,
            Self::Vote { .. }
                | Self::Gaps { .. }
                | Self::Gap { .. }
                | Self::MyData { .. }
                | Self::ForgetMe
        )
    }

    /// Whether it is for mentors and admins alone.
    #[must_use]
    pub const fn is_privileged(&self) -> bool {
        matches!(self, Self::Gaps { .. } | Self::Gap { .. })
    }

    /// The entry that a message is about on which this stands, where it tells.
    #[must_use]
    pub fn about(&self) -> Option<&EntryId> {
        match self {
            Self::Why { address, .. } | Self::Vote { address, .. } => Some(&address.entry),
            Self::Show(shown) => match shown.as_ref() {
                Self::Open { address, .. } => Some(&address.entry),
                Self::RoadmapOf(entry) | Self::SkillsOf(entry) => Some(entry),
                _ => None,
            },
            _ => None,
        }
    }
}
