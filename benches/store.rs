//! Benchmark of the store's write throughput, latency and size: `cargo bench --bench store`.
//!
//! Measures SQLite in a new folder under `STORE_BENCH_FOLDER` (default: the system's temporary folder), and
//! PostgreSQL if `STORE_BENCH_URL` names an empty database. Prints writes per second, the median and the
//! 99th percentile in milliseconds, and the size in MB.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at once when its ground is gone, and prints its figures"
)]

use std::time::{Duration, Instant};

use guidepost::testing::chat::{Ask, Asker, Door, Place, Request};
use guidepost::testing::config::{SecretString, StoreSettings};
use guidepost::testing::store::{GapReason, Store, UnansweredQuestion};
use jiff::Timestamp;

/// Number of votes written sequentially and concurrently.
const ALONE: usize = 500;
const TOGETHER: usize = 8_000;
/// Number of concurrent writers.
const PEOPLE: usize = 64;
/// Number of unanswered questions, and of different wordings among them.
const QUESTIONS: usize = 100_000;
const WORDINGS: usize = 20_000;

fn request(person: usize) -> Request {
    Request {
        ask: Ask::Help,
        asker: Asker::new(format!("{}", 1_000_000_000_000_000_000_usize + person)),
        place: Place {
            door: Door::Discord,
            community: Some("1100000000000000002".to_owned()),
            channel: None,
        },
        addressed: true,
        delivery_id: None,
        about: None,
        audience: None,
        locale: None,
        at: Timestamp::now(),
        received: Instant::now(),
    }
}

#[tokio::main]
async fn main() {
    let folder =
        std::env::var_os("STORE_BENCH_FOLDER").unwrap_or_else(|| std::env::temp_dir().into());
    let folder = tempfile::tempdir_in(folder).expect("a folder");
    let settings = |url: Option<String>| StoreSettings {
        path: folder.path().join("guidepost.db"),
        keep_questions: 90,
        url: url.map(SecretString::from),
        people_key: Some(SecretString::from("a key of the bench alone")),
    };
    measure("SQLite", &settings(None)).await;
    match std::env::var("STORE_BENCH_URL") {
        Ok(url) => measure("PostgreSQL", &settings(Some(url))).await,
        Err(_) => println!("PostgreSQL: skipped, as STORE_BENCH_URL names no database"),
    }
}

async fn measure(name: &str, settings: &StoreSettings) {
    let store = Store::open(settings).await.expect("a store");
    let took = votes(&store, 1, ALONE).await;
    say(name, "opinions, one after another", took);
    let took = votes(&store, PEOPLE, TOGETHER).await;
    say(name, "opinions, 64 at once", took);
    let started = Instant::now();
    for number in 0..QUESTIONS {
        // 20,000 wordings of three words each; every wording is asked five times.
        let wording = number % WORDINGS;
        let gist = [wording % 97, 100 + wording / 97, 1_000 + wording % 1_009];
        let gist = gist.map(|word| format!("word{word}"));
        let text = format!(
            "how do i {} with {} when {} is there",
            gist[0], gist[1], gist[2]
        );
        let question = UnansweredQuestion {
            text: &text,
            gist: &gist,
            reason: GapReason::Nothing,
            nearest: &["backend-developer#what-they-do".to_owned()],
        };
        let _row = store.record_unanswered(&request(number), question);
        if number % 500 == 0 {
            while store.flush().await.is_err() {}
        }
    }
    while store.flush().await.is_err() {}
    let seconds = started.elapsed().as_secs_f64();
    let stats = store.stats().await.expect("figures");
    println!(
        "{name}: {QUESTIONS} questions kept and grouped in {seconds:.1} s ({:.0} a second), {} lost, {:.1} MB in all",
        QUESTIONS as f64 / seconds,
        store.state().dropped,
        stats.bytes as f64 / 1e6
    );
    println!("{name}: {:?}", stats.rows);
    store.close().await;
}

/// Writes `count` votes by `people` concurrent writers; returns the total time and the time of each write.
async fn votes(store: &Store, people: usize, count: usize) -> (Duration, Vec<Duration>) {
    let started = Instant::now();
    let tasks: Vec<_> = (0..people)
        .map(|person| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut took = Vec::new();
                for number in 0..count / people {
                    let passage = format!("entry-{}#section-{}", number % 300, number / 300);
                    let started = Instant::now();
                    let request = request(people * 1_000_000 + person);
                    let kept = store.vote(&request, &passage, Some(number % 3 > 0)).await;
                    kept.expect("kept");
                    took.push(started.elapsed());
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for task in tasks {
        took.extend(task.await.expect("no panic"));
    }
    (started.elapsed(), took)
}

fn say(name: &str, what: &str, (all, mut each): (Duration, Vec<Duration>)) {
    each.sort();
    let at = |percent: usize| {
        each.get((each.len() - 1) * percent / 100)
            .copied()
            .unwrap_or_default()
    };
    println!(
        "{name}: {what}: {:.0} a second, p50 {:.2} ms, p99 {:.2} ms",
        each.len() as f64 / all.as_secs_f64(),
        at(50).as_secs_f64() * 1e3,
        at(99).as_secs_f64() * 1e3,
    );
}
