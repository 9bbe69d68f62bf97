//! Notices to payloads that are not answered: those from a workspace without a token, and those that come in a burst. They
//! are sent in the acknowledgement where the payload allows it, else by a call.

use std::sync::Arc;
use std::time::Instant;

use serde_json::Value;
use tracing::warn;

use super::decode::{Action, Location, ReplyRoute, SettingsStep};
use super::dispatcher::Dispatcher;
use super::modals;
use super::render::{self, Surface};
use super::workspace::Workspace;
use crate::assistant::Phrases;
use crate::chat::Door;

impl Dispatcher {
    /// Tells a person that their workspace is not connected, where that needs no token: in the acknowledgement, whose body it
    /// returns, or by the `response_url`.
    pub(super) fn refuse_unknown_workspace(self: &Arc<Self>, action: Action) -> Option<Value> {
        let (Action::Answer(request) | Action::OpenTextForm { request, .. }) = action else {
            return None;
        };
        let phrases = self
            .assistant
            .phrases(&request.to_request(None, None, Instant::now()));
        let message = render::message(phrases.no_workspace(), Surface::Message);
        match request.route {
            ReplyRoute::Acknowledgement { .. } => Some(message.response()),
            ReplyRoute::Submission { .. } => {
                Some(modals::update_response(&modals::answer(&message)))
            }
            ReplyRoute::ResponseUrl { url: Some(url), .. } => {
                let workspace = self.workspaces().first()?.clone();
                let Some(permit) = self.admission.accept() else {
                    self.admission.report_dropped();
                    return None;
                };
                self.spawn_notice(async move {
                    if let Err(error) = workspace.api.respond(&url, &[message.response()]).await {
                        let code = error.code();
                        warn!(
                            code,
                            "a person of a workspace without a token was not told: {code}"
                        );
                    }
                    drop(permit);
                });
                None
            }
            _ => None,
        }
    }

    /// Tells a person that too many requests come at once: in the acknowledgement, whose body it returns, or by a call, once a
    /// minute for each person and within
    /// [`AdmissionControl::refuse`](crate::platform::admission::AdmissionControl::refuse).
    pub(super) fn refuse_busy(
        self: &Arc<Self>,
        workspace: &Arc<Workspace>,
        action: Action,
    ) -> Option<Value> {
        let Some((route, location)) = refusal_route(action) else {
            self.admission.pass_over();
            return None;
        };
        let user = location.user.as_deref();
        let language = workspace.users.cached_language(user);
        let phrases = Phrases::in_locale(Door::Slack, Some(language.tag()));
        let message = render::message(phrases.busy(), route.surface(false));
        match route {
            ReplyRoute::Acknowledgement { .. } => {
                self.admission.refuse_at_once();
                Some(message.response())
            }
            ReplyRoute::Submission { .. } => {
                self.admission.refuse_at_once();
                Some(modals::update_response(&modals::answer(&message)))
            }
            route => {
                let (key, now) = (user.unwrap_or_default().to_owned(), Instant::now());
                if route == ReplyRoute::Message && workspace.wait_notices.get(&key, now).is_some() {
                    return None;
                }
                let queued = self.admission.refuse()?;
                workspace.wait_notices.insert(key, (), now);
                let (workspace, admission) = (workspace.clone(), self.admission.clone());
                self.spawn_notice(async move {
                    if let Some(turn) = admission.wait_to_send(queued, || false).await {
                        workspace.deliver(message, route, &location).await;
                        drop(turn);
                    }
                });
                None
            }
        }
    }
}

/// Returns the route and location of the notice that an action is not carried out; `None` if no reply is expected.
fn refusal_route(action: Action) -> Option<(ReplyRoute, Location)> {
    let of_user = |user| Location {
        user,
        ..Location::default()
    };
    match action {
        Action::Answer(request) => request
            .addressed
            .then_some((request.route, request.location)),
        Action::OpenTextForm { request, .. } => Some((request.route, request.location)),
        Action::OpenAskForm {
            user, trigger_id, ..
        } => Some((ReplyRoute::OpenModal { trigger_id }, of_user(user))),
        Action::Settings(settings) => {
            let mut location = of_user(Some(settings.user));
            let route = match settings.step {
                SettingsStep::Open { refusal, .. } => {
                    location.channel = settings.scope.opened_in;
                    refusal
                }
                SettingsStep::SwitchScope { view_id } => ReplyRoute::UpdateModal { view_id },
                SettingsStep::Save { view_id, .. } => ReplyRoute::Submission { view_id },
            };
            Some((route, location))
        }
        Action::FillAppHome(_)
        | Action::Suggest(_)
        | Action::RejectEmptyForm { .. }
        | Action::Revoke { .. } => None,
    }
}
