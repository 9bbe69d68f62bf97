//! Answers to interactions and messages: decode, respond, render, deliver.

use std::fmt::Display;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serenity::all::{CommandInteraction, Http, Interaction, RoleId, UserId};
use tracing::{debug, warn};

use super::api::ApiError;
use super::bot_roles::BotRoles;
use super::connect::Connection;
use super::decode::{self, InteractionAction, ReplyTarget};
use super::deliver::{self, InteractionHandle, Outgoing};
use super::limits::{AUTOCOMPLETE_CHOICES, CHOICE_TEXT, RESPONSE_LIMIT};
use super::message::{DiscordMessage, MessageDecoder};
use super::panel::{self, PanelRequest};
use super::refusal::{BareInteraction, Refusal};
use super::thread_parents::{self, ThreadParents};
use super::votes::VotedMessage;
use super::{dismiss, form_opening, post};
use crate::assistant::{AnswerMode, Assistant, Phrases};
use crate::chat::{Audience, Door, Reply, ReplyKind, Request};
use crate::platform::admission::AdmissionControl;
use crate::platform::cache::Cache;
use crate::platform::deadline::{LOOKUP_DEADLINE, RESPONSE_DEADLINE};
use crate::platform::text::single_line;

/// Minimum time between two notices to a person that they get no answer, and the number of people tracked.
const NOTICE_INTERVAL: Duration = Duration::from_mins(1);
const MAX_NOTICES: usize = 10_000;

/// Fields of a raw interaction that are no part of the parsed one.
#[derive(Default)]
pub(super) struct RawContext {
    /// The text of the message on which a message command was used.
    pub target: Option<String>,
    /// The message on which a vote was pressed, if only one person sees it.
    pub voted: Option<VotedMessage>,
}

/// Answers interactions and messages.
pub(super) struct Responder {
    assistant: Arc<Assistant>,
    http: Arc<Http>,
    /// The client of refusals, with connections of its own.
    refusal_http: Arc<Http>,
    admission: Arc<AdmissionControl>,
    /// True if the bot has the intent `MESSAGE_CONTENT` and receives the text of all messages.
    message_content: bool,
    /// The bot's user id, from the first `READY`.
    bot_id: OnceLock<UserId>,
    thread_parents: ThreadParents,
    bot_roles: BotRoles,
    /// Recent notices to people that they get no answer.
    notices: Cache<(UserId, ReplyKind), ()>,
}

impl Responder {
    pub(super) fn new(
        assistant: Arc<Assistant>,
        connection: &Connection,
        admission: Arc<AdmissionControl>,
        message_content: bool,
    ) -> Self {
        Self {
            assistant,
            http: connection.http.clone(),
            refusal_http: connection.refusal_http.clone(),
            admission,
            message_content,
            bot_id: OnceLock::new(),
            thread_parents: ThreadParents::default(),
            bot_roles: BotRoles::default(),
            notices: Cache::new(MAX_NOTICES, NOTICE_INTERVAL),
        }
    }

    /// Sets the bot's user id. Until then, messages are ignored.
    pub(super) fn set_bot_id(&self, id: UserId) {
        self.bot_id.get_or_init(|| id);
    }

    /// Decodes a message into a request. `None` where the message is not for the bot, or addresses
    /// nobody in a server where such messages are not answered.
    pub(super) fn decode_message(&self, message: &DiscordMessage) -> Option<Request> {
        let request = message.request(self.decoder(None)?)?;
        // The settings of a thread are those of its channel, which may not be known yet.
        let may_be_answered = request.addressed
            || self.assistant.differs_by_channel(&request.place)
            || self.assistant.answers_unaddressed(&request.place);
        may_be_answered.then_some(request)
    }

    /// Returns a decoder of messages; `None` until the first `READY`.
    fn decoder(&self, role: Option<RoleId>) -> Option<MessageDecoder> {
        Some(MessageDecoder {
            bot_id: *self.bot_id.get()?,
            reads_all: self.message_content,
            role,
        })
    }

