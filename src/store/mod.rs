//! What has to be remembered: opinions, questions without an answer, what communities chose, messages
//! owed. In SQLite where nothing else is said, in PostgreSQL for several replicas.
//!
//! No answer waits for this room: what an answer leaves behind is queued, and dropped and counted where
//! it cannot be written. What a person asked to be kept is acknowledged when it is there to stay, and
//! not before. It knows people by keyed hashes.

mod copy;
mod database;
mod error;
mod file;
mod gaps;
mod migrations;
mod mine;
mod outbox;
mod people;
mod questions;
mod recent;
mod settings;
mod state;
mod upkeep;
mod write;

use std::collections::VecDeque;
use std::str::FromStr as _;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use sqlx::postgres::PgConnectOptions;
use tokio::task::JoinHandle;

use crate::chat::{Door, Request};
use crate::config::{self, ExposeSecret as _};
use database::{Change, Database, Location, Rows, Value, values};
use people::{People, Person};
use questions::Question;
use recent::Answered;
use settings::AllChosen;
use write::{Write, Writer};

pub use error::StoreError;
pub use gaps::{Closed, Gap, Of};
pub use mine::Mine;
pub use outbox::{CLAIM, Owed};
pub use questions::Cause;
pub use settings::{Chosen, Mode, Setting, SettingChange};
pub use state::StoreState;
pub use upkeep::Stats;

/// How long a question to the database may take: less than a door waits for its answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// The store. Clones are the same store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
    writer: Writer,
    writing: Arc<Mutex<Option<JoinHandle<()>>>>,
}

struct Inner {
    location: Location,
    people: People,
    /// The name of this replica in claims.
    name: String,
    keep_questions: u16,
    database: tokio::sync::Mutex<Option<Database>>,
    chosen: RwLock<Arc<AllChosen>>,
    popular: RwLock<Arc<Vec<String>>>,
    recent: Mutex<VecDeque<Answered>>,
    failing: AtomicBool,
    lost: AtomicU64,
}

/// A question that the library did not answer.
#[derive(Debug, Clone, Copy)]
pub struct Unanswered<'a> {
    /// The person's words.
    pub text: &'a str,
    /// What search makes of them: the words that tell it from other questions.
    pub gist: &'a [String],
    /// Why it is kept.
    pub cause: Cause,
    /// The passages that came nearest.
    pub nearest: &'a [String],
}

impl Store {
    /// Opens the store of the settings. Where the database cannot be reached, that is logged and tried
    /// again: questions are answered all the same.
    ///
    /// # Errors
    /// What will not pass by itself: a path that cannot be used, a newer database, a wrong key.
    pub async fn open(settings: &config::Store) -> Result<Self, StoreError> {
        let location = match &settings.url {
            Some(url) => {
                let options = PgConnectOptions::from_str(url.expose_secret());
                Location::Postgres(Box::new(options.map_err(|_| StoreError::Address)?))
            }
            None => Location::File(settings.path.clone()),
        };
        let beside = settings.url.is_none().then_some(settings.path.as_path());
        let inner = Arc::new(Inner {
            people: People::of(settings.people_key.as_ref(), beside)?,
            location,
            name: format!("{:x}", new_id()),
            keep_questions: settings.keep_questions,
            database: tokio::sync::Mutex::default(),
            chosen: RwLock::default(),
            popular: RwLock::default(),
            recent: Mutex::default(),
            failing: AtomicBool::new(false),
            lost: AtomicU64::new(0),
        });
        let (writer, waiting) = Writer::new();
        let task = tokio::spawn(write::write(inner.clone(), waiting));
        let store = Self {
            inner,
            writer,
            writing: Arc::new(Mutex::new(Some(task))),
        };
        match store.refresh().await {
            Ok(()) => Ok(store),
            Err(problem) if problem.may_pass() => {
                store.inner.fails(&problem, 0);
                Ok(store)
            }
            Err(problem) => Err(problem),
        }
    }

    /// Keeps a person's opinion of a passage; none takes it back. A bad one brings the question that it
    /// answered, where that is known, among those without an answer.
    ///
    /// # Errors
    /// It could not be kept, or not in time to tell.
    pub async fn vote(
        &self,
        request: &Request,
        passage: &str,
        helpful: Option<bool>,
    ) -> Result<(), StoreError> {
        let person = self.person(request);
        let question = (helpful == Some(false))
            .then(|| self.behind(request, &person, passage))
            .flatten();
        let write = Write::Vote {
            person,
            passage: passage.to_owned(),
            helpful,
            community: request.place.community.clone().unwrap_or_default(),
            at: request.at.as_millisecond(),
            question,
        };
        self.now(write).await.map(|_| ())
    }

