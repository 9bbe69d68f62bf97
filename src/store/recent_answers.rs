//! The latest answers, in memory only: which question each shown passage answered. An unhelpful vote
//! takes the question from here, and so does asking again in other words after an answer that was not certain.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::gap_questions::{SUGGESTION_WINDOW_MS, jaccard};
use super::pseudonyms::Pseudonym;

/// Number of answers that are remembered; the oldest is dropped first.
const CAPACITY: usize = 2_048;
/// Confidence below which an answer that was shown for sure may be the wrong one: of such, about one in ten is.
const CERTAIN: f32 = 0.9;
/// Jaccard index of two gists from which a question is another wording of the one before.
const SAME_TOPIC: f32 = 0.25;

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
    pub confidence: f32,
    /// Milliseconds since 1970.
    pub at: i64,
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

    /// Takes out the latest answer to this person, if it was not certain, was given in the last ten minutes, and
    /// answered another wording of this question.
    pub(super) fn take_doubtful(
        &self,
        person: &Pseudonym,
        gist: &str,
        now: i64,
    ) -> Option<RecentAnswer> {
        let mut recent = self.lock();
        let at = recent.iter().rposition(|answer| answer.person == *person)?;
        let answer = recent.get(at)?;
        let doubtful = answer.confidence < CERTAIN
            && (0..SUGGESTION_WINDOW_MS).contains(&(now - answer.at))
            && answer.gist != gist
            && jaccard(&answer.gist, gist, 1) >= SAME_TOPIC;
        doubtful.then(|| recent.remove(at)).flatten()
    }

    /// Deletes the answers to this person.
    pub(super) fn forget(&self, person: &Pseudonym) {
        self.lock().retain(|answer| answer.person != *person);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<RecentAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
