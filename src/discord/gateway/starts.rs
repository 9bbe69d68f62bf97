//! When a new session may begin.
//!
//! Discord resets the token of a bot that begins more than 1,000 sessions in a day
//! (<https://discord.com/developers/docs/events/gateway#session-start-limit-object>). It keeps
//! count, so nothing is kept here: however often the process is started anew, the pause grows with
//! what Discord says is used up.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{Http, SessionStartLimit};
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep, sleep_until};
use tracing::warn;

use super::super::call::{Failure, call};

/// The time within which Discord takes `max_concurrency` new sessions.
const ROUND: Duration = Duration::from_secs(5);
/// How long it is waited before Discord is asked again where it does not answer.
const AGAIN: Duration = Duration::from_secs(15);
/// A wait of which whoever runs the bot is told.
const LONG: Duration = Duration::from_secs(5);

/// Lets new sessions begin, one at a time.
pub(super) struct Starts {
    http: Arc<Http>,
    state: Mutex<State>,
}

struct State {
    /// What Discord said when the way to it was looked for; it holds for the first session.
    known: Option<SessionStartLimit>,
    /// When the last sessions began, as many as one round takes.
    begun: VecDeque<Instant>,
}

impl Starts {
    pub(super) fn new(http: Arc<Http>, known: SessionStartLimit) -> Self {
        Self {
            http,
            state: Mutex::new(State {
                known: Some(known),
                begun: VecDeque::new(),
            }),
        }
    }

    /// Waits until a session may begin.
    ///
    /// # Errors
    /// Discord does not take the token.
    pub(super) async fn permit(&self) -> Result<(), Failure> {
        // Whoever comes while another one waits, waits behind it.
        let mut state = self.state.lock().await;
        let limit = loop {
            let limit = match state.known.take() {
                Some(limit) => limit,
                None => self.ask().await?,
            };
            let Pace { pause, then_ask } = pace(&limit);
            if pause >= LONG {
                warn!(
                    remaining = limit.remaining,
                    total = limit.total,
                    pause_s = pause.as_secs(),
                    "many sessions were begun today; the next one waits, as Discord resets the \
                     token of a bot that begins too many"
                );
            }
            sleep(pause).await;
            if !then_ask {
                break limit;
            }
        };
        let round = usize::try_from(limit.max_concurrency).map_or(1, |number| number.max(1));
        while state.begun.len() >= round {
            if let Some(first) = state.begun.pop_front() {
                sleep_until(first + ROUND).await;
            }
        }
        state.begun.push_back(Instant::now());
        Ok(())
    }

    async fn ask(&self) -> Result<SessionStartLimit, Failure> {
        loop {
            match call(self.http.get_bot_gateway()).await {
                Ok(bot) => return Ok(bot.session_start_limit),
                Err(failure) if failure.is_of_token() => return Err(failure),
                Err(failure) => {
                    warn!(code = %failure, "Discord does not say whether a session may begin");
                    sleep(AGAIN).await;
                }
            }
        }
    }
}

/// How long the next session waits, and whether it is to be asked again after that.
#[derive(Debug, PartialEq, Eq)]
struct Pace {
    pause: Duration,
    then_ask: bool,
}

/// The first half of a day's sessions is free. What is left is spread over the time until it is
/// filled up again, less a tenth that is never touched.
fn pace(limit: &SessionStartLimit) -> Pace {
    let reset = Duration::from_millis(limit.reset_after);
    let reserve = limit.total / 10;
    if limit.remaining > limit.total / 2 {
        return Pace {
            pause: Duration::ZERO,
            then_ask: false,
        };
    }
    match limit.remaining.checked_sub(reserve) {
        None | Some(0) => Pace {
            pause: reset,
            then_ask: true,
        },
        Some(left) => Pace {
            pause: reset / u32::try_from(left).unwrap_or(u32::MAX),
            then_ask: false,
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
    fn a_crash_loop_of_a_whole_day_never_uses_up_the_sessions() {
        // The process starts, begins a session and is gone at once, again and again.
        let (mut now, mut remaining) = (0, 1_000);
        while now < DAY {
            let Pace { pause, then_ask } = pace(&limit(remaining, DAY - now));
            now += u64::try_from(pause.as_millis()).expect("a pause");
            if !then_ask && now < DAY {
                remaining -= 1;
            }
            assert!(remaining >= 100, "{remaining} left after {now} ms");
        }
    }

    #[test]
    fn a_few_starts_do_not_wait_and_the_last_ones_wait_for_the_next_day() {
        assert_eq!(pace(&limit(999, DAY)).pause, Duration::ZERO);
        let last = Pace {
            pause: Duration::from_millis(7),
            then_ask: true,
        };
        assert_eq!(pace(&limit(100, 7)), last);
        assert_eq!(pace(&limit(0, 7)), last);
    }
}
