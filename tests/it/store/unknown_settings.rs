//! Communities with private answers, while the database with their settings cannot be read.

use std::fs;

use guidepost::testing::chat::Audience;
use guidepost::testing::store::{Setting, Store};

use super::base::{TestDatabase, flushed, request};
use super::chat::{asks, assistant};

async fn choose_private(store: &Store) {
    let boss = request("boss", 1);
    let chosen = store.change_setting(&boss, None, Setting::Audience, Some("private"));
    chosen.await.unwrap();
}

async fn audience(store: &Store) -> Audience {
    let reply = assistant(store)
        .respond(&asks("ada", "what is an anvil?"))
        .await;
    assert_eq!(reply.title, "Anvil");
    reply.audience
}

/// Writes over the middle of the file, as a failing disk does.
fn damage(base: &TestDatabase) {
    let path = base.settings().path;
    let length = usize::try_from(path.metadata().unwrap().len()).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[..length].fill(0xAA);
    fs::write(&path, bytes).unwrap();
}

#[tokio::test]
async fn with_unknown_settings_answers_are_private() {
    for base in TestDatabase::each() {
        match &base {
            TestDatabase::File(_) => {
                base.open().await.close().await;
                damage(&base);
                fs::remove_file(base.settings().path.with_extension("settings.json")).unwrap();
            }
            TestDatabase::Postgres(server) => server.down(),
        }
        let store = base.open().await;
        let failure = store.state().failure.unwrap();
        if matches!(base, TestDatabase::File(_)) {
            assert!(failure.contains("guidepost.db: "), "{failure}");
            assert!(
                failure.contains("guidepost store restore FILE"),
                "{failure}"
            );
        }
        assert!(!store.state().knows_settings);
        assert_eq!(audience(&store).await, Audience::Private);
        if let TestDatabase::Postgres(server) = &base {
            server.up();
            while store.refresh_settings().await.is_err() {}
            assert_eq!(audience(&store).await, Audience::Public);
        }
        store.close().await;
    }
}

#[tokio::test]
async fn a_database_that_is_damaged_or_away_at_the_start_leaves_the_last_known_settings() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        choose_private(&store).await;
        store.close().await;
        match &base {
            TestDatabase::File(_) => damage(&base),
            TestDatabase::Postgres(server) => server.down(),
        }
        let store = base.open().await;
        assert!(!store.state().healthy);
        assert!(store.state().knows_settings);
        assert_eq!(audience(&store).await, Audience::Private);
        let mut elsewhere = asks("ada", "what is an anvil?");
        elsewhere.place.community = Some("78".to_owned());
        let reply = assistant(&store).respond(&elsewhere).await;
        assert_eq!(reply.audience, Audience::Public);
        store.close().await;
    }
}

#[tokio::test]
async fn a_database_that_is_deleted_while_it_is_used_keeps_the_settings() {
    let base = TestDatabase::file();
    let store = base.open().await;
    choose_private(&store).await;
    for file in ["guidepost.db", "guidepost.db-wal", "guidepost.db-shm"] {
        fs::remove_file(base.settings().path.with_file_name(file)).unwrap();
    }
    let ada = request("ada", 1);
    while store.vote(&ada, "anvil", Some(true)).await.is_err() {}
    flushed(&store).await;
    store.refresh_settings().await.unwrap();
    assert_eq!(audience(&store).await, Audience::Private);
    store.close().await;

    // Also for a process that starts with the new one, or without one.
    fs::remove_file(base.settings().path).unwrap();
    let store = base.open().await;
    assert_eq!(audience(&store).await, Audience::Private);
    let chosen = store.change_setting(&ada, None, Setting::Audience, None);
    chosen.await.unwrap();
    store.close().await;
    let store = base.open().await;
    assert_eq!(audience(&store).await, Audience::Public);
    let answer = assistant(&store)
        .respond(&super::chat::asks("ada", "what is an anvil?"))
        .await;
    assert_eq!(answer.audience, Audience::Public);
    store.close().await;
}
