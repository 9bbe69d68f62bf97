//! Which question each passage answered of late: in memory alone, for the question behind a bad opinion.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::people::Person;

/// How many answers are remembered.
const RECENT: usize = 2_048;

/// The latest answers.
#[derive(Default)]
pub(super) struct Recent(Mutex<VecDeque<Answered>>);

/// Which question a passage answered.
#[derive(Clone)]
pub(super) struct Answered {
    pub person: Person,
    pub passage: String,
    pub question: String,
    pub gist: String,
}

impl Recent {
    pub(super) fn add(&self, answered: Answered) {
        let mut recent = self.lock();
        recent.push_back(answered);
        if recent.len() > RECENT {
            recent.pop_front();
        }
    }

    /// What a passage answered this person last.
    pub(super) fn last(&self, person: &Person, passage: &str) -> Option<Answered> {
        let recent = self.lock();
        let mut latest = recent.iter().rev();
        latest
            .find(|one| one.person == *person && one.passage == passage)
            .cloned()
    }

    /// Forgets what was answered to this person.
    pub(super) fn forget(&self, person: &Person) {
        self.lock().retain(|one| one.person != *person);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Answered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
