//! In-memory LRU cache of delivery ids, which detects repeated deliveries
//! (<https://docs.slack.dev/apis/events-api#retries>,
//! <https://discord.com/developers/docs/events/gateway#resuming>).
//!
//! It is checked before the store, which also holds older deliveries and those of other replicas,
//! and is the only check if the store fails.

use std::sync::{Mutex, PoisonError};

use hashlink::LruCache;

use crate::chat::Door;

/// Maximum number of ids: more than the deliveries within five minutes, in which Slack retries.
const MAX_DELIVERIES: usize = 10_000;

/// The most recent deliveries by door and id.
pub(super) struct Deliveries(Mutex<LruCache<(Door, String), ()>>);

impl Default for Deliveries {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(MAX_DELIVERIES)))
    }
}

impl Deliveries {
    /// Records the delivery; returns whether it is new.
    pub(super) fn is_first(&self, door: Door, id: &str) -> bool {
        let mut latest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        latest.insert((door, id.to_owned()), ()).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_the_first_once_at_each_door_and_the_memory_is_bounded() {
        let deliveries = Deliveries::default();
        assert!(deliveries.is_first(Door::Slack, "a"));
        assert!(!deliveries.is_first(Door::Slack, "a"));
        assert!(deliveries.is_first(Door::Discord, "a"));
        for number in 0..MAX_DELIVERIES {
            assert!(deliveries.is_first(Door::Slack, &number.to_string()));
        }
        assert!(deliveries.is_first(Door::Slack, "a"));
        assert_eq!(
            deliveries.0.lock().expect("no poison").len(),
            MAX_DELIVERIES
        );
    }
}