    /// Answers an interaction, unless it was delivered before. The deadline counts from `received`.
    pub(super) async fn answer_interaction(
        &self,
        interaction: &Interaction,
        context: RawContext,
        received: Instant,
    ) {
        if received.elapsed() >= RESPONSE_LIMIT {
            // Discord refuses every response to it.
            self.admission.report_late();
        } else if let Interaction::Autocomplete(command) = interaction {
            self.autocomplete(command).await;
        } else if self.is_first(interaction.id()).await {
            self.respond(interaction, context, received).await;
        }
    }

    /// Tells the user of an interaction why it is not answered.
    pub(super) async fn refuse(&self, interaction: &BareInteraction, refusal: Refusal) {
        let http = match refusal {
            Refusal::Unreadable => &self.http,
            Refusal::Busy => &self.refusal_http,
        };
        if let Err(error) = interaction.refuse(http, refusal).await {
            self.undelivered(interaction.id, error);
        }
    }

    /// Tells the author of a message that mentions the bot's own role that too many requests come at once.
    pub(super) async fn refuse_role_mention(&self, message: &DiscordMessage) {
        if let Some(request) = self.role_request(message).await {
            self.refuse_message(message, &request).await;
        }
    }

    /// Tells the author of a message that too many requests come at once.
    pub(super) async fn refuse_message(&self, message: &DiscordMessage, request: &Request) {
        let phrases = self.assistant.phrases(request);
        self.notify_privately(message, request, phrases.busy(), phrases)
            .await;
    }

    /// Decodes a message that mentions a role, where that is the bot's own.
    async fn role_request(&self, message: &DiscordMessage) -> Option<Request> {
        let (guild, bot_id) = (message.mentions_role_in()?, self.bot_id.get()?);
        let role = self.bot_roles.lookup(&self.http, guild, *bot_id).await?;
        let request = message.request(self.decoder(Some(role))?)?;
        request.addressed.then_some(request)
    }

    /// Answers a message that mentions a role, where that is the bot's own.
    pub(super) async fn answer_role_mention(&self, message: &DiscordMessage) {
        let Some(request) = self.role_request(message).await else {
            return;
        };
        if message.is_hidden() {
            let phrases = self.assistant.phrases(&request);
            let hidden = phrases.role_mentioned();
            let sent = post::reply(&self.http, message, &request.ask, hidden, phrases).await;
            if let Err(error) = sent {
                log_undelivered(message.id, error);
            }
        } else {
            self.answer_message(message, request).await;
        }
    }

