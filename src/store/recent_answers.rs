//! Which question each passage answered of late: in memory alone, for the question behind a bad opinion.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::pseudonyms::Pseudonym;

/// How many answers are remembered.
const RECENT: usize = 2_048;

/// The latest answers.
#[derive(Default)]
pub(super) struct RecentAnswers(Mutex<VecDeque<RecentAnswer>>);

/// Which question a passage answered.
#[derive(Clone)]
pub(super) struct RecentAnswer {
    pub person: Pseudonym,
    pub passage: String,
    pub question: String,
    pub gist: String,
}

impl RecentAnswers {
    pub(super) fn add(&self, answered: RecentAnswer) {
        let mut recent = self.lock();
        recent.push_back(answered);
        if recent.len() > RECENT {
            recent.pop_front();
        }
    }

    /// What a passage answered this person last.
    pub(super) fn last(&self, person: &Pseudonym, passage: &str) -> Option<RecentAnswer> {
        let recent = self.lock();
        let mut latest = recent.iter().rev();
        latest
            .find(|one| one.person == *person && one.passage == passage)
            .cloned()
    }

    /// Forgets what was answered to this person.
    pub(super) fn forget(&self, person: &Pseudonym) {
        self.lock().retain(|one| one.person != *person);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<RecentAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
