//! A store that is slow, locked, gone or full: questions are answered, no write is confirmed, the log reports it once,
//! and it recovers without a restart.

use std::fs;
use std::sync::Arc;

use guidepost::testing::chat::{Ask, Door, ReplyKind};
use guidepost::testing::store::{Setting, Store};
use jiff::Timestamp;

use super::base::{RawConnection, TestDatabase};
use super::chat::{asks, assistant, button, text, wants};
use crate::discord::driver::{self as discord, Discord};
use crate::fixtures::degraded;
use crate::log::Log;
use crate::slack::driver::{Mode, Setup, Slack};

/// A fault of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It takes longer than anybody waits, and then does what it was told.
    Slow,
    /// Somebody holds it until it gives up.
    Locked,
    Gone,
    /// A full disk; SQLite's is in `kills.rs`, as it takes a process of its own.
    Full,
}

/// Tables in which PostgreSQL reports a full disk.
const FULL: [&str; 5] = [
    "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS \
     'BEGIN RAISE disk_full USING MESSAGE = ''could not extend file: No space left on device''; END'",
    "CREATE TRIGGER full_disk BEFORE INSERT ON votes EXECUTE FUNCTION full_disk()",
    "CREATE TRIGGER full_disk BEFORE INSERT ON popularity EXECUTE FUNCTION full_disk()",
    "CREATE TRIGGER full_disk BEFORE INSERT ON deliveries EXECUTE FUNCTION full_disk()",
    "CREATE TRIGGER full_disk BEFORE INSERT ON facts EXECUTE FUNCTION full_disk()",
];
const SPACE: &str = "DROP FUNCTION full_disk CASCADE";

async fn let_go(mut connection: RawConnection) {
    connection.run("ROLLBACK").await;
    connection.close().await;
}

/// Makes it so; gives what has to be held for it.
async fn begin(fault: Fault, base: &TestDatabase) -> Option<RawConnection> {
    match (fault, base) {
        (Fault::Slow | Fault::Locked, _) => return Some(base.lock().await),
        (Fault::Gone, TestDatabase::File(folder)) => {
            for file in ["guidepost.db", "guidepost.db-wal", "guidepost.db-shm"] {
                fs::remove_file(folder.path().join(file)).unwrap();
            }
        }
        (Fault::Gone, TestDatabase::Postgres(server)) => server.down(),
        (Fault::Full, _) => {
            let mut connection = base.connect().await;
            for sql in FULL {
                connection.run(sql).await;
            }
            connection.close().await;
        }
    }
    None
}

async fn end(fault: Fault, base: &TestDatabase, held: Option<RawConnection>) {
    match (fault, base, held) {
        (_, _, Some(held)) => let_go(held).await,
        (Fault::Gone, TestDatabase::Postgres(server), _) => server.up(),
        (Fault::Full, ..) => {
            let mut connection = base.connect().await;
            connection.run(SPACE).await;
            connection.close().await;
        }
        _ => {}
    }
}

async fn goes_through(fault: Fault, base: &TestDatabase) {
    let (log, _guard) = Log::of_this_thread();
    let store = base.open().await;
    let assistant = assistant(&store);
    let ask = async |line: &str| assistant.respond(&asks("ada", line)).await;
    let answer = ask("what is an anvil?").await;
    let helpful = wants("ada", button(&answer, "Solved it"));
    let kept = assistant.respond(&helpful).await;
    assert_eq!(kept.title, "Thank you");
    assert_eq!(log.count("S-1"), 0);

    let held = begin(fault, base).await;
    assert_eq!(ask("what is a hammer?").await.kind, ReplyKind::Answer);
    // Nobody is told that something is kept which may not be.
    let said = assistant.respond(&helpful).await;
    assert_eq!(said.title, "That is not certain", "{fault:?}");
    assert!(text(&said).contains("S-1"));
    if fault == Fault::Locked || fault == Fault::Full {
        for _ in 0..2 {
            let said = assistant.respond(&helpful).await;
            assert_eq!(said.title, "That is not certain");
            assert!(
                store.run_maintenance(Timestamp::UNIX_EPOCH).await.is_err()
                    || fault == Fault::Locked
            );
        }
        while store.state().dropped == 0 {
            let _ = store.flush().await;
        }
    }
    assert_eq!(ask("what is an anvil?").await.kind, ReplyKind::Answer);
    // What a platform delivers is taken, once, by memory alone.
    let now = Timestamp::UNIX_EPOCH;
    assert!(assistant.is_first(Door::Slack, "Ev1", now).await);
    assert!(!assistant.is_first(Door::Slack, "Ev1", now).await);
    // A file that is gone is made anew as soon as that is seen.
    if !(fault == Fault::Gone && matches!(base, TestDatabase::File(_))) {
        assert!(!store.state().healthy, "{fault:?}");
        assert_eq!(log.count("S-1"), 1, "{fault:?}: {}", log.text());
    }
    assert_eq!(log.count("the store fails"), 1);

    end(fault, base, held).await;
    while !works(&store).await {}
    let said = assistant.respond(&helpful).await;
    assert_eq!(said.title, "Thank you", "{fault:?}");
    assert_eq!(store.votes("anvil").await.unwrap()[0].1, 1);
    assert_eq!(log.count("S-1"), 2, "{fault:?}: {}", log.text());
    assert_eq!(log.count("the store works again"), 1);
    drop(assistant);
    store.close().await;
}

