//! Look-ups in flight, so that nothing of one is kept for a person who asks to be forgotten meanwhile.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::chat::{Door, Request};

/// The look-ups that run, by number. A person's id is held only as long as theirs runs.
#[derive(Default)]
pub(super) struct LookUps(Arc<Mutex<Running>>);

#[derive(Default)]
struct Running {
    next: u64,
    look_ups: HashMap<u64, (Door, String, Arc<AtomicBool>)>,
}

/// A look-up that runs until this is dropped.
pub(super) struct LookUpInFlight {
    number: u64,
    forgotten: Arc<AtomicBool>,
    running: Arc<Mutex<Running>>,
}

impl LookUps {
    /// Registers the look-up of a request.
    pub(super) fn begin(&self, request: &Request) -> LookUpInFlight {
        let forgotten = Arc::new(AtomicBool::new(false));
        let mut running = lock(&self.0);
        running.next += 1;
        let number = running.next;
        let person = request.asker.id().to_owned();
        let look_up = (request.place.door, person, forgotten.clone());
        running.look_ups.insert(number, look_up);
        LookUpInFlight {
            number,
            forgotten,
            running: self.0.clone(),
        }
    }

    /// Marks all look-ups of a person.
    pub(super) fn forget(&self, request: &Request) {
        let (door, person) = (request.place.door, request.asker.id());
        for (of, by, forgotten) in lock(&self.0).look_ups.values() {
            if *of == door && by == person {
                forgotten.store(true, Ordering::SeqCst);
            }
        }
    }
}

impl LookUpInFlight {
    /// Returns whether its person has asked to be forgotten since it began.
    pub(super) fn is_forgotten(&self) -> bool {
        self.forgotten.load(Ordering::SeqCst)
    }
}

impl Drop for LookUpInFlight {
    fn drop(&mut self) {
        lock(&self.running).look_ups.remove(&self.number);
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}
