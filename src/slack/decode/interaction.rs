//! Something pressed, chosen, written into a form, or called from a message's menu
//! (<https://docs.slack.dev/reference/interaction-payloads>).

use serde::Deserialize;
use serde_json::Value;

use super::{Offer, Settings, Spot, Step, Wanted, Way, Wish};
use crate::chat::{Ask, Audience};
use crate::slack::panel::{self, Scope};
use crate::slack::{controls, form, text};

#[derive(Deserialize)]
struct Interaction {
    #[serde(rename = "type")]
    kind: String,
    user: Option<Id>,
    team: Option<Id>,
    channel: Option<Id>,
    container: Option<Container>,
    message: Option<Original>,
    response_url: Option<String>,
    trigger_id: Option<String>,
    callback_id: Option<String>,
    view: Option<View>,
    #[serde(default)]
    actions: Vec<Pressed>,
    /// What was written so far, where suggestions are asked for.
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
struct Original {
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
    /// What a form of settings is about.
    fn scope(&self) -> Scope {
        Scope::read(self.private_metadata.as_deref().unwrap_or_default())
    }
}

#[derive(Deserialize)]
struct Pressed {
    action_id: Option<String>,
    value: Option<String>,
    selected_option: Option<Chosen>,
}

#[derive(Deserialize)]
struct Chosen {
    value: Option<String>,
}

pub(super) fn wanted(payload: Value) -> Option<Wanted> {
    let payload: Interaction = serde_json::from_value(payload).ok()?;
    let id = |of: Option<Id>| of.and_then(|of| of.id);
    let spot = Spot {
        channel: id(payload.channel),
        user: id(payload.user),
        thread: None,
        begins: None,
    };
    let team = id(payload.team);
    let called = payload.callback_id.as_deref();
    match payload.kind.as_str() {
        "block_actions" => {
            let from = From {
                spot,
                team,
                container: payload.container,
                message: payload.message,
                view: payload.view,
                url: payload.response_url,
                trigger: payload.trigger_id,
            };
            pressed(payload.actions.into_iter().next()?, from)
        }
        "block_suggestion" => Some(Wanted::Offer(Offer {
            team,
            channel: spot.channel,
            text: payload.value.unwrap_or_default(),
        })),
        "shortcut" if called == Some(form::ASK) => Some(Wanted::Form {
            team,
            user: spot.user,
            trigger: payload.trigger_id?,
        }),
        "message_action" if called == Some(form::ANSWER) => {
            let message = payload.message?;
            let written = text::written(&message.text.unwrap_or_default());
            Some(Wanted::Answer(Wish {
                ask: Ask::Question(written),
                audience: None,
                team,
                once: payload.trigger_id,
                overheard: false,
                way: Way::Response {
                    url: payload.response_url,
                    turn: false,
                    private: false,
                },
                spot: Spot {
                    thread: message.thread_ts,
                    begins: message.ts,
                    ..spot
                },
            }))
        }
        "view_submission" => {
            let view = payload.view?;
            if view.callback_id.as_deref() == Some(panel::SETTINGS) {
                return Some(Wanted::Settings(Settings {
                    team,
                    user: spot.user?,
                    once: payload.trigger_id,
                    scope: view.scope(),
                    step: Step::Keep {
                        chosen: view.state.as_ref().map(panel::values).unwrap_or_default(),
                        view: view.id,
                    },
                }));
            }
            (view.callback_id.as_deref() == Some(form::ASK)).then(|| {
                let Some(question) = view.state.as_ref().and_then(form::question) else {
                    let user = spot.user;
                    return Wanted::Empty { team, user };
                };
                Wanted::Answer(Wish {
                    ask: Ask::Question(question),
                    audience: None,
                    team,
                    once: payload.trigger_id,
                    overheard: false,
                    way: Way::Submission { view: view.id },
                    spot,
                })
            })
        }
        _ => None,
    }
}

/// Where something was pressed.
struct From {
    spot: Spot,
    team: Option<String>,
    container: Option<Container>,
    message: Option<Original>,
    view: Option<View>,
    url: Option<String>,
    trigger: Option<String>,
}

fn pressed(action: Pressed, from: From) -> Option<Wanted> {
    let name = action.action_id.unwrap_or_default();
    if name == form::ASK {
        return Some(Wanted::Form {
            team: from.team,
            user: from.spot.user,
            trigger: from.trigger?,
        });
    }
    if name == panel::SETTINGS || name == panel::SCOPE {
        return settings(&name, from).map(Wanted::Settings);
    }
    let chosen = action.selected_option.and_then(|chosen| chosen.value);
    let value = action.value.or(chosen).unwrap_or_default();
    let container = from.container.as_ref();
    let thread = container.and_then(|container| container.thread_ts.clone());
    let private = container.and_then(|container| container.is_ephemeral);
    let private = private.unwrap_or_default();
    let way = match from.view {
        Some(View {
            id: Some(id), kind, ..
        }) => match kind.as_deref() {
            Some("modal") => Way::View { id },
            _ => Way::Modal {
                trigger: from.trigger.clone()?,
            },
        },
        _ => Way::Response {
            url: from.url,
            turn: name.starts_with(controls::TURN),
            private,
        },
    };
    Some(Wanted::Answer(Wish {
        ask: Ask::from_button(&value),
        // What one reads alone leads to what one reads alone, until one shows it to all.
        audience: private.then_some(Audience::Private),
        team: from.team,
        once: from.trigger.map(|trigger| format!("{trigger}:{name}")),
        overheard: false,
        way,
        spot: Spot {
            thread: thread.or_else(|| from.message.and_then(|message| message.thread_ts)),
            ..from.spot
        },
    }))
}

/// A button that opens the form of settings, or turns it to something else.
fn settings(name: &str, from: From) -> Option<Settings> {
    let trigger = from.trigger?;
    let (scope, step) = if name == panel::SCOPE {
        let view = from.view?;
        let scope = view.scope().turned();
        (scope, Step::Turn { view: view.id? })
    } else {
        let refusal = Way::Modal {
            trigger: trigger.clone(),
        };
        let trigger = trigger.clone();
        (Scope::default(), Step::Open { trigger, refusal })
    };
    Some(Settings {
        team: from.team,
        user: from.spot.user?,
        once: Some(format!("{trigger}:{name}")),
        scope,
        step,
    })
}
