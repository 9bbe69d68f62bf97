//! What happens when Discord says something: one short function for each event.

use std::fmt::Display;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::all::{ApplicationId, CommandInteraction, Http, Interaction, UserId};
use tokio_util::task::TaskTracker;
use tracing::{debug, error, info, warn};

use super::call::Failure;
use super::decode::{self, Way, Wish};
use super::deliver::{self, Parcel, Slip};
use super::gateway::Heard;
use super::limits::{COMPLETION_TEXT, COMPLETIONS, line};
use super::panel::{self, Turn};
use super::standing::Standing;
use super::threads::{self, Threads};
use super::written::{Called, Message};
use super::{dismiss, invite, post, register};
use crate::assistant::{Assistant, Mode};
use crate::chat::{Audience, Door, Reply, Request, Tone};
use crate::config::Shards;
use crate::telemetry::health::DoorHealth;

/// How the door's counter of what it could not read is called.
const UNREADABLE: &str = "events that could not be read";
/// And that of what this version does not know.
const UNKNOWN: &str = "events of an unknown kind";

/// Answers what Discord sends.
pub(super) struct Handler {
    assistant: Arc<Assistant>,
    http: Arc<Http>,
    health: DoorHealth,
    shards: Shards,
    /// Whether Discord lets the bot read all messages, and not those alone that speak to it.
    reads: bool,
    standing: Standing,
    registered: AtomicBool,
    /// The bot's own id, once Discord has told it.
    me: OnceLock<UserId>,
    threads: Threads,
    tasks: TaskTracker,
}

/// What is told of the bot itself when a session begins
/// (<https://discord.com/developers/docs/events/gateway-events#ready>).
#[derive(Deserialize)]
struct Ready {
    application: Application,
    user: Myself,
}

#[derive(Deserialize)]
struct Myself {
    id: UserId,
}

#[derive(Deserialize)]
struct Application {
    id: ApplicationId,
}

impl Handler {
    pub(super) fn new(
        assistant: Arc<Assistant>,
        http: Arc<Http>,
        health: DoorHealth,
        shards: Shards,
        reads: bool,
    ) -> Arc<Self> {
        Arc::new(Self {
            assistant,
            http,
            health,
            shards,
            reads,
            standing: Standing::default(),
            registered: AtomicBool::new(false),
            me: OnceLock::new(),
            threads: Threads::default(),
            tasks: TaskTracker::new(),
        })
    }

    /// Takes what was heard, and answers it beside everything else.
    pub(super) fn hear(self: &Arc<Self>, heard: Heard) {
        match heard {
            Heard::Up { shard } => self.standing.up(shard, self.shards, &self.health),
            Heard::Lost { shard } => self.standing.lost(shard, &self.health),
            Heard::Unreadable => self.unreadable("frame"),
            Heard::Event { name, data } => match name.as_str() {
                "READY" => self.with(&name, data, Self::ready),
                "MESSAGE_CREATE" => self.with(&name, data, Self::message),
                "INTERACTION_CREATE" => self.with(&name, data, Self::interaction),
                "RESUMED" | "MESSAGE_UPDATE" | "MESSAGE_DELETE" | "MESSAGE_DELETE_BULK" => {}
                _ => {
                    self.health.count(UNKNOWN);
                    debug!(event.name = name, "passed over");
                }
            },
        }
    }

    /// Waits until everything that was heard is answered, for so long; whether it is.
    pub(super) async fn finish(&self, patience: Duration) -> bool {
        self.tasks.close();
        tokio::time::timeout(patience, self.tasks.wait())
            .await
            .is_ok()
    }

    fn with<T: DeserializeOwned>(
        self: &Arc<Self>,
        name: &str,
        data: Value,
        act: impl FnOnce(&Arc<Self>, T),
    ) {
        match serde_json::from_value(data) {
            Ok(event) => act(self, event),
            // The error would quote what people wrote.
            Err(_) => self.unreadable(name),
        }
    }

    fn unreadable(&self, name: &str) {
        self.health.count(UNREADABLE);
        warn!(event.name = name, "an event could not be read");
    }

    /// A session began. The commands are looked at once for the process, and by the one process
    /// that has the first connection.
    fn ready(self: &Arc<Self>, Ready { application, user }: Ready) {
        self.me.get_or_init(|| user.id);
        if self.shards.first > 0 || self.registered.swap(true, Ordering::SeqCst) {
            return;
        }
        let id = application.id.to_string();
        info!("to add the bot to a server: {}", invite::to_server(&id));
        info!(
            "to add its commands for oneself: {}",
            invite::to_person(&id)
        );
        let this = self.clone();
        self.tasks.spawn(async move {
            match register::register(&this.http, application.id).await {
                Ok(true) => info!("the commands are registered"),
                Ok(false) => debug!("the commands are registered already"),
                Err(failure) => {
                    this.registered.store(false, Ordering::SeqCst);
                    error!(
                        code = %failure,
                        "the commands could not be registered; those that Discord knows are \
                         answered, and it is tried again with the next session"
                    );
                }
            }
        });
    }

    fn interaction(self: &Arc<Self>, interaction: Interaction) {
        let this = self.clone();
        self.tasks.spawn(async move {
            if let Interaction::Autocomplete(command) = &interaction {
                this.complete(command).await;
            } else if this.is_first(interaction.id()).await {
                this.answer(&interaction).await;
            }
        });
    }

