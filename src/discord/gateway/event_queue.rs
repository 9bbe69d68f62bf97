//! The bounded queue of events between the shards and the handler.
//!
//! A shard never waits for the handler, because heartbeats, resumes and close frames go through the
//! same task: an event that finds the queue full is dropped and counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use serde_json::Value;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tracing::warn;

use crate::platform::admission::DROPPED;
use crate::telemetry::health::DoorHealth;

/// Capacity of the queue. The handler only spawns a task for each event, so that the queue is empty unless the processors
/// are overloaded.
const CAPACITY: usize = 1_000;

/// An event for the handler.
#[derive(Debug)]
pub(in crate::discord) enum GatewayEvent {
    /// A dispatch event of Discord (opcode 0).
    Dispatch {
        name: String,
        data: Value,
        /// The time of reception, from which Discord waits 3 s for a response.
        received: Instant,
    },
    /// A payload that could not be parsed or has an unknown opcode.
    Unreadable,
}

/// The sending side of the queue.
#[derive(Clone)]
pub(super) struct EventSender {
    queue: Sender<GatewayEvent>,
    health: DoorHealth,
    /// True if events were dropped since the queue was last half empty.
    dropping: Arc<AtomicBool>,
}

/// Creates an empty queue.
pub(super) fn new(health: DoorHealth) -> (EventSender, Receiver<GatewayEvent>) {
    let (queue, events) = mpsc::channel(CAPACITY);
    let sender = EventSender {
        queue,
        health,
        dropping: Arc::default(),
    };
    (sender, events)
}

impl EventSender {
    /// Queues an event, or drops it where the queue is full. The first drop of a burst is logged; a
    /// burst ends when the queue is half empty.
    pub(super) fn send(&self, event: GatewayEvent) {
        // The queue is closed only when the process stops.
        let Err(mpsc::error::TrySendError::Full(_)) = self.queue.try_send(event) else {
            if self.queue.capacity() >= CAPACITY / 2 {
                self.dropping.store(false, Ordering::Relaxed);
            }
            return;
        };
        self.health.count(DROPPED);
        if !self.dropping.swap(true, Ordering::Relaxed) {
            warn!(
                capacity = CAPACITY,
                "Discord sends events faster than they are answered; further ones are dropped"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::telemetry::health::Health;

    #[test]
    fn a_full_queue_drops_the_newest_events_until_it_is_half_empty() {
        let health = Health::default();
        let (sender, mut events) = new(health.door("discord"));
        let send = |number: usize| {
            let name = number.to_string();
            let data = Value::Null;
            let received = Instant::now();
            sender.send(GatewayEvent::Dispatch {
                name,
                data,
                received,
            });
        };
        (0..CAPACITY + 3).for_each(send);
        let dropped = || health.counters();
        assert_eq!(dropped(), [format!("discord: 3 {DROPPED}")]);
        assert!(sender.dropping.load(Ordering::Relaxed));
        for expected in 0..CAPACITY / 2 {
            let event = events.try_recv().expect("an event");
            let GatewayEvent::Dispatch { name, .. } = event else {
                panic!("{event:?}")
            };
            assert_eq!(name, expected.to_string());
        }
        // Still the same burst, until the queue is half empty after a send.
        send(0);
        assert!(sender.dropping.load(Ordering::Relaxed));
        events.try_recv().expect("an event");
        events.try_recv().expect("an event");
        send(0);
        assert!(!sender.dropping.load(Ordering::Relaxed));
        assert_eq!(dropped(), [format!("discord: 3 {DROPPED}")]);
    }
}
