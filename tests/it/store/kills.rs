//! Processes that are killed at any moment: every acknowledged write is stored, and none twice.
//!
//! The killed processes are this very test binary, run again with one test alone, which does nothing
//! unless its environment says that it is such a process.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use guidepost::testing::chat::Door;
use guidepost::testing::store::{CLAIM_MS, Store};
use jiff::Timestamp;

use super::base::{TestDatabase, request};
use super::kill_loop::{self, say};

/// Kills on SQLite and on PostgreSQL; `cargo bench --bench kills` does ten times as many.
const KILLS: [i64; 2] = [20, 10];

/// Arguments that run the test binary as a child process.
const CHILD: [&str; 4] = [
    "--exact",
    "store::kills::another_process",
    "--nocapture",
    "--test-threads=1",
];

fn child(base: &TestDatabase, part: &str, begin: i64) -> Child {
    kill_loop::child(base, &CHILD, part, begin, Stdio::null())
}

/// The child process; does nothing in an ordinary run of the suite.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process() {
    let Ok(part) = std::env::var(kill_loop::PART) else {
        return;
    };
    let (store, begin) = kill_loop::open_as_child().await;
    match part.as_str() {
        "write" => Box::pin(kill_loop::write_until_killed(&store, begin)).await,
        "send" | "send when told" => {
            let now = Timestamp::from_millisecond(begin).unwrap();
            let mut told = std::io::stdin().lines();
            loop {
                let claimed = store.claim_messages(Door::Discord, now, 40).await.unwrap();
                if claimed.is_empty() {
                    break;
                }
                for owed in claimed {
                    if part != "send" && told.next().is_none() {
                        return;
                    }
                    if store.mark_sending(owed.id, now).await.unwrap() {
                        say(&format!("sent {}", owed.body));
                        store.mark_sent(owed.id).await.unwrap();
                    }
                }
            }
        }
        "fill" => fill(&store).await,
        part => panic!("there is no part {part}"),
    }
}

#[tokio::test]
async fn acknowledged_writes_survive_a_kill_at_any_moment() {
    for (base, kills) in TestDatabase::each().into_iter().zip(KILLS) {
        let acknowledged = kill_loop::survives_kills(&base, kills, &CHILD).await;
        eprintln!("{kills} kills survived, {acknowledged} acknowledged");
    }
}

#[tokio::test]
async fn three_processes_send_each_message_once_and_a_killed_one_gives_back_what_it_claimed() {
    for base in TestDatabase::each() {
        let now = 10_000;
        let store = base.open().await;
        let until = Timestamp::from_millisecond(now + 10 * CLAIM_MS).unwrap();
        for number in 0..300 {
            let owed = request("somebody", 0);
            store
                .enqueue_message(&owed, &number.to_string(), owed.at, until)
                .await
                .unwrap();
        }
        let mut told = child(&base, "send when told", now);
        let mut lines = BufReader::new(told.stdout.take().unwrap()).lines();
        let mut sent: Vec<String> = Vec::new();
        let mut go = told.stdin.take().unwrap();
        go.write_all(b"go\ngo\ngo\n").unwrap();
        let message = |line: String| line.strip_prefix("sent ").map(str::to_owned);
        while sent.len() < 3 {
            sent.extend(lines.next().unwrap().ok().and_then(message));
        }
        let others = [child(&base, "send", now), child(&base, "send", now)];
        told.kill().unwrap();
        told.wait().unwrap();
        for other in others {
            let output = other.wait_with_output().unwrap();
            sent.extend(
                String::from_utf8(output.stdout)
                    .unwrap()
                    .lines()
                    .filter_map(|line| message(line.to_owned())),
            );
        }
        // The killed process held 40 and sent three of them.
        assert_eq!(sent.len(), 300 - 37);
        let later = child(&base, "send", now + CLAIM_MS)
            .wait_with_output()
            .unwrap();
        sent.extend(
            String::from_utf8(later.stdout)
                .unwrap()
                .lines()
                .filter_map(|line| message(line.to_owned())),
        );
        assert_eq!(sent.len(), 300);
        assert_eq!(sent.iter().collect::<BTreeSet<_>>().len(), 300);
        store.close().await;
    }
}

/// Votes while its files may not grow, and again when they may.
async fn fill(store: &Store) {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let limit = |limit: &str| {
        let status = Command::new("prlimit")
            .arg(format!("--pid={}", std::process::id()))
            .arg(format!("--fsize={limit}:unlimited"))
            .status();
        assert!(status.unwrap().success());
    };
    let person = request("somebody", 0);
    store.vote(&person, "before", Some(true)).await.unwrap();
    limit("1");
    let mut refused = 0;
    for number in 0..20 {
        refused += usize::from(
            store
                .vote(&person, &format!("full {number}"), Some(true))
                .await
                .is_err(),
        );
    }
    say(&format!(
        "refused {refused} of 20, works: {}",
        store.state().healthy
    ));
    // To have nothing to do is not to work again.
    let _ = store.run_maintenance(Timestamp::UNIX_EPOCH).await;
    let _ = store.flush().await;
    say(&format!("still works: {}", store.state().healthy));
    limit("unlimited");
    store.vote(&person, "after", Some(true)).await.unwrap();
    say(&format!("works again: {}", store.state().healthy));
}

#[tokio::test]
async fn a_full_disk_is_reported_to_the_voter_and_recovers_without_a_restart() {
    let base = TestDatabase::file();
    let child = kill_loop::child(&base, &CHILD, "fill", 0, Stdio::piped());
    let output = child.wait_with_output().unwrap();
    let log = String::from_utf8(output.stderr).unwrap();
    assert_eq!(log.matches("the store fails").count(), 1, "{log}");
    assert_eq!(log.matches("the store works again").count(), 1, "{log}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("refused 20 of 20, works: false"), "{said}");
    assert!(said.contains("still works: false"), "{said}");
    assert!(said.contains("works again: true"), "{said}");
    let store = base.open().await;
    assert_eq!(store.votes("before").await.unwrap().len(), 1);
    assert_eq!(store.votes("full 3").await.unwrap().len(), 0);
    assert_eq!(store.votes("after").await.unwrap().len(), 1);
    assert_eq!(store.problems().await.unwrap(), Vec::<String>::new());
    store.close().await;
}
