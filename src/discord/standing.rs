//! Which of the process's connections to Discord stand, and what is told of that: the door is up while
//! all of them do.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use tracing::{info, warn};

use crate::config::Shards;
use crate::telemetry::health::DoorHealth;

/// The connections that stand, by their numbers.
#[derive(Default)]
pub(super) struct Standing(Mutex<HashSet<u32>>);

impl Standing {
    /// This connection stands, one of these.
    pub(super) fn up(&self, shard: u32, shards: Shards, health: &DoorHealth) {
        let mut standing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        standing.insert(shard);
        if shards.numbers().all(|shard| standing.contains(&shard)) {
            info!("all connections to Discord stand");
            health.up();
        }
    }

    /// This connection is lost. One that never stood is still connecting, as the door says already.
    pub(super) fn lost(&self, shard: u32, health: &DoorHealth) {
        let mut standing = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if standing.remove(&shard) {
            warn!(shard, "the connection to Discord is lost; connecting again");
            health.down("the connection to Discord is lost");
        }
    }
}
