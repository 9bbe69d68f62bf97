//! Dispatch of gateway events: one short method per kind of event.

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

use super::api::ApiError;
use super::decode::{self, InteractionAction, ReplyTarget};
use super::deliver::{self, InteractionHandle, Outgoing};
use super::gateway::GatewayEvent;
use super::limits::{AUTOCOMPLETE_CHOICES, CHOICE_TEXT};
use super::message::DiscordMessage;
use super::panel::{self, PanelRequest};
use super::shard_status::ShardStatus;
use super::thread_parents::{self, ThreadParents};
use super::{dismiss, invite, post, register};
use crate::assistant::{AnswerMode, Assistant};
use crate::chat::{Audience, Door, Request, Tone};
use crate::config::Shards;
use crate::platform::deadline::RESPONSE_DEADLINE;
use crate::platform::text::single_line;
use crate::telemetry::health::DoorHealth;

/// Health counter of payloads that could not be parsed.
const UNREADABLE: &str = "events that could not be read";
/// Health counter of events that no method handles.
const UNKNOWN: &str = "events of an unknown kind";

/// Answers gateway events, each in a task of its own.
pub(super) struct Handler {
    assistant: Arc<Assistant>,
    http: Arc<Http>,
    health: DoorHealth,
    shards: Shards,
    /// Whether the `MESSAGE_CONTENT` intent is on, so that the text of all messages is known.
    message_content: bool,
    shard_status: ShardStatus,
    /// Whether the commands were compared with those that are registered.
    registered: AtomicBool,
    /// The bot's user id, from the first `READY`.
    bot_id: OnceLock<UserId>,
    thread_parents: ThreadParents,
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
        assistant: Arc<Assistant>,
        http: Arc<Http>,
        health: DoorHealth,
        shards: Shards,
        message_content: bool,
    ) -> Arc<Self> {
        Arc::new(Self {
            assistant,
            http,
            health,
            shards,
            message_content,
            shard_status: ShardStatus::default(),
            registered: AtomicBool::new(false),
            bot_id: OnceLock::new(),
            thread_parents: ThreadParents::default(),
            tasks: TaskTracker::new(),
        })
    }

    /// Handles one event. Whatever waits for the network or the store runs in a task of its own.
    pub(super) fn handle(self: &Arc<Self>, event: GatewayEvent) {
        match event {
            GatewayEvent::Connected { shard } => {
                self.shard_status
                    .connected(shard, self.shards, &self.health);
            }
            GatewayEvent::Disconnected { shard } => {
                self.shard_status.disconnected(shard, &self.health);
            }
            GatewayEvent::Unreadable => self.unreadable("payload"),
            GatewayEvent::Dispatch { name, data } => match name.as_str() {
                "READY" => self.parse_and(&name, data, Self::on_ready),
                "MESSAGE_CREATE" => self.parse_and(&name, data, Self::on_message),
                "INTERACTION_CREATE" => self.parse_and(&name, data, Self::on_interaction),
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

    fn parse_and<T: DeserializeOwned>(
        self: &Arc<Self>,
        name: &str,
        data: Value,
        act: impl FnOnce(&Arc<Self>, T),
    ) {
        match serde_json::from_value(data) {
            Ok(event) => act(self, event),
            // The error itself is not logged: it would quote message text.
            Err(_) => self.unreadable(name),
        }
    }

    fn unreadable(&self, name: &str) {
        self.health.count(UNREADABLE);
        warn!(event.name = name, "an event could not be read");
    }

    /// Registers the commands once per process, in the process that runs shard 0.
    fn on_ready(self: &Arc<Self>, Ready { application, user }: Ready) {
        self.bot_id.get_or_init(|| user.id);
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
        });
    }

    fn on_interaction(self: &Arc<Self>, interaction: Interaction) {
        let this = self.clone();
        self.tasks.spawn(async move {
            if let Interaction::Autocomplete(command) = &interaction {
                this.autocomplete(command).await;
            } else if this.is_first(interaction.id()).await {
                this.answer_interaction(&interaction).await;
            }
        });
    }

    /// Whether this id was not delivered before. May wait for the store, so it is called in a task.
    async fn is_first(&self, id: impl Display) -> bool {
        let (id, now) = (id.to_string(), Timestamp::now());
        let first = self.assistant.is_first(Door::Discord, &id, now).await;
        if !first {
            debug!("ignored a repeated delivery");
        }
        first
    }

    fn on_message(self: &Arc<Self>, message: DiscordMessage) {
        let bot_id = self.bot_id.get().copied();
        let decoded = bot_id.and_then(|bot_id| message.request(bot_id, self.message_content));
        let Some(request) = decoded else {
            return;
        };
        let this = self.clone();
        self.tasks
            .spawn(async move { this.answer_message(&message, request).await });
    }

    async fn answer_message(&self, message: &DiscordMessage, mut request: Request) {
        if self.assistant.differs_by_channel(&request.place) {
            let parent = self
                .thread_parents
                .lookup(&self.http, message.channel_id)
                .await;
            request.place.channel = Some(parent.to_string());
        }
        // Where the bot is off, a notice about it would be public.
        if self.assistant.chosen(&request.place).mode() == AnswerMode::Off {
            return;
        }
        let started = Instant::now();
        let phrases = self.assistant.phrases(&request);
        let reply = self.assistant.respond(&request).await;
        let tone = reply.tone;
        // A request to wait is posted only in direct messages, as in a channel it would be public.
        match tone {
            Tone::Silent => return,
            Tone::Wait if message.guild_id.is_some() => return,
            _ => {}
        }
        match post::reply(&self.http, message, reply, phrases).await {
            Ok(()) => log_answered(message.id, tone, started),
            Err(error) => log_undelivered(message.id, error),
        }
    }

    async fn answer_interaction(&self, interaction: &Interaction) {
        let started = Instant::now();
        let handle = InteractionHandle {
            http: &self.http,
            application: interaction.application_id(),
            id: interaction.id(),
            token: token(interaction),
        };
        let delivered = match decode::action(interaction) {
            InteractionAction::Answer(request, target) => {
                let audience = self.assistant.audience(&request);
                let reply = self.assistant.respond(&request);
                deliver::deliver(&handle, target, audience, reply, RESPONSE_DEADLINE).await
            }
            InteractionAction::Panel(request, wanted, target) => {
                let panel = Box::pin(self.panel(&request, wanted));
                let audience = Audience::Private;
                deliver::deliver(&handle, target, audience, panel, RESPONSE_DEADLINE).await
            }
            InteractionAction::Dismiss(request, command) => {
                let phrases = self.assistant.phrases(&request);
                let bot_id = self.bot_id.get().copied();
                let reply = Box::pin(dismiss::dismiss(&self.http, command, bot_id, phrases));
                let (target, audience) = (ReplyTarget::Ephemeral, Audience::Private);
                deliver::deliver(&handle, target, audience, reply, RESPONSE_DEADLINE).await
            }
            InteractionAction::Ignore => return,
        };
        match delivered {
            Ok(tone) => log_answered(handle.id, tone, started),
            Err(error) => log_undelivered(handle.id, error),
        }
    }

    /// Applies the choice of the request, if any, and renders the settings panel or the refusal.
    async fn panel(&self, request: &Request, wanted: PanelRequest) -> Outgoing {
        let channel = wanted.channel.as_deref();
        let panel = match &wanted.choice {
            None => self.assistant.panel(request, channel),
            Some((name, values)) => self.assistant.choose(request, channel, name, values).await,
        };
        let here = request.place.channel.as_deref().unwrap_or_default();
        match panel {
            Ok(panel) => Outgoing::ephemeral(panel::message(
                panel,
                wanted.page,
                here,
                self.message_content,
            )),
            Err(reply) => Outgoing::from(*reply),
        }
    }

    async fn autocomplete(&self, command: &CommandInteraction) {
        let completions =
            decode::focused_option(command).map_or_else(Vec::new, |(option, text)| {
                let channel =
                    thread_parents::settings_channel(command.channel_id, command.channel.as_ref());
                self.assistant.complete(
                    &decode::place(command.guild_id, channel),
                    option,
                    text,
                    AUTOCOMPLETE_CHOICES,
                )
            });
        let choices = completions
            .into_iter()
            .filter_map(|completion| {
                let name = single_line(&completion.label, CHOICE_TEXT)?;
                let value = single_line(&completion.value, CHOICE_TEXT)?;
                Some((name, value))
            })
            .take(AUTOCOMPLETE_CHOICES)
            .collect();
        let handle = InteractionHandle {
            http: &self.http,
            application: command.application_id,
            id: command.id,
            token: &command.token,
        };
        if let Err(error) = handle.respond(&deliver::autocomplete(choices)).await {
            log_undelivered(handle.id, error);
        }
    }
}

fn log_answered(id: impl Display, tone: Tone, started: Instant) {
    let duration_ms = started.elapsed().as_millis();
    debug!(request.id = %id, ?tone, duration_ms, "answered");
}

fn log_undelivered(id: impl Display, error: ApiError) {
    warn!(request.id = %id, code = %error, "a reply was not delivered");
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
