//! What a workspace chose, looked at and changed by its admins. Whether somebody is one is asked of Slack
//! each time: a form that was opened before gives nobody a right.

use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;
use tokio_util::task::TaskTracker;
use tracing::warn;

use super::decode::{self, Settings, Spot, Step};
use super::patience::{Awaited, PATIENCE, within};
use super::render::{self, Surface};
use super::workspace::Workspace;
use super::{form, panel};
use crate::assistant::Assistant;
use crate::chat::{Ask, Asker, Reply, Request};

/// Opens, turns or keeps the form, and gives what the acknowledgement holds: nothing where all that
/// was chosen is kept, so that the form closes.
pub(super) async fn take(
    assistant: Arc<Assistant>,
    workspace: Arc<Workspace>,
    settings: Settings,
    tasks: &TaskTracker,
) -> Option<Value> {
    let Settings {
        user, scope, step, ..
    } = settings.clone();
    let shown: Awaited<Result<Value, Box<Reply>>> = {
        let workspace = workspace.clone();
        Box::pin(async move {
            let now = Timestamp::now();
            answer(&assistant, &workspace, &settings, now).await
        })
    };
    let refused = |reply: Box<Reply>| render::message(*reply, Surface::Modal);
    let (view, opens) = match step {
        Step::Open { trigger, refusal } => (None, Some((trigger, refusal))),
        Step::Turn { view } => (Some(view), None),
        Step::Keep { view, .. } => {
            let late = match within(PATIENCE, shown).await {
                Ok(Ok(_)) => return None,
                Ok(Err(reply)) => return Some(form::shown(&form::answer(&refused(reply)))),
                Err(late) => late,
            };
            let language = workspace.people.language(Some(&user));
            tasks.spawn(async move {
                let shown = late.await;
                let shown = shown.unwrap_or_else(|reply| form::answer(&refused(reply)));
                workspace.show(view, &shown).await;
            });
            return Some(form::shown(&form::waiting(language)));
        }
    };
    tasks.spawn(async move {
        match (shown.await, opens) {
            (Ok(form), Some((trigger, _))) => {
                if let Err(trouble) = workspace.open(&trigger, &form).await {
                    let code = trouble.code();
                    warn!(code, "the settings could not be opened: {code}");
                }
            }
            (Err(reply), Some((_, way))) => {
                let spot = Spot {
                    channel: scope.here,
                    user: Some(user),
                    ..Spot::default()
                };
                let message = render::message(*reply, way.surface(false));
                workspace.deliver(message, way, &spot).await;
            }
            (shown, None) => {
                let shown = shown.unwrap_or_else(|reply| form::answer(&refused(reply)));
                workspace.show(view, &shown).await;
            }
        }
    });
    None
}

/// The form as it is, after what was chosen in it is kept; or why it is not shown.
async fn answer(
    assistant: &Assistant,
    workspace: &Workspace,
    settings: &Settings,
    at: Timestamp,
) -> Result<Value, Box<Reply>> {
    let Settings {
        team,
        user,
        once: _,
        scope,
        step,
    } = settings;
    let Workspace { web, people, .. } = workspace;
    let (locale, manages, groups) = tokio::join!(
        people.locale(web, user),
        people.administers(web, workspace.team(), user),
        people.groups(web),
    );
    let request = Request {
        ask: Ask::Help,
        asker: Asker::new(user.clone()).managing(manages),
        place: decode::place(team.clone(), scope.here.clone()),
        about: None,
        audience: None,
        locale,
        at,
    };
    let channel = scope.channel.as_deref();
    let mut panel = assistant.panel(&request, channel)?;
    if let Step::Keep { chosen, .. } = step {
        for field in panel.fields.clone() {
            let mut before = field.chosen;
            let new = chosen.iter().find(|(name, _)| name == field.name);
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
    Ok(panel::view(
        &panel,
        scope.here.clone(),
        &groups,
        workspace.hears,
    ))
}
