//! Roles as data: roadmap, pay, levels, moves to other roles, and the interests that a role suits.

use std::collections::BTreeMap;

use super::{EntryId, Hours};

/// One stage of a roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The stage's name.
    pub name: String,
    /// The time that the stage takes.
    pub hours: Option<Hours>,
    /// The steps in order: ids of skills or terms.
    pub steps: Vec<EntryId>,
}

/// Structured data of a role beside its skills and roadmap.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleFacts {
    /// O*NET-SOC 2019 codes of the role, such as `15-1252.00`, nearest first.
    pub onet: Vec<String>,
    /// Pay by region and year.
    pub pay: Vec<Pay>,
    /// Levels of the career, in the order of the file.
    pub levels: Vec<RoleLevel>,
    /// Roles that people move to from this one, nearest first.
    pub moves: Vec<RoleMove>,
    /// Fit of the role for people, by interest.
    pub likes: Likes,
}

/// Yearly gross pay in one region, as a source states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pay {
    /// The ISO 3166-1 code of a country, or `EU`, `Europe` or `world`.
    pub region: String,
    /// The year to which the figures apply.
    pub year: i16,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The median, in whole units of the currency.
    pub median: u64,
    /// The low end.
    pub low: Option<u64>,
    /// The high end.
    pub high: Option<u64>,
    /// The source, by its 1-based index: [`super::Entry::source`] returns it.
    pub source: usize,
    /// The line in the file, counted from 1.
    pub line: usize,
}

/// One level of a role's career.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleLevel {
    /// The level.
    pub name: SeniorityLevel,
    /// The size of the work that the person answers for, such as `a feature`.
    pub scope: String,
    /// Signs by which others see that a person works at the level.
    pub signals: Vec<String>,
    /// The line in the file, counted from 1.
    pub line: usize,
}

/// A level of experience in a career.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeniorityLevel {
    /// Learns the job during studies.
    Intern,
    /// Works with help.
    Junior,
    /// Works alone.
    Mid,
    /// Decides how a team's work is done.
    Senior,
    /// Leads a team's work without managing people.
    Lead,
    /// Decides over several teams.
    Staff,
    /// Decides over an organisation.
    Principal,
    /// Manages people.
    Manager,
    /// Manages managers.
    Director,
    /// Answers for a company's whole field.
    Executive,
}

impl SeniorityLevel {
    /// All levels, lowest first.
    pub const ALL: [Self; 10] = [
        Self::Intern,
        Self::Junior,
        Self::Mid,
        Self::Senior,
        Self::Lead,
        Self::Staff,
        Self::Principal,
        Self::Manager,
        Self::Director,
        Self::Executive,
    ];
    /// The levels of interview questions.
    pub const OF_QUESTIONS: [Self; 3] = [Self::Junior, Self::Mid, Self::Senior];

    /// Returns the level as front matter writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Intern => "intern",
            Self::Junior => "junior",
            Self::Mid => "mid",
            Self::Senior => "senior",
            Self::Lead => "lead",
            Self::Staff => "staff",
            Self::Principal => "principal",
            Self::Manager => "manager",
            Self::Director => "director",
            Self::Executive => "executive",
        }
    }
}

/// A move to another role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleMove {
    /// The id of the other role.
    pub to: EntryId,
    /// Learning effort of the move.
    pub effort: Effort,
    /// The reason that people move, or that the move is easy or hard.
    pub why: String,
    /// The line in the file, counted from 1.
    pub line: usize,
}

/// Learning effort of a move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effort {
    /// Weeks to months beside the job.
    Near,
    /// Half a year to a year.
    Medium,
    /// Longer than a year.
    Far,
}

impl Effort {
    /// All efforts, smallest first.
    pub const ALL: [Self; 3] = [Self::Near, Self::Medium, Self::Far];

    /// Returns the effort as front matter writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Near => "near",
            Self::Medium => "medium",
            Self::Far => "far",
        }
    }
}

/// Fit of a role for people with an interest, by interest, -2 to 2; 0 for one without a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likes(BTreeMap<Interest, i8>);

impl Likes {
    /// The lowest value: the role does not suit a person with this interest.
    pub const MIN: i8 = -2;
    /// The highest value: the interest fills a large part of every week.
    pub const MAX: i8 = 2;

    /// Returns the value of an interest, from [`Self::MIN`] to [`Self::MAX`].
    #[must_use]
    pub fn get(&self, interest: Interest) -> i8 {
        self.0.get(&interest).copied().unwrap_or(0)
    }

    /// Returns whether no interest has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Iterates over the interests with a value, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (Interest, i8)> {
        self.0.iter().map(|(interest, value)| (*interest, *value))
    }
}

impl FromIterator<(Interest, i8)> for Likes {
    fn from_iter<T: IntoIterator<Item = (Interest, i8)>>(values: T) -> Self {
        Self(values.into_iter().collect())
    }
}

/// An interest that a person may have at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Interest {
    /// Making things that work.
    Building,
    /// Talking, listening and helping for much of the day.
    People,
    /// Making decisions with others and being accountable for them.
    Leading,
    /// Figures, measurements and statistics.
    Numbers,
    /// Design: the look, feel and clarity of things.
    Design,
    /// Plans, rules and tidy, repeatable work.
    Order,
    /// One hard problem for days.
    Depth,
    /// Emergencies, uncertain outcomes and high stakes.
    Risk,
    /// Explaining in written words.
    Writing,
}

impl Interest {
    /// All interests.
    pub const ALL: [Self; 9] = [
        Self::Building,
        Self::People,
        Self::Leading,
        Self::Numbers,
        Self::Design,
        Self::Order,
        Self::Depth,
        Self::Risk,
        Self::Writing,
    ];

    /// Returns the interest as front matter writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Building => "building",
            Self::People => "people",
            Self::Leading => "leading",
            Self::Numbers => "numbers",
            Self::Design => "design",
            Self::Order => "order",
            Self::Depth => "depth",
            Self::Risk => "risk",
            Self::Writing => "writing",
        }
    }
}
