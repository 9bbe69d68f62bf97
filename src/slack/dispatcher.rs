//! Dispatch of decoded actions, independent of the receiver.
//!
//! Slash commands and modal submissions are answered in their acknowledgement. All other deliveries
//! are acknowledged at once and answered by a separate call, because Slack ignores the body of their
//! acknowledgement.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio_util::task::TaskTracker;
use tracing::{debug, info, warn};

use super::decode::{self, Action, ReplyRoute, SlackPayload, SlackRequest};
use super::render::Surface;
use super::workspace::Workspace;
use super::{command_prefix, modals, render, settings};
use crate::assistant::Assistant;
use crate::chat::{Door, Reply, ReplyKind};
use crate::config::SlackSettings;
use crate::platform::admission::{AdmissionControl, AdmissionPermit};
use crate::platform::deadline::{Pending, RESPONSE_DEADLINE, within};
use crate::telemetry::repeats::Repeats;

/// Dispatcher of one app, for all workspaces in which it is installed.
pub(super) struct Dispatcher {
    pub(super) assistant: Arc<Assistant>,
    workspaces: Vec<Arc<Workspace>>,
    /// Prefix of the slash commands' names.
    prefix: String,
    /// True if the app has the agent view (`slack.agent`).
    pub(super) agent: bool,
    /// Counter of deliveries from workspaces without a token in the settings.
    unknown_workspace: Repeats,
    pub(super) admission: Arc<AdmissionControl>,
    /// The runtime on which deliveries are answered; those of sockets are received on another.
    pub(super) answering: Handle,
    tasks: TaskTracker,
    /// Number of the latest request.
    requests: AtomicU64,
}

/// The acknowledgement of a delivery, by its body; none for an empty one.
pub(super) enum Acknowledgement {
    /// It is ready.
    Now(Option<Value>),
    /// It comes within the deadline.
    Later(Pending<Option<Value>>),
}

/// An accepted delivery.
struct Delivery {
    /// The time of its arrival, from which the deadline counts.
    received: Instant,
    /// Limits the number of deliveries that are handled at a time; held until the answer is delivered.
    #[expect(dead_code, reason = "it is held, not read")]
    permit: AdmissionPermit,
}

impl Delivery {
    /// Returns the time until a late reply must be announced.
    fn deadline(&self) -> Duration {
        RESPONSE_DEADLINE.saturating_sub(self.received.elapsed())
    }
}

impl Dispatcher {
    /// Creates a dispatcher that answers on the runtime of the caller.
    pub(super) fn new(
        settings: &SlackSettings,
        assistant: Arc<Assistant>,
        workspaces: Vec<Arc<Workspace>>,
        admission: Arc<AdmissionControl>,
    ) -> Arc<Self> {
        Arc::new(Self {
            assistant,
            workspaces,
            prefix: settings.prefix.clone(),
            agent: settings.agent,
            unknown_workspace: Repeats::new(),
            admission,
            answering: Handle::current(),
            tasks: TaskTracker::new(),
            requests: AtomicU64::new(0),
        })
    }

    pub(super) fn workspaces(&self) -> &[Arc<Workspace>] {
        &self.workspaces
    }

    /// Decodes a payload and handles its action, without waiting. The deadline of a reply counts from `received`.
    pub(super) fn dispatch(
        self: &Arc<Self>,
        payload: SlackPayload,
        received: Instant,
    ) -> Acknowledgement {
        let Some(action) = decode::action(payload, &self.prefix) else {
            debug!("Slack sent something that needs no answer");
            return Acknowledgement::Now(None);
        };
        let Some(workspace) = self.workspace(action.team()).cloned() else {
            if let Some(count) = self.unknown_workspace.count() {
                warn!(
                    count,
                    "Slack sent something from a workspace whose token is not set ({count} so far)"
                );
            }
            return Acknowledgement::Now(self.refuse_unknown_workspace(action));
        };
        match action {
            Action::Answer(request)
                if !request.addressed && !self.answers_unaddressed(&workspace, &request) =>
            {
                Acknowledgement::Now(None)
            }
            Action::Suggest(query) => Acknowledgement::Now(Some(self.suggestions(query))),
            Action::RejectEmptyForm { user, .. } => {
                let language = workspace.users.cached_language(user.as_deref());
                Acknowledgement::Now(Some(modals::empty_form_error(language)))
            }
            Action::Revoke { event, .. } => {
                workspace.health.revoked(workspace.api.variable(), event);
                Acknowledgement::Now(None)
            }
            action => match self.admission.accept() {
                None => Acknowledgement::Now(self.refuse_busy(&workspace, action)),
                Some(permit) => {
                    let delivery = Delivery { received, permit };
                    let this = self.clone();
                    Acknowledgement::Later(Box::pin(async move {
                        this.handle(workspace, action, delivery).await
                    }))
                }
            },
        }
    }

