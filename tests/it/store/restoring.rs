//! Restore of backups and replacement of lost keys, by the commands of README.md.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use guidepost::testing::config::SecretString;
use guidepost::testing::store::{Store, StoreError};

use super::base::{TestDatabase, flushed, request};
use crate::discord::driver::{self as discord, Discord};

fn run(base: &TestDatabase, key: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    let folder = tempfile::tempdir().unwrap();
    command
        .env_clear()
        .envs(base.variables())
        .env("GUIDEPOST_PEOPLE_KEY", key)
        .current_dir(folder.path())
        .args(arguments);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

async fn vote(store: &Store, passage: &str) {
    let ada = request("ada", 1);
    store.vote(&ada, passage, Some(true)).await.unwrap();
}

/// The folder of an SQLite database.
fn folder(base: &TestDatabase) -> &Path {
    match base {
        TestDatabase::File(folder) => folder.path(),
        TestDatabase::Postgres(server) => server.folder(),
    }
}

#[tokio::test]
async fn a_stopped_bot_leaves_no_log_beside_its_database() {
    let base = Arc::new(TestDatabase::file());
    let setup = discord::Setup {
        kept: base.clone(),
        ..discord::Setup::default()
    };
    let mut discord = Discord::start_with_setup(setup).await;
    let answer = discord.command("what-is", &[("term", "api")]).await;
    discord.press(&answer, "Solved it").await;
    let log = folder(&base).join("guidepost.db-wal");
    assert!(log.exists());
    discord.finish().await;
    assert!(!log.exists());

    // The same where a copy of the handle is still in use.
    let store = base.open().await;
    let copy = store.clone();
    vote(&store, "sql").await;
    store.close().await;
    assert!(!log.exists());
    let refused = copy.vote(&request("ada", 1), "sql", None).await;
    assert!(matches!(refused, Err(StoreError::Closed)));
}

#[tokio::test]
async fn a_backup_is_restored_over_what_a_killed_bot_left() {
    let base = TestDatabase::file();
    let store = base.open().await;
    vote(&store, "sql").await;
    let backup = folder(&base).join("copy.db");
    store.backup(&backup).await.unwrap();
    vote(&store, "http").await;
    flushed(&store).await;
    // The files as they are in the middle of the work, which is what a power failure leaves.
    let killed = TestDatabase::file();
    for name in ["guidepost.db", "guidepost.db-wal"] {
        fs::copy(folder(&base).join(name), folder(&killed).join(name)).unwrap();
    }
    store.close().await;
    assert!(
        folder(&killed)
            .join("guidepost.db-wal")
            .metadata()
            .unwrap()
            .len()
            > 0
    );

    let output = run(
        &killed,
        super::base::KEY,
        &["store", "restore", backup.to_str().unwrap()],
    );
    assert!(output.status.success(), "{}", said(&output));
    assert!(
        said(&output).contains("guidepost.db.replaced"),
        "{}",
        said(&output)
    );
    let check = run(&killed, super::base::KEY, &["store", "check"]);
    assert_eq!(said(&check), "no problem found\n");
    let restored = killed.open().await;
    assert_eq!(restored.votes("sql").await.unwrap(), [(0, 1, 0)]);
    assert!(restored.votes("http").await.unwrap().is_empty());
    vote(&restored, "http").await;
    restored.close().await;
}

#[tokio::test]
async fn a_damaged_database_is_replaced_by_a_backup() {
    let base = TestDatabase::file();
    let store = base.open().await;
    vote(&store, "sql").await;
    let backup = folder(&base).join("copy.db");
    store.backup(&backup).await.unwrap();
    store.close().await;
    fs::write(base.settings().path, b"SQLite format 3\0 and nothing else").unwrap();
    let restored = Store::restore(&base.settings(), &backup).await.unwrap();
    assert!(restored.key_fits);
    let store = base.open().await;
    assert_eq!(store.votes("sql").await.unwrap(), [(0, 1, 0)]);
    store.close().await;
}

#[tokio::test]
async fn a_backup_of_either_database_goes_back_into_either() {
    for from in TestDatabase::each() {
        for into in TestDatabase::each() {
            let store = from.open().await;
            vote(&store, "sql").await;
            let copies = tempfile::tempdir().unwrap();
            let backup = copies.path().join("copy.db");
            store.backup(&backup).await.unwrap();
            store.close().await;
            let other = into.open().await;
            vote(&other, "http").await;
            other.close().await;
            Store::restore(&into.settings(), &backup).await.unwrap();
            let restored = into.open().await;
            assert_eq!(restored.votes("sql").await.unwrap(), [(0, 1, 0)]);
            assert!(restored.votes("http").await.unwrap().is_empty());
            vote(&restored, "http").await;
            restored.close().await;
        }
    }
}

#[tokio::test]
async fn restoring_another_file_than_a_backup_is_refused_and_changes_nothing() {
    let base = TestDatabase::file();
    let store = base.open().await;
    vote(&store, "sql").await;
    let backup = folder(&base).join("copy.db");
    store.backup(&backup).await.unwrap();
    let settings = base.settings();
    let refused = Store::restore(&settings, &backup).await;
    assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");
    store.close().await;

    let text = folder(&base).join("text.db");
    fs::write(&text, "a text").unwrap();
    let foreign = folder(&base).join("foreign.db");
    let options = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(&foreign)
        .create_if_missing(true);
    let mut other = sqlx::ConnectOptions::connect(&options).await.unwrap();
    sqlx::query("CREATE TABLE t (a)")
        .execute(&mut other)
        .await
        .unwrap();
    sqlx::Connection::close(other).await.unwrap();
    let missing = folder(&base).join("missing.db");
    for file in [&text, &foreign, &missing, &settings.path] {
        let refused = Store::restore(&settings, file).await;
        assert!(
            matches!(refused, Err(StoreError::NotABackup { .. })),
            "{refused:?}"
        );
    }
    let store = base.open().await;
    assert_eq!(store.votes("sql").await.unwrap(), [(0, 1, 0)]);
    store.close().await;
}

#[tokio::test]
async fn a_database_whose_key_is_lost_is_given_another_and_says_what_is_lost() {
    let other_key = "another key that is long enough";
    for base in TestDatabase::each() {
        let store = base.open().await;
        vote(&store, "sql").await;
        store.close().await;
        let refused = run(&base, other_key, &["store", "stats"]);
        assert!(said(&refused).contains("store rekey"), "{}", said(&refused));
        let asked = run(&base, other_key, &["store", "rekey"]);
        assert_eq!(asked.status.code(), Some(1));
        assert!(said(&asked).contains("can vote\nagain"), "{}", said(&asked));
        let done = run(&base, other_key, &["store", "rekey", "--yes"]);
        assert!(said(&done).contains("1 votes"), "{}", said(&done));

        let mut settings = base.settings();
        settings.people_key = Some(SecretString::from(other_key));
        let store = Store::open(&settings).await.unwrap();
        assert_eq!(store.votes("sql").await.unwrap(), [(0, 1, 0)]);
        assert!(
            store
                .personal_data(&request("ada", 1))
                .await
                .unwrap()
                .is_empty()
        );
        vote(&store, "sql").await;
        assert_eq!(store.votes("sql").await.unwrap(), [(0, 2, 0)]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_key_file_that_is_gone_is_not_made_anew_beside_a_database() {
    let base = TestDatabase::file();
    let mut settings = base.settings();
    settings.people_key = None;
    let store = Store::open(&settings).await.unwrap();
    vote(&store, "sql").await;
    store.close().await;
    let key = settings.path.with_extension("key");
    fs::remove_file(&key).unwrap();
    let refused = Store::open(&settings).await.err().unwrap();
    assert!(matches!(refused, StoreError::LostKey(_)), "{refused}");
    assert!(!key.exists());
    assert!(Store::rekey(&settings).await.unwrap().is_some());
    Store::open(&settings).await.unwrap().close().await;
    assert!(Store::rekey(&settings).await.unwrap().is_none());
}
