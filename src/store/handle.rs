//! The `Store` handle: opening, closing, and the execution of statements with timeouts.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::JoinHandle;

use super::chosen_settings::SettingsTable;
use super::database::{DatabaseTarget, OlderSchema};
use super::error::StoreError;
use super::last_known::LastKnown;
use super::pseudonyms::{Pseudonym, Pseudonyms};
use super::sql_value::{PortableRow, SqlValue};
use super::state::{DATABASE_TIMEOUT, StoreInner, StoreState};
use super::transaction::Transaction;
use super::write_op::WriteOp;
use super::write_queue::{self, WriteQueue};
use crate::chat::Request;
use crate::config::StoreSettings;

/// A handle of the store. Clones share one database and one write queue.
#[derive(Clone)]
pub struct Store {
    inner: Arc<StoreInner>,
    queue: WriteQueue,
    write_task: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Store {
    /// Opens the database that the settings name and starts the write task. An unreachable database is
    /// logged and retried with each later operation; it is not an error here.
    ///
    /// # Errors
    /// A permanent failure: an unusable path, a newer schema, a wrong key.
    pub async fn open(settings: &StoreSettings) -> Result<Self, StoreError> {
        Self::open_with(settings, OlderSchema::Migrate).await
    }

    /// Opens the database as [`Self::open`], and treats an older schema as `older` says.
    ///
    /// # Errors
    /// As [`Self::open`], and that the schema is older and refused.
    pub(crate) async fn open_with(
        settings: &StoreSettings,
        older: OlderSchema,
    ) -> Result<Self, StoreError> {
        let location = DatabaseTarget::of(settings)?;
        let pseudonyms = Pseudonyms::load(settings)?;
        let last_known = LastKnown::for_database(&settings.path);
        let keep_questions = settings.keep_questions;
        let inner = StoreInner::new(location, pseudonyms, last_known, keep_questions, older);
        let inner = Arc::new(inner);
        let (queue, receiver) = WriteQueue::new();
        let task = tokio::spawn(write_queue::run(inner.clone(), receiver));
        let store = Self {
            inner,
            queue,
            write_task: Arc::new(Mutex::new(Some(task))),
        };
        let opened = match store.inner.database().await {
            Ok(_) => store.refresh().await,
            Err(error) => Err(error),
        };
        match opened {
            Ok(()) => Ok(store),
            Err(error) if error.is_transient() => {
                store.inner.record_failure(&error, 0);
                Ok(store)
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the ids of the entries shown most in the last 30 days, most shown first, as of this
    /// replica's last maintenance run.
    #[must_use]
    pub fn popular_entries(&self) -> Arc<Vec<String>> {
        let popular = &self.inner.popular;
        popular
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Returns the health of the store and the number of dropped writes.
    #[must_use]
    pub fn state(&self) -> StoreState {
        self.inner.state()
    }

    /// Waits until all queued writes are committed.
    ///
    /// # Errors
    /// The write failed or took longer than a second.
    pub async fn flush(&self) -> Result<(), StoreError> {
        self.write(WriteOp::Flush).await.map(|_| ())
    }

    /// Commits the queued writes and closes the database; operations of other clones fail from then on. SQLite's write-ahead
    /// log is empty afterwards.
    pub async fn close(&self) {
        self.inner.closing.cancel();
        let task = self
            .write_task
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(task) = task {
            // The task reports its own failures.
            let _ = task.await;
        }
    }

    /// Returns the pseudonym of the person who sent the request.
    pub(super) fn person(&self, request: &Request) -> Pseudonym {
        let pseudonyms = &self.inner.pseudonyms;
        pseudonyms.pseudonym(request.place.door, &request.asker)
    }

    /// Queues a write without waiting; drops and counts it when the queue is full.
    pub(super) fn enqueue(&self, write: WriteOp) {
        if !self.queue.push(write) {
            self.inner.record_failure(&StoreError::QueueFull, 1);
        }
    }

    /// Queues a write and waits for its commit; returns the number of changed rows.
    pub(super) async fn write(&self, write: WriteOp) -> Result<u64, StoreError> {
        let written = self.queue.write(write).await;
        if let Err(error @ StoreError::Timeout) = &written {
            self.inner.record_failure(error, 0);
        }
        written
    }

    pub(super) fn inner(&self) -> &StoreInner {
        &self.inner
    }

    /// Returns the name of this replica in claims on outgoing messages.
    pub(super) fn replica(&self) -> &str {
        &self.inner.replica
    }

    pub(super) fn settings_table(&self) -> Arc<SettingsTable> {
        self.inner.settings.borrow().clone()
    }

    /// Replaces the settings in memory; if they differ, saves them and notifies subscribers.
    pub(super) fn replace_settings(&self, table: SettingsTable) {
        self.inner.settings.send_if_modified(|current| {
            let differs = **current != table;
            if differs {
                *current = Arc::new(table);
                self.inner.last_known.save(current);
            }
            differs
        });
    }

    pub(super) async fn begin(&self) -> Result<Transaction, StoreError> {
        self.inner.database().await?.begin().await
    }

    /// Executes one statement in its own transaction; returns the number of changed rows.
    pub(super) async fn execute(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<u64, StoreError> {
        self.in_time(async {
            let mut transaction = self.begin().await?;
            let count = transaction.execute(sql, values).await?;
            transaction.commit().await?;
            Ok(count)
        })
        .await
    }

    /// Executes one statement with `RETURNING` in its own transaction; returns its rows.
    pub(super) async fn execute_returning<T: PortableRow>(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        self.in_time(async {
            let mut transaction = self.begin().await?;
            let rows = transaction.fetch(sql, values).await?;
            transaction.commit().await?;
            Ok(rows)
        })
        .await
    }

    /// Returns the rows of a query outside of any transaction.
    pub(super) async fn fetch<T: PortableRow>(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        self.in_time(async { self.inner.database().await?.fetch(sql, values).await })
            .await
    }

    /// Applies the database timeout to an operation and records its failure.
    async fn in_time<T>(
        &self,
        operation: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let finished = tokio::time::timeout(DATABASE_TIMEOUT, operation).await;
        let result = finished.unwrap_or(Err(StoreError::Timeout));
        if let Err(error) = &result {
            self.inner.record_failure(error, 0);
        }
        result
    }
}
