//! State that all handles of a store share: the open database, caches, and whether the store works.
//! A failure is logged once when it begins and once when it is over; dropped writes are counted.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use super::chosen_settings::SettingsTable;
use super::contribution::Contribution;
use super::database::{Database, DatabaseTarget, OlderSchema};
use super::error::StoreError;
use super::last_known::LastKnown;
use super::pseudonyms::Pseudonyms;
use super::recent_answers::RecentAnswers;
use super::sql_value::{new_id, values};
use super::transaction::Transaction;
use crate::telemetry::repeats::Repeats;

/// Timeout of an operation on the database; shorter than the 1.5 s after which a door defers its reply.
pub(super) const DATABASE_TIMEOUT: Duration = Duration::from_secs(1);
/// Selects the fingerprint of the key that a database was created with.
pub(super) const STORED_KEY: &str = "SELECT value FROM facts WHERE name = 'key'";
/// Error code of a failing store, in the log and in replies.
const FAILURE_CODE: &str = "S-1";

/// The state of the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreState {
    /// True if no operation has failed since the last write that was committed in time.
    pub healthy: bool,
    /// Address of the database and reason of the failure, with a remedy where one is known.
    pub failure: Option<String>,
    /// Number of writes dropped since the start.
    pub dropped: u64,
    /// True if the settings of communities are known, be it from the file beside the database.
    pub knows_settings: bool,
}

/// State shared by all handles of a store.
pub(super) struct StoreInner {
    location: DatabaseTarget,
    older: OlderSchema,
    pub pseudonyms: Pseudonyms,
    /// Random name of this replica in claims on outgoing messages.
    pub replica: String,
    /// Number of days for which the text of a question is kept.
    pub keep_questions: u16,
    database: Mutex<Option<Database>>,
    /// Cancelled when the store is to close.
    pub closing: CancellationToken,
    closed: AtomicBool,
    /// The settings of communities, as last read.
    pub settings: watch::Sender<Arc<SettingsTable>>,
    /// Additions of mentors to the libraries of their communities, as last read.
    pub contributions: watch::Sender<Arc<Vec<Contribution>>>,
    pub last_known: LastKnown,
    pub popular: RwLock<Arc<Vec<String>>>,
    pub recent_answers: RecentAnswers,
    /// Counts consecutive maintenance runs that reached a limit of deleted rows.
    pub many_deleted: Repeats,
    /// The reason why the store fails; `None` while it works.
    failing: std::sync::Mutex<Option<String>>,
    dropped: AtomicU64,
}

impl StoreInner {
    pub(super) fn new(
        location: DatabaseTarget,
        pseudonyms: Pseudonyms,
        last_known: LastKnown,
        keep_questions: u16,
        older: OlderSchema,
    ) -> Self {
        let settings = Arc::new(last_known.load().unwrap_or_default());
        Self {
            location,
            older,
            pseudonyms,
            replica: format!("{:x}", new_id()),
            keep_questions,
            database: Mutex::default(),
            closing: CancellationToken::new(),
            closed: AtomicBool::new(false),
            settings: watch::Sender::new(settings),
            contributions: watch::Sender::default(),
            last_known,
            popular: RwLock::default(),
            recent_answers: RecentAnswers::default(),
            many_deleted: Repeats::new(),
            failing: std::sync::Mutex::default(),
            dropped: AtomicU64::new(0),
        }
    }

    /// Returns the open database; opens, migrates and checks it first if there is none.
    pub(super) async fn database(&self) -> Result<Database, StoreError> {
        let mut database = self.database.lock().await;
        if let Some(open) = &*database {
            return Ok(open.clone());
        }
        if self.closed.load(Ordering::SeqCst) {
            return Err(StoreError::Closed);
        }
        let opened = Database::open(&self.location, self.older).await?;
        if let Err(error) = self.check_key(&opened).await {
            opened.close().await;
            return Err(error);
        }
        *database = Some(opened.clone());
        Ok(opened)
    }

    /// Compares the key's fingerprint with the stored one. Into a new database it writes the fingerprint and the last known
    /// settings.
    async fn check_key(&self, database: &Database) -> Result<(), StoreError> {
        let fingerprint = self.pseudonyms.fingerprint();
        let mut transaction = database.begin().await?;
        let sql =
            "INSERT INTO facts (name, value) VALUES ('key', $1) ON CONFLICT (name) DO NOTHING";
        if transaction.execute(sql, values![&fingerprint]).await? > 0 {
            self.copy_settings(&mut transaction).await?;
        }
        let stored: Vec<(String,)> = transaction.fetch(STORED_KEY, &[]).await?;
        transaction.commit().await?;
        if stored.iter().any(|(stored,)| *stored == fingerprint) {
            Ok(())
        } else {
            Err(StoreError::KeyMismatch)
        }
    }

    async fn copy_settings(&self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let table = self.settings.borrow().clone();
        let mut count = 0;
        for ((community, channel), setting, value) in table.iter() {
            let sql =
                "INSERT INTO settings (community, channel, name, value) VALUES ($1, $2, $3, $4)";
            let values = values![community, channel, setting.name(), value];
            count += transaction.execute(sql, values).await?;
        }
        if count > 0 {
            warn!("a new database was created; {count} last known settings are put into it");
        }
        Ok(())
    }

    /// Closes the database; the next operation opens it again.
    pub(super) async fn disconnect(&self) {
        let database = self.database.lock().await.take();
        if let Some(database) = database {
            database.close().await;
        }
    }

    /// Closes the database for good.
    pub(super) async fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.disconnect().await;
    }

    /// Records that a write was committed in time, which ends a failure.
    pub(super) fn record_success(&self) {
        if self.failure().take().is_some() {
            let dropped = self.dropped.load(Ordering::SeqCst);
            info!(
                code = FAILURE_CODE,
                dropped, "the store works again; writes dropped since the start: {dropped}"
            );
        }
    }

    /// Records a failed operation and the number of writes dropped with it.
    pub(super) fn record_failure(&self, error: &StoreError, dropped: u64) {
        self.dropped.fetch_add(dropped, Ordering::SeqCst);
        // Operations may fail while the store closes.
        if self.closing.is_cancelled() {
            return;
        }
        let mut failure = self.failure();
        if failure.is_none() {
            let location = &self.location;
            error!(
                code = FAILURE_CODE,
                "the store fails ({location}); questions are still answered, and dropped writes are counted: {error}"
            );
            *failure = Some(format!("{location}: {error}"));
        }
    }

    fn failure(&self) -> std::sync::MutexGuard<'_, Option<String>> {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn state(&self) -> StoreState {
        let failure = self.failure().clone();
        StoreState {
            healthy: failure.is_none(),
            failure,
            dropped: self.dropped.load(Ordering::SeqCst),
            knows_settings: self.settings.borrow().is_known(),
        }
    }

    pub(super) fn set_popular(&self, entries: Vec<String>) {
        let mut popular = self.popular.write().unwrap_or_else(PoisonError::into_inner);
        *popular = Arc::new(entries);
    }
}
