//! Everything that is kept about one person, to be shown to them or forgotten.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{time, values};
use super::write_queue::WriteOp;
use crate::chat::Request;

/// Everything that is kept about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonalData {
    /// Opinions: passage, whether helpful, when.
    pub votes: Vec<(String, bool, Timestamp)>,
    /// Questions that had no answer, in the person's words: text, when.
    pub questions: Vec<(String, Timestamp)>,
    /// Settings they changed: name, when.
    pub settings: Vec<(String, Timestamp)>,
    /// Messages they are still owed: what they are about, until when.
    pub owed: Vec<(String, Timestamp)>,
}

impl PersonalData {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Store {
    /// Everything that is kept about the asker.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn personal_data(&self, request: &Request) -> Result<PersonalData, StoreError> {
        // What waits to be written is written first: it is kept, too.
        self.flush().await?;
        let person = self.person(request).0;
        let sql =
            "SELECT passage, helpful, at FROM votes WHERE person = $1 ORDER BY at DESC, passage";
        let votes: Vec<(String, i64, i64)> = self.rows(sql, values![&person]).await?;
        let sql = "SELECT text, at FROM questions WHERE person = $1 ORDER BY at DESC, id";
        let questions: Vec<(String, i64)> = self.rows(sql, values![&person]).await?;
        let sql = "SELECT name, at FROM setting_changes WHERE person = $1 ORDER BY at DESC, id";
        let settings: Vec<(String, i64)> = self.rows(sql, values![&person]).await?;
        let sql = "SELECT body, expires_at FROM outbox WHERE person = $1 ORDER BY due_at, id";
        let owed: Vec<(String, i64)> = self.rows(sql, values![&person]).await?;
        let dated = |rows: Vec<(String, i64)>| -> Vec<(String, Timestamp)> {
            rows.into_iter()
                .map(|(text, at)| (text, time(at)))
                .collect()
        };
        Ok(PersonalData {
            votes: votes
                .into_iter()
                .map(|(passage, helpful, at)| (passage, helpful == 1, time(at)))
                .collect(),
            questions: dated(questions),
            settings: dated(settings),
            owed: dated(owed),
        })
    }

    /// Forgets everything about the asker, also what waits to be written.
    ///
    /// # Errors
    /// It could not be done, or not in time to tell.
    pub async fn forget(&self, request: &Request) -> Result<u64, StoreError> {
        let person = self.person(request);
        self.inner().recent.forget(&person);
        self.now(WriteOp::Forget(person)).await
    }
}
