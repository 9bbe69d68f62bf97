//! What the platforms delivered of late, in memory: each of them sends something again where it is
//! unsure that it arrived (<https://docs.slack.dev/apis/events-api#retries>,
//! <https://discord.com/developers/docs/events/gateway#resuming>).
//!
//! The store knows what was delivered before that, or to another replica; this is asked first, and
//! alone where the store does not answer.

use std::sync::{Mutex, PoisonError};

use hashlink::LruCache;

use crate::chat::Door;

/// How many deliveries are remembered: more than can come while a platform still tries again, which
/// Slack does for five minutes.
const REMEMBERED: usize = 10_000;

/// The latest deliveries, by their doors and ids.
pub(super) struct Deliveries(Mutex<LruCache<(Door, String), ()>>);

impl Default for Deliveries {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(REMEMBERED)))
    }
}

impl Deliveries {
    /// Remembers the delivery, and says whether it comes for the first time.
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
