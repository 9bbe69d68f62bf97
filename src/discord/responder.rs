//! Answers to interactions and messages: decode, respond, render, deliver.

use std::fmt::Display;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serenity::all::{CommandInteraction, Http, Interaction, UserId};
use tracing::{debug, warn};

use super::api::ApiError;
use super::decode::{self, InteractionAction, ReplyTarget};
use super::deliver::{self, InteractionHandle, Outgoing};
use super::limits::{AUTOCOMPLETE_CHOICES, CHOICE_TEXT};
use super::message::DiscordMessage;
use super::panel::{self, PanelRequest};
use super::thread_parents::{self, ThreadParents};
use super::{dismiss, post};
use crate::assistant::{AnswerMode, Assistant};
use crate::chat::{Audience, Door, Request, Tone};
use crate::platform::deadline::RESPONSE_DEADLINE;
use crate::platform::text::single_line;

/// Longest wait of a page for Discord to say who asked for the message.
const LOOKUP_DEADLINE: Duration = Duration::from_millis(700);

/// Answers one interaction or message at a time.
pub(super) struct Responder {
    assistant: Arc<Assistant>,
    http: Arc<Http>,
    /// Whether the `MESSAGE_CONTENT` intent is on, so that the text of all messages is known.
    message_content: bool,
    /// The bot's user id, from the first `READY`.
    bot_id: OnceLock<UserId>,
    thread_parents: ThreadParents,
}

impl Responder {
    pub(super) fn new(assistant: Arc<Assistant>, http: Arc<Http>, message_content: bool) -> Self {
        Self {
            assistant,
            http,
            message_content,
            bot_id: OnceLock::new(),
            thread_parents: ThreadParents::default(),
        }
    }

    /// Sets the bot's user id. Until then, messages are ignored.
    pub(super) fn set_bot_id(&self, id: UserId) {
        self.bot_id.get_or_init(|| id);
    }

    /// Decodes a message into a request. `None` where the message is not for the bot, or addresses
    /// nobody in a server where such messages are not answered.
    pub(super) fn decode_message(&self, message: &DiscordMessage) -> Option<Request> {
        let request = message.request(*self.bot_id.get()?, self.message_content)?;
        // In a thread the settings of its channel hold, which may have to be asked for.
        let may_be_answered = request.addressed
            || self.assistant.differs_by_channel(&request.place)
            || self.assistant.answers_overheard(&request.place);
        may_be_answered.then_some(request)
    }

    /// Answers an interaction, unless it was delivered before.
    pub(super) async fn answer_interaction(&self, interaction: &Interaction) {
        if let Interaction::Autocomplete(command) = interaction {
            self.autocomplete(command).await;
        } else if self.is_first(interaction.id()).await {
            self.respond(interaction).await;
        }
    }

    /// Answers a message, unless the bot is off in its channel or the assistant is silent.
    pub(super) async fn answer_message(&self, message: &DiscordMessage, mut request: Request) {
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
        match post::reply(&self.http, message, &request.ask, reply, phrases).await {
            Ok(()) => log_answered(message.id, tone, started),
            Err(error) => log_undelivered(message.id, error),
        }
    }

    async fn respond(&self, interaction: &Interaction) {
        let started = Instant::now();
        let handle = InteractionHandle {
            http: &self.http,
            application: interaction.application_id(),
            id: interaction.id(),
            token: token(interaction),
        };
        let delivered = match decode::action(interaction) {
            InteractionAction::Answer(request, target) => {
                let target = self.settled(interaction, target).await;
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

    /// Replaces a target that depends on who asked for the message, and asks Discord who that was.
    async fn settled(&self, interaction: &Interaction, target: ReplyTarget) -> ReplyTarget {
        let (ReplyTarget::UpdateIfRequester, Interaction::Component(component)) =
            (target, interaction)
        else {
            return target;
        };
        let asked = dismiss::requester(&self.http, component.channel_id, &component.message);
        match tokio::time::timeout(LOOKUP_DEADLINE, asked).await {
            Ok(Some(requester)) if requester == component.user.id => ReplyTarget::Update,
            _ => ReplyTarget::Ephemeral,
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

    /// Whether this id was not delivered before. May wait for the store.
    async fn is_first(&self, id: impl Display) -> bool {
        let (id, now) = (id.to_string(), Timestamp::now());
        let first = self.assistant.is_first(Door::Discord, &id, now).await;
        if !first {
            debug!("ignored a repeated delivery");
        }
        first
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
