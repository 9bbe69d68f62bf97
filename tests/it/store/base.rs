//! A database of each kind for a test: a file in a folder of its own, and a real PostgreSQL server on a
//! socket in a folder of its own, where its programs are installed.

use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use guidepost::testing::chat::{Ask, Asker, Door, Place, Request};
use guidepost::testing::config::{ExposeSecret as _, SecretString, StoreSettings};
use guidepost::testing::store::{GapReason, Store, UnansweredQuestion};
use jiff::Timestamp;
use tempfile::TempDir;

/// A key for people's ids.
pub const KEY: &str = "a key that is only for tests";

/// A database for one test: an SQLite file, or a PostgreSQL server.
pub enum TestDatabase {
    File(TempDir),
    Postgres(Server),
}

impl TestDatabase {
    pub fn file() -> Self {
        Self::File(tempfile::tempdir().unwrap())
    }

    /// Creates one of each kind that is installed.
    pub fn each() -> Vec<Self> {
        let mut databases = vec![Self::file()];
        databases.extend(Server::start().map(Self::Postgres));
        databases
    }

    pub fn settings(&self) -> StoreSettings {
        let (path, url) = match self {
            Self::File(folder) => (folder.path().join("guidepost.db"), None),
            Self::Postgres(server) => (server.folder().join("unused.db"), Some(server.url())),
        };
        StoreSettings {
            path,
            keep_questions: 90,
            url: url.map(SecretString::from),
            people_key: Some(SecretString::from(KEY)),
        }
    }

    /// Returns the environment variables with which the program uses this database.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let settings = self.settings();
        let url = settings.url.as_ref();
        let url = url.map(|url| ("DATABASE_URL", url.expose_secret().to_owned()));
        let path = settings.path.display().to_string();
        let usual = [
            ("GUIDEPOST_STORE_PATH", path),
            ("GUIDEPOST_PEOPLE_KEY", KEY.to_owned()),
            ("GUIDEPOST_SEARCH_MODEL", "off".to_owned()),
        ];
        usual.into_iter().chain(url).collect()
    }

    pub async fn open(&self) -> Store {
        Store::open(&self.settings()).await.unwrap()
    }

    /// Opens a connection that locks the tables of votes and deliveries until it is closed.
    pub async fn lock(&self) -> RawConnection {
        let mut connection = self.connect().await;
        match &connection {
            RawConnection::File(_) => connection.run("BEGIN IMMEDIATE").await,
            RawConnection::Postgres(_) => {
                connection.run("BEGIN").await;
                connection
                    .run("LOCK TABLE votes, popularity, deliveries, facts IN ACCESS EXCLUSIVE MODE")
                    .await;
            }
        }
        connection
    }

    /// Marks the schema as that of a newer version.
    pub async fn mark_newer(&self) {
        self.open().await.close().await;
        let mut connection = self.connect().await;
        connection
            .run(
                "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 SELECT 999, 'from the future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
            )
            .await;
        connection.close().await;
    }

    /// Opens a connection connections those of the store.
    pub async fn connect(&self) -> RawConnection {
        match self {
            Self::File(folder) => {
                let options = sqlx::sqlite::SqliteConnectOptions::new()
                    .filename(folder.path().join("guidepost.db"));
                RawConnection::File(sqlx::ConnectOptions::connect(&options).await.unwrap())
            }
            Self::Postgres(server) => {
                let options: sqlx::postgres::PgConnectOptions = server.url().parse().unwrap();
                RawConnection::Postgres(sqlx::ConnectOptions::connect(&options).await.unwrap())
            }
        }
    }
}

/// Returns all stored data as text: the bytes of all files, or all rows of all tables.
pub async fn dump(base: &TestDatabase) -> String {
    match base {
        TestDatabase::File(folder) => {
            let files = fs::read_dir(folder.path()).unwrap();
            let bytes = files.map(|file| fs::read(file.unwrap().path()).unwrap());
            let texts = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            texts.collect()
        }
        TestDatabase::Postgres(_) => {
            let RawConnection::Postgres(mut server) = base.connect().await else {
                unreachable!()
            };
            let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
            let tables: Vec<String> = sqlx::query_scalar(sql)
                .fetch_all(&mut server)
                .await
                .unwrap();
            assert!(tables.len() > 8, "{tables:?}");
            let mut all = String::new();
            for table in tables {
                let sql = sqlx::AssertSqlSafe(format!("SELECT one::text FROM {table} one"));
                let rows: Vec<String> = sqlx::query_scalar(sql)
                    .fetch_all(&mut server)
                    .await
                    .unwrap();
                all.push_str(&rows.join("\n"));
            }
            all
        }
    }
}

/// A connection of the test to the database.
pub enum RawConnection {
    File(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
}

impl RawConnection {
    pub async fn close(self) {
        match self {
            Self::File(file) => sqlx::Connection::close(file).await.unwrap(),
            Self::Postgres(server) => sqlx::Connection::close(server).await.unwrap(),
        }
    }

    /// Undoes all migrations but the first.
    pub async fn undo_migrations(&mut self) {
        for sql in [
            "DROP TABLE personal_settings",
            "DROP TABLE gap_merges",
            "DROP TABLE roadmap_progress",
            "DROP TABLE contributions",
            "DROP TABLE tickets",
            "DROP TABLE ticket_messages",
            "DROP TABLE ticket_blocks",
            "ALTER TABLE votes DROP COLUMN reason",
            "DELETE FROM _sqlx_migrations WHERE version > 1",
        ] {
            self.run(sql).await;
        }
    }

