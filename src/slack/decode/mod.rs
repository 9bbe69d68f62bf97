//! From what Slack sends to what a person wants, the same for both receivers.
//!
//! Only the fields that are needed are read, and a payload that lacks them or has others is no
//! failure: Slack adds fields at any time.

mod command;
mod event;
mod interaction;

use jiff::Timestamp;
use serde_json::Value;

use crate::chat::{Ask, Asker, Audience, Door, Place, Request};
use crate::slack::panel::Scope;

/// What Slack sent, in the form that both receivers bring it into.
#[derive(Debug, Clone)]
pub(super) enum Payload {
    /// A slash command.
    Command(Value),
    /// Something was pressed, chosen, or called from a menu.
    Interaction(Value),
    /// Something happened: a mention, a direct message.
    Event(Value),
}

/// What somebody wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// An answer.
    Answer(Wish),
    /// Suggestions for what is being written into the form.
    Offer(Offer),
    /// The form to ask by.
    Form {
        /// The workspace.
        team: Option<String>,
        /// Who wants it.
        user: Option<String>,
        /// What allows to open it.
        trigger: String,
    },
    /// The form was sent with nothing in it.
    Empty {
        /// The workspace.
        team: Option<String>,
        /// Who sent it.
        user: Option<String>,
    },
    /// What the app shows first.
    Opened(Opened),
    /// What the workspace chose.
    Settings(Settings),
}

/// An ask, and how its answer gets there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    /// What is asked.
    pub(super) ask: Ask,
    /// Who is to read the answer, where the person says so.
    pub(super) audience: Option<Audience>,
    /// The workspace.
    pub(super) team: Option<String>,
    /// What is the same where Slack sends the same again.
    pub(super) once: Option<String>,
    /// Whether it was said to nobody: it is answered where every question is, and only where the
    /// answer is sure.
    pub(super) overheard: bool,
    /// By which way the answer goes back.
    pub(super) way: Way,
    /// Where it was asked.
    pub(super) spot: Spot,
}

/// Where in a workspace something was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// The channel; none in a form.
    pub(super) channel: Option<String>,
    /// The person.
    pub(super) user: Option<String>,
    /// The thread in which it was asked.
    pub(super) thread: Option<String>,
    /// The message whose thread an answer for all begins, where there is none.
    pub(super) begins: Option<String>,
}

impl Spot {
    /// Whether only the bot and one person are here.
    pub(super) fn is_direct(&self) -> bool {
        self.channel.as_deref().is_some_and(is_direct)
    }

    /// The channel, where others are in it, too.
    pub(super) fn shared(&self) -> Option<&String> {
        self.channel.as_ref().filter(|id| !is_direct(id))
    }
}

/// Whether a channel is the direct messages of one person with the bot.
fn is_direct(id: &str) -> bool {
    id.starts_with('D')
}

/// By which way an answer goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// In the acknowledgement; later only by this address.
    Acknowledgement {
        /// The command's `response_url`.
        later: Option<String>,
    },
    /// By the `response_url` of what was pressed.
    Response {
        /// The `response_url`.
        url: Option<String>,
        /// Whether a page is turned, so that the new page takes the place of the old one.
        turn: bool,
        /// Whether only the presser sees the message it stands on.
        private: bool,
    },
    /// As a message.
    Post,
    /// In the acknowledgement of a form, in the form's place; later by its id.
    Submission {
        /// The form.
        view: Option<String>,
    },
    /// In the place of an answer that stands in a modal.
    View {
        /// The modal.
        id: String,
    },
    /// In a new modal.
    Modal {
        /// What allows to open it.
        trigger: String,
    },
}

/// Suggestions that are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// The workspace.
    pub(super) team: Option<String>,
    /// The channel.
    pub(super) channel: Option<String>,
    /// What is written so far.
    pub(super) text: String,
}

/// Somebody opened the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    /// The workspace.
    pub(super) team: Option<String>,
    /// Who.
    pub(super) user: String,
    /// The direct messages with them.
    pub(super) channel: Option<String>,
    /// Whether they look at the Home tab, and not at the messages.
    pub(super) home: bool,
    /// The fingerprint of the Home tab as they see it.
    pub(super) shown: Option<String>,
    /// What is the same where Slack sends the same again.
    pub(super) once: Option<String>,
}

/// The settings of a workspace or of one of its channels, to look at or to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Settings {
    /// The workspace.
    pub(super) team: Option<String>,
    /// Who.
    pub(super) user: String,
    /// What is the same where Slack sends the same again.
    pub(super) once: Option<String>,
    /// What they are of.
    pub(super) scope: Scope,
    /// What is wanted of them.
    pub(super) step: Step,
}

/// What is wanted of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// To see them.
    Open {
        /// What allows to open a form.
        trigger: String,
        /// By which way it is said that somebody may not.
        refusal: Way,
    },
    /// To see those of something else in the same form.
    Turn {
        /// The form.
        view: String,
    },
    /// To keep what was chosen.
    Keep {
        /// The form.
        view: Option<String>,
        /// Names of settings, and what was chosen for each.
        chosen: Vec<(String, Vec<String>)>,
    },
}

/// What somebody wants; nothing where there is nothing to do. `prefix` stands before the name of
/// each slash command.
pub(super) fn wanted(payload: Payload, prefix: &str) -> Option<Wanted> {
    match payload {
        Payload::Command(payload) => Some(command::wanted(payload, prefix)),
        Payload::Interaction(payload) => interaction::wanted(payload),
        Payload::Event(payload) => event::wanted(payload),
    }
}

impl Wanted {
    /// The workspace in which it is wanted.
    pub(super) fn team(&self) -> Option<&str> {
        let team = match self {
            Self::Answer(wish) => &wish.team,
            Self::Offer(offer) => &offer.team,
            Self::Form { team, .. } | Self::Empty { team, .. } => team,
            Self::Opened(opened) => &opened.team,
            Self::Settings(settings) => &settings.team,
        };
        team.as_deref()
    }

    /// What is the same where Slack sends the same again.
    pub(super) fn once(&self) -> Option<&str> {
        match self {
            Self::Answer(wish) => wish.once.as_deref(),
            Self::Opened(opened) => opened.once.as_deref(),
            Self::Settings(settings) => settings.once.as_deref(),
            Self::Form { trigger, .. } => Some(trigger),
            Self::Offer(_) | Self::Empty { .. } => None,
        }
    }
}

impl Wish {
    /// The wish as the assistant takes it; `about` opens the passage that is being talked
    /// about, or stands on its message.
    pub(super) fn request(
        &self,
        locale: Option<String>,
        about: Option<Ask>,
        at: Timestamp,
    ) -> Request {
        let about = match about {
            Some(Ask::Open { address, .. }) => Some(address.entry),
            about => about.and_then(|ask| ask.about().cloned()),
        };
        Request {
            ask: self.ask.clone(),
            asker: Asker::new(self.spot.user.clone().unwrap_or_default()),
            place: place(self.team.clone(), self.spot.shared().cloned()),
            about,
            audience: self.audience,
            locale,
            at,
        }
    }
}

/// A place in a workspace.
pub(super) fn place(team: Option<String>, channel: Option<String>) -> Place {
    Place {
        door: Door::Slack,
        community: team,
        channel,
    }
}

#[cfg(test)]
mod tests;
