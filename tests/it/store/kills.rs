//! Processes that end at any moment, killed: what was acknowledged is there, and nothing is there twice.
//!
//! The killed processes are this very test binary, run again with one test alone, which does nothing
//! unless it is told to by its environment.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use guidepost::testing::chat::Door;
use guidepost::testing::config::{ExposeSecret as _, SecretString, StoreSettings};
use guidepost::testing::store::{CLAIM_MS, Setting, Store};
use jiff::Timestamp;

use super::base::{Base, KEY, request};

/// How often a writing process is killed, by SQLite and by PostgreSQL.
const KILLS: [i64; 2] = [200, 100];

/// What the other process is to do, and with which database.
const PART: &str = "GUIDEPOST_TEST_PART";
const DATABASE: &str = "GUIDEPOST_TEST_DATABASE";
const BEGIN: &str = "GUIDEPOST_TEST_BEGIN";

/// This test binary, run again for one part.
fn child(base: &Base, part: &str, begin: i64) -> Child {
    child_saying(base, part, begin, Stdio::null())
}

/// The same, with somewhere for its log.
fn child_saying(base: &Base, part: &str, begin: i64, log: Stdio) -> Child {
    let settings = base.settings();
    let database = settings.url.as_ref().map_or_else(
        || settings.path.display().to_string(),
        |url| url.expose_secret().to_owned(),
    );
    // A file that may not grow is an error to be dealt with, and not the end of the process.
    Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "store::kills::another_process",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(PART, part)
        .env(DATABASE, database)
        .env(BEGIN, begin.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// The part of another process; nothing where it is not one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_process() {
    let Ok(part) = std::env::var(PART) else {
        return;
    };
    let database = std::env::var(DATABASE).unwrap();
    let url = database
        .starts_with("postgres:")
        .then(|| SecretString::from(database.clone()));
    let settings = StoreSettings {
        path: database.into(),
        keep_questions: 90,
        url,
        people_key: Some(SecretString::from(KEY)),
    };
    let begin = std::env::var(BEGIN).unwrap().parse().unwrap();
    let store = Store::open(&settings).await.unwrap();
    say("\nready");
    match part.as_str() {
        "write" => {
            let store = &store;
            let writers = (0..4).map(|lane| async move {
                for number in 0.. {
                    write(store, begin + number * 4 + lane).await;
                }
            });
            let mut writers = writers.map(Box::pin);
            let (one, two, three, four) = (
                writers.next().unwrap(),
                writers.next().unwrap(),
                writers.next().unwrap(),
                writers.next().unwrap(),
            );
            tokio::join!(one, two, three, four);
        }
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

async fn write(store: &Store, number: i64) {
    let person = request("somebody", number);
    store
        .vote(&person, &format!("p{number}"), Some(number % 2 == 0))
        .await
        .unwrap();
    say(&format!("vote {number}"));
    let channel = format!("c{number}");
    store
        .change_setting(&person, Some(&channel), Setting::Mode, Some("all"))
        .await
        .unwrap();
    say(&format!("set {number}"));
}

/// One line that whoever started the process reads even if it ends right after.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// Numbers as if by chance, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_that_the_process_is_killed_at_any_moment() {
    for (base, kills) in Base::each().into_iter().zip(KILLS) {
        let mut chance = Chance(42);
        let mut acknowledged: BTreeSet<String> = BTreeSet::new();
        for kill in 0..kills {
            let mut child = child(&base, "write", 1_000_000 * kill);
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let mut left = chance.below(24);
            let mut ready = false;
            for line in lines {
                let line = line.unwrap();
                ready |= line == "ready";
                if line.starts_with("vote ") || line.starts_with("set ") {
                    assert!(acknowledged.insert(line));
                }
                if ready && left == 0 {
                    for _ in 0..chance.below(200_000) {
                        std::hint::spin_loop();
                    }
                    child.kill().unwrap();
                }
                left = left.saturating_sub(u64::from(ready));
            }
            child.wait().unwrap();
            assert!(
                ready,
                "the process could not open the database after {kill} kills"
            );
        }
        let mut beside = base.beside().await;
        let votes = beside.pairs("SELECT passage, helpful FROM votes").await;
        let sets = beside
            .pairs("SELECT channel, count(*) FROM setting_changes GROUP BY channel")
            .await;
        let mut found: BTreeMap<String, i64> = BTreeMap::new();
        for (passage, helpful) in votes {
            let number: i64 = passage[1..].parse().unwrap();
            assert_eq!(helpful == 1, number % 2 == 0);
            *found.entry(format!("vote {number}")).or_default() += 1;
        }
        for (channel, count) in sets {
            *found.entry(format!("set {}", &channel[1..])).or_default() += count;
        }
        let kills = usize::try_from(kills).unwrap();
        assert!(acknowledged.len() > kills);
        for line in &acknowledged {
            assert!(
                found.contains_key(line),
                "{line} was acknowledged and is lost"
            );
        }
        assert!(
            found.values().all(|&count| count == 1),
            "something is there twice"
        );
        // What was under way when the process was killed may be there or not: four things at most.
        assert!(found.len() <= acknowledged.len() + 4 * kills);
        let store = base.open().await;
        assert_eq!(store.problems().await.unwrap(), Vec::<String>::new());
        store.close().await;
        eprintln!(
            "{kills} kills survived, {} acknowledged",
            acknowledged.len()
        );
    }
}

#[tokio::test]
async fn three_processes_send_each_message_once_and_a_killed_one_gives_back_what_it_claimed() {
    for base in Base::each() {
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
async fn a_full_disk_is_told_to_whom_it_concerns_and_passes_without_a_restart() {
    let base = Base::file();
    let child = child_saying(&base, "fill", 0, Stdio::piped());
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
