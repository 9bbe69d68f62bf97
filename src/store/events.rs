//! Records of requests: votes, unanswered questions, counts of shown entries, delivery ids.

use jiff::Timestamp;

use super::error::StoreError;
use super::gap_questions::{GapQuestion, GapReason};
use super::handle::Store;
use super::maintenance::{DAY_MS, HOUR_MS};
use super::pseudonyms::Pseudonym;
use super::recent_answers::RecentAnswer;
use super::sql_value::{new_id, values};
use super::write_op::WriteOp;
use crate::chat::{Door, Request};

/// A question that the library did not answer.
#[derive(Debug, Clone, Copy)]
pub struct UnansweredQuestion<'a> {
    /// The question in the person's words.
    pub text: &'a str,
    /// Its gist, by which it is assigned to a gap: stems of its content words, sorted.
    pub gist: &'a [String],
    /// The reason why it counts as unanswered.
    pub reason: GapReason,
    /// The addresses of the best matching passages.
    pub nearest: &'a [String],
}

impl Store {
    /// Stores a person's vote on a passage, or deletes it where `helpful` is `None`. An unhelpful vote also stores the question
    /// that the passage answered, if it is among the latest 2,048 answers.
    ///
    /// # Errors
    /// The write failed, or had not been committed after a second.
    pub async fn vote(
        &self,
        request: &Request,
        passage: &str,
        helpful: Option<bool>,
    ) -> Result<(), StoreError> {
        let person = self.person(request);
        let question = (helpful == Some(false))
            .then(|| self.answered_question(request, &person, passage))
            .flatten();
        let write = WriteOp::Vote {
            person,
            passage: passage.to_owned(),
            helpful,
            community: request.place.community.clone().unwrap_or_default(),
            // Only the day is stored, as it is all that is shown.
            at: request.at.as_millisecond() - request.at.as_millisecond().rem_euclid(DAY_MS),
            question,
        };
        self.write(write).await.map(|_| ())
    }

    /// Returns the votes on a passage by day: the day (counted from 1970), the number of helpful and
    /// the number of unhelpful votes.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn votes(&self, passage: &str) -> Result<Vec<(i64, i64, i64)>, StoreError> {
        let sql = "SELECT at / 86400000 AS day, CAST(sum(helpful) AS BIGINT), \
                   CAST(sum(1 - helpful) AS BIGINT) FROM votes WHERE passage = $1 \
                   GROUP BY at / 86400000 ORDER BY 1";
        self.fetch(sql, values![passage]).await
    }

    /// Queues an unanswered question; returns its row id.
    #[must_use]
    pub fn record_unanswered(&self, request: &Request, question: UnansweredQuestion<'_>) -> i64 {
        let id = new_id();
        let question = GapQuestion {
            id,
            person: self.person(request),
            community: request.place.community.clone().unwrap_or_default(),
            text: question.text.to_owned(),
            gist: question.gist.join(" "),
            reason: question.reason,
            nearest: question.nearest.join(" "),
            at: request.at.as_millisecond(),
        };
        self.enqueue(WriteOp::Unanswered(question));
        id
    }

    /// Queues the record that a person opened a passage. A pending question of theirs for which it was offered then counts as
    /// answered.
    pub fn record_opened(&self, request: &Request, passage: &str) {
        let person = self.person(request);
        let passage = passage.to_owned();
        self.enqueue(WriteOp::Opened { person, passage });
    }

    /// Stores a delivery, and returns whether it is the first with its id on all replicas. Stored are a keyed hash of the id,
    /// which may identify a person, and the hour, so that it cannot be matched with a vote.
    ///
    /// # Errors
    /// The write failed, or had not been committed after a second.
    pub async fn is_first_delivery(
        &self,
        door: Door,
        id: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let id = self.inner().pseudonyms.delivery(door, id);
        let at = at.as_millisecond();
        let at = at - at.rem_euclid(HOUR_MS);
        Ok(self.write(WriteOp::Delivery { id, at }).await? > 0)
    }

    /// Queues the previous question of the person as a gap, if its answer was uncertain and this question asks the same
    /// in other words.
    pub fn record_asked_again(&self, request: &Request, gist: &[String]) {
        let person = self.person(request);
        let (gist, now) = (gist.join(" "), request.at.as_millisecond());
        if let Some(answer) = self
            .inner()
            .recent_answers
            .take_uncertain(&person, &gist, now)
        {
            let question = GapQuestion {
                reason: GapReason::Doubt,
                at: answer.at,
                ..gap_question(request, answer)
            };
            self.enqueue(WriteOp::Unanswered(question));
        }
    }

    /// Queues the count of a shown entry, and keeps the question that the passage answered, with its confidence, in
    /// memory.
    pub fn record_shown(
        &self,
        request: &Request,
        passage: &str,
        question: Option<(&str, &[String])>,
        confidence: f32,
    ) {
        let entry = passage.split('#').next().unwrap_or(passage).to_owned();
        let day = request.at.as_millisecond() / DAY_MS;
        self.enqueue(WriteOp::Shown { entry, day });
        if let Some((question, gist)) = question {
            let answer = RecentAnswer {
                person: self.person(request),
                community: request.place.community.clone().unwrap_or_default(),
                passage: passage.to_owned(),
                question: question.to_owned(),
                gist: gist.join(" "),
                confidence,
                at: request.at.as_millisecond(),
            };
            self.inner().recent_answers.push(answer);
        }
    }

    /// Returns the question to which this passage was last shown to the person, if that is among the latest 2,048
    /// answers.
    #[must_use]
    pub fn latest_question(&self, request: &Request, passage: &str) -> Option<String> {
        let person = self.person(request);
        let answer = self.inner().recent_answers.latest(&person, passage)?;
        Some(answer.question)
    }

    /// Returns the question that a passage answered for this person most recently.
    fn answered_question(
        &self,
        request: &Request,
        person: &Pseudonym,
        passage: &str,
    ) -> Option<GapQuestion> {
        let answer = self.inner().recent_answers.latest(person, passage)?;
        Some(gap_question(request, answer))
    }
}

/// Returns the question of an answer that did not help, as of now, for the community in which it was asked: what was said
/// in a direct message is no gap of a server.
fn gap_question(request: &Request, answer: RecentAnswer) -> GapQuestion {
    GapQuestion {
        id: new_id(),
        person: answer.person,
        community: answer.community,
        text: answer.question,
        gist: answer.gist,
        reason: GapReason::Unhelpful,
        nearest: answer.passage,
        at: request.at.as_millisecond(),
    }
}
