//! Delays new sessions so that the daily session start limit is never used up, and spaces IDENTIFYs as the
//! rate limit keys of the shards require.
//!
//! Discord resets the token of a bot that starts more than 1,000 sessions in a day
//! (<https://discord.com/developers/docs/events/gateway#session-start-limit-object>). Discord keeps
//! the count, so nothing is stored here: the delay is computed from the number that Discord reports as remaining.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use serenity::all::{Http, SessionStartLimit};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::{Instant, sleep, sleep_until};
use tracing::warn;

use super::super::api::{ApiError, call};
use crate::telemetry::repeats::Repeats;

/// Interval in which Discord accepts one IDENTIFY of the shards with the same rate limit key, which is the
/// shard's number modulo `max_concurrency`
/// (<https://discord.com/developers/docs/events/gateway#rate-limiting>).
const IDENTIFY_INTERVAL: Duration = Duration::from_secs(5);
/// Delay before the session limit is requested again after an error.
const RETRY_DELAY: Duration = Duration::from_secs(15);
/// Minimum delay that is logged.
const LOGGED_DELAY: Duration = Duration::from_secs(5);

/// Grants session starts.
pub(super) struct SessionLimiter {
    http: Arc<Http>,
    /// The limit from start-up, used for the first session.
    initial: Mutex<Option<SessionStartLimit>>,
    identifies: IdentifyBuckets,
}

/// The times of the latest IDENTIFYs by rate limit key.
struct IdentifyBuckets {
    interval: Duration,
    buckets: std::sync::Mutex<HashMap<u64, Arc<Mutex<Option<Instant>>>>>,
}

/// A permit to send one IDENTIFY. Shards with the same rate limit key wait until it is used or dropped.
pub(super) struct IdentifyPermit(OwnedMutexGuard<Option<Instant>>);

impl IdentifyPermit {
    /// Records that IDENTIFY was sent now.
    pub(super) fn identified(mut self) {
        *self.0 = Some(Instant::now());
    }
}

impl IdentifyBuckets {
    fn new(interval: Duration) -> Self {
        Self {
            interval,
            buckets: std::sync::Mutex::default(),
        }
    }

    /// Waits until a shard may identify.
    async fn acquire(&self, shard: u32, max_concurrency: u64) -> IdentifyPermit {
        let key = u64::from(shard) % max_concurrency.max(1);
        let bucket = {
            let buckets = self.buckets.lock();
            let mut buckets = buckets.unwrap_or_else(PoisonError::into_inner);
            buckets.entry(key).or_default().clone()
        };
        let last = bucket.lock_owned().await;
        if let Some(last) = *last {
            sleep_until(last + self.interval).await;
        }
        IdentifyPermit(last)
    }
}

impl SessionLimiter {
    pub(super) fn new(http: Arc<Http>, initial: SessionStartLimit) -> Self {
        Self {
            http,
            initial: Mutex::new(Some(initial)),
            identifies: IdentifyBuckets::new(IDENTIFY_INTERVAL),
        }
    }

    /// Waits until a shard may start a session.
    ///
    /// # Errors
    /// Discord does not accept the token.
    pub(super) async fn acquire(&self, shard: u32) -> Result<IdentifyPermit, ApiError> {
        let limit = self.wait_for_daily_limit().await?;
        let concurrency = limit.max_concurrency;
        Ok(self.identifies.acquire(shard, concurrency).await)
    }

    /// Waits until the daily limit allows a session, and returns the limit. Callers are served in order.
    async fn wait_for_daily_limit(&self) -> Result<SessionStartLimit, ApiError> {
        let mut initial = self.initial.lock().await;
        loop {
            let limit = match initial.take() {
                Some(limit) => limit,
                None => self.fetch().await?,
            };
            let IdentifyDelay { delay, refetch } = identify_delay(&limit);
            if delay >= LOGGED_DELAY {
                warn!(
                    remaining = limit.remaining,
                    total = limit.total,
                    pause_s = delay.as_secs(),
                    "many sessions were started today; the next one waits, as Discord resets the \
                     token of a bot that begins too many"
                );
            }
            sleep(delay).await;
            if !refetch {
                return Ok(limit);
            }
        }
    }

