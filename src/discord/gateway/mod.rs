//! A client of Discord's gateway (version 10, JSON): shards, sessions, heartbeats, reconnects.
//!
//! serenity 0.12.5 has a gateway client, which is not used: it sends IDENTIFY with no session starts
//! left, spins after closes 4010 and 4011, identifies every 5 s for ever after 4012, opens a new
//! session instead of resuming after a missed heartbeat acknowledgement, and ignores
//! `resume_gateway_url`. This module knows nothing of what events mean.

mod backoff;
mod payload;
mod session_limit;
mod shard;
mod socket;

use std::sync::Arc;

use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use self::session_limit::SessionLimiter;
use self::shard::{Shard, ShardConfig};
use super::connect::Connection;

pub(super) use self::shard::GatewayEvent;

/// Starts all shards. Returns the tasks, which end when `stop` is cancelled or when a shard cannot
/// go on, and the events of all shards.
pub(super) fn connect(
    connection: Connection,
    intents: u64,
    stop: &CancellationToken,
) -> (JoinSet<anyhow::Result<()>>, UnboundedReceiver<GatewayEvent>) {
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
    });
    let (sender, events) = unbounded_channel();
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
