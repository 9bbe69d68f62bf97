//! The number of people for whom a passage solved it, which doors show on votes that several people see.

use super::Assistant;
use super::store_context::READ_TIMEOUT;
use crate::chat::{Ask, Place};

impl Assistant {
    /// Returns the number of people who voted that the passage of a vote solved it for them; `None` for other asks, and where
    /// the store does not tell within its timeout.
    pub async fn solved(&self, place: &Place, ask: &Ask) -> Option<u64> {
        let Ask::Vote { address, .. } = ask else {
            return None;
        };
        let context = self.store_context.as_ref()?;
        let search = self.search(place);
        let (entry, passage) = search.library().passage(address)?;
        let key = entry.address(passage).to_string();
        let votes = tokio::time::timeout(READ_TIMEOUT, context.store.votes(&key)).await;
        let votes = votes.ok()?.ok()?;
        let solved: i64 = votes.iter().map(|(_, helpful, _)| helpful).sum();
        u64::try_from(solved).ok()
    }
}
