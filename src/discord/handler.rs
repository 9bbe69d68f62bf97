//! Dispatch of gateway events: one short method per kind of event.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{ApplicationId, Http, Interaction, UserId};
use tokio::sync::Semaphore;
use tokio::sync::mpsc::Receiver;
use tokio_util::task::TaskTracker;
use tracing::{debug, error, info, warn};

use super::gateway::GatewayEvent;
use super::message::DiscordMessage;
use super::responder::Responder;
use super::{invite, register};
use crate::config::Shards;
use crate::telemetry::health::DoorHealth;
use crate::telemetry::repeats::Repeats;

/// Events that are answered at the same time. An answer is mostly a wait of about 200 ms for Discord,
/// so that 64 at a time are about 300 answers a second; more would compete for the processors.
const MAX_CONCURRENT: usize = 64;

/// Health counter of payloads that could not be parsed.
const UNREADABLE: &str = "events that could not be read";
/// Health counter of events that no method handles.
const UNKNOWN: &str = "events of an unknown kind";

/// Answers gateway events, each in a task of its own, [`MAX_CONCURRENT`] at a time.
pub(super) struct Handler {
    responder: Responder,
    http: Arc<Http>,
    health: DoorHealth,
    shards: Shards,
    /// Whether the commands were compared with those that are registered.
    registered: AtomicBool,
    unreadable: Repeats,
    /// One permit for each event that may be answered now.
    slots: Arc<Semaphore>,
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
    ) -> Arc<Self> {
        Arc::new(Self {
            responder,
            http,
            health,
            shards,
            registered: AtomicBool::new(false),
            unreadable: Repeats::new(),
            slots: Arc::new(Semaphore::new(MAX_CONCURRENT)),
            tasks: TaskTracker::new(),
        })
    }

    /// Handles events in a task of its own until the queue is closed and empty.
    pub(super) fn listen(self: &Arc<Self>, mut events: Receiver<GatewayEvent>) {
        let this = self.clone();
        self.tasks.spawn(async move {
            while let Some(event) = events.recv().await {
                Box::pin(this.handle(event)).await;
            }
        });
    }

    /// Handles one event. Waits while [`MAX_CONCURRENT`] others are being answered; further events
    /// collect in the queue meanwhile.
    async fn handle(self: &Arc<Self>, event: GatewayEvent) {
        match event {
            GatewayEvent::Unreadable => self.unreadable("payload"),
            GatewayEvent::Dispatch { name, data } => match name.as_str() {
                "READY" => {
                    if let Some(ready) = self.parse(&name, data) {
                        self.on_ready(ready).await;
                    }
                }
                "MESSAGE_CREATE" => {
                    if let Some(message) = self.parse(&name, data) {
                        self.on_message(message).await;
                    }
                }
                "INTERACTION_CREATE" => {
                    if let Some(interaction) = self.parse(&name, data) {
                        Box::pin(self.on_interaction(interaction)).await;
                    }
                }
                "RESUMED" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {}
                _ => {
                    self.health.count(UNKNOWN);
                    debug!(event.name = name, "ignored an event of an unknown kind");
                }
            },
        }
    }

    /// Waits for running tasks, for `timeout` at most, and returns whether all of them ended.
    pub(super) async fn finish(&self, timeout: Duration) -> bool {
        self.tasks.close();
        tokio::time::timeout(timeout, self.tasks.wait())
            .await
            .is_ok()
    }

    /// Runs the work in a task of its own, once a slot is free.
    async fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        // The semaphore is never closed.
        let slot = self.slots.clone().acquire_owned().await;
        self.tasks.spawn(async move {
            work.await;
            drop(slot);
        });
    }

    fn parse<T: DeserializeOwned>(&self, name: &str, data: Value) -> Option<T> {
        let parsed = serde_json::from_value(data);
        if parsed.is_err() {
            // The error itself is not logged: it would quote message text.
            self.unreadable(name);
        }
        parsed.ok()
    }

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
    async fn on_ready(self: &Arc<Self>, Ready { application, user }: Ready) {
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
        self.spawn(async move {
            match register::register(&this.http, application.id).await {
                Ok(true) => info!("the commands are registered"),
                Ok(false) => debug!("the commands are registered already"),
                Err(error) => {
                    this.registered.store(false, Ordering::SeqCst);
                    error!(
                        code = %error,
                        "the commands could not be registered; those that Discord knows are \
                         answered, and registration is tried again with the next session"
                    );
                }
            }
        })
        .await;
    }

    async fn on_interaction(self: &Arc<Self>, interaction: Interaction) {
        let this = self.clone();
        let answer = Box::pin(async move {
            this.responder.answer_interaction(&interaction).await;
        });
        self.spawn(answer).await;
    }

    async fn on_message(self: &Arc<Self>, message: DiscordMessage) {
        // Most messages are not for the bot; they need no slot.
        let Some(request) = self.responder.decode_message(&message) else {
            return;
        };
        let this = self.clone();
        self.spawn(async move {
            this.responder.answer_message(&message, request).await;
        })
        .await;
    }
}
