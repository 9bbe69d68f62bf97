//! User actions, independent of the platform.

use super::{CountryAction, Explanation, Shortcoming, TicketAction};
use crate::career::QuizAnswers;
use crate::knowledge::{Address, EntryId};

/// A user action. Texts are as the person wrote them and may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Look up a term.
    WhatIs(String),
    /// The skills for a role.
    Skills(String),
    /// The responsibilities of a role.
    Responsibilities(String),
    /// The order in which to learn a role.
    Roadmap(String),
    /// A comparison of two entries by name.
    Compare {
        /// The first name, or a text with both.
        left: String,
        /// The second name, if the platform has a separate option for it.
        right: Option<String>,
    },
    /// A question in free text.
    Question(String),
    /// The list of topics, or of the questions about one.
    Faq {
        /// The name or id of an entry with questions; `None` for the list of topics.
        topic: Option<String>,
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// The list of roles.
    Roles {
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// The help text.
    Help,
    /// A passage by its address.
    Open {
        /// The passage.
        address: Address,
        /// The page of a long passage, counted from 0.
        page: u16,
    },
    /// A choice between passages that may answer a question.
    Offers(Vec<Address>),
    /// The roadmap of an entry by its id.
    RoadmapOf(EntryId),
    /// Record an opinion of a passage, or withdraw it.
    Vote {
        /// The passage.
        address: Address,
        /// The opinion.
        opinion: Opinion,
    },
    /// Record why a passage did not help the person.
    Missed {
        /// The passage.
        address: Address,
        /// The reason.
        reason: Shortcoming,
    },
    /// Let a question without an answer lead to a passage from now on. For mentors and admins.
    PointGap {
        /// Its id in the store.
        id: i64,
        /// The passage.
        address: Address,
    },
    /// The list of questions without an answer. For mentors and admins.
    Gaps {
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// One question without an answer. For mentors and admins.
    Gap {
        /// Its id in the store.
        id: i64,
        /// The action on it.
        action: GapAction,
    },
    /// An action on a question to the mentors.
    Ticket {
        /// Its id in the store; to open one, that of the unanswered question or 0.
        id: i64,
        /// The action on it.
        action: TicketAction,
    },
    /// The text of a form that an ask has opened.
    Filled {
        /// The ask.
        of: Box<Ask>,
        /// The text as it was written.
        text: String,
    },
    /// The data stored about the person.
    MyData {
        /// The page of the list, counted from 0.
        page: u16,
    },
    /// Delete the data stored about the person.
    ForgetMe,
    /// The person's country, which is kept and used on their press alone.
    Country {
        /// The action on it.
        action: CountryAction,
        /// The passage of the answer on which it was asked, which is shown again.
        address: Option<Address>,
    },
    /// The skills of an entry by its id.
    SkillsOf(EntryId),
    /// A comparison of two entries by their ids.
    CompareOf(EntryId, EntryId),
    /// The plan of a switch by names.
    Switch {
        /// A role, skills with commas between, or a text with both sides.
        from: String,
        /// The role to switch to, if the platform has a separate option for it.
        to: Option<String>,
    },
    /// The plan of a switch between two roles by their ids.
    SwitchOf(EntryId, EntryId),
    /// The roles that fit skills, which have commas between; an empty text stands for those that the person ticked.
    Next(String),
    /// The person's progress on all roadmaps.
    Progress,
    /// The person's progress on the roadmap of a role.
    ProgressOf(EntryId),
    /// Tick a skill as done, or take the tick back.
    Tick {
        /// The skill.
        skill: EntryId,
        /// False to take the tick back.
        done: bool,
        /// The role whose roadmap is shown again.
        role: EntryId,
    },
    /// The person's progress as text to copy.
    ExportProgress,
    /// The levels of a role.
    Levels(String),
    /// The levels of a role by its id.
    LevelsOf(EntryId),
    /// A question of a job interview to practise with.
    Interview {
        /// The role, and perhaps a level before or behind it.
        role: String,
        /// The level, if the platform has a separate option for it.
        level: Option<String>,
    },
    /// One question of a job interview.
    Practice {
        /// The passage of the question.
        address: Address,
        /// True to show what a good answer has.
        reveal: bool,
    },
    /// The role quiz with the answers so far.
    Quiz(QuizAnswers),
    /// The reasons why a passage was found.
    Why {
        /// The passage.
        address: Address,
        /// The signals that found it.
        why: Explanation,
    },
    /// The reply to another ask, shown to the whole channel.
    Show(Box<Ask>),
    /// A command or button that this version does not know.
    Unknown,
}

/// A person's opinion of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// The passage helped.
    Helpful,
    /// The passage did not help.
    Unhelpful,
    /// No opinion: withdraws an earlier one.
    None,
}

/// An action on a question without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapAction {
    /// Show it.
    Look,
    /// Close it as out of scope.
    NotForUs,
    /// Ask it again, and close it if it is answered now.
    AskAgain,
    /// Offer the passages to which it may lead.
    Point,
    /// List it again, and take back that it leads to a passage.
    Reopen,
}

