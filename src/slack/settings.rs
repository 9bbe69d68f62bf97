//! Settings modal: opening, switching its scope and saving it.
//!
//! Each step requests whether the user is an admin, as the modal may have been opened earlier.

use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::Value;
use tracing::warn;

use super::decode::{self, Location, SettingsAction, SettingsStep};
use super::render::{self, Surface};
use super::workspace::Workspace;
use super::{modals, settings_form};
use crate::assistant::Assistant;
use crate::chat::{Ask, Asker, Reply, Request};
use crate::platform::deadline::{Pending, within};

/// Carries out a step of the settings modal and returns the body of its acknowledgement, within `deadline`. An empty
/// acknowledgement of a submission closes the modal: all values are saved. After a choice of another language it stays open, in
/// that language. Passes the work after the acknowledgement to `spawn`.
pub(super) async fn handle(
    assistant: Arc<Assistant>,
    workspace: Arc<Workspace>,
    action: SettingsAction,
    deadline: Duration,
    spawn: impl FnOnce(Pending<()>),
) -> Option<Value> {
    let SettingsAction {
        user, scope, step, ..
    } = action.clone();
    let form: Pending<Result<Form, Box<Reply>>> = {
        let workspace = workspace.clone();
        Box::pin(async move {
            let now = Timestamp::now();
            form_after(&assistant, &workspace, &action, now).await
        })
    };
    let refusal = |reply: Box<Reply>| modals::answer(&render::message(*reply, Surface::Modal));
    match step {
        SettingsStep::Save { view_id, .. } => match within(deadline, form).await {
            Ok(Ok(form)) => form
                .is_in_new_language
                .then(|| modals::update_response(&form.view)),
            Ok(Err(reply)) => Some(modals::update_response(&refusal(reply))),
            Err(late) => {
                let language = workspace.users.cached_language(Some(&user));
                spawn(Box::pin(async move {
                    let view = late.await.map_or_else(refusal, |form| form.view);
                    if let Some(view_id) = view_id {
                        workspace.show_in_modal(&view_id, &view).await;
                    }
                }));
                Some(modals::update_response(&modals::loading(language)))
            }
        },
        SettingsStep::SwitchScope { view_id } => {
            spawn(Box::pin(async move {
                let view = form.await.map_or_else(refusal, |form| form.view);
                workspace.show_in_modal(&view_id, &view).await;
            }));
            None
        }
        SettingsStep::Open {
            trigger_id,
            refusal: route,
        } => {
            spawn(Box::pin(async move {
                match form.await {
                    Ok(form) => {
                        let opened = workspace.open_modal(&trigger_id, &form.view).await;
                        if let Err(error) = opened {
                            let code = error.code();
                            warn!(code, "the settings could not be opened: {code}");
                        }
                    }
                    Err(reply) => {
                        let location = Location {
                            channel: scope.opened_in,
                            user: Some(user),
                            ..Location::default()
                        };
                        let message = render::message(*reply, route.surface(false));
                        workspace.deliver(message, route, &location).await;
                    }
                }
            }));
            None
        }
    }
}

/// The settings modal after a step.
struct Form {
    view: Value,
    /// True if the step chose another language for its texts.
    is_in_new_language: bool,
}

/// Saves the submitted values that changed, and returns the modal's view.
///
/// # Errors
/// A notice: the user may not see the settings, or a value is invalid.
async fn form_after(
    assistant: &Assistant,
    workspace: &Workspace,
    action: &SettingsAction,
    at: Timestamp,
) -> Result<Form, Box<Reply>> {
    let SettingsAction {
        team,
        user,
        dedupe_key: _,
        scope,
        step,
    } = action;
    let Workspace { api, users, .. } = workspace;
    let (locale, manages, groups) = tokio::join!(
        users.locale(api, user),
        users.is_admin(api, workspace.team(), user),
        users.groups(api),
    );
    let request = Request {
        ask: Ask::Help,
        asker: Asker::new(user.clone()).managing(manages),
        place: decode::place(team.clone(), scope.opened_in.clone()),
        addressed: true,
        delivery_id: None,
        about: None,
        audience: None,
        locale,
        at,
        received: Instant::now(),
    };
    let channel = scope.channel.as_deref();
    let mut panel = assistant.panel(&request, channel)?;
    let language = panel.language;
    if let SettingsStep::Save { selected, .. } = step {
        for field in panel.fields.clone() {
            let mut before = field.chosen;
            let new = selected.iter().find(|(name, _)| name == field.name);
            let Some(mut new) = new.map(|(_, values)| values.clone()) else {
                continue;
            };
            before.sort();
            new.sort();
            if new != before {
                panel = assistant
                    .choose(&request, channel, field.name, &new)
                    .await?;
            }
        }
    }
    let receives = workspace.receives_messages;
    Ok(Form {
        is_in_new_language: panel.language != language,
        view: settings_form::view(&panel, scope.opened_in.clone(), &groups, receives),
    })
}
