//! Dispatch of gateway events, with one method for each kind.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{ApplicationId, Http, Interaction, UserId};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{debug, error, info, warn};

use super::connect::Connection;
use super::gateway::{GatewayEvent, PayloadText};
use super::limits::REFUSAL_LIMIT;
use super::message::DiscordMessage;
use super::refusal::{BareInteraction, Refusal};
use super::responder::{RawContext, Responder};
use super::votes::VotedMessage;
use super::{invite, register, visible_text};
use crate::config::Shards;
use crate::platform::admission::AdmissionControl;
use crate::platform::backoff::Backoff;
use crate::telemetry::health::DoorHealth;
use crate::telemetry::repeats::Repeats;

/// First and maximum delay before the registration of the commands is tried again.
const INITIAL_RETRY_DELAY: Duration = Duration::from_secs(1);
const MAX_RETRY_DELAY: Duration = Duration::from_mins(5);

/// Health counter of payloads that could not be parsed.
const UNREADABLE: &str = "events that could not be read";
/// Health counter of events that no method handles.
const UNKNOWN: &str = "events of an unknown kind";

/// Handles gateway events, each in a task of its own.
pub(super) struct Handler {
    responder: Responder,
    http: Arc<Http>,
    health: DoorHealth,
    shards: Shards,
    /// True once the registration of the commands has begun.
    registered: AtomicBool,
    unreadable: Repeats,
    admission: Arc<AdmissionControl>,
    /// The runtime on which events are answered; the handler runs on that of the receiver.
    answering: Handle,
    stop: CancellationToken,
    tasks: TaskTracker,
}

/// The fields of `READY` that are used
/// (<https://discord.com/developers/docs/events/gateway-events#ready>).
#[derive(Deserialize)]
struct Ready {
    application: Application,
    user: BotUser,
}

#[derive(Deserialize)]
struct BotUser {
    id: UserId,
}

#[derive(Deserialize)]
struct Application {
    id: ApplicationId,
}

impl Handler {
    /// Creates a handler that answers on the runtime of the caller.
    pub(super) fn new(
        responder: Responder,
        connection: &Connection,
        admission: Arc<AdmissionControl>,
        health: DoorHealth,
        stop: CancellationToken,
    ) -> Arc<Self> {
        Arc::new(Self {
            responder,
            http: connection.http.clone(),
            admission,
            answering: Handle::current(),
            health,
            shards: connection.shards,
            registered: AtomicBool::new(false),
            unreadable: Repeats::new(),
            stop,
            tasks: TaskTracker::new(),
        })
    }

    /// Handles events in a task on the runtime `receiver` until the queue is closed and empty.
    pub(super) fn listen(
        self: &Arc<Self>,
        mut events: mpsc::Receiver<GatewayEvent>,
        receiver: &Handle,
    ) {
        let this = self.clone();
        let listening = async move {
            while let Some(event) = events.recv().await {
                this.handle(event);
            }
        };
        self.tasks.spawn_on(listening, receiver);
    }

    /// Handles one event; work that waits is spawned as a task.
    fn handle(self: &Arc<Self>, event: GatewayEvent) {
        let (name, text, received) = match event {
            GatewayEvent::Unreadable => return self.unreadable("payload"),
            GatewayEvent::Dispatch {
                name,
                text,
                received,
            } => (name, text, received),
        };
        match name.as_str() {
            "READY" => {
                if let Some(ready) = self.parse(&name, text.data()) {
                    self.on_ready(ready);
                }
            }
            "MESSAGE_CREATE" => {
                if let Some(message) = self.parse(&name, text.data()) {
                    self.on_message(message);
                }
            }
            "INTERACTION_CREATE" => self.on_interaction(text, received),
            "RESUMED" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {}
            _ => {
                self.health.count(UNKNOWN);
                debug!(event.name = name, "ignored an event of an unknown kind");
            }
        }
    }

    /// Waits for running tasks, for `timeout` at most, and returns whether all of them ended.
    pub(super) async fn finish(&self, timeout: Duration) -> bool {
        self.tasks.close();
        tokio::time::timeout(timeout, self.tasks.wait())
            .await
            .is_ok()
    }