    /// Sends a notice to a person privately, at most one of a kind per minute.
    async fn notify_privately(
        &self,
        message: &DiscordMessage,
        request: &Request,
        notice: Reply,
        phrases: Phrases,
    ) {
        let key = (message.author(), notice.kind);
        let shared = message.guild_id.is_some();
        let is_first = self.notices.insert_new(key, (), Instant::now());
        if shared && !is_first {
            return;
        }
        let sent = post::send_privately(&self.http, message, &request.ask, notice, phrases);
        if let Err(error) = sent.await {
            log_undelivered(message.id, error);
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
        let off = self.assistant.chosen(&request.place).mode() == AnswerMode::Off;
        if off && !request.addressed {
            return;
        }
        let started = Instant::now();
        let phrases = self.assistant.phrases(&request);
        let reply = self.assistant.respond(&request).await;
        let kind = reply.kind;
        match kind {
            ReplyKind::Silent => return,
            // Everybody in the channel would read a notice to wait or that the bot is off.
            _ if off || kind == ReplyKind::Wait => {
                return self
                    .notify_privately(message, &request, reply, phrases)
                    .await;
            }
            _ => {}
        }
        let reply = if message.guild_id.is_some() {
            let audience = self.assistant.audience(&request);
            post::offers_kept_private(reply, audience, phrases)
        } else {
            reply
        };
        match post::reply(&self.http, message, &request.ask, reply, phrases).await {
            Ok(()) => log_answered(message.id, kind, started),
            Err(error) => log_undelivered(message.id, error),
        }
    }

    /// Answers an interaction that is not an autocompletion.
    async fn respond(&self, interaction: &Interaction, context: RawContext, received: Instant) {
        let started = received;
        let defer_after = || RESPONSE_DEADLINE.saturating_sub(received.elapsed());
        let handle = InteractionHandle {
            http: &self.http,
            application: interaction.application_id(),
            id: interaction.id(),
            token: token(interaction),
        };
        let delivered = match decode::action(interaction, context.target) {
            InteractionAction::Answer(request, _) if request.ask.opens_form() => {
                form_opening::respond(&self.assistant, &handle, &request, defer_after()).await
            }
            InteractionAction::Answer(request, target) => {
                let target = self.resolve_target(interaction, target).await;
                let audience = self.assistant.audience(&request);
                match context.voted {
                    Some(voted) if !voted.is_private() => {
                        let reply = Box::pin(self.vote(&request));
                        deliver::deliver_public_vote(&handle, &voted, reply, defer_after()).await
                    }
                    Some(voted) => {
                        let reply = Box::pin(self.assistant.respond(&request));
                        let reply = async { Outgoing::vote(reply.await, voted) };
                        let target = ReplyTarget::Update;
                        deliver::deliver(&handle, target, audience, reply, defer_after()).await
                    }
                    None => {
                        let reply = Box::pin(self.assistant.respond(&request));
                        deliver::deliver(&handle, target, audience, reply, defer_after()).await
                    }
                }
            }
            InteractionAction::Panel(request, wanted, target) => {
                let panel = Box::pin(self.panel(&request, wanted));
                let audience = Audience::Private;
                deliver::deliver(&handle, target, audience, panel, defer_after()).await
            }
            InteractionAction::Dismiss(request, command) => {
                let phrases = self.assistant.phrases(&request);
                let bot_id = self.bot_id.get().copied();
                let reply = Box::pin(dismiss::dismiss(&self.http, command, bot_id, phrases));
                let (target, audience) = (ReplyTarget::Ephemeral, Audience::Private);
                deliver::deliver(&handle, target, audience, reply, defer_after()).await
            }
            InteractionAction::Ignore => return,
        };
        match delivered {
            Ok(kind) => log_answered(handle.id, kind, started),
            Err(error) => self.undelivered(handle.id, error),
        }
    }

    /// Stores a vote, and returns the reply and, if the vote was kept, the number of people whom the answer helped.
    async fn vote(&self, request: &Request) -> (Reply, Option<u64>) {
        let reply = self.assistant.respond(request).await;
        let solved = if reply.votes.is_empty() {
            None
        } else {
            self.assistant.solved(&request.place, &request.ask).await
        };
        (reply, solved)
    }

    /// Resolves [`ReplyTarget::UpdateIfRequester`] by requesting the author of the message that was replied to.
    async fn resolve_target(&self, interaction: &Interaction, target: ReplyTarget) -> ReplyTarget {
        let (ReplyTarget::UpdateIfRequester, Interaction::Component(component)) =
            (target, interaction)
        else {
            return target;
        };
        let requester = dismiss::requester(&self.http, component.channel_id, &component.message);
        match tokio::time::timeout(LOOKUP_DEADLINE, requester).await {
            Ok(Some(requester)) if requester == component.user.id => ReplyTarget::update(component),
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
                    &decode::place(command.guild_id, channel, false),
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
            self.undelivered(handle.id, error);
        }
    }

    /// Logs a response to an interaction that was not delivered, and counts it where Discord no longer accepts one.
    fn undelivered(&self, id: impl Display, error: ApiError) {
        if error.is_late() {
            self.admission.report_late();
        }
        log_undelivered(id, error);
    }

    /// Returns whether this is the first delivery of an id; may wait for the store.
    async fn is_first(&self, id: impl Display) -> bool {
        let (id, now) = (id.to_string(), Timestamp::now());
        let first = self.assistant.is_first(Door::Discord, &id, now).await;
        if !first {
            debug!("ignored a repeated delivery");
        }
        first
    }
}

/// Logs an answer with its kind and duration.
fn log_answered(id: impl Display, kind: ReplyKind, started: Instant) {
    let duration_ms = started.elapsed().as_millis();
    debug!(request.id = %id, ?kind, duration_ms, "answered");
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