/// Returns whether it works again, which it sees by itself when it is tended.
async fn works(store: &Store) -> bool {
    let _ = store.run_maintenance(Timestamp::UNIX_EPOCH).await;
    store.state().healthy
}

#[tokio::test]
async fn a_failing_store_delays_no_answer_and_is_logged_once() {
    for base in TestDatabase::each() {
        for fault in [Fault::Slow, Fault::Locked, Fault::Gone, Fault::Full] {
            if fault == Fault::Full && matches!(base, TestDatabase::File(_)) {
                continue;
            }
            goes_through(fault, &base).await;
        }
    }
}

#[tokio::test]
async fn a_setting_is_not_confirmed_while_the_store_is_unavailable() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let mut boss = wants("boss", Ask::Help);
        boss.asker = boss.asker.managing(true);
        let held = base.lock().await;
        if let TestDatabase::Postgres(_) = base {
            let_go(held).await;
            let mut held = base.connect().await;
            held.run("BEGIN").await;
            held.run("LOCK TABLE settings IN ACCESS EXCLUSIVE MODE")
                .await;
            refuses(&assistant, &boss).await;
            let_go(held).await;
        } else {
            refuses(&assistant, &boss).await;
            let_go(held).await;
        }
        settled_and_chosen(&store, &assistant, &boss).await;
        drop(assistant);
        store.close().await;
    }
}

async fn refuses(
    assistant: &guidepost::testing::assistant::Assistant,
    boss: &guidepost::testing::chat::Request,
) {
    let private = ["private".to_owned()];
    let refused = assistant.choose(boss, None, "audience", &private).await;
    assert_eq!(refused.unwrap_err().title, "That is not certain");
}

async fn settled_and_chosen(
    store: &Store,
    assistant: &guidepost::testing::assistant::Assistant,
    boss: &guidepost::testing::chat::Request,
) {
    super::base::flushed(store).await;
    let private = ["private".to_owned()];
    while assistant
        .choose(boss, None, "audience", &private)
        .await
        .is_err()
    {}
    let chosen = store.settings_at(&boss.place);
    assert_eq!(chosen.value(Setting::Audience), Some("private"));
}

#[tokio::test]
async fn on_discord_questions_are_answered_while_the_store_is_away_and_readyz_says_that_it_is() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let setup = discord::Setup {
            kept: base.clone(),
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        let answer = discord.command("what-is", &[("term", "api")]).await;
        assert_eq!(degraded(&discord.readiness().await), [""; 0]);
        let held = base.lock().await;
        discord.answers().await;
        let said = discord.press(&answer, "Solved it").await;
        assert!(said.is_private());
        assert_eq!(said.title(), "That is not certain");
        discord.answers().await;
        let ready = discord.readiness().await;
        assert!(ready.starts_with("ready\nstore: failing (S-1"), "{ready}");
        let_go(held).await;
        while discord.press(&answer, "Solved it").await.title() != "Thank you" {}
        while discord.readiness().await.contains("failing (S-1") {}
        discord.finish().await;
    }
}

#[tokio::test]
async fn on_slack_questions_are_answered_while_the_store_is_away_and_readyz_says_that_it_is() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let setup = Setup {
            kept: base.clone(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(Mode::Http, setup).await;
        slack.wait_for_introduction().await;
        let answer = slack.command("/what-is", "api").await;
        assert_eq!(degraded(&slack.readiness().await.body), [""; 0]);
        let held = base.lock().await;
        assert_eq!(slack.command("/what-is", "sql").await.title(), "SQL");
        let said = slack.press(&answer, answer.button("Solved it")).await;
        assert!(said.is_private());
        assert_eq!(said.title(), "That is not certain");
        assert_eq!(slack.command("/what-is", "http").await.title(), "HTTP");
        let ready = slack.readiness().await;
        assert_eq!(ready.status, axum::http::StatusCode::OK);
        let said = "ready\nstore: failing (S-1";
        assert!(ready.body.starts_with(said), "{}", ready.body);
        let_go(held).await;
        while slack
            .press(&answer, answer.button("Solved it"))
            .await
            .title()
            != "Thank you"
        {}
        while slack.readiness().await.body.contains("failing (S-1") {}
        slack.finish().await;
    }
}
