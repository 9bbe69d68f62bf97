//! Replaces a lost key for people's ids by another one.

use super::database::{Database, DatabaseTarget, OlderSchema};
use super::error::StoreError;
use super::handle::Store;
use super::pseudonyms::Pseudonyms;
use super::restore::ensure_unused;
use super::sql_value::{new_id, values};
use super::state::STORED_KEY;
use super::transaction::Transaction;
use crate::config::StoreSettings;

/// Number of rows that lost their person when the key was replaced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rekeyed {
    /// Votes, which still count.
    pub votes: u64,
    /// Unanswered questions.
    pub questions: u64,
    /// Entries of the log of changed settings.
    pub setting_changes: u64,
    /// Settings that people chose for themselves, which are deleted.
    pub personal_settings: u64,
    /// Ticked skills, which are deleted.
    pub progress: u64,
}

impl Store {
    /// Sets the key of the database to that of the settings, or to a new one beside the SQLite file. Pseudonyms of the old key
    /// are removed, as they can no longer be computed; messages that are still to be sent get new ones. Returns `None` if the
    /// database has this key already.
    ///
    /// # Errors
    /// The database is in use, cannot be opened, or a write failed; then nothing has changed.
    pub async fn rekey(settings: &StoreSettings) -> Result<Option<Rekeyed>, StoreError> {
        let location = DatabaseTarget::of(settings)?;
        if let DatabaseTarget::File(file) = &location {
            ensure_unused(file).await?;
        }
        let database = Database::open(&location, OlderSchema::Migrate).await?;
        let rekeyed = rekey(&database, settings).await;
        database.close().await;
        rekeyed
    }
}

async fn rekey(
    database: &Database,
    settings: &StoreSettings,
) -> Result<Option<Rekeyed>, StoreError> {
    let key = Pseudonyms::load_or_create(settings)?;
    let mut transaction = database.begin().await?;
    let stored: Vec<(String,)> = transaction.fetch(STORED_KEY, &[]).await?;
    if stored == [(key.fingerprint(),)] {
        return Ok(None);
    }
    let mut done = Rekeyed::default();
    // Each row gets a random code of its own, so that rows cannot be related.
    let votes: Vec<(String, String)> = transaction
        .fetch("SELECT person, passage FROM votes", &[])
        .await?;
    for (person, passage) in votes {
        let nobody = format!("{:016x}{:016x}", new_id(), new_id());
        let sql = "UPDATE votes SET person = $1 WHERE person = $2 AND passage = $3";
        done.votes += transaction
            .execute(sql, values![&nobody, &person, &passage])
            .await?;
    }
    let sql = "UPDATE questions SET person = '' WHERE person <> ''";
    done.questions = transaction.execute(sql, &[]).await?;
    let sql = "UPDATE setting_changes SET person = '' WHERE person <> ''";
    done.setting_changes = transaction.execute(sql, &[]).await?;
    let sql = "UPDATE contributions SET person = '' WHERE person <> ''";
    transaction.execute(sql, &[]).await?;
    for sql in [
        "UPDATE tickets SET person = '', mentor = ''",
        "DELETE FROM ticket_blocks",
    ] {
        transaction.execute(sql, &[]).await?;
    }
    let sql = "DELETE FROM personal_settings";
    done.personal_settings = transaction.execute(sql, &[]).await?;
    let sql = "DELETE FROM roadmap_progress";
    done.progress = transaction.execute(sql, &[]).await?;
    rekey_outbox(&mut transaction, &key).await?;
    let sql = "INSERT INTO facts (name, value) VALUES ('key', $1) \
               ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    transaction
        .execute(sql, values![&key.fingerprint()])
        .await?;
    transaction.commit().await?;
    database.truncate_wal().await?;
    Ok(Some(done))
}

async fn rekey_outbox(transaction: &mut Transaction, key: &Pseudonyms) -> Result<(), StoreError> {
    let messages: Vec<(i64, String, String)> = transaction
        .fetch("SELECT id, door, address FROM outbox", &[])
        .await?;
    for (id, door, address) in messages {
        let person = key.pseudonym_of(&door, &address);
        let sql = "UPDATE outbox SET person = $1 WHERE id = $2";
        transaction.execute(sql, values![&person.0, id]).await?;
    }
    Ok(())
}
