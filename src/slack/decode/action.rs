//! Decoded actions: the request, where it came from, and how its reply is sent. Knows no payload.

use std::time::Instant;

use jiff::Timestamp;

use crate::chat::{Ask, Asker, Audience, Door, Place, Request};
use crate::slack::settings_form::SettingsScope;
use crate::slack::votes::VotedMessage;

/// An action that a payload calls for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) enum Action {
    /// Answer a request.
    Answer(SlackRequest),
    /// Suggest completions for the text in the question modal.
    Suggest(SuggestionQuery),
    /// Open the question modal.
    OpenAskForm {
        /// Workspace id.
        team: Option<String>,
        /// User id.
        user: Option<String>,
        /// Permission to open a modal, valid for 3 s.
        trigger_id: String,
    },
    /// Report that the question modal was submitted empty.
    RejectEmptyForm {
        /// Workspace id.
        team: Option<String>,
        /// User id.
        user: Option<String>,
    },
    /// Open the form of a request, or send the notice why there is none.
    OpenTextForm {
        /// The request, with the route of the notice.
        request: SlackRequest,
        /// Permission to open a modal, valid for 3 s.
        trigger_id: String,
    },
    /// Fill the tab of the app that a user opened.
    FillAppHome(AppHomeOpened),
    /// Record that the app or its token was removed from a workspace.
    Revoke {
        /// Workspace id.
        team: Option<String>,
        /// Name of the event that says so.
        event: &'static str,
    },
    /// Show or change the settings of a workspace or channel.
    Settings(SettingsAction),
}

/// An [`Ask`] with its location and the route of its reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) struct SlackRequest {
    pub(in crate::slack) ask: Ask,
    /// Audience that the user named for this answer.
    pub(in crate::slack) audience: Option<Audience>,
    /// Workspace id.
    pub(in crate::slack) team: Option<String>,
    /// Id that stays the same when Slack delivers the same action again.
    pub(in crate::slack) dedupe_key: Option<String>,
    /// True if the message addresses the bot. Other channel messages are answered only in channels
    /// that answer every question, and only with a confident answer.
    pub(in crate::slack) addressed: bool,
    pub(in crate::slack) route: ReplyRoute,
    pub(in crate::slack) location: Location,
    /// The message on which a vote was pressed, if others see it.
    pub(in crate::slack) voted: Option<VotedMessage>,
}

impl SlackRequest {
    /// Converts it to the assistant's request. `about` is the passage of the previous answer in the
    /// thread.
    pub(in crate::slack) fn to_request(
        &self,
        locale: Option<String>,
        about: Option<Ask>,
        received: Instant,
    ) -> Request {
        let about = match about {
            Some(Ask::Open { address, .. }) => Some(address.entry),
            about => about.and_then(|ask| ask.about().cloned()),
        };
        Request {
            ask: self.ask.clone(),
            asker: Asker::new(self.location.user.clone().unwrap_or_default()),
            place: place(
                self.team.clone(),
                self.location.shared_channel().map(str::to_owned),
            ),
            addressed: self.addressed,
            // The door records the delivery of an addressed message before it is answered.
            delivery_id: self.dedupe_key.clone().filter(|_| !self.addressed),
            about,
            audience: self.audience,
            locale,
            at: Timestamp::now(),
            received,
        }
    }
}

/// Builds a place in a workspace.
pub(in crate::slack) fn place(team: Option<String>, channel: Option<String>) -> Place {
    Place {
        door: Door::Slack,
        community: team,
        channel,
    }
}

/// Channel, user and thread of an action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::slack) struct Location {
    /// Channel id; none in a modal.
    pub(in crate::slack) channel: Option<String>,
    /// User id.
    pub(in crate::slack) user: Option<String>,
    /// `thread_ts` of the thread in which it happened.
    pub(in crate::slack) thread: Option<String>,
    /// `ts` of the message under which a public reply starts a thread where there is none.
    pub(in crate::slack) thread_root: Option<String>,
    /// Number of the request, by which its sign in a thread is told from those of others; 0 until it is accepted.
    pub(in crate::slack) request: u64,
}

impl Location {
    /// True if it is the direct message channel with one user.
    pub(in crate::slack) fn is_direct(&self) -> bool {
        self.channel.as_deref().is_some_and(is_direct)
    }

    /// Returns the channel id, unless it is a direct message channel.
    pub(in crate::slack) fn shared_channel(&self) -> Option<&str> {
        self.channel.as_deref().filter(|id| !is_direct(id))
    }
}

