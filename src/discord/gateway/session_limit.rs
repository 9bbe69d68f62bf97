//! Delays new sessions so that the daily session start limit is never used up.
//!
//! Discord resets the token of a bot that starts more than 1,000 sessions in a day
//! (<https://discord.com/developers/docs/events/gateway#session-start-limit-object>). Discord keeps
//! the count, so nothing is stored here: the delay grows with what Discord reports as used.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{Http, SessionStartLimit};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until};
use tracing::warn;

use super::super::api::{ApiError, call};
use crate::telemetry::repeats::Repeats;

/// Interval in which Discord accepts `max_concurrency` IDENTIFYs.
const IDENTIFY_INTERVAL: Duration = Duration::from_secs(5);
/// Delay before the session limit is requested again after an error.
const RETRY_DELAY: Duration = Duration::from_secs(15);
/// Delays from this on are logged.
const LOGGED_DELAY: Duration = Duration::from_secs(5);

/// Grants session starts, one at a time.
pub(super) struct SessionLimiter {
    http: Arc<Http>,
    state: Mutex<State>,
}

struct State {
    /// The limit from start-up, used for the first session.
    initial: Option<SessionStartLimit>,
    /// Times of the latest session starts, `max_concurrency` at most.
    started: VecDeque<Instant>,
}

impl SessionLimiter {
    pub(super) fn new(http: Arc<Http>, initial: SessionStartLimit) -> Self {
        Self {
            http,
            state: Mutex::new(State {
                initial: Some(initial),
                started: VecDeque::new(),
            }),
        }
    }

    /// Waits until a session may start.
    ///
    /// # Errors
    /// Discord does not accept the token.
    pub(super) async fn acquire(&self) -> Result<(), ApiError> {
        // The lock is held while waiting, so that callers are served in order.
        let mut state = self.state.lock().await;
        let limit = loop {
            let limit = match state.initial.take() {
                Some(limit) => limit,
                None => self.fetch().await?,
            };
            let IdentifyDelay { delay, ask_again } = identify_delay(&limit);
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
            if !ask_again {
                break limit;
            }
        };
        let concurrency = usize::try_from(limit.max_concurrency).map_or(1, |number| number.max(1));
        while state.started.len() >= concurrency {
            if let Some(first) = state.started.pop_front() {
                sleep_until(first + IDENTIFY_INTERVAL).await;
            }
        }
        state.started.push_back(Instant::now());
        Ok(())
    }

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
    ask_again: bool,
}

/// Computes the delay. The first half of the daily limit is free. The rest, less a reserve of a
/// tenth, is spread evenly over the time until the limit is reset.
fn identify_delay(limit: &SessionStartLimit) -> IdentifyDelay {
    let reset = Duration::from_millis(limit.reset_after);
    let reserve = limit.total / 10;
    if limit.remaining > limit.total / 2 {
        return IdentifyDelay {
            delay: Duration::ZERO,
            ask_again: false,
        };
    }
    match limit.remaining.checked_sub(reserve) {
        None | Some(0) => IdentifyDelay {
            delay: reset,
            ask_again: true,
        },
        Some(left) => IdentifyDelay {
            delay: reset / u32::try_from(left).unwrap_or(u32::MAX),
            ask_again: false,
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

    #[test]
    fn a_crash_loop_of_a_whole_day_leaves_a_tenth_of_the_sessions() {
        // The process starts, begins a session and exits at once, repeatedly.
        let (mut now, mut remaining) = (0, 1_000);
        while now < DAY {
            let IdentifyDelay { delay, ask_again } = identify_delay(&limit(remaining, DAY - now));
            now += u64::try_from(delay.as_millis()).expect("a delay");
            if !ask_again && now < DAY {
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
            ask_again: true,
        };
        assert_eq!(identify_delay(&limit(100, 7)), last);
        assert_eq!(identify_delay(&limit(0, 7)), last);
    }
}
