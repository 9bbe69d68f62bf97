//! The latest answers, in memory only: which question each shown passage answered. An unhelpful vote
//! takes the question from here.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::pseudonyms::Pseudonym;

/// Number of answers that are remembered; the oldest is dropped first.
const CAPACITY: usize = 2_048;

/// The latest answers to all people, oldest first.
#[derive(Default)]
pub(super) struct RecentAnswers(Mutex<VecDeque<RecentAnswer>>);

/// A passage that was shown to a person, and the question that it answered.
#[derive(Clone)]
pub(super) struct RecentAnswer {
    pub person: Pseudonym,
    pub passage: String,
    pub question: String,
    /// Distinctive word stems of the question, separated by spaces.
    pub gist: String,
}

impl RecentAnswers {
    pub(super) fn push(&self, answer: RecentAnswer) {
        let mut recent = self.lock();
        recent.push_back(answer);
        if recent.len() > CAPACITY {
            recent.pop_front();
        }
    }

    /// Returns the latest answer to this person with this passage.
    pub(super) fn latest(&self, person: &Pseudonym, passage: &str) -> Option<RecentAnswer> {
        let recent = self.lock();
        let mut latest_first = recent.iter().rev();
        latest_first
            .find(|answer| answer.person == *person && answer.passage == passage)
            .cloned()
    }

    /// Deletes the answers to this person.
    pub(super) fn forget(&self, person: &Pseudonym) {
        self.lock().retain(|answer| answer.person != *person);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<RecentAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
