//! A client of Discord's gateway (version 10, JSON): shards, sessions, heartbeats, reconnects.
//!
//! serenity 0.12.5 has a gateway client, which is not used: it sends IDENTIFY with no session starts
//! left, spins after closes 4010 and 4011, identifies every 5 s for ever after 4012, opens a new
//! session instead of resuming after a missed heartbeat acknowledgement, and ignores
//! `resume_gateway_url`. The handler interprets the events.

mod event_queue;
mod payload;
mod session_limit;
mod shard;
mod shard_status;
mod socket;

use std::sync::Arc;

use tokio::sync::mpsc::Receiver;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::session_limit::SessionLimiter;
use self::shard::{Shard, ShardConfig};
use self::shard_status::ShardStatus;
use super::connect::Connection;
use crate::telemetry::health::DoorHealth;

pub(super) use self::event_queue::GatewayEvent;

/// Starts all shards. Returns their tasks, which end when `stop` is cancelled or after a fatal error, and the events of all
/// shards. Shards report their connections and dropped events to
/// `health`.
pub(super) fn connect(
    connection: Connection,
    intents: u64,
    health: DoorHealth,
    stop: &CancellationToken,
) -> (JoinSet<anyhow::Result<()>>, Receiver<GatewayEvent>) {
    let Connection {
        http,
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
        status: ShardStatus::new(shards, health.clone()),
    });
    let (sender, events) = event_queue::new(health);
    let mut running = JoinSet::new();
    for number in shards.numbers() {
        let shard = Shard {
            number,
            total: shards.total,
            config: config.clone(),
            events: sender.clone(),
            stop: stop.clone(),
        };
        running.spawn(shard.run());
    }
    (running, events)
}
