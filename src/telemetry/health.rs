//! Whether questions are answered, and why not: what `/readyz` says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How each door is, by its name. Clones share what they know.
#[derive(Debug, Clone, Default)]
pub(crate) struct Health {
    doors: Arc<Mutex<BTreeMap<&'static str, DoorState>>>,
    /// What somebody should look at although questions are answered.
    warning: Arc<Mutex<Option<String>>>,
    /// How often what happened at which door since the start.
    counts: Arc<Mutex<BTreeMap<(&'static str, &'static str), u64>>>,
}

/// How a door is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DoorState {
    /// It answers questions.
    Up,
    /// It does not, for this reason.
    Down(String),
}

/// One door's place in the [`Health`].
#[derive(Debug, Clone)]
pub(crate) struct DoorHealth {
    health: Health,
    door: &'static str,
}

impl Health {
    /// The place of a door, which is down until it says otherwise.
    #[must_use]
    pub(crate) fn door(&self, door: &'static str) -> DoorHealth {
        let place = DoorHealth {
            health: self.clone(),
            door,
        };
        place.down("it is still connecting");
        place
    }

    /// What keeps questions from being answered, door by door; empty where all doors are up.
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

    /// Something that somebody should look at although questions are answered; nothing takes it back.
    pub(crate) fn set_warning(&self, warning: Option<String>) {
        *self.warning.lock().unwrap_or_else(PoisonError::into_inner) = warning;
    }

    /// What somebody should look at, if anything.
    #[must_use]
    pub(crate) fn warning(&self) -> Option<String> {
        let warning = self.warning.lock().unwrap_or_else(PoisonError::into_inner);
        warning.clone()
    }

    /// How often what happened at which door since the start, one line for each.
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
    /// The door answers questions.
    pub(crate) fn up(&self) {
        self.health.lock().insert(self.door, DoorState::Up);
    }

    /// Counts something that happened at the door: a plural, such as "events that could not be
    /// read".
    pub(crate) fn count(&self, what: &'static str) {
        let counts = &self.health.counts;
        let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((self.door, what)).or_default() += 1;
    }

    /// The door does not, for this reason: half a sentence that a person understands.
    pub(crate) fn down(&self, reason: impl Into<String>) {
        self.health
            .lock()
            .insert(self.door, DoorState::Down(reason.into()));
    }
}
