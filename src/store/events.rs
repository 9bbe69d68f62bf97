//! What requests leave behind: opinions, questions without an answer, what was shown, what was
//! delivered.

use jiff::Timestamp;

use super::error::StoreError;
use super::gap_questions::{GapQuestion, GapReason};
use super::handle::Store;
use super::maintenance::DAY;
use super::pseudonyms::Pseudonym;
use super::recent_answers::RecentAnswer;
use super::sql_value::values;
use super::write_queue::WriteOp;
use crate::chat::{Door, Request};

/// A question that the library did not answer.
#[derive(Debug, Clone, Copy)]
pub struct UnansweredQuestion<'a> {
    /// The person's words.
    pub text: &'a str,
    /// What search makes of them: the words that tell it from other questions.
    pub gist: &'a [String],
    /// Why it is kept.
    pub reason: GapReason,
    /// The passages that came nearest.
    pub nearest: &'a [String],
}

impl Store {
    /// Keeps a person's opinion of a passage; none takes it back. A bad one brings the question that it
    /// answered, where that is known, among those without an answer.
    ///
    /// # Errors
    /// It could not be kept, or not in time to tell.
    pub async fn vote(
        &self,
        request: &Request,
        passage: &str,
        helpful: Option<bool>,
    ) -> Result<(), StoreError> {
        let person = self.person(request);
        let question = (helpful == Some(false))
            .then(|| self.behind(request, &person, passage))
            .flatten();
        let write = WriteOp::Vote {
            person,
            passage: passage.to_owned(),
            helpful,
            community: request.place.community.clone().unwrap_or_default(),
            at: request.at.as_millisecond(),
            question,
        };
        self.now(write).await.map(|_| ())
    }

    /// How many found a passage helpful and how many did not, by the day of their opinion, counted from
    /// 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn votes(&self, passage: &str) -> Result<Vec<(i64, i64, i64)>, StoreError> {
        let sql = "SELECT at / 86400000 AS day, CAST(sum(helpful) AS BIGINT), \
                   CAST(sum(1 - helpful) AS BIGINT) FROM votes WHERE passage = $1 \
                   GROUP BY at / 86400000 ORDER BY 1";
        self.rows(sql, values![passage]).await
    }

    /// Keeps a question without an answer, some time.
    pub fn record_unanswered(&self, request: &Request, question: UnansweredQuestion<'_>) {
        let question = GapQuestion {
            person: self.person(request),
            community: request.place.community.clone().unwrap_or_default(),
            text: question.text.to_owned(),
            gist: question.gist.join(" "),
            reason: question.reason,
            nearest: question.nearest.join(" "),
            at: request.at.as_millisecond(),
        };
        self.later(WriteOp::Unanswered(question));
    }

    /// Takes note that the asker opened a passage: perhaps one that was suggested.
    pub fn record_opened(&self, request: &Request, passage: &str) {
        let person = self.person(request);
        let passage = passage.to_owned();
        self.later(WriteOp::Taken { person, passage });
    }

    /// Whether a platform delivers this for the first time, as far as all replicas know.
    ///
    /// # Errors
    /// It could not be kept, or not in time to tell.
    pub async fn is_first_delivery(
        &self,
        door: Door,
        id: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let id = format!("{}:{id}", door.as_str());
        let at = at.as_millisecond();
        Ok(self.now(WriteOp::Delivery { id, at }).await? > 0)
    }

    /// Takes note that an entry was shown, some time; and in memory alone, for which question.
    pub fn record_shown(
        &self,
        request: &Request,
        passage: &str,
        question: Option<(&str, &[String])>,
    ) {
        let entry = passage.split('#').next().unwrap_or(passage).to_owned();
        let day = request.at.as_millisecond() / DAY;
        self.later(WriteOp::Shown { entry, day });
        if let Some((question, gist)) = question {
            let answered = RecentAnswer {
                person: self.person(request),
                passage: passage.to_owned(),
                question: question.to_owned(),
                gist: gist.join(" "),
            };
            self.inner().recent.add(answered);
        }
    }

    /// The question that a passage answered this person.
    fn behind(&self, request: &Request, person: &Pseudonym, passage: &str) -> Option<GapQuestion> {
        let answered = self.inner().recent.last(person, passage)?;
        Some(GapQuestion {
            person: person.clone(),
            community: request.place.community.clone().unwrap_or_default(),
            text: answered.question,
            gist: answered.gist,
            reason: GapReason::Unhelpful,
            nearest: passage.to_owned(),
            at: request.at.as_millisecond(),
        })
    }
}
