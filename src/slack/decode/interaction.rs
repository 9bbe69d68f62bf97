//! Decoding of interactions: buttons, selects, suggestion queries, shortcuts and modal submissions
//! (<https://docs.slack.dev/reference/interaction-payloads>).

use serde::Deserialize;
use serde_json::Value;

use super::action::{
    Action, Location, ReplyRoute, SettingsAction, SettingsStep, SlackRequest, SuggestionQuery,
};
use super::message_text::visible_text;
use super::text::plain_text;
use crate::chat::{Ask, Audience};
use crate::platform::lenient;
use crate::slack::settings_form::{self, SettingsScope};
use crate::slack::votes::VotedMessage;
use crate::slack::{controls, modals, text_form};

#[derive(Default, Deserialize)]
struct Interaction {
    #[serde(default, rename = "type", deserialize_with = "lenient::field")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    user: Option<Id>,
    #[serde(default, deserialize_with = "lenient::field")]
    team: Option<Id>,
    #[serde(default, deserialize_with = "lenient::field")]
    channel: Option<Id>,
    #[serde(default, deserialize_with = "lenient::field")]
    container: Option<Container>,
    #[serde(default, deserialize_with = "lenient::field")]
    message: Option<Message>,
    #[serde(default, deserialize_with = "lenient::field")]
    response_url: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    trigger_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    callback_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    view: Option<View>,
    #[serde(default, deserialize_with = "lenient::list")]
    actions: Vec<BlockAction>,
    /// Text typed so far, in a suggestion query.
    #[serde(default, deserialize_with = "lenient::field")]
    value: Option<String>,
}

#[derive(Default, Deserialize)]
struct Id {
    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    /// Workspace of a user, where `team` is null, as it is for apps of an Enterprise Grid.
    #[serde(default, deserialize_with = "lenient::field")]
    team_id: Option<String>,
}

#[derive(Default, Deserialize)]
struct Container {
    #[serde(default, deserialize_with = "lenient::field")]
    is_ephemeral: Option<bool>,
    #[serde(default, deserialize_with = "lenient::field")]
    thread_ts: Option<String>,
}

#[derive(Default, Deserialize)]
struct Message {
    #[serde(default, deserialize_with = "lenient::field")]
    ts: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    thread_ts: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    text: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    blocks: Value,
    #[serde(default, deserialize_with = "lenient::field")]
    attachments: Value,
    #[serde(default, deserialize_with = "lenient::field")]
    team: Option<String>,
}

#[derive(Default, Deserialize)]
struct View {
    /// Workspace in which it was opened.
    #[serde(default, deserialize_with = "lenient::field")]
    team_id: Option<String>,

    #[serde(default, deserialize_with = "lenient::field")]
    id: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "lenient::field")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    callback_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    state: Option<Value>,
    #[serde(default, deserialize_with = "lenient::field")]
    private_metadata: Option<String>,
}

impl View {
    /// Returns the scope of a settings modal.
    fn scope(&self) -> SettingsScope {
        SettingsScope::parse(self.private_metadata.as_deref().unwrap_or_default())
    }
}

#[derive(Default, Deserialize)]
struct BlockAction {
    #[serde(default, deserialize_with = "lenient::field")]
    action_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    value: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    selected_option: Option<SelectedOption>,
}

#[derive(Default, Deserialize)]
struct SelectedOption {
    #[serde(default, deserialize_with = "lenient::field")]
    value: Option<String>,
}

/// Types of interactions to which no reply is expected.
const UNANSWERED: [&str; 2] = ["view_closed", "workflow_step_edit"];