    /// How many found a passage helpful and how many did not, by the day of their opinion, counted from
    /// 1970.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn votes(&self, passage: &str) -> Result<Vec<(i64, i64, i64)>, StoreError> {
        let sql = "SELECT at / 86400000 AS day, CAST(sum(helpful) AS BIGINT), \
                   CAST(sum(1 - helpful) AS BIGINT) FROM votes WHERE passage = $1 \
                   GROUP BY at / 86400000 ORDER BY 1";
        self.rows(sql, values![passage]).await
    }

    /// Keeps a question without an answer, some time.
    pub fn unanswered(&self, request: &Request, question: Unanswered<'_>) {
        let question = Question {
            person: self.person(request),
            community: request.place.community.clone().unwrap_or_default(),
            text: question.text.to_owned(),
            gist: question.gist.join(" "),
            cause: question.cause,
            nearest: question.nearest.join(" "),
            at: request.at.as_millisecond(),
        };
        self.later(Write::Question(question));
    }

    /// Takes note that the asker opened a passage: perhaps one that was suggested.
    pub fn opened(&self, request: &Request, passage: &str) {
        let person = self.person(request);
        let passage = passage.to_owned();
        self.later(Write::Taken { person, passage });
    }

    /// Whether a platform delivers this for the first time, as far as all replicas know.
    ///
    /// # Errors
    /// It could not be kept, or not in time to tell.
    pub async fn first(&self, door: Door, id: &str, at: Timestamp) -> Result<bool, StoreError> {
        let id = format!("{}:{id}", door.as_str());
        let at = at.as_millisecond();
        Ok(self.now(Write::Delivery { id, at }).await? > 0)
    }

    /// The entries that were shown most in the last weeks, as far as this replica has counted.
    #[must_use]
    pub fn popular(&self) -> Arc<Vec<String>> {
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
    pub async fn written(&self) -> Result<(), StoreError> {
        self.now(Write::Nothing).await.map(|_| ())
    }

    /// Writes what waits to be written, and ends. Clones must be gone.
    pub async fn end(self) {
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

    fn person(&self, request: &Request) -> Person {
        let people = &self.inner.people;
        people.person(request.place.door, &request.asker)
    }

    fn later(&self, write: Write) {
        if !self.writer.later(write) {
            self.inner.fails(&StoreError::Busy, 1);
        }
    }

    async fn now(&self, write: Write) -> Result<u64, StoreError> {
        self.writer.now(write).await
    }

    fn inner(&self) -> &Inner {
        &self.inner
    }

    fn name(&self) -> &str {
        &self.inner.name
    }

    fn all_chosen(&self) -> Arc<AllChosen> {
        let chosen = &self.inner.chosen;
        chosen
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn heard(&self, all: AllChosen) {
        let chosen = &self.inner.chosen;
        *chosen.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(all);
    }

    async fn change(&self) -> Result<Change, StoreError> {
        self.inner.database().await?.change().await
    }

    /// Does one thing, there to stay when this returns.
    async fn run(&self, sql: &'static str, values: &[Value]) -> Result<u64, StoreError> {
        within(async {
            let mut change = self.change().await?;
            let count = change.run(sql, values).await?;
            change.commit().await?;
            Ok(count)
        })
        .await
    }

    /// Does one thing, there to stay when this returns, and gives its rows.
    async fn run_rows<T: Rows>(
        &self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Vec<T>, StoreError> {
        within(async {
            let mut change = self.change().await?;
            let rows = change.rows(sql, values).await?;
            change.commit().await?;
            Ok(rows)
        })
        .await
    }

    async fn rows<T: Rows>(
        &self,
        sql: &'static str,
        values: &[Value],
    ) -> Result<Vec<T>, StoreError> {
        within(async { self.inner.database().await?.rows(sql, values).await }).await
    }
}

async fn within<T>(asked: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let in_time = tokio::time::timeout(PATIENCE, asked).await;
    in_time.unwrap_or(Err(StoreError::Late))
}

/// A number that no other row has: 62 bits of chance.
fn new_id() -> i64 {
    let mut bytes = [0_u8; 8];
    // Without chance there would be no key and no store.
    let _ = getrandom::fill(&mut bytes);
    (i64::from_le_bytes(bytes) >> 1 & i64::MAX) | 1
}

fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
