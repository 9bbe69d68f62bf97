//! The Discord door: slash commands, their completion, buttons and selects, over the gateway.
//!
//! A door is three words: `decode`, the assistant's `respond`, `render`; `deliver` brings the reply
//! within the time that Discord gives. It asks for no intent, so Discord sends it nothing but what
//! people ask it. This is the only room that names serenity.
//!
//! **Invariant:** nothing that is sent can ping anybody.

mod call;
mod connect;
mod decode;
mod deliver;
mod dialect;
mod handler;
mod limits;
mod register;
mod render;
mod sources;

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::all::{
    ConnectionStage, GatewayIntents, ShardManager, ShardManagerOptions, ShardRunnerMessage,
};
use serenity::futures::StreamExt as _;
use serenity::prelude::TypeMap;
use tokio::sync::{Mutex, RwLock};
use tokio_util::sync::CancellationToken;
use tracing::warn;

use self::decode::Way;
use self::handler::Handler;
use crate::assistant::Assistant;
use crate::chat::Reply;
use crate::config;
use crate::telemetry::health::DoorHealth;

pub use self::register::commands;

/// What this room's libraries may say in the log, whatever level is set: below this they would
/// write down whole events, with people's words and the tokens to answer them.
pub const LOG_LIMITS: [&str; 2] = ["serenity=error", "tungstenite=warn"];

/// How often it is looked whether the connections stand: serenity tells of some losses only.
const WATCH: Duration = Duration::from_secs(1);

/// How long connections and what is being answered over them may take to end.
const END: Duration = Duration::from_secs(5);

/// The code of a close that is meant, after which the bot is shown as offline at once
/// (<https://discord.com/developers/docs/events/gateway#initiating-a-disconnect>).
const NORMAL: u16 = 1_000;

/// The body with which a reply answers a command.
#[must_use]
pub fn preview(reply: Reply) -> Value {
    deliver::response(reply, Way::Message)
}

/// Answers on Discord until told to stop.
///
/// # Errors
/// Discord cannot be used: a sentence that says what to do.
pub async fn run(
    settings: &config::Discord,
    assistant: Arc<Assistant>,
    health: DoorHealth,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    let way = tokio::select! {
        way = connect::find(settings) => way?,
        () = stop.cancelled() => return Ok(()),
    };
    let done = CancellationToken::new();
    let handler = Arc::new(Handler::new(assistant, health, done.clone().drop_guard()));
    // serenity's client would ask for the gateway itself, and use the public one where that fails.
    let (shards, mut ended) = ShardManager::new(ShardManagerOptions {
        data: Arc::new(RwLock::new(TypeMap::new())),
        event_handlers: vec![handler.clone()],
        raw_event_handlers: Vec::new(),
        shard_index: 0,
        shard_init: way.shards,
        shard_total: way.shards,
        ws_url: Arc::new(Mutex::new(way.gateway)),
        http: way.http,
        intents: GatewayIntents::empty(),
        presence: None,
    });
    shards.initialize()?;
    let mut watch = tokio::time::interval(WATCH);
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(Err(error)) = ended.next() => return Err(connect::ended(&error)),
            _ = watch.tick() => handler.connected(connected(&shards, way.shards).await),
        }
    }
    drop(handler);
    if close(&shards).await && tokio::time::timeout(END, done.cancelled()).await.is_err() {
        warn!("not everything that Discord asked was answered in time");
    }
    Ok(())
}

/// Closes every connection, and says whether there was any; where there was none, serenity goes on
/// trying to get one, in a task that ends with the process. After a session was lost, serenity forgets the new connection before
/// it has told it to close, so each is told directly as well.
async fn close(shards: &ShardManager) -> bool {
    let runners = shards.runners.lock().await;
    let any = !runners.is_empty();
    for (id, runner) in runners.iter() {
        let message = ShardRunnerMessage::Shutdown(*id, NORMAL);
        runner.runner_tx.send_to_shard(message);
    }
    drop(runners);
    shards.shutdown_all().await;
    any
}

/// Whether every connection stands.
async fn connected(shards: &ShardManager, number: u32) -> bool {
    let runners = shards.runners.lock().await;
    let standing = runners
        .values()
        .filter(|runner| runner.stage == ConnectionStage::Connected);
    u32::try_from(standing.count()) == Ok(number)
}
