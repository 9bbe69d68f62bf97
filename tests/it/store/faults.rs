//! Faults of the store are reported in one sentence; temporary ones recover without a restart.

use std::fs;

use guidepost::testing::config::SecretString;
use guidepost::testing::store::{Store, StoreError};

use super::base::{TestDatabase, request};

#[tokio::test]
async fn a_newer_database_is_refused_and_not_touched() {
    for base in TestDatabase::each() {
        base.mark_newer().await;
        let bytes = |base: &TestDatabase| match base {
            TestDatabase::File(folder) => fs::read(folder.path().join("guidepost.db")).unwrap(),
            TestDatabase::Postgres(_) => Vec::new(),
        };
        // SQLite's log is taken into the file when the last connection ends.
        let before = bytes(&base);
        let refused = Store::open(&base.settings()).await.err().unwrap();
        assert_eq!(
            refused.to_string(),
            "the database was written by a newer Guidepost (schema version 999); nothing in it was changed. Use that version, or \
             a backup made before the upgrade"
        );
        assert_eq!(before, bytes(&base));
        let mut connection = base.connect().await;
        assert_eq!(
            connection
                .number("SELECT count(*) FROM _sqlx_migrations")
                .await,
            5
        );
    }
}

#[tokio::test]
async fn a_key_that_is_missing_short_or_another_one_is_refused() {
    for base in TestDatabase::each() {
        base.open().await.close().await;
        let refused = async |key: Option<&str>| {
            let mut settings = base.settings();
            settings.people_key = key.map(SecretString::from);
            Store::open(&settings).await.err().unwrap()
        };
        assert!(matches!(refused(Some("short")).await, StoreError::ShortKey));
        assert!(matches!(
            refused(Some("another key, long enough")).await,
            StoreError::KeyMismatch
        ));
        let missing = refused(None).await;
        match base {
            TestDatabase::File(_) => assert!(matches!(missing, StoreError::LostKey(_))),
            TestDatabase::Postgres(_) => assert!(matches!(missing, StoreError::MissingKey)),
        }
    }
}

#[tokio::test]
async fn a_key_is_made_at_the_first_start_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let base = TestDatabase::file();
    let mut settings = base.settings();
    settings.people_key = None;
    settings.path = settings.path.with_file_name("data").join("guidepost.db");
    for _ in 0..2 {
        let store = Store::open(&settings).await.unwrap();
        store
            .vote(&request("ada", 1), "sql", Some(true))
            .await
            .unwrap();
        assert_eq!(store.votes("sql").await.unwrap(), [(0, 1, 0)]);
        store.close().await;
        for file in ["guidepost.key", "guidepost.db"] {
            let path = settings.path.with_file_name(file);
            assert_eq!(
                path.metadata().unwrap().permissions().mode() & 0o777,
                0o600,
                "{file}"
            );
        }
    }
}

#[tokio::test]
async fn a_path_that_cannot_be_used_is_named_with_what_to_do() {
    let base = TestDatabase::file();
    let mut settings = base.settings();
    fs::write(&settings.path, "").unwrap();
    settings.path = settings.path.join("guidepost.db");
    let refused = Store::open(&settings).await.err().unwrap().to_string();
    assert!(refused.contains("cannot be used"), "{refused}");
    assert!(
        refused.contains("set store.path (GUIDEPOST_STORE_PATH)"),
        "{refused}"
    );
}

#[tokio::test]
async fn a_vote_is_refused_while_the_database_is_locked_and_stored_later() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada", 1);
        let mut connection = base.lock().await;
        assert!(matches!(
            store.vote(&ada, "sql", Some(true)).await,
            Err(StoreError::Timeout)
        ));
        while store.state().healthy {
            let _ = store.vote(&ada, "sql", Some(true)).await;
        }
        connection.run("ROLLBACK").await;
        while store.vote(&ada, "sql", Some(false)).await.is_err() {}
        assert!(store.state().healthy);
        assert_eq!(store.votes("sql").await.unwrap(), [(0, 0, 1)]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_database_that_is_gone_is_found_again_without_a_restart() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let ada = request("ada", 1);
        store.vote(&ada, "sql", Some(true)).await.unwrap();
        match &base {
            TestDatabase::File(folder) => {
                fs::remove_file(folder.path().join("guidepost.db")).unwrap();
                fs::remove_file(folder.path().join("guidepost.db-wal")).unwrap();
                fs::remove_file(folder.path().join("guidepost.db-shm")).unwrap();
            }
            TestDatabase::Postgres(server) => server.down(),
        }
        store.record_opened(&ada, "sql");
        assert!(store.vote(&ada, "http", Some(true)).await.is_err());
        let state = store.state();
        assert!(!state.healthy && state.dropped >= 1, "{state:?}");
        if let TestDatabase::Postgres(server) = &base {
            server.up();
        }
        while store.vote(&ada, "http", Some(true)).await.is_err() {}
        assert!(store.state().healthy);
        assert_eq!(store.votes("http").await.unwrap(), [(0, 1, 0)]);
        store.close().await;
        let store = base.open().await;
        assert_eq!(store.votes("http").await.unwrap(), [(0, 1, 0)]);
        store.close().await;
    }
}

#[tokio::test]
async fn a_server_that_is_away_at_the_start_is_found_when_it_comes() {
    let Some(base) = TestDatabase::each().into_iter().nth(1) else {
        return;
    };
    let TestDatabase::Postgres(server) = &base else {
        unreachable!()
    };
    server.down();
    let store = base.open().await;
    assert!(!store.state().healthy);
    server.up();
    while store
        .vote(&request("ada", 1), "sql", Some(true))
        .await
        .is_err()
    {}
    assert!(store.state().healthy);
    store.close().await;
}

#[tokio::test]
async fn a_backup_is_whole_and_takes_the_place_of_the_database() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        store
            .vote(&request("ada", 1), "sql", Some(true))
            .await
            .unwrap();
        let elsewhere = TestDatabase::file();
        let settings = elsewhere.settings();
        store.backup(&settings.path).await.unwrap();
        let again = store.backup(&settings.path).await.err().unwrap();
        assert!(matches!(again, StoreError::BackupExists(_)));
        store.close().await;
        let restored = Store::open(&settings).await.unwrap();
        assert_eq!(restored.votes("sql").await.unwrap(), [(0, 1, 0)]);
        restored
            .vote(&request("ada", 1), "sql", None)
            .await
            .unwrap();
        assert!(restored.votes("sql").await.unwrap().is_empty());
        restored.close().await;
    }
}
