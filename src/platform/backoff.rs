//! Exponential back-off between attempts, by the `backon` crate.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};

/// The delays between attempts: each twice the one before, from `first` up to `longest`, without end.
#[derive(Debug)]
pub(crate) struct Backoff {
    first: Duration,
    longest: Duration,
    waits: ExponentialBackoff,
}

impl Backoff {
    /// Starts with a delay of `first`; no delay is longer than `longest`.
    pub(crate) fn new(first: Duration, longest: Duration) -> Self {
        let waits = ExponentialBuilder::new()
            .with_min_delay(first)
            .with_max_delay(longest)
            .with_factor(2.0)
            .without_max_times()
            .build();
        Self {
            first,
            longest,
            waits,
        }
    }

    /// Returns the delay before the next attempt.
    pub(crate) fn next_wait(&mut self) -> Duration {
        self.waits.next().unwrap_or(self.longest)
    }

    /// Goes back to the first delay, after an attempt that succeeded.
    pub(crate) fn reset(&mut self) {
        *self = Self::new(self.first, self.longest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_double_up_to_the_longest_and_start_again_after_a_success() {
        let seconds = Duration::from_secs;
        let mut backoff = Backoff::new(seconds(1), seconds(5));
        let waits: Vec<_> = (0..5).map(|_| backoff.next_wait()).collect();
        assert_eq!(waits, [1, 2, 4, 5, 5].map(seconds));
        for _ in 0..10_000 {
            assert_eq!(backoff.next_wait(), seconds(5));
        }
        backoff.reset();
        assert_eq!(backoff.next_wait(), seconds(1));
    }
}
