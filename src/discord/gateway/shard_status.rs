//! The connection status of the shards. The door is up while all of them are connected.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use tracing::{info, warn};

use crate::config::Shards;
use crate::telemetry::health::DoorHealth;
use crate::telemetry::repeats::is_logged;

/// The connected shards. Shards report directly and not over the event queue, which may be full.
pub(super) struct ShardStatus {
    shards: Shards,
    health: DoorHealth,
    connected: Mutex<HashSet<u32>>,
}

impl ShardStatus {
    pub(super) fn new(shards: Shards, health: DoorHealth) -> Self {
        Self {
            shards,
            health,
            connected: Mutex::default(),
        }
    }

    /// Records that a session was started or resumed; the door is up once all shards have one.
    pub(super) fn connected(&self, shard: u32) {
        let mut connected = self
            .connected
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        connected.insert(shard);
        if self
            .shards
            .numbers()
            .all(|shard| connected.contains(&shard))
        {
            info!("all connections to Discord stand");
            self.health.up();
        }
    }

    /// Records that a connection was lost or could not be opened; `attempt` counts the failures in a row. The first, the
    /// tenth, the hundredth are logged.
    pub(super) fn disconnected(&self, shard: u32, attempt: u64) {
        let mut connected = self
            .connected
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if connected.remove(&shard) {
            warn!(shard, "the connection to Discord is lost; connecting again");
            self.health.down("the connection to Discord is lost");
        } else {
            if is_logged(attempt) {
                warn!(
                    shard,
                    attempt,
                    "Discord's gateway cannot be reached (attempt {attempt}); it is tried again"
                );
            }
            self.health
                .down("Discord's gateway cannot be reached; it is tried again");
        }
    }
}
