//! Contributions: what the mentors of a community add to its library. They are kept in memory, too, as libraries are built
//! with them.

use std::sync::Arc;

use super::contribution::Contribution;
use super::error::StoreError;
use super::handle::Store;
use super::sql_value::{new_id, values};
use crate::chat::Request;

impl Store {
    /// Lets the questions of a gap lead to a passage from now on, and closes the gap, in one transaction; returns false where
    /// the gap is open no longer.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn point_gap(
        &self,
        request: &Request,
        gap: i64,
        passage: &str,
        wordings: &[String],
    ) -> Result<bool, StoreError> {
        let community = request.place.community.as_deref().unwrap_or_default();
        let mut transaction = self.begin().await?;
        let sql = "UPDATE gaps SET state = 'answered' \
                   WHERE id = $1 AND community = $2 AND state = 'open'";
        if transaction.execute(sql, values![gap, community]).await? == 0 {
            return Ok(false);
        }
        for wording in wordings {
            let sql = "INSERT INTO contributions \
                       (id, community, kind, state, target, text, gap, person, at) \
                       VALUES ($1, $2, 'wording', 'live', $3, $4, $5, $6, $7)";
            let person = self.person(request);
            let at = request.at.as_millisecond();
            let values = values![new_id(), community, passage, wording, gap, &person.0, at];
            transaction.execute(sql, values).await?;
        }
        transaction.commit().await?;
        self.refresh_contributions().await?;
        Ok(true)
    }

    /// Opens an answered gap of this community again, and takes back the wordings that came from it; returns whether the gap
    /// was answered.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn reopen_gap(&self, gap: i64, community: Option<&str>) -> Result<bool, StoreError> {
        let community = community.unwrap_or_default();
        let mut transaction = self.begin().await?;
        let sql = "UPDATE gaps SET state = 'open' \
                   WHERE id = $1 AND community = $2 AND state = 'answered'";
        if transaction.execute(sql, values![gap, community]).await? == 0 {
            return Ok(false);
        }
        let sql = "DELETE FROM contributions WHERE gap = $1 AND kind = 'wording'";
        transaction.execute(sql, values![gap]).await?;
        transaction.commit().await?;
        self.refresh_contributions().await?;
        Ok(true)
    }

    /// Returns the contributions of all communities that are in use, as last read.
    #[must_use]
    pub fn contributions(&self) -> Arc<Vec<Contribution>> {
        self.inner().contributions.borrow().clone()
    }

    /// Waits until the contributions differ from `known`.
    pub async fn contributions_other_than(&self, known: &Arc<Vec<Contribution>>) {
        let mut contributions = self.inner().contributions.subscribe();
        while **contributions.borrow_and_update() == **known {
            // The sender lives as long as this store.
            let _ = contributions.changed().await;
        }
    }

    /// Reads the contributions again, so that those of other replicas take effect.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn refresh_contributions(&self) -> Result<(), StoreError> {
        let sql = "SELECT community, target, text FROM contributions \
                   WHERE kind = 'wording' AND state = 'live' ORDER BY community, at, id";
        let rows: Vec<(String, String, String)> = self.fetch(sql, &[]).await?;
        let read: Vec<Contribution> = rows
            .into_iter()
            .map(|(community, target, text)| Contribution {
                community,
                target,
                text,
            })
            .collect();
        self.inner().contributions.send_if_modified(|current| {
            let differs = **current != read;
            if differs {
                *current = Arc::new(read);
            }
            differs
        });
        Ok(())
    }
}