    /// Handles an accepted action and returns the body of its acknowledgement; none for an empty one.
    async fn handle(
        self: Arc<Self>,
        workspace: Arc<Workspace>,
        action: Action,
        delivery: Delivery,
    ) -> Option<Value> {
        if let Some(key) = action.dedupe_key()
            && !self.is_first(key).await
        {
            debug!("Slack sent something again that is answered already");
            return None;
        }
        match action {
            Action::Answer(request) => self.answer(workspace, request, delivery).await,
            Action::OpenAskForm {
                user, trigger_id, ..
            } => {
                self.spawn(delivery, async move {
                    let user = user.unwrap_or_default();
                    workspace.open_ask_form(&user, &trigger_id).await;
                });
                None
            }
            Action::OpenTextForm {
                request,
                trigger_id,
            } => {
                let dispatcher = self.clone();
                let received = delivery.received;
                self.spawn(delivery, async move {
                    dispatcher
                        .open_text_form(&workspace, request, &trigger_id, received)
                        .await;
                });
                None
            }
            Action::Settings(action) => {
                let assistant = self.assistant.clone();
                let deadline = delivery.deadline();
                let spawn = |work: Pending<()>| self.spawn(delivery, work);
                settings::handle(assistant, workspace, action, deadline, spawn).await
            }
            Action::FillAppHome(opened) => {
                let dispatcher = self.clone();
                self.spawn(delivery, async move {
                    dispatcher.fill_app_home(&workspace, opened).await;
                });
                None
            }
            // `dispatch` has answered these.
            Action::Suggest(_) | Action::RejectEmptyForm { .. } | Action::Revoke { .. } => None,
        }
    }

    /// Spawns work as a task that holds its delivery.
    fn spawn(&self, delivery: Delivery, work: impl Future<Output = ()> + Send + 'static) {
        self.spawn_notice(async move {
            work.await;
            drop(delivery);
        });
    }

    /// Spawns work that no accepted delivery holds, such as a notice.
    pub(super) fn spawn_notice(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.tasks.spawn_on(work, &self.answering);
    }

    /// Waits until all accepted requests are answered.
    pub(super) async fn finish(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }

    /// Returns whether the channel of a request answers messages that do not address the bot.
    fn answers_unaddressed(&self, workspace: &Workspace, request: &SlackRequest) -> bool {
        let place = decode::place(request.team.clone(), request.location.channel.clone());
        workspace.receives_messages && self.assistant.answers_unaddressed(&place)
    }

    /// Returns whether this is the first delivery with this key.
    async fn is_first(&self, key: &str) -> bool {
        let now = Timestamp::now();
        self.assistant.is_first(Door::Slack, key, now).await
    }

    /// Returns the workspace with this id. Where only one is configured, it serves every id.
    pub(super) fn workspace(&self, team: Option<&str>) -> Option<&Arc<Workspace>> {
        match self.workspaces.as_slice() {
            [only] => Some(only),
            several => several
                .iter()
                .find(|one| team.is_some() && one.team() == team),
        }
    }

    /// Answers a request and returns the body of the acknowledgement.
    async fn answer(
        self: &Arc<Self>,
        workspace: Arc<Workspace>,
        mut request: SlackRequest,
        delivery: Delivery,
    ) -> Option<Value> {
        let deadline = delivery.deadline();
        request.location.request = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        // Only the agent view starts a thread at each direct message.
        if request.location.is_direct() && !self.agent {
            request.location.thread_root = None;
        }
        let reply = self.respond(workspace.clone(), &request, delivery.received);
        match &request.route {
            ReplyRoute::Acknowledgement { .. } => match within(deadline, reply).await {
                Ok(reply) => {
                    let surface = request.route.surface(self.agent);
                    Some(render::message(reply, surface).response())
                }
                Err(reply) => {
                    self.reply_late(workspace, reply, request, delivery);
                    None
                }
            },
            ReplyRoute::Submission { .. } => {
                let view = match within(deadline, reply).await {
                    Ok(reply) => modals::answer(&render::message(reply, Surface::Modal)),
                    Err(reply) => {
                        let user = request.location.user.as_deref();
                        let language = workspace.users.cached_language(user);
                        self.reply_late(workspace, reply, request, delivery);
                        modals::loading(language)
                    }
                };
                Some(modals::update_response(&view))
            }
            _ => {
                self.send(workspace, reply, request, delivery, deadline);
                None
            }
        }
    }