/// Decodes an interaction; `None` where no reply is expected. A malformed one, or one of another version, becomes
/// [`Ask::Unknown`], as the user waits.
pub(super) fn action(payload: Value) -> Option<Action> {
    let payload: Interaction = serde_json::from_value(payload).unwrap_or_default();
    let kind = payload.kind.as_deref().unwrap_or_default();
    if UNANSWERED.contains(&kind) {
        return None;
    }
    let user = payload.user.unwrap_or_default();
    let own = payload.team.and_then(|team| team.id);
    let of_message = payload.message.as_ref().and_then(|one| one.team.clone());
    let of_view = payload.view.as_ref().and_then(|view| view.team_id.clone());
    let team = own.or(of_view).or(user.team_id).or(of_message);
    let source = Source {
        location: Location {
            channel: payload.channel.and_then(|channel| channel.id),
            user: user.id,
            thread: None,
            thread_root: None,
            request: 0,
        },
        team,
        container: payload.container,
        message: payload.message,
        view: payload.view,
        response_url: payload.response_url,
        trigger_id: payload.trigger_id,
    };
    let callback = payload.callback_id.as_deref();
    Some(match (kind, callback) {
        ("block_suggestion", _) => Action::Suggest(SuggestionQuery {
            team: source.team,
            channel: source.location.channel,
            text: payload.value.unwrap_or_default(),
        }),
        ("block_actions", _) => {
            let pressed = payload.actions.into_iter().next().unwrap_or_default();
            block_action(pressed, source)
        }
        ("shortcut", Some(modals::ASK)) => open_form(source),
        ("message_action", Some(modals::ANSWER)) => message_shortcut(source),
        ("view_submission", _) => submission(source),
        _ => source.unknown(),
    })
}

/// Decodes the shortcut on a message.
fn message_shortcut(source: Source) -> Action {
    let message = source.message.unwrap_or_default();
    let text = visible_text(
        message.text.as_deref(),
        &message.blocks,
        &message.attachments,
    );
    Action::Answer(SlackRequest {
        voted: None,
        ask: Ask::Question(text),
        audience: None,
        team: source.team,
        dedupe_key: source.trigger_id,
        addressed: true,
        route: ReplyRoute::ResponseUrl {
            url: source.response_url,
            turns_page: false,
            on_ephemeral: false,
        },
        location: Location {
            thread: message.thread_ts,
            thread_root: message.ts,
            ..source.location
        },
    })
}

/// Opens the question modal.
fn open_form(mut source: Source) -> Action {
    match source.trigger_id.take() {
        Some(trigger_id) => Action::OpenAskForm {
            team: source.team,
            user: source.location.user,
            trigger_id,
        },
        None => source.unknown(),
    }
}

/// Decodes a submitted modal.
fn submission(source: Source) -> Action {
    let view = source.view.unwrap_or_default();
    let (team, location) = (source.team, source.location);
    let ask = match (view.callback_id.as_deref(), location.user.clone()) {
        (Some(settings_form::SETTINGS), Some(user)) => {
            let scope = view.scope();
            let selected = view.state.as_ref().map(settings_form::selected);
            return Action::Settings(SettingsAction {
                team,
                user,
                dedupe_key: source.trigger_id,
                scope,
                step: SettingsStep::Save {
                    selected: selected.unwrap_or_default(),
                    view_id: view.id,
                },
            });
        }
        (Some(modals::ASK), user) => match view.state.as_ref().and_then(modals::question) {
            Some(question) => Ask::Question(plain_text(&question)),
            None => return Action::RejectEmptyForm { team, user },
        },
        (Some(text_form::FILL), _) => {
            text_form::filled(view.private_metadata.as_deref(), view.state.as_ref())
        }
        _ => Ask::Unknown,
    };
    Action::Answer(SlackRequest {
        voted: None,
        ask,
        audience: None,
        team,
        dedupe_key: source.trigger_id,
        addressed: true,
        route: ReplyRoute::Submission { view_id: view.id },
        location,
    })
}

/// The message or view that has the control.
struct Source {
    location: Location,
    team: Option<String>,
    container: Option<Container>,
    message: Option<Message>,
    view: Option<View>,
    response_url: Option<String>,
    trigger_id: Option<String>,
}

impl Source {
    /// Returns the action that replies that the control or shortcut is unknown.
    fn unknown(self) -> Action {
        let view = self.view.and_then(|view| view.id);
        Action::Answer(SlackRequest {
            voted: None,
            ask: Ask::Unknown,
            audience: None,
            team: self.team,
            dedupe_key: None,
            addressed: true,
            route: match (self.response_url, view, self.trigger_id) {
                (None, Some(view_id), _) => ReplyRoute::UpdateModal { view_id },
                (None, None, Some(trigger_id)) => ReplyRoute::OpenModal { trigger_id },
                (url, ..) => ReplyRoute::ResponseUrl {
                    url,
                    turns_page: false,
                    on_ephemeral: false,
                },
            },
            location: self.location,
        })
    }
}

