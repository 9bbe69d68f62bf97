//! The progress of a person on roadmaps: the skills that they ticked as done, until they take them back.

use jiff::Timestamp;

use super::error::StoreError;
use super::handle::Store;
use super::maintenance::DAY_MS;
use super::sql_value::{time, values};
use super::write_op::WriteOp;
use crate::chat::Request;

impl Store {
    /// Returns the ids of the skills that the person who sent the request ticked, with the day of each, by id.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn progress(
        &self,
        request: &Request,
    ) -> Result<Vec<(String, Timestamp)>, StoreError> {
        let person = self.person(request).0;
        let sql = "SELECT skill, at FROM roadmap_progress WHERE person = $1 ORDER BY skill";
        let rows: Vec<(String, i64)> = self.fetch(sql, values![&person]).await?;
        Ok(rows
            .into_iter()
            .map(|(skill, at)| (skill, time(at)))
            .collect())
    }

    /// Stores that the person who sent the request has a skill, with the day, or deletes that.
    ///
    /// # Errors
    /// The write failed, or had not been committed after a second.
    pub async fn set_progress(
        &self,
        request: &Request,
        skill: &str,
        done: bool,
    ) -> Result<(), StoreError> {
        let at = request.at.as_millisecond();
        let write = WriteOp::Progress {
            person: self.person(request),
            skill: skill.to_owned(),
            done,
            at: at - at.rem_euclid(DAY_MS),
        };
        self.write(write).await.map(|_| ())
    }
}
