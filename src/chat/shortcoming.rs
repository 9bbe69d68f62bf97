//! Reasons why an answer did not help.

/// A reason why an answer did not help, which a person may give after their vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shortcoming {
    /// It says something wrong.
    Wrong,
    /// It is out of date.
    Outdated,
    /// It answers another question.
    OffTopic,
    /// It is too long.
    TooLong,
}

impl Shortcoming {
    /// All reasons, in the order of their buttons.
    pub const ALL: [Self; 4] = [Self::Wrong, Self::Outdated, Self::OffTopic, Self::TooLong];

    /// Returns the name in buttons, messages and the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wrong => "wrong",
            Self::Outdated => "outdated",
            Self::OffTopic => "off-topic",
            Self::TooLong => "too-long",
        }
    }

    /// Returns the reason with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}
