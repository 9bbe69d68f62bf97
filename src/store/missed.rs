//! Reasons that people gave for a vote that an answer did not help.

use super::error::StoreError;
use super::handle::Store;
use super::sql_value::values;
use crate::chat::{Request, Shortcoming};

impl Store {
    /// Stores the reason of a person's unhelpful vote on a passage; returns false where there is no such vote, or it has a
    /// reason already.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn give_reason(
        &self,
        request: &Request,
        passage: &str,
        reason: Shortcoming,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE votes SET reason = $3 \
                   WHERE person = $1 AND passage = $2 AND helpful = 0 AND reason = ''";
        let values = values![&self.person(request).0, passage, reason.as_str()];
        Ok(self.execute(sql, values).await? > 0)
    }

    /// Returns the reasons that people of a community gave for unhelpful votes on a passage, each with its number, the most
    /// frequent first.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn reasons(
        &self,
        passage: &str,
        community: Option<&str>,
    ) -> Result<Vec<(Shortcoming, i64)>, StoreError> {
        let sql = "SELECT reason, count(*) FROM votes \
                   WHERE passage = $1 AND community = $2 AND helpful = 0 AND reason <> '' \
                   GROUP BY reason ORDER BY 2 DESC, 1";
        let values = values![passage, community.unwrap_or_default()];
        let rows: Vec<(String, i64)> = self.fetch(sql, values).await?;
        let known = rows.into_iter();
        Ok(known
            .filter_map(|(name, count)| Some((Shortcoming::parse(&name)?, count)))
            .collect())
    }
}
