//! The latest delivery ids, in memory, as platforms may deliver the same twice
//! (<https://docs.slack.dev/apis/events-api#retries>,
//! <https://discord.com/developers/docs/events/gateway#resuming>).
//!
//! The store knows older deliveries and those of other replicas. This is checked first, and alone where
//! the store does not answer.

use std::sync::{Mutex, PoisonError};

use hashlink::LruCache;

use crate::chat::Door;

/// Maximum number of ids: more than arrive within the five minutes during which Slack retries.
const REMEMBERED: usize = 10_000;

/// The latest deliveries, by door and id.
pub(super) struct Deliveries(Mutex<LruCache<(Door, String), ()>>);

impl Default for Deliveries {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(REMEMBERED)))
    }
}

impl Deliveries {
    /// Records the delivery; returns whether it was not there yet.
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
        for number in 0..REMEMBERED {
            assert!(deliveries.is_first(Door::Slack, &number.to_string()));
        }
        assert!(deliveries.is_first(Door::Slack, "a"));
        assert_eq!(deliveries.0.lock().expect("no poison").len(), REMEMBERED);
    }
}
