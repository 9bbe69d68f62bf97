//! The Discord door: slash commands, autocomplete, buttons, selects, mentions and direct messages.
//!
//! Events come in over `gateway`; `decode` and `message` turn them into requests; `render` turns
//! replies into message payloads; `deliver` and `post` send those. No other room names serenity.
//!
//! **Invariant:** no message that is sent pings anybody.

mod accent;
mod api;
mod bot_roles;
mod card;
mod citations;
mod connect;
mod controls;
mod decode;
mod deliver;
mod dialect;
mod direct;
mod dismiss;
mod embed;
mod form_opening;
mod gateway;
mod handler;
mod invite;
mod layout;
mod limits;
mod message;
mod modal;
mod outbox;
mod panel;
mod picture;
mod plain_message;
mod plain_text;
mod post;
mod refusal;
mod register;
mod render;
mod responder;
mod text_fit;
mod thread_parents;
mod visible_text;
mod votes;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use self::decode::ReplyTarget;
use self::handler::Handler;
use self::responder::Responder;
use crate::assistant::Assistant;
use crate::chat::Reply;
use crate::config::DiscordSettings;
use crate::platform::admission::AdmissionControl;
use crate::platform::receiver::ReceiverThread;
use crate::telemetry::health::DoorHealth;

pub(crate) use self::invite::invitation;
pub use self::register::commands;

/// Maximum log levels of the libraries of this room: at lower levels they log whole events, with message texts and
/// interaction tokens.
pub const LOG_LIMITS: [&str; 3] = [
    "serenity=error",
    "tungstenite=warn",
    "tokio_tungstenite=warn",
];

/// Time in which pending answers may finish at shutdown.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(3);

/// `GUILD_MESSAGES` and `DIRECT_MESSAGES`. Neither is privileged: without `MESSAGE_CONTENT` Discord
/// delivers only the text of messages that address the bot
/// (<https://discord.com/developers/docs/events/gateway#gateway-intents>).
const INTENTS: u64 = (1 << 9) | (1 << 12);
/// The text of all messages, for channels in which every question is answered. Privileged, so it is
/// requested only where `discord.message_content` is set (same page).
const MESSAGE_CONTENT: u64 = 1 << 15;

/// Renders the body of the response to a command; a picture's file is not part of it.
#[must_use]
pub fn preview(reply: Reply) -> Value {
    deliver::response(reply.into(), ReplyTarget::NewMessage).body
}

/// Connects to Discord and answers until `stop` is cancelled.
///
/// # Errors
/// Discord cannot be used; the message says what the operator can do.
pub(crate) async fn run(
    settings: &DiscordSettings,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let connection = tokio::select! {
        connection = connect::discover(settings, &health) => connection?,
        () = stop.cancelled() => return Ok(()),
    };
    // Dropped last, as answers may be sent over connections that were opened on it.
    let receiver = ReceiverThread::start("discord").context("Discord cannot be received")?;
    let admission = Arc::new(AdmissionControl::new(health.clone()));
    let message_content = settings.message_content;
    let sending = tokio::spawn(outbox::run(
        assistant.clone(),
        connection.http.clone(),
        stop.clone(),
    ));
    let responder = Responder::new(assistant, &connection, admission.clone(), message_content);
    let handler = Handler::new(
        responder,
        &connection,
        admission,
        health.clone(),
        stop.clone(),
    );
    let content = if message_content { MESSAGE_CONTENT } else { 0 };
    let intents = INTENTS | content;
    let (mut shards, events) =
        gateway::connect(connection, intents, health, receiver.handle(), &stop);
    handler.listen(events, receiver.handle());
    let outcome = loop {
        match shards.join_next().await {
            None => break Ok(()),
            Some(Ok(Ok(()))) => {}
            Some(Ok(Err(error))) => break Err(error),
            Some(Err(panic)) => break Err(panic.into()),
        }
    };
    // Once all shards have ended, the queue closes and the handler ends after its last event.
    shards.shutdown().await;
    // Also where the door has failed and the others go on.
    sending.abort();
    if !handler.finish(SHUTDOWN_TIMEOUT).await {
        warn!("not everything that Discord asked was answered in time");
    }
    outcome
}
