//! Exponential back-off between connections, and random jitter.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

/// Delay before the third connection in a row that did not last; it doubles with each further one.
pub(super) const FIRST_DELAY: Duration = Duration::from_millis(500);
/// Upper bound of the delay.
const MAX_DELAY: Duration = Duration::from_mins(2);

/// Delay after this many failures in a row. The first failure is retried at once.
pub(super) fn delay(failures: u32) -> Duration {
    match failures.checked_sub(2) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_DELAY
            .saturating_mul(1 << doublings.min(16))
            .min(MAX_DELAY),
    }
}

/// A random number from 0 to 1, from the seed of the standard hasher.
pub(super) fn random_fraction() -> f64 {
    let random = RandomState::new().build_hasher().finish();
    random as f64 / u64::MAX as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_doubles_up_to_two_minutes() {
        let delays: Vec<_> = [1, 2, 3, 4, 9, 10, 11, u32::MAX].map(delay).into();
        let seconds: Vec<_> = delays.iter().map(Duration::as_secs_f64).collect();
        assert_eq!(seconds, [0.0, 0.5, 1.0, 2.0, 64.0, 120.0, 120.0, 120.0]);
        assert!((0.0..=1.0).contains(&random_fraction()));
    }
}
