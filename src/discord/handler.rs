//! Dispatch of gateway events, with one method for each kind.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{ApplicationId, Http, Interaction, UserId};
use tokio::sync::mpsc::Receiver;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tracing::{debug, error, info, warn};

use super::gateway::GatewayEvent;
use super::message::DiscordMessage;
use super::refusal::{BareInteraction, Refusal};
use super::responder::Responder;
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
    admission: AdmissionControl,
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
    pub(super) fn new(
        responder: Responder,
        http: Arc<Http>,
        health: DoorHealth,
        shards: Shards,
        stop: CancellationToken,
    ) -> Arc<Self> {
        Arc::new(Self {
            responder,
            http,
            admission: AdmissionControl::new(health.clone()),
            health,
            shards,
            registered: AtomicBool::new(false),
            unreadable: Repeats::new(),
            stop,
            tasks: TaskTracker::new(),
        })
    }

    /// Handles events in a task of its own until the queue is closed and empty.
    pub(super) fn listen(self: &Arc<Self>, mut events: Receiver<GatewayEvent>) {
        let this = self.clone();
        self.tasks.spawn(async move {
            while let Some(event) = events.recv().await {
                this.handle(event);
            }
        });
    }

    /// Handles one event; work that waits is spawned as a task.
    fn handle(self: &Arc<Self>, event: GatewayEvent) {
        let (name, data, received) = match event {
            GatewayEvent::Unreadable => return self.unreadable("payload"),
            GatewayEvent::Dispatch {
                name,
                data,
                received,
            } => (name, data, received),
        };
        match name.as_str() {
            "READY" => {
                if let Some(ready) = self.parse(&name, data) {
                    self.on_ready(ready);
                }
            }
            "MESSAGE_CREATE" => {
                if let Some(message) = self.parse(&name, data) {
                    self.on_message(message);
                }
            }
            "INTERACTION_CREATE" => self.on_interaction(data, received),
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

    /// Spawns `work`; when too much work is pending, `refusal` instead; when too many refusals are, the event is dropped.
    fn spawn<W, R>(&self, work: W, refusal: R)
    where
        W: Future<Output = ()> + Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        if let Some(permit) = self.admission.accept() {
            self.tasks.spawn(async move {
                work.await;
                drop(permit);
            });
        } else if let Some(permit) = self.admission.refuse() {
            self.tasks.spawn(async move {
                refusal.await;
                drop(permit);
            });
        }
    }

    fn parse<T: DeserializeOwned>(&self, name: &str, data: Value) -> Option<T> {
        let parsed = serde_json::from_value(data);
        if parsed.is_err() {
            // The error itself is not logged: it would quote message text.
            self.unreadable(name);
        }
        parsed.ok()
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
        self.tasks.spawn(async move {
            tokio::select! {
                () = this.stop.cancelled() => {}
                () = this.register(application.id) => {}
            }
        });
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

    /// Answers an interaction; also one that cannot be parsed, as a user waits.
    fn on_interaction(self: &Arc<Self>, mut data: Value, received: Instant) {
        let bare = BareInteraction::read(&data);
        let target = visible_text::target(&data);
        visible_text::prune(&mut data);
        let interaction = self.parse::<Interaction>("INTERACTION_CREATE", data);
        let (this, refusing) = (self.clone(), self.clone());
        let unanswered = bare.clone();
        let work = Box::pin(async move {
            match (interaction, bare) {
                (Some(interaction), _) => {
                    let responder = &this.responder;
                    responder
                        .answer_interaction(&interaction, target, received)
                        .await;
                }
                (None, Some(bare)) => this.responder.refuse(&bare, Refusal::Unreadable).await,
                (None, None) => {}
            }
        });
        self.spawn(work, async move {
            if let Some(bare) = unanswered {
                refusing.responder.refuse(&bare, Refusal::Busy).await;
            }
        });
    }

    fn on_message(self: &Arc<Self>, message: DiscordMessage) {
        let (this, refusing) = (self.clone(), self.clone());
        // Most messages are not for the bot; they need no task.
        let Some(request) = self.responder.decode_message(&message) else {
            if message.mentions_role_in().is_some() {
                let work = async move { this.responder.answer_role_mention(&message).await };
                self.spawn(work, async {});
            }
            return;
        };
        let message = Arc::new(message);
        let (refused, addressed) = (message.clone(), request.addressed);
        let refused_request = request.clone();
        self.spawn(
            async move { this.responder.answer_message(&message, request).await },
            async move {
                if addressed {
                    refusing
                        .responder
                        .refuse_message(&refused, &refused_request)
                        .await;
                }
            },
        );
    }
}
