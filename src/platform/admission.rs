//! Admission control: bounds on the events that a door handles at a time, and on the senders who are
//! told at a time that it cannot handle theirs. Events beyond both are dropped and counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::warn;

use crate::telemetry::health::DoorHealth;

/// Events that are handled at a time, from their arrival to the delivery of their answer. An answer
/// is mostly a wait of about 200 ms for the platform; the assistant limits how many are computed.
const MAX_ACCEPTED: usize = 1_000;
/// Senders of further events who are told at a time that too many come at once.
const MAX_REFUSALS: usize = 64;

/// Health counter of events whose senders were told that too many come at once.
const REFUSED: &str = "events answered with a request to ask again, as too many came at once";
/// Health counter of events that were dropped.
pub(crate) const DROPPED: &str = "events dropped because too many came at once";

/// The bounds of one door.
pub(crate) struct AdmissionControl {
    accepted: Arc<Semaphore>,
    refusals: Arc<Semaphore>,
    health: DoorHealth,
    /// True if an event was refused since fewer than half of [`MAX_ACCEPTED`] were handled.
    overloaded: AtomicBool,
}

/// The place of one event within a bound, which is free again when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct Slot {
    _permit: Arc<OwnedSemaphorePermit>,
}

impl AdmissionControl {
    /// Creates the bounds of the door with this health.
    pub(crate) fn new(health: DoorHealth) -> Self {
        Self {
            accepted: Arc::new(Semaphore::new(MAX_ACCEPTED)),
            refusals: Arc::new(Semaphore::new(MAX_REFUSALS)),
            health,
            overloaded: AtomicBool::new(false),
        }
    }

    /// Accepts an event, to be held until its answer is delivered; none where there is no room.
    pub(crate) fn accept(&self) -> Option<Slot> {
        if self.accepted.available_permits() > MAX_ACCEPTED / 2 {
            self.overloaded.store(false, Ordering::Relaxed);
        }
        slot(&self.accepted)
    }

    /// Refuses an event by a message, to be held until that is sent; none where it is dropped.
    pub(crate) fn refuse(&self) -> Option<Slot> {
        let slot = slot(&self.refusals);
        self.record(if slot.is_some() { REFUSED } else { DROPPED });
        slot
    }

    /// Refuses an event without a message of its own, as in its acknowledgement.
    pub(crate) fn refuse_at_once(&self) {
        self.record(REFUSED);
    }

    /// Drops an event for whose answer nobody waits.
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

fn slot(bound: &Arc<Semaphore>) -> Option<Slot> {
    let permit = bound.clone().try_acquire_owned().ok()?;
    Some(Slot {
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
