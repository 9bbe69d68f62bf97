//! Readiness: the state of each door, as `/readyz` reports it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The states of all doors by name, warnings, and event counters. Clones share the data.
#[derive(Debug, Clone, Default)]
pub(crate) struct Health {
    doors: Arc<Mutex<BTreeMap<&'static str, DoorState>>>,
    /// Problems that need attention although questions are answered, by the part that has them.
    warnings: Arc<Mutex<BTreeMap<&'static str, Vec<String>>>>,
    /// The library in use; none until one is loaded.
    library: Arc<Mutex<Option<LibraryInUse>>>,
    /// Number of events since the start, by door and event.
    counts: Arc<Mutex<BTreeMap<(&'static str, &'static str), u64>>>,
}

/// The library from which questions are answered, as the health report shows it.
#[derive(Debug, Clone)]
pub(crate) struct LibraryInUse {
    /// Number of entries.
    pub entries: usize,
    /// Time of reading its files.
    pub read: Instant,
    /// The folders of its files.
    pub folders: Vec<PathBuf>,
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

    /// Returns whether questions are answered at any door.
    #[must_use]
    pub(crate) fn is_answering(&self) -> bool {
        self.lock().values().any(|state| *state == DoorState::Up)
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

    /// Replaces the warnings of a part: problems that need attention although questions are answered.
    pub(crate) fn set_warnings(&self, part: &'static str, warnings: Vec<String>) {
        let all = self.warnings.lock();
        all.unwrap_or_else(PoisonError::into_inner)
            .insert(part, warnings);
    }

    /// Returns all warnings, each with the part that has it.
    #[must_use]
    pub(crate) fn warnings(&self) -> Vec<String> {
        let all = self.warnings.lock();
        let all = all.unwrap_or_else(PoisonError::into_inner);
        let parts = all.iter();
        parts
            .flat_map(|(part, lines)| lines.iter().map(move |line| format!("{part}: {line}")))
            .collect()
    }

    /// Replaces the library in use.
    pub(crate) fn set_library(&self, library: LibraryInUse) {
        let mut known = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(library);
    }

    /// Describes the library in use: its number of entries, its age in seconds, its folders.
    #[must_use]
    pub(crate) fn library(&self, now: Instant) -> Option<String> {
        let known = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        let LibraryInUse {
            entries,
            read,
            folders,
        } = known.as_ref()?;
        let age = now.saturating_duration_since(*read).as_secs();
        let folders: Vec<String> = folders
            .iter()
            .map(|one| one.display().to_string())
            .collect();
        let folders = folders.join(", ");
        Some(format!(
            "library: {entries} entries, read {age} s ago from {folders}"
        ))
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
    /// Returns the door's name.
    pub(crate) const fn name(&self) -> &'static str {
        self.door
    }

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
