//! Admission control: limits on the number of events that a door handles at a time, and on the number of busy
//! notices that it sends at a time. Events above both are dropped and counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::warn;

use crate::telemetry::health::DoorHealth;

/// Maximum number of events that are handled at a time, from their arrival to the delivery of their answer. An answer
/// is mostly a wait of about 200 ms for the platform; the assistant limits how many are computed.
const MAX_ACCEPTED: usize = 1_000;
/// Maximum number of busy notices that are sent at a time.
const MAX_REFUSALS: usize = 64;

/// Health counter of events that were answered with a busy notice.
const REFUSED: &str = "events answered with a request to ask again, as too many came at once";
/// Health counter of events that were dropped.
pub(crate) const DROPPED: &str = "events dropped because too many came at once";

/// The limits of one door.
pub(crate) struct AdmissionControl {
    accepted: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
    health: DoorHealth,
    /// True if an event was refused since fewer than half of [`MAX_ACCEPTED`] were handled.
    overloaded: AtomicBool,
}

/// The permit of one event within a limit; released when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct AdmissionPermit {
    _permit: Arc<OwnedSemaphorePermit>,
}

impl AdmissionControl {
    /// Creates the limits of the door with this health.
    pub(crate) fn new(health: DoorHealth) -> Self {
        Self {
            accepted: Arc::new(Semaphore::new(MAX_ACCEPTED)),
            refusals: Arc::new(Semaphore::new(MAX_REFUSALS)),
            health,
            overloaded: AtomicBool::new(false),
        }
    }

    /// Accepts an event; the permit is held until its answer is delivered. `None` at the limit.
    pub(crate) fn accept(&self) -> Option<AdmissionPermit> {
        if self.accepted.available_permits() > MAX_ACCEPTED / 2 {
            self.overloaded.store(false, Ordering::Relaxed);
        }
        acquire(&self.accepted)
    }

    /// Refuses an event by a busy notice; the permit is held until it is sent. `None` if the event is dropped.
    pub(crate) fn refuse(&self) -> Option<AdmissionPermit> {
        let permit = acquire(&self.refusals);
        self.record(if permit.is_some() { REFUSED } else { DROPPED });
        permit
    }

    /// Refuses an event without a separate message, as in its acknowledgement.
    pub(crate) fn refuse_at_once(&self) {
        self.record(REFUSED);
    }

    /// Drops an event that expects no answer.
    pub(crate) fn drop_silently(&self) {
        self.record(DROPPED);
    }

    /// Counts a refused or dropped event; logs the first of a burst.
    fn record(&self, what: &'static str) {
        self.health.count(what);
        if !self.overloaded.swap(true, Ordering::Relaxed) {
            warn!(
                door = self.health.name(),
                limit = MAX_ACCEPTED,
                "more than {MAX_ACCEPTED} events wait for their answers; senders of further ones are asked \
                 to try again"
            );
        }
    }
}

fn acquire(limit: &Arc<Semaphore>) -> Option<AdmissionPermit> {
    let permit = limit.clone().try_acquire_owned().ok()?;
    Some(AdmissionPermit {
        _permit: Arc::new(permit),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::health::Health;

    #[test]
    fn beyond_the_bounds_events_are_refused_then_dropped_until_there_is_room_again() {
        let health = Health::default();
        let admission = AdmissionControl::new(health.door("slack"));
        let mut accepted: Vec<_> = (0..MAX_ACCEPTED)
            .map(|_| admission.accept().expect("room"))
            .collect();
        assert!(admission.accept().is_none());
        let refused: Vec<_> = (0..MAX_REFUSALS + 2)
            .filter_map(|_| admission.refuse())
            .collect();
        assert_eq!(refused.len(), MAX_REFUSALS);
        admission.refuse_at_once();
        assert_eq!(
            health.counters(),
            [
                format!("slack: {} {REFUSED}", MAX_REFUSALS + 1),
                format!("slack: 2 {DROPPED}"),
            ]
        );
        assert!(admission.overloaded.load(Ordering::Relaxed));
        accepted.truncate(MAX_ACCEPTED / 3);
        assert!(admission.accept().is_some());
        assert!(!admission.overloaded.load(Ordering::Relaxed));
    }
}
