//! Readiness: the state of each door, as `/readyz` reports it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The states of all doors by name, a warning, and event counters. Clones share the data.
#[derive(Debug, Clone, Default)]
pub(crate) struct Health {
    doors: Arc<Mutex<BTreeMap<&'static str, DoorState>>>,
    /// A problem that needs attention although questions are answered.
    warning: Arc<Mutex<Option<String>>>,
    /// Number of events since the start, by door and event.
    counts: Arc<Mutex<BTreeMap<(&'static str, &'static str), u64>>>,
}

/// The state of a door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DoorState {
    /// Questions are answered.
    Up,
    /// Questions are not answered, for this reason.
    Down(String),
}

/// A handle to the state of one door.
#[derive(Debug, Clone)]
pub(crate) struct DoorHealth {
    health: Health,
    door: &'static str,
}

impl Health {
    /// Registers a door, initially down, and returns its handle.
    #[must_use]
    pub(crate) fn door(&self, door: &'static str) -> DoorHealth {
        let place = DoorHealth {
            health: self.clone(),
            door,
        };
        place.down("it is still connecting");
        place
    }

    /// Returns the reason of each door that is down; empty if all are up.
    #[must_use]
    pub(crate) fn reasons(&self) -> Vec<String> {
        self.lock()
            .iter()
            .filter_map(|(door, state)| match state {
                DoorState::Up => None,
                DoorState::Down(reason) => Some(format!("{door}: {reason}")),
            })
            .collect()
    }

    /// Sets or clears the warning: a problem that needs attention although questions are answered.
    pub(crate) fn set_warning(&self, warning: Option<String>) {
        *self.warning.lock().unwrap_or_else(PoisonError::into_inner) = warning;
    }

    /// Returns the warning, if any.
    #[must_use]
    pub(crate) fn warning(&self) -> Option<String> {
        let warning = self.warning.lock().unwrap_or_else(PoisonError::into_inner);
        warning.clone()
    }

    /// Returns the event counters since the start, one line for each door and event.
    #[must_use]
    pub(crate) fn counters(&self) -> Vec<String> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let line = |((door, what), count): (&(&str, &str), &u64)| format!("{door}: {count} {what}");
        counts.iter().map(line).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, DoorState>> {
        self.doors.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl DoorHealth {
    /// Sets the door's state to up.
    pub(crate) fn up(&self) {
        self.health.lock().insert(self.door, DoorState::Up);
    }

    /// Increments the counter of an event; `what` is a plural such as "events that could not be
    /// read".
    pub(crate) fn count(&self, what: &'static str) {
        let counts = &self.health.counts;
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((self.door, what)).or_default() += 1;
    }

    /// Sets the door's state to down; `reason` is a clause such as "it is still connecting".
    pub(crate) fn down(&self, reason: impl Into<String>) {
        self.health
            .lock()
            .insert(self.door, DoorState::Down(reason.into()));
    }
}
