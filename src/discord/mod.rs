//! The Discord door: commands, their completion, buttons and selects, mentions and direct messages,
//! over the gateway.
//!
//! A door is three words: `decode` (and `written` for what people write), the assistant's `respond`,
//! `render`; `deliver` and `post` bring the reply to where it was asked for. It asks for no
//! privileged intent, so Discord lets it read nothing but what speaks to it. This is the only room
//! that names serenity.
//!
//! **Invariant:** nothing that is sent can ping anybody.

mod call;
mod connect;
mod decode;
mod deliver;
mod dialect;
mod dismiss;
mod gateway;
mod handler;
mod invite;
mod limits;
mod panel;
mod picture;
mod post;
mod register;
mod render;
mod sources;
mod standing;
mod threads;
mod written;

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tracing::warn;

use self::decode::Way;
use self::handler::Handler;
use crate::assistant::Assistant;
use crate::chat::Reply;
use crate::config::DiscordSettings;
use crate::telemetry::health::DoorHealth;

pub(crate) use self::invite::invitation;
pub use self::register::commands;

/// What this room's libraries may say in the log, whatever level is set: below this they would
/// write down whole events, with people's words and the tokens to answer them.
pub const LOG_LIMITS: [&str; 3] = [
    "serenity=error",
    "tungstenite=warn",
    "tokio_tungstenite=warn",
];

/// How long what is being answered may take to end.
const END: Duration = Duration::from_secs(5);

/// What Discord tells the bot of, beside commands and buttons: messages in servers and direct
/// messages. It lets the bot read those alone that speak to it, so neither is privileged
/// (<https://discord.com/developers/docs/events/gateway#gateway-intents>).
const INTENTS: u64 = (1 << 9) | (1 << 12);
/// What messages say that do not speak to the bot, for channels in which every question is answered:
/// privileged, so only where the settings say so (same page).
const MESSAGE_CONTENT: u64 = 1 << 15;

/// The body with which a reply answers a command; a picture's file goes beside it.
#[must_use]
pub fn preview(reply: Reply) -> Value {
    deliver::response(reply.into(), Way::Message).body
}

/// Answers on Discord until told to stop.
///
/// # Errors
/// Discord cannot be used: a sentence that says what to do.
pub(crate) async fn run(
    settings: &DiscordSettings,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let way = tokio::select! {
        way = connect::find(settings) => way?,
        () = stop.cancelled() => return Ok(()),
    };
    let handler = Handler::new(
        assistant,
        way.http.clone(),
        health,
        way.shards,
        settings.message_content,
    );
    let content = if settings.message_content {
        MESSAGE_CONTENT
    } else {
        0
    };
    let (mut shards, mut heard) = gateway::open(way, INTENTS | content, &stop);
    let ended = loop {
        tokio::select! {
            // What was heard before the end is answered before it.
            biased;
            Some(heard) = heard.recv() => handler.hear(heard),
            ended = shards.join_next() => match ended {
                None => break Ok(()),
                Some(Ok(Ok(()))) => {}
                Some(Ok(Err(problem))) => break Err(problem),
                Some(Err(panic)) => break Err(panic.into()),
            },
        }
    };
    if !handler.finish(END).await {
        warn!("not everything that Discord asked was answered in time");
    }
    ended
}
