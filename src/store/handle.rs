//! The store's handle: how it is opened, asked and ended.

use std::str::FromStr as _;
use std::sync::{Arc, Mutex, PoisonError};

use sqlx::postgres::PgConnectOptions;
use tokio::task::JoinHandle;

use super::chosen_settings::SettingsTable;
use super::database::Location;
use super::error::StoreError;
use super::pseudonyms::{Pseudonym, Pseudonyms};
use super::sql_value::{PortableRow, SqlValue};
use super::state::{Inner, PATIENCE, StoreState};
use super::transaction::Transaction;
use super::write_queue::{self, WriteOp, WriteQueue};
use crate::chat::Request;
use crate::config::{ExposeSecret as _, StoreSettings};

/// The store. Clones are the same store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    writer: WriteQueue,
    writing: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl Store {
    /// Opens the store of the settings. Where the database cannot be reached, that is logged and tried
    /// again: questions are answered all the same.
    ///
    /// # Errors
    /// What will not pass by itself: a path that cannot be used, a newer database, a wrong key.
    pub async fn open(settings: &StoreSettings) -> Result<Self, StoreError> {
        let location = match &settings.url {
            Some(url) => {
                let options = PgConnectOptions::from_str(url.expose_secret());
                Location::Postgres(Box::new(options.map_err(|_| StoreError::Address)?))
            }
            None => Location::File(settings.path.clone()),
        };
        let beside = settings.url.is_none().then_some(settings.path.as_path());
        let pseudonyms = Pseudonyms::of(settings.people_key.as_ref(), beside)?;
        let inner = Arc::new(Inner::new(location, pseudonyms, settings.keep_questions));
        let (writer, waiting) = WriteQueue::new();
        let task = tokio::spawn(write_queue::run(inner.clone(), waiting));
        let store = Self {
            inner,
            writer,
            writing: Arc::new(Mutex::new(Some(task))),
        };
        let opened = match store.inner.database().await {
            Ok(_) => store.refresh_settings().await,
            Err(problem) => Err(problem),
        };
        match opened {
            Ok(()) => Ok(store),
            Err(problem) if problem.may_pass() => {
                store.inner.fails(&problem, 0);
                Ok(store)
            }
            Err(problem) => Err(problem),
        }
    }

    /// The entries that were shown most in the last weeks, as far as this replica has counted.
    #[must_use]
    pub fn popular_entries(&self) -> Arc<Vec<String>> {
        let popular = &self.inner.popular;
        popular
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// How it is.
    #[must_use]
    pub fn state(&self) -> StoreState {
        self.inner.state()
    }

    /// Writes what waits to be written.
    ///
    /// # Errors
    /// It could not be written in time.
    pub async fn flush(&self) -> Result<(), StoreError> {
        self.now(WriteOp::Nothing).await.map(|_| ())
    }

    /// Writes what waits to be written, and ends. Clones must be gone.
    pub async fn close(self) {
        let Self {
            inner,
            writer,
            writing,
        } = self;
        drop(writer);
        let task = writing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(inner);
        if let Some(task) = task {
            // The task catches its own mishaps.
            let _ = task.await;
        }
    }

    pub(super) fn person(&self, request: &Request) -> Pseudonym {
        let pseudonyms = &self.inner.pseudonyms;
        pseudonyms.person(request.place.door, &request.asker)
    }

    pub(super) fn later(&self, write: WriteOp) {
        if !self.writer.later(write) {
            self.inner.fails(&StoreError::Busy, 1);
        }
    }

    pub(super) async fn now(&self, write: WriteOp) -> Result<u64, StoreError> {
        let written = self.writer.now(write).await;
        if let Err(problem @ StoreError::Late) = &written {
            self.inner.fails(problem, 0);
        }
        written
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(super) fn name(&self) -> &str {
        &self.inner.name
    }

    pub(super) fn all_chosen(&self) -> Arc<SettingsTable> {
        self.inner.chosen.borrow().clone()
    }

    pub(super) fn heard(&self, all: SettingsTable) {
        self.inner.chosen.send_if_modified(|known| {
            let news = **known != all;
            if news {
                *known = Arc::new(all);
            }
            news
        });
    }

    pub(super) async fn change(&self) -> Result<Transaction, StoreError> {
        self.inner.database().await?.change().await
    }

    /// Does one thing, there to stay when this returns.
    pub(super) async fn run(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<u64, StoreError> {
        self.within(async {
            let mut change = self.change().await?;
            let count = change.run(sql, values).await?;
            change.commit().await?;
            Ok(count)
        })
        .await
    }

    /// Does one thing, there to stay when this returns, and gives its rows.
    pub(super) async fn run_rows<T: PortableRow>(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        self.within(async {
            let mut change = self.change().await?;
            let rows = change.rows(sql, values).await?;
            change.commit().await?;
            Ok(rows)
        })
        .await
    }

    pub(super) async fn rows<T: PortableRow>(
        &self,
        sql: &'static str,
        values: &[SqlValue],
    ) -> Result<Vec<T>, StoreError> {
        self.within(async { self.inner.database().await?.rows(sql, values).await })
            .await
    }

    /// What is asked for, in time; what fails is known from then on.
    async fn within<T>(
        &self,
        asked: impl Future<Output = Result<T, StoreError>>,
    ) -> Result<T, StoreError> {
        let in_time = tokio::time::timeout(PATIENCE, asked).await;
        let done = in_time.unwrap_or(Err(StoreError::Late));
        if let Err(problem) = &done {
            self.inner.fails(problem, 0);
        }
        done
    }
}