    pub async fn run(&mut self, sql: &'static str) {
        match self {
            Self::File(file) => drop(sqlx::query(sql).execute(file).await.unwrap()),
            Self::Postgres(server) => drop(sqlx::query(sql).execute(server).await.unwrap()),
        }
    }

    pub async fn pairs(&mut self, sql: &'static str) -> Vec<(String, i64)> {
        match self {
            Self::File(file) => sqlx::query_as(sql).fetch_all(file).await.unwrap(),
            Self::Postgres(server) => sqlx::query_as(sql).fetch_all(server).await.unwrap(),
        }
    }

    pub async fn number(&mut self, sql: &'static str) -> i64 {
        match self {
            Self::File(file) => sqlx::query_scalar(sql).fetch_one(file).await.unwrap(),
            Self::Postgres(server) => sqlx::query_scalar(sql).fetch_one(server).await.unwrap(),
        }
    }
}

/// Returns a request of a person in a community on Discord.
pub fn request(person: &str, at: i64) -> Request {
    Request {
        ask: Ask::Help,
        asker: Asker::new(person),
        place: Place {
            door: Door::Discord,
            community: Some("77".to_owned()),
            channel: Some("7".to_owned()),
        },
        locale: None,
        addressed: true,
        delivery_id: None,
        about: None,
        audience: None,
        at: Timestamp::from_millisecond(at).unwrap(),
        received: Instant::now(),
    }
}

/// Records an unanswered question; its gist is its words.
pub fn unanswered(
    store: &Store,
    request: &Request,
    text: &str,
    reason: GapReason,
    nearest: &[&str],
) {
    let mut gist: Vec<String> = text.split(' ').map(str::to_owned).collect();
    gist.sort();
    let nearest: Vec<String> = nearest.iter().map(|&one| one.to_owned()).collect();
    let _row = store.record_unanswered(
        request,
        UnansweredQuestion {
            text,
            gist: &gist,
            reason,
            nearest: &nearest,
        },
    );
}

/// Waits until all queued writes are stored.
pub async fn flushed(store: &Store) {
    while store.flush().await.is_err() {}
}

/// A PostgreSQL server.
pub struct Server {
    programs: PathBuf,
    folder: TempDir,
    user: Option<u32>,
}

impl Server {
    /// A fresh server; none, said aloud, where it is not installed.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            eprintln!("SKIPPED on PostgreSQL: its programs are not installed");
            return None;
        };
        let user = user();
        let server = Self {
            programs,
            folder: tempfile::Builder::new()
                .prefix("pg")
                .tempdir_in("/tmp")
                .unwrap(),
            user,
        };
        if let Some(user) = user {
            std::os::unix::fs::chown(server.folder(), Some(user), None).unwrap();
        }
        let data = server.folder().join("data");
        server.program(
            "initdb",
            &[
                "-U",
                "guidepost",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "-N",
            ],
            &data,
        );
        server.up();
        Some(server)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn url(&self) -> String {
        format!(
            "postgres://guidepost@localhost/postgres?host={}",
            self.folder().display()
        )
    }

    /// Begins to serve.
    pub fn up(&self) {
        let options = format!(
            "-k {} -c listen_addresses= -c max_connections=50 -c shared_buffers=8MB -c fsync=off",
            self.folder().display()
        );
        let log = self.folder().join("log").display().to_string();
        let data = self.folder().join("data");
        self.program(
            "pg_ctl",
            &["-w", "-s", "-l", &log, "-o", &options, "start"],
            &data,
        );
    }

    /// Lets nobody in without a password from now on.
    pub fn ask_for_passwords(&self) {
        let data = self.folder().join("data");
        fs::write(data.join("pg_hba.conf"), "local all all scram-sha-256\n").unwrap();
        self.program("pg_ctl", &["-s", "reload"], &data);
    }

    /// Stops as if the power had failed.
    pub fn down(&self) {
        let data = self.folder().join("data");
        self.program("pg_ctl", &["-w", "-s", "-m", "immediate", "stop"], &data);
    }

    fn program(&self, name: &str, arguments: &[&str], data: &Path) {
        let mut command = Command::new(self.programs.join(name));
        command.arg("-D").arg(data).args(arguments);
        command
            .current_dir(self.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        if let Some(user) = self.user {
            command.uid(user);
        }
        assert!(command.status().unwrap().success(), "{name} failed");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if self.folder().join("data/postmaster.pid").exists() {
            self.down();
        }
    }
}

/// Returns the folder of PostgreSQL's programs: Debian's newest, else the one in the path.
fn programs() -> Option<PathBuf> {
    let mut versions: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|version| Some(version.ok()?.path().join("bin")))
        .collect();
    versions.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    versions.extend(std::env::split_paths(&path));
    versions
        .into_iter()
        .rev()
        .find(|path| path.join("initdb").is_file() && path.join("pg_ctl").is_file())
}

/// PostgreSQL refuses to be run by root: the user to run it as then.
fn user() -> Option<u32> {
    let number = |arguments: &[&str]| -> Option<u32> {
        let output = Command::new("id").args(arguments).output().ok()?;
        String::from_utf8(output.stdout).ok()?.trim().parse().ok()
    };
    (number(&["-u"])? == 0).then(|| number(&["-u", "postgres"]).unwrap_or(65_534))
}
