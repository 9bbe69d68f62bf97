//! A request: action, person and place.

use std::time::Instant;

use jiff::Timestamp;

use super::{Ask, Audience};
use crate::knowledge::EntryId;

/// A request of one person at one door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The action.
    pub ask: Ask,
    /// The person.
    pub asker: Asker,
    /// The place.
    pub place: Place,
    /// True for a command, a button, a form, a mention, a direct message or a reply to the bot. Other messages in a channel
    /// are answered only where the community wants every question answered; nothing is stored of unanswered ones.
    pub addressed: bool,
    /// The platform's id of the delivery, by which repeated deliveries are dropped; `None` where the door has done that.
    pub delivery_id: Option<String>,
    /// The entry of the conversation so far: that of the message to which this one replies, or of its thread. A question that
    /// names no other entry is a follow-up about it.
    pub about: Option<EntryId>,
    /// The audience that the person chose, if any.
    pub audience: Option<Audience>,
    /// The person's locale on the platform, such as `en-GB`.
    pub locale: Option<String>,
    /// The wall-clock time at which the door received it, for stored rows; it may jump between two requests.
    pub at: Timestamp,
    /// The monotonic time at which the door received it, for intervals such as rate limits.
    pub received: Instant,
}

/// A person: the platform's id, and the roles and rights that the platform sent with the request. Its
/// `Debug` output is empty, to keep ids out of the log.
#[derive(Clone, PartialEq, Eq)]
pub struct Asker {
    id: String,
    roles: Vec<String>,
    manages: bool,
}

impl Asker {
    /// Creates a person with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            roles: Vec::new(),
            manages: false,
        }
    }

    /// Adds roles or user groups, by the platform's ids.
    #[must_use]
    pub fn with_roles(mut self, roles: impl IntoIterator<Item = String>) -> Self {
        self.roles.extend(roles);
        self
    }

    /// Sets whether the person may manage the community.
    #[must_use]
    pub const fn managing(mut self, manages: bool) -> Self {
        self.manages = manages;
        self
    }

    /// Returns the platform's id of the person.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the platform's ids of the person's known roles and user groups.
    #[must_use]
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// Returns whether the person may manage the community on the platform.
    #[must_use]
    pub const fn manages(&self) -> bool {
        self.manages
    }
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Asker(…)")
    }
}

/// The place of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The platform.
    pub door: Door,
    /// The server or workspace; `None` in a Discord direct message and in a terminal.
    pub community: Option<String>,
    /// The channel; for a thread on Discord its parent channel, where any channel has settings of its own. `None` in a form
    /// and in a direct message of the bot.
    pub channel: Option<String>,
}

/// A platform.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Door {
    /// Discord.
    Discord,
    /// Slack.
    Slack,
    /// A terminal.
    #[default]
    Console,
}

impl Door {
    /// Returns the name in settings and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discord => "discord",
            Self::Slack => "slack",
            Self::Console => "console",
        }
    }
}
