//! Rate limits of the Web API: one posted message a second a channel, and the `Retry-After` of other
//! methods (<https://docs.slack.dev/apis/web-api/rate-limits>). It reserves send times and stores no messages; the wait and
//! the number of tracked channels are bounded.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Maximum time for which a `Retry-After` blocks.
const MAX_BLOCK: Duration = Duration::from_hours(1);
/// Interval between two messages in one channel.
const MESSAGE_INTERVAL: Duration = Duration::from_secs(1);
/// Maximum wait; a reservation that needs a longer one fails.
const MAX_WAIT: Duration = Duration::from_mins(2);
/// Maximum number of tracked channels; above it idle ones are dropped.
const MAX_CHANNELS: usize = 1_024;

/// Earliest send time of the next message in each channel.
#[derive(Debug, Default)]
pub(super) struct ChannelRateLimiter {
    free_at: Mutex<HashMap<String, Instant>>,
}

impl ChannelRateLimiter {
    /// Reserves the next send time in a channel and returns the wait until it; none where the wait
    /// would exceed [`MAX_WAIT`] or all [`MAX_CHANNELS`] channels are busy.
    pub(super) fn reserve(&self, channel: &str, now: Instant) -> Option<Duration> {
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        if free_at.len() >= MAX_CHANNELS && !free_at.contains_key(channel) {
            free_at.retain(|_, at| *at > now);
            if free_at.len() >= MAX_CHANNELS {
                return None;
            }
        }
        let at = free_at.get(channel).map_or(now, |at| now.max(*at));
        let wait = at.saturating_duration_since(now);
        if wait > MAX_WAIT {
            return None;
        }
        free_at.insert(channel.to_owned(), at + MESSAGE_INTERVAL);
        Some(wait)
    }

    /// Blocks a channel for the `Retry-After` time that Slack returned.
    pub(super) fn block(&self, channel: &str, retry_after: Duration, now: Instant) {
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = free_at.get_mut(channel) {
            *at = (*at).max(now + retry_after.min(MAX_BLOCK));
        }
    }
}

/// Time at which each rate-limited method may be called again.
#[derive(Debug, Default)]
pub(super) struct MethodRateLimiter {
    free_at: Mutex<HashMap<String, Instant>>,
}

impl MethodRateLimiter {
    /// Returns the time for which a method is still blocked; none where it may be called.
    pub(super) fn wait(&self, method: &str, now: Instant) -> Option<Duration> {
        let free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = free_at.get(method)?.saturating_duration_since(now);
        (wait > Duration::ZERO).then_some(wait)
    }

    /// Blocks a method for the `Retry-After` time that Slack returned.
    pub(super) fn block(&self, method: &str, retry_after: Duration, now: Instant) {
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        free_at.insert(method.to_owned(), now + retry_after.min(MAX_BLOCK));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_in_one_channel_are_a_second_apart_and_channels_are_independent() {
        let (limiter, now) = (ChannelRateLimiter::default(), Instant::now());
        let seconds = |wait: Option<Duration>| wait.map(|wait| wait.as_secs());
        assert_eq!(seconds(limiter.reserve("C1", now)), Some(0));
        assert_eq!(seconds(limiter.reserve("C1", now)), Some(1));
        assert_eq!(seconds(limiter.reserve("C2", now)), Some(0));
        limiter.block("C1", Duration::from_secs(20), now);
        assert_eq!(seconds(limiter.reserve("C1", now)), Some(20));
        let later = now + Duration::from_mins(1);
        assert_eq!(seconds(limiter.reserve("C1", later)), Some(0));
    }

    #[test]
    fn the_wait_and_the_number_of_channels_are_bounded() {
        let (limiter, now) = (ChannelRateLimiter::default(), Instant::now());
        let granted = (0..500).filter_map(|_| limiter.reserve("C1", now)).count();
        assert_eq!(granted, 121);
        let channels = (0..5_000).filter_map(|number| limiter.reserve(&format!("D{number}"), now));
        assert_eq!(channels.count(), MAX_CHANNELS - 1);
        let later = now + Duration::from_mins(3);
        assert_eq!(limiter.reserve("D9999", later), Some(Duration::ZERO));
        assert_eq!(limiter.free_at.lock().expect("no poison").len(), 1);
    }

    #[test]
    fn a_limited_method_is_blocked_until_its_retry_after_has_passed() {
        let (limiter, now) = (MethodRateLimiter::default(), Instant::now());
        let wait = Duration::from_secs(30);
        limiter.block("users.info", wait, now);
        assert_eq!(limiter.wait("users.info", now), Some(wait));
        assert_eq!(limiter.wait("views.open", now), None);
        assert_eq!(limiter.wait("users.info", now + wait), None);
    }
}
