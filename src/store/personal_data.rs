//! Access to and deletion of the data that is stored about a person.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::personal_settings::COUNTRY;
use super::sql_value::{time, values};
use super::write_op::WriteOp;
use crate::chat::{Country, Request, Shortcoming};

/// The data that is stored about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonalData {
    /// Votes: passage, whether helpful, time.
    pub votes: Vec<(String, bool, Timestamp)>,
    /// Reasons of unhelpful votes: passage, reason, time.
    pub reasons: Vec<(String, Shortcoming, Timestamp)>,
    /// Wordings that they let lead to a passage: wording, time.
    pub contributions: Vec<(String, Timestamp)>,
    /// Unanswered questions in the person's words: text, time.
    pub questions: Vec<(String, Timestamp)>,
    /// Questions that they sent to mentors: text, time.
    pub tickets: Vec<(String, Timestamp)>,
    /// Settings they changed: name, time.
    pub settings: Vec<(String, Timestamp)>,
    /// Their country and the day on which they chose it.
    pub country: Option<(Country, Timestamp)>,
    /// Skills that they ticked as done: id, day.
    pub progress: Vec<(String, Timestamp)>,
    /// Messages that have not been sent: text, expiry.
    pub messages: Vec<(String, Timestamp)>,
}

impl PersonalData {
    /// Returns whether nothing is stored.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Store {
    /// Returns the data of the person who sent the request.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn personal_data(&self, request: &Request) -> Result<PersonalData, StoreError> {
        // Queued writes must be included.
        self.flush().await?;
        let person = self.person(request).0;
        let sql = "SELECT passage, helpful, reason, at FROM votes WHERE person = $1 \
                   ORDER BY at DESC, passage";
        let votes: Vec<(String, i64, String, i64)> = self.fetch(sql, values![&person]).await?;
        let sql = "SELECT text, at FROM contributions WHERE person = $1 ORDER BY at DESC, id";
        let contributions: Vec<(String, i64)> = self.fetch(sql, values![&person]).await?;
        let sql = "SELECT text, at FROM questions WHERE person = $1 ORDER BY at DESC, id";
        let questions: Vec<(String, i64)> = self.fetch(sql, values![&person]).await?;
        let sql = "SELECT m.text, m.at FROM ticket_messages m JOIN tickets t ON t.id = m.ticket \
                   WHERE t.person = $1 AND m.at = t.at ORDER BY m.at DESC, m.id";
        let tickets: Vec<(String, i64)> = self.fetch(sql, values![&person]).await?;
        let sql = "SELECT name, at FROM setting_changes WHERE person = $1 ORDER BY at DESC, id";
        let settings: Vec<(String, i64)> = self.fetch(sql, values![&person]).await?;
        let sql = "SELECT value, at FROM personal_settings WHERE person = $1 AND name = $2";
        let country: Vec<(String, i64)> = self.fetch(sql, values![&person, COUNTRY]).await?;
        let progress = self.progress(request).await?;
        let sql = "SELECT body, expires_at FROM outbox WHERE person = $1 ORDER BY due_at, id";
        let messages: Vec<(String, i64)> = self.fetch(sql, values![&person]).await?;
        let dated = |rows: Vec<(String, i64)>| -> Vec<(String, Timestamp)> {
            rows.into_iter()
                .map(|(text, at)| (text, time(at)))
                .collect()
        };
        Ok(PersonalData {
            reasons: votes
                .iter()
                .filter_map(|(passage, _, reason, at)| {
                    Some((passage.clone(), Shortcoming::parse(reason)?, time(*at)))
                })
                .collect(),
            votes: votes
                .into_iter()
                .map(|(passage, helpful, _, at)| (passage, helpful == 1, time(at)))
                .collect(),
            contributions: dated(contributions),
            questions: dated(questions),
            tickets: dated(tickets),
            settings: dated(settings),
            country: country
                .first()
                .and_then(|(value, at)| Some((Country::parse(value)?, time(*at)))),
            progress,
            messages: dated(messages),
        })
    }

    /// Deletes the data of the person who sent the request, queued writes included; returns the number of changed rows.
    ///
    /// # Errors
    /// The write failed, or had not been committed after a second.
    pub async fn forget(&self, request: &Request) -> Result<u64, StoreError> {
        let person = self.person(request);
        self.inner().recent_answers.forget(&person);
        self.write(WriteOp::Forget(person)).await
    }
}
