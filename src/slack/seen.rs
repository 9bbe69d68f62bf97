//! Which events were taken already: Slack sends an event again where it is unsure that it arrived
//! (<https://docs.slack.dev/apis/events-api#retries>).

use std::collections::{HashSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// How many events are remembered; the last retry comes after five minutes.
const REMEMBERED: usize = 2_048;

/// The latest events, by their ids.
#[derive(Debug, Default)]
pub(super) struct Seen {
    ids: Mutex<(HashSet<String>, VecDeque<String>)>,
}

impl Seen {
    /// Whether this id comes for the first time, as far as is remembered.
    pub(super) fn first(&self, id: &str) -> bool {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, order) = &mut *ids;
        if !known.insert(id.to_owned()) {
            return false;
        }
        order.push_back(id.to_owned());
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_new_once_and_the_memory_is_bounded() {
        let seen = Seen::default();
        assert!(seen.first("a"));
        assert!(!seen.first("a"));
        for number in 0..=REMEMBERED {
            assert!(seen.first(&number.to_string()));
        }
        assert!(seen.first("a"));
        let ids = seen.ids.lock().expect("the memory");
        assert_eq!((ids.0.len(), ids.1.len()), (REMEMBERED, REMEMBERED));
    }
}
