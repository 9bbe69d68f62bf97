//! Who wants what, from where.

use jiff::Timestamp;

use super::{Ask, Audience};
use crate::knowledge::EntryId;

/// One thing that one person wants, at one door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is asked.
    pub ask: Ask,
    /// Who asks.
    pub asker: Asker,
    /// Where it is asked.
    pub place: Place,
    /// Whether the request addresses the bot: a command, a button, a form, a mention, a direct
    /// message or a reply to the bot. Other messages in a channel are answered only where every
    /// question is, and leave nothing behind where they are not answered.
    pub addressed: bool,
    /// The platform's id of the delivery, which is answered once however often it is delivered;
    /// `None` where the door has asked [`is_first`](crate::assistant::Assistant::is_first) itself.
    pub delivery_id: Option<String>,
    /// The entry that is being talked about: what the message is about to which this one replies, or
    /// the thread in which it stands. A question that names no other goes on about it.
    pub about: Option<EntryId>,
    /// Who is to read the answer, where the person says so.
    pub audience: Option<Audience>,
    /// The person's language as the platform tells it, such as `en-GB`.
    pub locale: Option<String>,
    /// When the door received it.
    pub at: Timestamp,
}

/// A person, by the platform's own id, and what the platform says of them with this very request. Its
/// `Debug` shows nothing of it, so that no log does.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Asker {
    id: String,
    roles: Vec<String>,
    manages: bool,
}

impl Asker {
    /// The person with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            roles: Vec::new(),
            manages: false,
        }
    }

    /// The same person with further roles or user groups, by the platform's own ids.
    #[must_use]
    pub fn with_roles(mut self, roles: impl IntoIterator<Item = String>) -> Self {
        self.roles.extend(roles);
        self
    }

    /// The same person as one who may manage the community, or not.
    #[must_use]
    pub const fn managing(mut self, manages: bool) -> Self {
        self.manages = manages;
        self
    }

    /// The platform's id of the person.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The platform's ids of the person's roles or user groups, as far as the door knows.
    #[must_use]
    pub fn roles(&self) -> &[String] {
        &self.roles
    }

    /// Whether the platform lets the person manage the community.
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

/// Where a person asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Through which door.
    pub door: Door,
    /// The server or workspace; none in a direct message.
    pub community: Option<String>,
    /// The channel where others are, too, for a thread the one in which it stands; none in a form, and on
    /// Slack in a direct message.
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
    /// The door's name in settings and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Discord => "discord",
            Self::Slack => "slack",
            Self::Console => "console",
        }
    }
}