/// Decodes a pressed button or a selected option.
fn block_action(action: BlockAction, source: Source) -> Action {
    let action_id = action.action_id.unwrap_or_default();
    if action_id == modals::ASK {
        return open_form(source);
    }
    if action_id == settings_form::SETTINGS || action_id == settings_form::SCOPE {
        return settings(&action_id, source);
    }
    let selected = action.selected_option.and_then(|option| option.value);
    let value = action.value.or(selected).unwrap_or_default();
    let container = source.container.as_ref();
    let thread = container.and_then(|container| container.thread_ts.clone());
    let ephemeral = container.and_then(|container| container.is_ephemeral);
    let on_ephemeral = ephemeral.unwrap_or_default();
    let of_message = source.message.as_ref();
    let thread = thread.or_else(|| of_message.and_then(|message| message.thread_ts.clone()));
    let voted = source.message.map(|message| (message.text, message.blocks));
    let turns_page = action_id.starts_with(controls::TURN_PAGE);
    // Controls of a private message reply privately, except the one that shows the answer to the channel. Controls of a
    // public message reply in its thread, or privately where there is none, so that they add no message to the channel;
    // pages are turned privately.
    let private = !source.location.is_direct() && (turns_page || thread.is_none());
    let route = match source.view {
        Some(View {
            id: Some(view_id),
            kind,
            ..
        }) => match kind.as_deref() {
            Some("home") => match source.trigger_id.clone() {
                Some(trigger_id) => ReplyRoute::OpenModal { trigger_id },
                None => ReplyRoute::Message,
            },
            _ => ReplyRoute::UpdateModal { view_id },
        },
        _ => ReplyRoute::ResponseUrl {
            url: source.response_url,
            turns_page,
            on_ephemeral,
        },
    };
    let ask = Ask::from_button(&value);
    let voted = match (&route, &ask) {
        (ReplyRoute::ResponseUrl { url: Some(url), .. }, Ask::Vote { .. }) if !on_ephemeral => {
            voted.map(|(text, blocks)| VotedMessage::new(url, text, blocks))
        }
        _ => None,
    };
    let opens_form = source.trigger_id.clone().filter(|_| ask.opens_form());
    let request = SlackRequest {
        voted,
        ask,
        audience: (on_ephemeral || private).then_some(Audience::Private),
        team: source.team,
        dedupe_key: source
            .trigger_id
            .map(|trigger_id| format!("{trigger_id}:{action_id}")),
        addressed: true,
        route,
        location: Location {
            thread,
            ..source.location
        },
    };
    match opens_form {
        Some(trigger_id) => Action::OpenTextForm {
            request,
            trigger_id,
        },
        None => Action::Answer(request),
    }
}

/// Decodes a button that opens the settings modal or switches its scope.
fn settings(action_id: &str, source: Source) -> Action {
    let (Some(trigger_id), Some(user)) = (&source.trigger_id, &source.location.user) else {
        return source.unknown();
    };
    let (scope, step) = if action_id == settings_form::SCOPE {
        let Some(view) = &source.view else {
            return source.unknown();
        };
        let Some(view_id) = view.id.clone() else {
            return source.unknown();
        };
        (
            view.scope().switched(),
            SettingsStep::SwitchScope { view_id },
        )
    } else {
        let trigger_id = trigger_id.clone();
        let refusal = ReplyRoute::OpenModal {
            trigger_id: trigger_id.clone(),
        };
        let open = SettingsStep::Open {
            trigger_id,
            refusal,
        };
        (SettingsScope::default(), open)
    };
    Action::Settings(SettingsAction {
        dedupe_key: Some(format!("{trigger_id}:{action_id}")),
        user: user.clone(),
        team: source.team.clone(),
        scope,
        step,
    })
}
