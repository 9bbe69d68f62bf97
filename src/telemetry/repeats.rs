//! Selection of the repetitions of an event that are logged: the first, the tenth, the hundredth and so on, so that
//! something that happens again and again is neither silent nor fills the disk.

use std::sync::atomic::{AtomicU64, Ordering};

/// Returns whether the occurrence with this number (counted from 1) is logged.
pub(crate) fn is_logged(number: u64) -> bool {
    let mut number = number;
    while number != 0 && number.is_multiple_of(10) {
        number /= 10;
    }
    number == 1
}

/// Counts occurrences of one event.
#[derive(Debug, Default)]
pub(crate) struct Repeats(AtomicU64);

impl Repeats {
    /// Starts at 0.
    pub(crate) const fn new() -> Self {
        Self(AtomicU64::new(0))
    }

    /// Counts an occurrence; returns its number if it is to be logged.
    pub(crate) fn count(&self) -> Option<u64> {
        let number = self.0.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        is_logged(number).then_some(number)
    }

    /// Resets the count, when the event no longer occurs.
    pub(crate) fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_tenth_and_the_hundredth_are_logged() {
        let repeats = Repeats::new();
        let logged: Vec<u64> = (0..1_500).filter_map(|_| repeats.count()).collect();
        assert_eq!(logged, [1, 10, 100, 1_000]);
        repeats.reset();
        assert_eq!(repeats.count(), Some(1));
        assert!(!is_logged(0));
    }
}
