//! One message a second a channel, as Slack asks for
//! (<https://docs.slack.dev/apis/web-api/rate-limits#posting-messages>). It knows no message: it
//! gives places in a channel's queue, and the queue is bounded.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How far apart the messages of a channel are sent.
const APART: Duration = Duration::from_secs(1);
/// How far ahead a place is given; whoever would wait longer is turned away.
const LONGEST: Duration = Duration::from_secs(30);
/// How many channels are remembered before those are forgotten in which nothing waits.
const CHANNELS: usize = 1_024;

/// When each channel takes its next message.
#[derive(Debug, Default)]
pub(super) struct Pace {
    free: Mutex<HashMap<String, Instant>>,
}

impl Pace {
    /// Takes the next place in a channel's queue: how long to wait for it; nothing where the queue
    /// is full.
    pub(super) fn place(&self, channel: &str, now: Instant) -> Option<Duration> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if free.len() >= CHANNELS && !free.contains_key(channel) {
            free.retain(|_, at| *at > now);
            if free.len() >= CHANNELS {
                return None;
            }
        }
        let at = free.get(channel).map_or(now, |at| now.max(*at));
        let wait = at.saturating_duration_since(now);
        if wait > LONGEST {
            return None;
        }
        free.insert(channel.to_owned(), at + APART);
        Some(wait)
    }

    /// Keeps a channel quiet for a while, as Slack asked for it.
    pub(super) fn rest(&self, channel: &str, wait: Duration, now: Instant) {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = free.get_mut(channel) {
            *at = (*at).max(now + wait);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_of_a_channel_are_a_second_apart_and_others_do_not_wait() {
        let (pace, now) = (Pace::default(), Instant::now());
        let seconds = |wait: Option<Duration>| wait.map(|wait| wait.as_secs());
        assert_eq!(seconds(pace.place("C1", now)), Some(0));
        assert_eq!(seconds(pace.place("C1", now)), Some(1));
        assert_eq!(seconds(pace.place("C2", now)), Some(0));
        pace.rest("C1", Duration::from_secs(20), now);
        assert_eq!(seconds(pace.place("C1", now)), Some(20));
        assert_eq!(
            seconds(pace.place("C1", now + Duration::from_mins(1))),
            Some(0)
        );
    }

    #[test]
    fn neither_a_queue_nor_their_number_grows_for_ever() {
        let (pace, now) = (Pace::default(), Instant::now());
        let taken = (0..100).filter_map(|_| pace.place("C1", now)).count();
        assert_eq!(taken, 31);
        let channels = (0..5_000).filter_map(|number| pace.place(&format!("D{number}"), now));
        assert_eq!(channels.count(), CHANNELS - 1);
        let later = now + Duration::from_mins(1);
        assert_eq!(pace.place("D9999", later), Some(Duration::ZERO));
        assert_eq!(pace.free.lock().expect("no poison").len(), 1);
    }
}
