//! Admission control: limits on the number of events that a door handles at a time, and on the number of busy notices that
//! wait to be sent and are sent at a time. An event above the first limit is refused: its sender gets a busy notice, which asks
//! to try again. One above the others is dropped, counted and logged.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::warn;

use crate::telemetry::health::DoorHealth;
use crate::telemetry::repeats::Repeats;

/// Maximum number of events that are handled at a time, from their arrival to the delivery of their answer. An answer
/// is mostly a wait of about 200 ms for the platform; the assistant limits how many are computed.
const MAX_ACCEPTED: usize = 1_000;
/// Maximum number of busy notices that are sent at a time, each over a connection of its own.
const MAX_REFUSALS: usize = 64;
/// Maximum number of busy notices that wait or are sent: at a thousand events a second those of ten seconds, in about 10 MB.
const MAX_QUEUED: usize = 10_000;

/// Health counter of events that were answered with a busy notice.
const REFUSED: &str = "events answered with a request to ask again, as too many came at once";
/// Health counter of events that were dropped.
const DROPPED: &str = "events dropped because too many came at once";
/// Health counter of events for which the platform no longer accepted a response.
const LATE: &str = "events not answered within the platform's three seconds";
/// Health counter of events from people who did not address the bot.
const PASSED_OVER: &str = "events that expect no answer, passed over because too many came at once";

/// The limits of one door.
pub(crate) struct AdmissionControl {
    accepted: Arc<Semaphore>,
    queued: Arc<Semaphore>,
    sending: Arc<Semaphore>,
    health: DoorHealth,
    /// True if an event was refused since fewer than half of [`MAX_ACCEPTED`] were handled.
    overloaded: AtomicBool,
    /// Events whose sender was told nothing.
    unnotified: Repeats,
}

/// The permit of one event within a limit; released when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct AdmissionPermit {
    _permit: Arc<OwnedSemaphorePermit>,
}

/// The place of a busy notice in the queue.
pub(crate) struct QueuedRefusal {
    _queued: AdmissionPermit,
}

impl AdmissionControl {
    /// Creates the limits of the door with this health.
    pub(crate) fn new(health: DoorHealth) -> Self {
        Self {
            accepted: Arc::new(Semaphore::new(MAX_ACCEPTED)),
            queued: Arc::new(Semaphore::new(MAX_QUEUED)),
            sending: Arc::new(Semaphore::new(MAX_REFUSALS)),
            health,
            overloaded: AtomicBool::new(false),
            unnotified: Repeats::new(),
        }
    }

    /// Accepts an event; the permit is held until its answer is delivered. `None` at the limit.
    pub(crate) fn accept(&self) -> Option<AdmissionPermit> {
        if self.accepted.available_permits() > MAX_ACCEPTED / 2 {
            self.overloaded.store(false, Ordering::Relaxed);
        }
        acquire(&self.accepted)
    }

    /// Refuses an event by a busy notice, whose place in the queue is returned. `None` if the queue is full and the event is
    /// dropped.
    pub(crate) fn refuse(&self) -> Option<QueuedRefusal> {
        self.report_overload();
        let Some(queued) = acquire(&self.queued) else {
            self.report_dropped();
            return None;
        };
        Some(QueuedRefusal { _queued: queued })
    }

    /// Waits until a busy notice may be sent, in the order of arrival; the permit is held until it is sent. `None` if
    /// `is_late` says then that the platform no longer accepts it.
    pub(crate) async fn wait_to_send(
        &self,
        refusal: QueuedRefusal,
        is_late: impl FnOnce() -> bool,
    ) -> Option<(QueuedRefusal, AdmissionPermit)> {
        // The semaphore is never closed.
        let sending = self.sending.clone().acquire_owned().await.ok()?;
        if is_late() {
            self.report_late();
            return None;
        }
        self.health.count(REFUSED);
        let permit = AdmissionPermit {
            _permit: Arc::new(sending),
        };
        Some((refusal, permit))
    }

    /// Refuses an event without a separate message, as in its acknowledgement.
    pub(crate) fn refuse_at_once(&self) {
        self.report_overload();
        self.health.count(REFUSED);
    }

    /// Passes over an event that expects no answer.
    pub(crate) fn pass_over(&self) {
        self.health.count(PASSED_OVER);
    }

    /// Counts an event whose sender is told nothing.
    pub(crate) fn report_dropped(&self) {
        self.report_unnotified(DROPPED);
    }

    /// Counts an event for which the platform no longer accepts a response.
    pub(crate) fn report_late(&self) {
        self.report_unnotified(LATE);
    }

    /// Logs the first refusal of a burst.
    fn report_overload(&self) {
        if !self.overloaded.swap(true, Ordering::Relaxed) {
            warn!(
                door = self.health.name(),
                limit = MAX_ACCEPTED,
                "more than {MAX_ACCEPTED} events wait for their answers; senders of further ones are asked \
                 to try again"
            );
        }
    }

    /// Counts an event whose sender is told nothing, and logs the first, the tenth, the hundredth.
    fn report_unnotified(&self, what: &'static str) {
        self.health.count(what);
        if let Some(count) = self.unnotified.count() {
            let door = self.health.name();
            warn!(door, count, "{door}: {what} ({count} so far)");
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
    use std::time::Duration;

    use super::*;
    use crate::telemetry::health::Health;

    #[tokio::test]
    async fn beyond_the_bounds_events_are_refused_then_dropped_until_there_is_room_again() {
        let health = Health::default();
        let admission = AdmissionControl::new(health.door("slack"));
        let mut accepted: Vec<_> = (0..MAX_ACCEPTED)
            .map(|_| admission.accept().expect("room"))
            .collect();
        assert!(admission.accept().is_none());
        let mut refused: Vec<_> = (0..MAX_QUEUED + 2)
            .filter_map(|_| admission.refuse())
            .collect();
        assert_eq!(refused.len(), MAX_QUEUED);
        assert_eq!(health.counters(), [format!("slack: 2 {DROPPED}")]);
        let first = refused.pop().expect("a notice");
        assert!(admission.wait_to_send(first, || false).await.is_some());
        admission.refuse_at_once();
        // The platform no longer accepts it.
        let late = refused.pop().expect("a notice");
        assert!(admission.wait_to_send(late, || true).await.is_none());
        admission.pass_over();
        assert_eq!(
            health.counters(),
            [
                format!("slack: 2 {REFUSED}"),
                format!("slack: 2 {DROPPED}"),
                format!("slack: 1 {LATE}"),
                format!("slack: 1 {PASSED_OVER}"),
            ]
        );
        assert!(admission.overloaded.load(Ordering::Relaxed));
        accepted.truncate(MAX_ACCEPTED / 3);
        assert!(admission.accept().is_some());
        assert!(!admission.overloaded.load(Ordering::Relaxed));
    }

    #[tokio::test]
    async fn so_many_notices_are_sent_at_a_time_and_the_next_waits_for_its_turn() {
        let admission = AdmissionControl::new(Health::default().door("discord"));
        let mut sending = Vec::new();
        for _ in 0..MAX_REFUSALS {
            let queued = admission.refuse().expect("a place");
            sending.push(
                admission
                    .wait_to_send(queued, || false)
                    .await
                    .expect("a turn"),
            );
        }
        let queued = admission.refuse().expect("a place");
        let mut next = std::pin::pin!(admission.wait_to_send(queued, || false));
        let waited = tokio::time::timeout(Duration::ZERO, &mut next).await;
        assert!(waited.is_err());
        sending.pop();
        assert!(next.await.is_some());
    }
}