    /// Requests the session limit until Discord answers.
    async fn fetch(&self) -> Result<SessionStartLimit, ApiError> {
        let failures = Repeats::new();
        loop {
            match call(self.http.get_bot_gateway()).await {
                Ok(bot) => return Ok(bot.session_start_limit),
                Err(error) if error.is_unauthorized() => return Err(error),
                Err(error) => {
                    if let Some(attempt) = failures.count() {
                        warn!(
                            code = %error,
                            attempt,
                            "Discord does not say whether a session may begin; it is asked again"
                        );
                    }
                    sleep(RETRY_DELAY).await;
                }
            }
        }
    }
}

/// The delay of the next session start, and whether the limit is to be requested again after it.
#[derive(Debug, PartialEq, Eq)]
struct IdentifyDelay {
    delay: Duration,
    refetch: bool,
}

/// Computes the delay. The first half of the daily limit is free. The rest, less a reserve of a
/// tenth, is spread evenly over the time until the limit is reset.
fn identify_delay(limit: &SessionStartLimit) -> IdentifyDelay {
    let reset = Duration::from_millis(limit.reset_after);
    let reserve = limit.total / 10;
    if limit.remaining > limit.total / 2 {
        return IdentifyDelay {
            delay: Duration::ZERO,
            refetch: false,
        };
    }
    match limit.remaining.checked_sub(reserve) {
        None | Some(0) => IdentifyDelay {
            delay: reset,
            refetch: true,
        },
        Some(left) => IdentifyDelay {
            delay: reset / u32::try_from(left).unwrap_or(u32::MAX),
            refetch: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: u64 = 24 * 60 * 60 * 1_000;

    fn limit(remaining: u64, reset_after: u64) -> SessionStartLimit {
        let limit = serde_json::json!({
            "total": 1_000, "remaining": remaining, "reset_after": reset_after, "max_concurrency": 1,
        });
        serde_json::from_value(limit).expect("a limit")
    }

    #[tokio::test]
    async fn shards_with_the_same_key_identify_one_after_another_and_others_at_once() {
        let interval = Duration::from_millis(50);
        let buckets = IdentifyBuckets::new(interval);
        let first = buckets.acquire(0, 2).await;
        // Shard 1 has a key of its own; shard 2 has that of shard 0, which has not identified yet.
        buckets.acquire(1, 2).await.identified();
        let waiting = buckets.acquire(2, 2);
        tokio::pin!(waiting);
        tokio::select! {
            biased;
            _ = &mut waiting => panic!("shards 0 and 2 identify at once"),
            () = sleep(interval * 2) => {}
        }
        let identified = Instant::now();
        first.identified();
        let second = waiting.await;
        assert!(identified.elapsed() >= interval);
        // An unused permit delays no shard.
        drop(second);
        let third = buckets.acquire(4, 2).await;
        drop(third);
        // With one session at a time all shards have one key.
        let only = buckets.acquire(0, 1).await;
        let waiting = buckets.acquire(7, 1);
        tokio::pin!(waiting);
        tokio::select! {
            biased;
            _ = &mut waiting => panic!("shards 0 and 7 identify at once"),
            () = std::future::ready(()) => {}
        }
        drop(only);
    }

    #[test]
    fn a_crash_loop_of_a_whole_day_leaves_a_tenth_of_the_sessions() {
        // The process starts, begins a session and exits at once, repeatedly.
        let (mut now, mut remaining) = (0, 1_000);
        while now < DAY {
            let IdentifyDelay { delay, refetch } = identify_delay(&limit(remaining, DAY - now));
            now += u64::try_from(delay.as_millis()).expect("a delay");
            if !refetch && now < DAY {
                remaining -= 1;
            }
            assert!(remaining >= 100, "{remaining} left after {now} ms");
        }
    }

    #[test]
    fn a_few_starts_are_not_delayed_and_the_last_ones_wait_for_the_reset() {
        assert_eq!(identify_delay(&limit(999, DAY)).delay, Duration::ZERO);
        let last = IdentifyDelay {
            delay: Duration::from_millis(7),
            refetch: true,
        };
        assert_eq!(identify_delay(&limit(100, 7)), last);
        assert_eq!(identify_delay(&limit(0, 7)), last);
    }
}
