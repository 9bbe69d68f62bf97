//! How the store is: what fails is logged once when it begins and once when it is over, and what could
//! not be kept is counted.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{Mutex, watch};
use tracing::{error, info};

use super::chosen_settings::SettingsTable;
use super::database::{Database, Location};
use super::error::StoreError;
use super::pseudonyms::Pseudonyms;
use super::recent_answers::RecentAnswers;
use super::sql_value::{new_id, values};

/// How long one waits for the database: less than a door waits for its answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);
/// What the log calls a failing store, and people are told.
const FAILING: &str = "S-1";

/// How the store is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreState {
    /// Whether nothing has failed since something was written in time.
    pub works: bool,
    /// How much could not be kept since the start.
    pub lost: u64,
}

/// What all handles of a store share.
pub(super) struct Inner {
    location: Location,
    pub pseudonyms: Pseudonyms,
    /// The name of this replica in claims.
    pub name: String,
    pub keep_questions: u16,
    database: Mutex<Option<Database>>,
    pub chosen: watch::Sender<Arc<SettingsTable>>,
    pub popular: RwLock<Arc<Vec<String>>>,
    pub recent: RecentAnswers,
    failing: AtomicBool,
    lost: AtomicU64,
}

impl Inner {
    pub(super) fn new(location: Location, pseudonyms: Pseudonyms, keep_questions: u16) -> Self {
        Self {
            location,
            pseudonyms,
            name: format!("{:x}", new_id()),
            keep_questions,
            database: Mutex::default(),
            chosen: watch::Sender::default(),
            popular: RwLock::default(),
            recent: RecentAnswers::default(),
            failing: AtomicBool::new(false),
            lost: AtomicU64::new(0),
        }
    }

    /// The open database, opened where it is not.
    pub(super) async fn database(&self) -> Result<Database, StoreError> {
        let mut database = self.database.lock().await;
        if let Some(open) = &*database {
            return Ok(open.clone());
        }
        let opened = Database::open(&self.location).await?;
        if let Err(problem) = self.judge_key(&opened).await {
            opened.close().await;
            return Err(problem);
        }
        *database = Some(opened.clone());
        Ok(opened)
    }

    /// The key is the one that the database was begun with.
    async fn judge_key(&self, database: &Database) -> Result<(), StoreError> {
        let mark = self.pseudonyms.mark();
        let mut change = database.change().await?;
        let sql =
            "INSERT INTO facts (name, value) VALUES ('key', $1) ON CONFLICT (name) DO NOTHING";
        change.run(sql, values![&mark]).await?;
        let sql = "SELECT value FROM facts WHERE name = 'key'";
        let kept: Vec<(String,)> = change.rows(sql, &[]).await?;
        change.commit().await?;
        if kept.iter().any(|(kept,)| *kept == mark) {
            Ok(())
        } else {
            Err(StoreError::OtherKey)
        }
    }

    /// The database's file is gone from its place: the next who asks opens it anew.
    pub(super) async fn lost_sight(&self) {
        let gone = self.database.lock().await.take();
        if let Some(gone) = gone {
            gone.close().await;
        }
    }

    pub(super) async fn close(&self) {
        self.lost_sight().await;
    }

    /// Something was written in time, and is there to stay.
    pub(super) fn works(&self) {
        if self.failing.swap(false, Ordering::SeqCst) {
            let lost = self.lost.load(Ordering::SeqCst);
            info!(
                code = FAILING,
                lost, "the store works again; changes that were not kept since the start: {lost}"
            );
        }
    }

    /// Something went wrong, and so much is not kept with it.
    pub(super) fn fails(&self, problem: &StoreError, lost: u64) {
        self.lost.fetch_add(lost, Ordering::SeqCst);
        if !self.failing.swap(true, Ordering::SeqCst) {
            error!(
                code = FAILING,
                "the store fails; questions are answered all the same, and what is not kept is counted: {problem}"
            );
        }
    }

    pub(super) fn state(&self) -> StoreState {
        StoreState {
            works: !self.failing.load(Ordering::SeqCst),
            lost: self.lost.load(Ordering::SeqCst),
        }
    }

    pub(super) fn set_popular(&self, entries: Vec<String>) {
        let mut popular = self.popular.write().unwrap_or_else(PoisonError::into_inner);
        *popular = Arc::new(entries);
    }
}