    /// Spawns `work`; when too much work is pending, `refusal` instead, which is sent in its turn, and before `until`. Where
    /// too many wait for that, the event is dropped.
    fn spawn<W, R>(self: &Arc<Self>, work: W, refusal: R, until: Option<Instant>)
    where
        W: Future<Output = ()> + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        if let Some(permit) = self.admission.accept() {
            let accepted = async move {
                work.await;
                drop(permit);
            };
            self.tasks.spawn_on(accepted, &self.answering);
        } else if let Some(queued) = self.admission.refuse() {
            let admission = self.admission.clone();
            self.tasks.spawn(async move {
                let is_late = || until.is_some_and(|until| Instant::now() >= until);
                if let Some(turn) = admission.wait_to_send(queued, is_late).await {
                    refusal.await;
                    drop(turn);
                }
            });
        }
    }

    fn parse<T: DeserializeOwned>(&self, name: &str, data: Option<Value>) -> Option<T> {
        let parsed = data.and_then(|data| serde_json::from_value(data).ok());
        if parsed.is_none() {
            // The error itself is not logged: it would quote message text.
            self.unreadable(name);
        }
        parsed
    }

    /// Counts an event that cannot be parsed, and logs the first, the tenth, the hundredth.
    fn unreadable(&self, name: &str) {
        self.health.count(UNREADABLE);
        if let Some(count) = self.unreadable.count() {
            warn!(
                event.name = name,
                count, "an event could not be read ({count} so far)"
            );
        }
    }

    /// Registers the commands once per process, in the process that runs shard 0.
    fn on_ready(self: &Arc<Self>, Ready { application, user }: Ready) {
        self.responder.set_bot_id(user.id);
        if self.shards.first > 0 || self.registered.swap(true, Ordering::SeqCst) {
            return;
        }
        let id = application.id.to_string();
        info!(
            "to add the bot to a server: {}",
            invite::guild_install_url(&id)
        );
        info!(
            "to add its commands for oneself: {}",
            invite::user_install_url(&id)
        );
        let this = self.clone();
        let registration = async move {
            tokio::select! {
                () = this.stop.cancelled() => {}
                () = this.register(application.id) => {}
            }
        };
        self.tasks.spawn_on(registration, &self.answering);
    }

    /// Registers the commands, and tries again while Discord fails. A refusal is final until the next
    /// session, as the same commands would be refused again.
    async fn register(&self, application: ApplicationId) {
        let mut backoff = Backoff::new(INITIAL_RETRY_DELAY, MAX_RETRY_DELAY);
        loop {
            match register::register(&self.http, application).await {
                Ok(true) => return info!("the commands are registered"),
                Ok(false) => return debug!("the commands are registered already"),
                Err(error) if error.is_transient() => {
                    let wait = backoff.next_wait();
                    warn!(
                        code = %error,
                        retry_s = wait.as_secs(),
                        "the commands could not be registered; this is tried again"
                    );
                    tokio::time::sleep(wait).await;
                }
                Err(error) => {
                    self.registered.store(false, Ordering::SeqCst);
                    return error!(
                        code = %error,
                        "Discord refuses the commands; those that it knows are answered, and \
                         registration is tried again with the next session"
                    );
                }
            }
        }
    }

    /// Answers an interaction; also one that cannot be parsed, as a user waits. Only one that is accepted is parsed whole.
    fn on_interaction(self: &Arc<Self>, text: PayloadText, received: Instant) {
        let bare = text
            .data()
            .and_then(|fields| BareInteraction::read(&fields));
        let (this, refusing) = (self.clone(), self.clone());
        let unanswered = bare.clone();
        let work = Box::pin(async move {
            let mut data = text.data::<Value>();
            let context = RawContext {
                target: data.as_ref().and_then(visible_text::target),
                voted: data.as_ref().and_then(VotedMessage::read),
            };
            if let Some(data) = &mut data {
                visible_text::prune(data);
            }
            match (this.parse::<Interaction>("INTERACTION_CREATE", data), bare) {
                (Some(interaction), _) => {
                    let responder = &this.responder;
                    responder
                        .answer_interaction(&interaction, context, received)
                        .await;
                }
                (None, Some(bare)) => this.responder.refuse(&bare, Refusal::Unreadable).await,
                (None, None) => {}
            }
        });
        let refusal = async move {
            if let Some(bare) = unanswered {
                refusing.responder.refuse(&bare, Refusal::Busy).await;
            }
        };
        self.spawn(work, refusal, received.checked_add(REFUSAL_LIMIT));
    }

    fn on_message(self: &Arc<Self>, message: DiscordMessage) {
        let (this, refusing) = (self.clone(), self.clone());
        let message = Arc::new(message);
        let refused = message.clone();
        // Most messages are not for the bot; they need no task.
        let Some(request) = self.responder.decode_message(&message) else {
            if message.mentions_role_in().is_some() {
                let work = async move { this.responder.answer_role_mention(&message).await };
                let refusal = async move { refusing.responder.refuse_role_mention(&refused).await };
                self.spawn(work, refusal, None);
            }
            return;
        };
        if !request.addressed {
            let Some(permit) = self.admission.accept() else {
                return self.admission.pass_over();
            };
            let work = async move {
                this.responder.answer_message(&message, request).await;
                drop(permit);
            };
            self.tasks.spawn_on(work, &self.answering);
            return;
        }
        let refused_request = request.clone();
        self.spawn(
            async move { this.responder.answer_message(&message, request).await },
            async move {
                refusing
                    .responder
                    .refuse_message(&refused, &refused_request)
                    .await;
            },
            None,
        );
    }
}