    /// Computes the reply to a request and logs its kind, entry and duration.
    fn respond(
        self: &Arc<Self>,
        workspace: Arc<Workspace>,
        request: &SlackRequest,
        received: Instant,
    ) -> Pending<Reply> {
        let dispatcher = self.clone();
        let incoming = request.clone();
        Box::pin(async move {
            let started = Instant::now();
            let user = incoming.location.user.as_deref().unwrap_or_default();
            let (locale, about) = tokio::join!(
                workspace.users.locale(&workspace.api, user),
                workspace.threads.followed_up(&workspace.api, &incoming),
            );
            let request = incoming.to_request(locale, about, received);
            let ids = dispatcher.assistant.authorizing_ids(&request);
            let request = workspace
                .users
                .with_rights(&workspace.api, workspace.team(), request, &ids)
                .await;
            let reply = dispatcher.assistant.respond(&request).await;
            let reply = command_prefix::apply(reply, &dispatcher.prefix);
            if reply.kind == ReplyKind::Silent {
                return reply;
            }
            let duration_ms = started.elapsed().as_millis();
            let entry = reply.parts.iter().find_map(|part| part.citation.as_ref());
            let entry = entry.map(|citation| citation.address.entry.to_string());
            let kind = kind(reply.kind);
            info!(
                entry.id = entry.as_deref(),
                duration_ms, "a request was answered: {kind}"
            );
            reply
        })
    }

    /// Delivers a reply after its acknowledgement was sent without it.
    fn reply_late(
        self: &Arc<Self>,
        workspace: Arc<Workspace>,
        reply: Pending<Reply>,
        request: SlackRequest,
        delivery: Delivery,
    ) {
        info!("an answer takes long and comes after its acknowledgement");
        self.send(workspace, reply, request, delivery, Duration::ZERO);
    }

    /// Spawns a task that delivers a reply, and announces it first where it misses the deadline.
    fn send(
        self: &Arc<Self>,
        workspace: Arc<Workspace>,
        reply: Pending<Reply>,
        request: SlackRequest,
        delivery: Delivery,
        deadline: Duration,
    ) {
        let SlackRequest {
            ask,
            team,
            mut route,
            location,
            addressed,
            voted,
            ..
        } = request;
        let agent = self.agent;
        let assistant = self.assistant.clone();
        self.spawn(delivery, async move {
            let reply = match within(deadline, reply).await {
                Ok(reply) => reply,
                Err(reply) if !addressed => reply.await,
                Err(reply) => {
                    route = workspace.announce_reply(route, &location).await;
                    reply.await
                }
            };
            let in_channel = route == ReplyRoute::Message && !location.is_direct();
            let is_silent = match (reply.kind, &location.user) {
                (ReplyKind::Silent, _) => true,
                (ReplyKind::Wait, Some(user)) if in_channel => !workspace.may_tell_to_wait(user),
                _ => false,
            };
            if is_silent {
                let (status, api) = (&workspace.status, &workspace.api);
                return status.clear(api, reply.language, &location).await;
            }
            // A vote that was kept has the button that takes it back.
            let voted = voted.filter(|_| !reply.votes.is_empty());
            let message = render::message(reply, route.surface(agent));
            workspace.deliver(message, route, &location).await;
            if let Some(voted) = voted {
                let place = decode::place(team, location.channel);
                let people = assistant.solved(&place, &ask).await;
                workspace.count_votes(&voted, people).await;
            }
        });
    }
}

/// Describes the kind of a reply for the log.
const fn kind(kind: ReplyKind) -> &'static str {
    match kind {
        ReplyKind::Answer => "with a passage",
        ReplyKind::Likely => "with the closest passage",
        ReplyKind::Unsure => "with suggestions",
        ReplyKind::Nothing => "with nothing found",
        ReplyKind::Asking => "with a question",
        ReplyKind::Info => "with a list",
        ReplyKind::Notice => "with a notice",
        ReplyKind::Wait => "with a wait",
        ReplyKind::Silent => "with silence",
    }
}
