//! A client of Discord's gateway (version 10, JSON): shards, sessions, heartbeats, reconnects.
//!
//! serenity 0.12.5 has a gateway client, which is not used: it sends IDENTIFY with no session starts
//! left, spins after closes 4010 and 4011, identifies every 5 s for ever after 4012, opens a new
//! session instead of resuming after a missed heartbeat acknowledgement, and ignores
//! `resume_gateway_url`. The handler interprets the events. It never waits, so that shards wait for it only as long as it
//! takes to begin the work for the events before.

mod event;
mod payload;
mod session_limit;
mod shard;
mod shard_status;
mod socket;

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::mpsc::{self, Receiver};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::session_limit::SessionLimiter;
use self::shard::{Shard, ShardConfig};
use self::shard_status::ShardStatus;
use super::connect::Connection;
use crate::telemetry::health::DoorHealth;

pub(super) use self::event::GatewayEvent;
pub(super) use self::payload::PayloadText;

/// Capacity of the queue of events between the shards and the handler.
const QUEUE_CAPACITY: usize = 1_000;

/// Starts all shards on the runtime `receiver`. Returns their tasks, which end when `stop` is cancelled or after a fatal
/// error, and the events of all shards. Shards report their connections to `health`.
pub(super) fn connect(
    connection: Connection,
    intents: u64,
    health: DoorHealth,
    receiver: &Handle,
    stop: &CancellationToken,
) -> (JoinSet<anyhow::Result<()>>, Receiver<GatewayEvent>) {
    let Connection {
        http,
        refusal_http: _,
        token,
        gateway_url,
        custom_endpoint,
        shards,
        session_limit,
    } = connection;
    let config = Arc::new(ShardConfig {
        token,
        gateway_url,
        custom_endpoint,
        intents,
        sessions: SessionLimiter::new(http, session_limit),
        status: ShardStatus::new(shards, health),
    });
    let (sender, events) = mpsc::channel(QUEUE_CAPACITY);
    let mut running = JoinSet::new();
    for number in shards.numbers() {
        let shard = Shard {
            number,
            total: shards.total,
            config: config.clone(),
            events: sender.clone(),
            stop: stop.clone(),
        };
        running.spawn_on(shard.run(), receiver);
    }
    (running, events)
}
