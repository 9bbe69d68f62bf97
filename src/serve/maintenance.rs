//! Periodic work on the store while the bot runs.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use crate::store::Store;

/// Interval at which settings and contributions changed by other replicas or on the command line are read.
const REFRESH_INTERVAL: Duration = Duration::from_secs(1);
/// Maintenance runs instead of every tenth refresh.
const REFRESHES_PER_MAINTENANCE: u32 = 10;
/// Change of the clock that is reported. Time servers correct it by far less.
const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_hours(1);
/// Time after a jump ahead in which nothing expires, so that a wrong clock can be corrected.
const EXPIRY_PAUSE: Duration = Duration::from_hours(1);

/// Refreshes settings and contributions, and runs maintenance until stopped.
pub(super) async fn run(store: Store, stop: CancellationToken) -> anyhow::Result<()> {
    let mut clock = ClockWatch::new(Timestamp::now(), Instant::now());
    for refresh in (0..REFRESHES_PER_MAINTENANCE).cycle() {
        let now = Timestamp::now();
        let expires = clock.check(now, Instant::now());
        // The store logs its failures, and the next run catches up.
        let _ = match refresh {
            0 if expires => store.run_maintenance(now).await,
            0 => store.run_maintenance_without_expiry(now).await,
            _ => store.refresh().await,
        };
        tokio::select! {
            () = stop.cancelled() => break,
            () = tokio::time::sleep(REFRESH_INTERVAL) => {}
        }
    }
    Ok(())
}

/// Detects jumps of the system clock by comparing it with the monotonic one.
struct ClockWatch {
    /// Time of the last check, by both clocks.
    last: (Timestamp, Instant),
    /// Sum of the jumps of the clock since the pause began.
    ahead: SignedDuration,
    /// The end of the pause after a jump ahead.
    paused_until: Option<Instant>,
}

impl ClockWatch {
    const fn new(now: Timestamp, monotonic: Instant) -> Self {
        Self {
            last: (now, monotonic),
            ahead: SignedDuration::ZERO,
            paused_until: None,
        }
    }

    /// Returns whether rows may expire now: not within [`EXPIRY_PAUSE`] after the clock jumped ahead, unless
    /// it was corrected meanwhile. Logs a jump.
    fn check(&mut self, now: Timestamp, monotonic: Instant) -> bool {
        let (last, last_monotonic) = self.last;
        self.last = (now, monotonic);
        let passed = monotonic.saturating_duration_since(last_monotonic);
        let passed = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        let jump = now.duration_since(last).saturating_sub(passed);
        if self.paused_until.is_some_and(|until| until <= monotonic) {
            self.paused_until = None;
            self.ahead = SignedDuration::ZERO;
        }
        if jump.abs() >= CLOCK_TOLERANCE {
            self.ahead = self.ahead.saturating_add(jump).max(SignedDuration::ZERO);
            let minutes = jump.as_mins();
            if jump.is_positive() {
                self.paused_until = Some(monotonic + EXPIRY_PAUSE);
                warn!(
                    minutes,
                    "this machine's clock jumped ahead by {minutes} minutes, or the machine was suspended; \
                     for an hour nothing in the store expires. If the time is wrong, put it right until then"
                );
            } else {
                info!(
                    minutes,
                    "this machine's clock was put back by {} minutes", -minutes
                );
            }
        }
        if self.ahead < CLOCK_TOLERANCE {
            self.paused_until = None;
        }
        self.paused_until.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock watch, and the monotonic time at its creation.
    struct Clock(ClockWatch, Instant);

    impl Clock {
        fn new() -> Self {
            let start = Instant::now();
            Self(ClockWatch::new(Timestamp::UNIX_EPOCH, start), start)
        }

        fn expires(&mut self, seconds: u64, hours: i64) -> bool {
            let real = SignedDuration::from_secs(seconds.cast_signed());
            let now = Timestamp::UNIX_EPOCH + real + SignedDuration::from_hours(hours);
            self.0.check(now, self.1 + Duration::from_secs(seconds))
        }
    }

    #[test]
    fn after_a_jump_ahead_nothing_expires_for_an_hour() {
        let mut clock = Clock::new();
        assert!(clock.expires(10, 0));
        assert!(!clock.expires(20, 24 * 400));
        assert!(!clock.expires(3_610, 24 * 400));
        assert!(clock.expires(3_620, 24 * 400));
    }

    #[test]
    fn a_correction_or_a_jump_back_ends_the_pause() {
        let mut clock = Clock::new();
        assert!(clock.expires(10, -1));
        assert!(!clock.expires(20, 24 * 400));
        assert!(!clock.expires(30, 24));
        assert!(clock.expires(40, -1));
        assert!(!clock.expires(50, 2));
    }

    #[test]
    fn small_corrections_and_a_late_check_do_not_count_as_a_jump() {
        let mut clock = Clock::new();
        assert!(clock.expires(100_000, 0));
        assert!(clock.expires(100_001, 0));
    }
}
