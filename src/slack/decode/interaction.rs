//! Decoding of interactions: buttons, selects, suggestion queries, shortcuts and modal submissions
//! (<https://docs.slack.dev/reference/interaction-payloads>).

use serde::Deserialize;
use serde_json::Value;

use super::action::{
    Action, Location, ReplyRoute, SettingsAction, SettingsStep, SlackRequest, SuggestionQuery,
};
use super::text::plain_text;
use crate::chat::{Ask, Audience};
use crate::slack::settings_form::{self, SettingsScope};
use crate::slack::{controls, modals};

#[derive(Deserialize)]
struct Interaction {
    #[serde(rename = "type")]
    kind: String,
    user: Option<Id>,
    team: Option<Id>,
    channel: Option<Id>,
    container: Option<Container>,
    message: Option<Message>,
    response_url: Option<String>,
    trigger_id: Option<String>,
    callback_id: Option<String>,
    view: Option<View>,
    #[serde(default)]
    actions: Vec<BlockAction>,
    /// Text typed so far, in a suggestion query.
    value: Option<String>,
}

#[derive(Deserialize)]
struct Id {
    id: Option<String>,
}

#[derive(Deserialize)]
struct Container {
    is_ephemeral: Option<bool>,
    thread_ts: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    ts: Option<String>,
    thread_ts: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct View {
    id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    callback_id: Option<String>,
    state: Option<Value>,
    private_metadata: Option<String>,
}

impl View {
    /// Returns the scope of a settings modal.
    fn scope(&self) -> SettingsScope {
        SettingsScope::parse(self.private_metadata.as_deref().unwrap_or_default())
    }
}

#[derive(Deserialize)]
struct BlockAction {
    action_id: Option<String>,
    value: Option<String>,
    selected_option: Option<SelectedOption>,
}

#[derive(Deserialize)]
struct SelectedOption {
    value: Option<String>,
}

/// Decodes an interaction; none where it is of an unknown kind or belongs to another version.
pub(super) fn action(payload: Value) -> Option<Action> {
    let payload: Interaction = serde_json::from_value(payload).ok()?;
    let id = |of: Option<Id>| of.and_then(|of| of.id);
    let location = Location {
        channel: id(payload.channel),
        user: id(payload.user),
        thread: None,
        thread_root: None,
    };
    let team = id(payload.team);
    let callback = payload.callback_id.as_deref();
    match payload.kind.as_str() {
        "block_actions" => {
            let source = Source {
                location,
                team,
                container: payload.container,
                message: payload.message,
                view: payload.view,
                response_url: payload.response_url,
                trigger_id: payload.trigger_id,
            };
            block_action(payload.actions.into_iter().next()?, source)
        }
        "block_suggestion" => Some(Action::Suggest(SuggestionQuery {
            team,
            channel: location.channel,
            text: payload.value.unwrap_or_default(),
        })),
        "shortcut" if callback == Some(modals::ASK) => Some(Action::OpenAskForm {
            team,
            user: location.user,
            trigger_id: payload.trigger_id?,
        }),
        "message_action" if callback == Some(modals::ANSWER) => {
            let message = payload.message?;
            let text = plain_text(&message.text.unwrap_or_default());
            Some(Action::Answer(SlackRequest {
                ask: Ask::Question(text),
                audience: None,
                team,
                dedupe_key: payload.trigger_id,
                addressed: true,
                route: ReplyRoute::ResponseUrl {
                    url: payload.response_url,
                    turns_page: false,
                    on_ephemeral: false,
                },
                location: Location {
                    thread: message.thread_ts,
                    thread_root: message.ts,
                    ..location
                },
            }))
        }
        "view_submission" => submission(payload.view?, team, location, payload.trigger_id),
        _ => None,
    }
}

/// Decodes a submitted modal.
fn submission(
    view: View,
    team: Option<String>,
    location: Location,
    trigger_id: Option<String>,
) -> Option<Action> {
    match view.callback_id.as_deref() {
        Some(settings_form::SETTINGS) => Some(Action::Settings(SettingsAction {
            team,
            user: location.user?,
            dedupe_key: trigger_id,
            scope: view.scope(),
            step: SettingsStep::Save {
                selected: view
                    .state
                    .as_ref()
                    .map(settings_form::selected)
                    .unwrap_or_default(),
                view_id: view.id,
            },
        })),
        Some(modals::ASK) => {
            let Some(question) = view.state.as_ref().and_then(modals::question) else {
                let user = location.user;
                return Some(Action::RejectEmptyForm { team, user });
            };
            Some(Action::Answer(SlackRequest {
                ask: Ask::Question(question),
                audience: None,
                team,
                dedupe_key: trigger_id,
                addressed: true,
                route: ReplyRoute::Submission { view_id: view.id },
                location,
            }))
        }
        _ => None,
    }
}

/// The message or view on which a control stands.
struct Source {
    location: Location,
    team: Option<String>,
    container: Option<Container>,
    message: Option<Message>,
    view: Option<View>,
    response_url: Option<String>,
    trigger_id: Option<String>,
}

/// Decodes a pressed button or a selected option.
fn block_action(action: BlockAction, source: Source) -> Option<Action> {
    let action_id = action.action_id.unwrap_or_default();
    if action_id == modals::ASK {
        return Some(Action::OpenAskForm {
            team: source.team,
            user: source.location.user,
            trigger_id: source.trigger_id?,
        });
    }
    if action_id == settings_form::SETTINGS || action_id == settings_form::SCOPE {
        return settings(&action_id, source).map(Action::Settings);
    }
    let selected = action.selected_option.and_then(|option| option.value);
    let value = action.value.or(selected).unwrap_or_default();
    let container = source.container.as_ref();
    let thread = container.and_then(|container| container.thread_ts.clone());
    let ephemeral = container.and_then(|container| container.is_ephemeral);
    let on_ephemeral = ephemeral.unwrap_or_default();
    let thread = thread.or_else(|| source.message.and_then(|message| message.thread_ts));
    let turns_page = action_id.starts_with(controls::TURN_PAGE);
    // Controls on a private message reply privately, except the one that shows it to all. What a
    // control on a public message opens goes into the thread of that message or to the presser alone,
    // so that no press adds to the channel; a page is turned for the presser, not for all.
    let alone = !source.location.is_direct() && (turns_page || thread.is_none());
    let route = match source.view {
        Some(View {
            id: Some(view_id),
            kind,
            ..
        }) => match kind.as_deref() {
            Some("modal") => ReplyRoute::UpdateModal { view_id },
            _ => ReplyRoute::OpenModal {
                trigger_id: source.trigger_id.clone()?,
            },
        },
        _ => ReplyRoute::ResponseUrl {
            url: source.response_url,
            turns_page,
            on_ephemeral,
        },
    };
    Some(Action::Answer(SlackRequest {
        ask: Ask::from_button(&value),
        audience: (on_ephemeral || alone).then_some(Audience::Private),
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
    }))
}

/// Decodes a button that opens the settings modal or switches its scope.
fn settings(action_id: &str, source: Source) -> Option<SettingsAction> {
    let trigger_id = source.trigger_id?;
    let dedupe_key = Some(format!("{trigger_id}:{action_id}"));
    let (scope, step) = if action_id == settings_form::SCOPE {
        let view = source.view?;
        let scope = view.scope().switched();
        (scope, SettingsStep::SwitchScope { view_id: view.id? })
    } else {
        let refusal = ReplyRoute::OpenModal {
            trigger_id: trigger_id.clone(),
        };
        let open = SettingsStep::Open {
            trigger_id,
            refusal,
        };
        (SettingsScope::default(), open)
    };
    Some(SettingsAction {
        team: source.team,
        user: source.location.user?,
        dedupe_key,
        scope,
        step,
    })
}