    /// Whether Discord says this for the first time. It may wait for the store, so it is asked beside
    /// the task that listens.
    async fn is_first(&self, id: impl Display) -> bool {
        let (id, now) = (id.to_string(), Timestamp::now());
        let first = self.assistant.is_first(Door::Discord, &id, now).await;
        if !first {
            debug!("Discord said something again that is answered already");
        }
        first
    }

    /// Somebody wrote a message where the bot reads.
    fn message(self: &Arc<Self>, message: Message) {
        let me = self.me.get().copied();
        let asked = me.and_then(|me| message.request(me, self.reads));
        let Some((mut request, called)) = asked else {
            return;
        };
        let this = self.clone();
        self.tasks.spawn(async move {
            if this.assistant.differs_by_channel(&request.place) {
                let channel = this
                    .threads
                    .channel_of(&this.http, message.channel_id)
                    .await;
                request.place.channel = Some(channel.to_string());
            }
            let listens = match this.assistant.chosen(&request.place).mode() {
                Mode::Off => false,
                Mode::Called => called == Called::Yes,
                Mode::All => true,
            };
            if !listens || !this.is_first(message.id).await {
                return;
            }
            let started = Instant::now();
            let words = this.assistant.words(&request);
            let reply = this.assistant.respond(&request).await;
            let tone = reply.tone;
            if !is_worth_saying(&reply, called, &message) {
                return;
            }
            match post::reply(&this.http, &message, reply, words).await {
                Ok(()) => answered(message.id, tone, started),
                Err(failure) => not_delivered(message.id, failure),
            }
        });
    }

    async fn answer(&self, interaction: &Interaction) {
        let started = Instant::now();
        let slip = Slip {
            http: &self.http,
            application: interaction.application_id(),
            id: interaction.id(),
            token: token(interaction),
        };
        let delivered = match decode::wish(interaction) {
            Wish::Answer(request, way) => {
                let audience = self.assistant.audience(&request);
                let reply = self.assistant.respond(&request);
                deliver::deliver(&slip, way, audience, reply, deliver::PATIENCE).await
            }
            Wish::Panel(request, turn, way) => {
                let panel = Box::pin(self.panel(&request, turn));
                let audience = Audience::Private;
                deliver::deliver(&slip, way, audience, panel, deliver::PATIENCE).await
            }
            Wish::Dismiss(request, command) => {
                let words = self.assistant.words(&request);
                let me = self.me.get().copied();
                let reply = Box::pin(dismiss::dismiss(&self.http, command, me, words));
                let (way, audience) = (Way::Aside, Audience::Private);
                deliver::deliver(&slip, way, audience, reply, deliver::PATIENCE).await
            }
            Wish::Nothing => return,
        };
        match delivered {
            Ok(tone) => answered(slip.id, tone, started),
            Err(failure) => not_delivered(slip.id, failure),
        }
    }

    /// What a server chose, after what is chosen now; or why it is not shown.
    async fn panel(&self, request: &Request, turn: Turn) -> Parcel {
        let channel = turn.channel.as_deref();
        let panel = match &turn.choice {
            None => self.assistant.panel(request, channel),
            Some((name, values)) => self.assistant.choose(request, channel, name, values).await,
        };
        let here = request.place.channel.as_deref().unwrap_or_default();
        match panel {
            Ok(panel) => Parcel::of_the_door(panel::message(panel, turn.page, here, self.reads)),
            Err(reply) => Parcel::from(*reply),
        }
    }

    async fn complete(&self, command: &CommandInteraction) {
        let offers = decode::completing(command).map_or_else(Vec::new, |(option, text)| {
            let channel = threads::channel(command.channel_id, command.channel.as_ref());
            self.assistant.complete(
                &decode::place(command.guild_id, channel),
                option,
                text,
                COMPLETIONS,
            )
        });
        let offers = offers
            .into_iter()
            .filter_map(|offer| {
                let name = line(&offer.label, COMPLETION_TEXT)?;
                let value = line(&offer.value, COMPLETION_TEXT)?;
                Some((name, value))
            })
            .take(COMPLETIONS)
            .collect();
        let slip = Slip {
            http: &self.http,
            application: command.application_id,
            id: command.id,
            token: &command.token,
        };
        if let Err(failure) = slip.respond(&deliver::completions(offers)).await {
            not_delivered(slip.id, failure);
        }
    }
}

/// Whether everybody who reads along has something of the reply.
fn is_worth_saying(reply: &Reply, called: Called, message: &Message) -> bool {
    match called {
        Called::Yes => reply.tone != Tone::Wait || message.guild_id.is_none(),
        Called::No => reply.tone == Tone::Answer && reply.audience == Audience::Public,
    }
}

fn answered(id: impl Display, tone: Tone, started: Instant) {
    let duration_ms = started.elapsed().as_millis();
    debug!(request.id = %id, ?tone, duration_ms, "answered");
}

fn not_delivered(id: impl Display, failure: Failure) {
    warn!(request.id = %id, code = %failure, "a reply was not delivered");
}

fn token(interaction: &Interaction) -> &str {
    match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => &command.token,
        Interaction::Component(component) => &component.token,
        Interaction::Modal(modal) => &modal.token,
        Interaction::Ping(ping) => &ping.token,
        _ => "",
    }
}