impl GapAction {
    /// All actions.
    const ALL: [Self; 5] = [
        Self::Look,
        Self::NotForUs,
        Self::AskAgain,
        Self::Point,
        Self::Reopen,
    ];

    /// Returns the name in buttons.
    #[must_use]
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::NotForUs => "not-for-us",
            Self::AskAgain => "ask-again",
            Self::Point => "point",
            Self::Reopen => "reopen",
        }
    }

    /// Returns the action with this name.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

impl Ask {
    /// Returns whether it concerns stored data, so that the reply is always private.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        matches!(
            self,
            Self::Vote { .. }
                | Self::Missed { .. }
                | Self::PointGap { .. }
                | Self::Ticket { .. }
                | Self::Filled { .. }
                | Self::Gaps { .. }
                | Self::Gap { .. }
                | Self::MyData { .. }
                | Self::ForgetMe
                | Self::Country { .. }
                | Self::Progress
                | Self::ProgressOf(_)
                | Self::Tick { .. }
                | Self::ExportProgress
        ) || matches!(self, Self::Next(skills) if skills.is_empty())
    }

    /// Returns whether it is practice, which is private.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        matches!(
            self,
            Self::Interview { .. } | Self::Practice { .. } | Self::Quiz(_)
        )
    }

    /// Returns whether the reply is a list or the help text, which is private unless the person says public.
    #[must_use]
    pub const fn is_list(&self) -> bool {
        matches!(self, Self::Faq { .. } | Self::Roles { .. } | Self::Help)
    }

    /// Returns whether it needs the rights of a mentor or admin.
    #[must_use]
    pub fn is_privileged(&self) -> bool {
        match self {
            Self::Gaps { .. } | Self::Gap { .. } | Self::PointGap { .. } => true,
            Self::Ticket { action, .. } => action.is_privileged(),
            Self::Filled { of, .. } => of.is_privileged(),
            _ => false,
        }
    }

    /// Returns whether it opens a form first.
    #[must_use]
    pub const fn opens_form(&self) -> bool {
        matches!(self, Self::Ticket { action, .. } if action.opens_form())
    }

    /// Returns the ask of a submitted form with its text; [`Ask::Unknown`] for an ask that opens none.
    #[must_use]
    pub fn filled(self, text: String) -> Self {
        if self.opens_form() {
            let of = Box::new(self);
            Self::Filled { of, text }
        } else {
            Self::Unknown
        }
    }

    /// Returns the entry that a message with this button is about, if the button carries the entry's id.
    #[must_use]
    pub fn about(&self) -> Option<&EntryId> {
        match self {
            Self::Why { address, .. } | Self::Vote { address, .. } => Some(&address.entry),
            Self::Show(shown) => match shown.as_ref() {
                Self::Open { address, .. } => Some(&address.entry),
                Self::RoadmapOf(entry) | Self::SkillsOf(entry) | Self::LevelsOf(entry) => {
                    Some(entry)
                }
                _ => None,
            },
            _ => None,
        }
    }
}
