//! Which shards of the process are connected. The door is up while all of them are.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use tracing::{info, warn};

use crate::config::Shards;
use crate::telemetry::health::DoorHealth;

/// The numbers of the connected shards.
#[derive(Default)]
pub(super) struct ShardStatus(Mutex<HashSet<u32>>);

impl ShardStatus {
    /// Records that a shard is connected; the door is up once all of `shards` are.
    pub(super) fn connected(&self, shard: u32, shards: Shards, health: &DoorHealth) {
        let mut connected = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        connected.insert(shard);
        if shards.numbers().all(|shard| connected.contains(&shard)) {
            info!("all connections to Discord stand");
            health.up();
        }
    }

    /// Records that a shard lost its connection. One that was never connected changes nothing: the
    /// door is still down.
    pub(super) fn disconnected(&self, shard: u32, health: &DoorHealth) {
        let mut connected = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if connected.remove(&shard) {
            warn!(shard, "the connection to Discord is lost; connecting again");
            health.down("the connection to Discord is lost");
        }
    }
}
