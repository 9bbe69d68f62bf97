//! Actions on a ticket: a question that a person sends to the mentors of their community.

/// An action on a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketAction {
    /// Send a question to the mentors. The id is that of the unanswered question with which the form is filled.
    Open,
    /// Write an answer. For mentors and admins.
    Answer,
    /// Take it, so that nobody else answers. For mentors and admins.
    Claim,
    /// Give it back. For mentors and admins.
    HandBack,
    /// End it without an answer. For mentors and admins.
    Close,
    /// Take no further question from whoever asked it. For mentors and admins.
    Block,
    /// Write back to the mentors.
    WriteBack,
    /// End it, as it is solved for whoever asked.
    Solved,
}

impl TicketAction {
    /// All actions.
    const ALL: [Self; 8] = [
        Self::Open,
        Self::Answer,
        Self::Claim,
        Self::HandBack,
        Self::Close,
        Self::Block,
        Self::WriteBack,
        Self::Solved,
    ];

    /// Returns the name in buttons.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answer => "answer",
            Self::Claim => "claim",
            Self::HandBack => "hand-back",
            Self::Close => "close",
            Self::Block => "block",
            Self::WriteBack => "write-back",
            Self::Solved => "solved",
        }
    }

    /// Returns the action with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }

    /// Returns whether it needs the rights of a mentor or admin.
    #[must_use]
    pub const fn is_privileged(self) -> bool {
        !matches!(self, Self::Open | Self::WriteBack | Self::Solved)
    }

    /// Returns whether it opens a form first.
    #[must_use]
    pub const fn opens_form(self) -> bool {
        matches!(self, Self::Open | Self::Answer | Self::WriteBack)
    }
}
