//! The latest answers with their questions, in memory only: an unhelpful vote stores the question of its answer, and so
//! does asking again in other words after an uncertain answer.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::gap_questions::{PENDING_MS, jaccard};
use super::pseudonyms::Pseudonym;

/// Maximum number of answers; the oldest is dropped first. At one a second they last for half an hour, longer than the
/// ten minutes in which a vote or a rewording follows.
const CAPACITY: usize = 2_048;
/// Confidence below which a sure answer counts as uncertain: of those between 0.75 and 0.9 about one in
/// sixteen is wrong (`docs/answers.md`).
const CERTAIN_CONFIDENCE: f32 = 0.9;
/// Minimum Jaccard index of the gists of two successive questions at which they ask the same in other words.
const MIN_REWORDING_SIMILARITY: f32 = 0.25;

/// The latest answers to all people, oldest first.
#[derive(Default)]
pub(super) struct RecentAnswers(Mutex<VecDeque<RecentAnswer>>);

/// A passage that was shown to a person, and the question that it answered.
#[derive(Clone)]
pub(super) struct RecentAnswer {
    pub person: Pseudonym,
    /// The community in which it was asked; empty for a direct message.
    pub community: String,
    pub passage: String,
    pub question: String,
    /// Gist of the question, its stems separated by spaces.
    pub gist: String,
    /// Confidence in the passage, 0 to 1.
    pub confidence: f32,
    /// Time of the answer, in milliseconds since 1970.
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

    /// Removes and returns the latest answer to this person, if it was uncertain, was given in the last ten minutes, and
    /// answered another wording of this question.
    pub(super) fn take_uncertain(
        &self,
        person: &Pseudonym,
        gist: &str,
        now: i64,
    ) -> Option<RecentAnswer> {
        let mut recent = self.lock();
        let at = recent.iter().rposition(|answer| answer.person == *person)?;
        let answer = recent.get(at)?;
        let uncertain = answer.confidence < CERTAIN_CONFIDENCE
            && (0..PENDING_MS).contains(&(now - answer.at))
            && answer.gist != gist
            && jaccard(&answer.gist, gist, 1) >= MIN_REWORDING_SIMILARITY;
        uncertain.then(|| recent.remove(at)).flatten()
    }

    /// Deletes the answers to this person.
    pub(super) fn forget(&self, person: &Pseudonym) {
        self.lock().retain(|answer| answer.person != *person);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<RecentAnswer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