/// Ids of direct message channels begin with `D`.
pub(super) fn is_direct(channel: &str) -> bool {
    channel.starts_with('D')
}

/// The Slack call that carries a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) enum ReplyRoute {
    /// The acknowledgement of a slash command; after its deadline the `response_url`.
    Acknowledgement {
        /// The command's `response_url`.
        response_url: Option<String>,
    },
    /// The `response_url` of a button, select or message shortcut.
    ResponseUrl {
        /// The `response_url`.
        url: Option<String>,
        /// True if the reply is another page of the message and replaces it.
        turns_page: bool,
        /// True if the message on which the control stands is ephemeral.
        on_ephemeral: bool,
    },
    /// A posted message.
    Message,
    /// The acknowledgement of a submitted modal, in its place; after its deadline an update by id.
    Submission {
        /// The modal's id.
        view_id: Option<String>,
    },
    /// An update of a modal that shows an answer.
    UpdateModal {
        /// The modal's id.
        view_id: String,
    },
    /// A new modal.
    OpenModal {
        /// Permission to open a modal, valid for 3 s.
        trigger_id: String,
    },
}

/// Text typed so far into the question modal's select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) struct SuggestionQuery {
    /// Workspace id.
    pub(in crate::slack) team: Option<String>,
    /// Channel id.
    pub(in crate::slack) channel: Option<String>,
    pub(in crate::slack) text: String,
}

/// An `app_home_opened` event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) struct AppHomeOpened {
    /// Workspace id.
    pub(in crate::slack) team: Option<String>,
    /// User id.
    pub(in crate::slack) user: String,
    /// Id of the direct message channel with the user.
    pub(in crate::slack) channel: Option<String>,
    /// True if the Home tab was opened, and not the Messages tab.
    pub(in crate::slack) is_home_tab: bool,
    /// Fingerprint of the Home tab as the user last saw it.
    pub(in crate::slack) shown_fingerprint: Option<String>,
    /// Id that stays the same when Slack delivers the event again.
    pub(in crate::slack) dedupe_key: Option<String>,
}

/// A step in the settings modal of a workspace or of one of its channels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) struct SettingsAction {
    /// Workspace id.
    pub(in crate::slack) team: Option<String>,
    /// User id.
    pub(in crate::slack) user: String,
    /// Id that stays the same when Slack delivers the same action again.
    pub(in crate::slack) dedupe_key: Option<String>,
    pub(in crate::slack) scope: SettingsScope,
    pub(in crate::slack) step: SettingsStep,
}

/// A step in the settings modal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::slack) enum SettingsStep {
    /// Open the modal.
    Open {
        /// Permission to open a modal, valid for 3 s.
        trigger_id: String,
        /// Route of the reply to a user who is not an admin.
        refusal: ReplyRoute,
    },
    /// Show the settings of another scope in the open modal.
    SwitchScope {
        /// The modal's id.
        view_id: String,
    },
    /// Save the submitted values.
    Save {
        /// The modal's id.
        view_id: Option<String>,
        /// Names of settings with their selected values.
        selected: Vec<(String, Vec<String>)>,
    },
}

impl Action {
    /// Returns the id of the workspace in which it happened.
    pub(in crate::slack) fn team(&self) -> Option<&str> {
        let team = match self {
            Self::Answer(request) | Self::OpenTextForm { request, .. } => &request.team,
            Self::Suggest(query) => &query.team,
            Self::OpenAskForm { team, .. }
            | Self::RejectEmptyForm { team, .. }
            | Self::Revoke { team, .. } => team,
            Self::FillAppHome(opened) => &opened.team,
            Self::Settings(settings) => &settings.team,
        };
        team.as_deref()
    }

    /// Returns the id that stays the same when Slack delivers the same action again; none where a
    /// repetition is harmless, and for messages that do not address the bot: the assistant itself
    /// records those, and only if it answers.
    pub(in crate::slack) fn dedupe_key(&self) -> Option<&str> {
        match self {
            Self::Answer(request) => request.dedupe_key.as_deref().filter(|_| request.addressed),
            Self::OpenTextForm { request, .. } => request.dedupe_key.as_deref(),
            Self::FillAppHome(opened) => opened.dedupe_key.as_deref(),
            Self::Settings(settings) => settings.dedupe_key.as_deref(),
            Self::OpenAskForm { trigger_id, .. } => Some(trigger_id),
            Self::Suggest(_) | Self::RejectEmptyForm { .. } | Self::Revoke { .. } => None,
        }
    }
}
