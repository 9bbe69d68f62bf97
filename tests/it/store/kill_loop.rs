//! The kill loop: a child process votes and changes settings until it is killed at a random moment, again
//! and again; afterwards every acknowledged write must be stored exactly once. The suite runs it 30 times,
//! `cargo bench --bench kills` 300 times.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

use guidepost::testing::config::{ExposeSecret as _, SecretString, StoreSettings};
use guidepost::testing::store::{Setting, Store};

use super::base::{KEY, TestDatabase, request};

/// The child's task, which is also how a process recognises that it is a child.
pub const PART: &str = "GUIDEPOST_TEST_PART";
/// File or address of the child's database.
const DATABASE: &str = "GUIDEPOST_TEST_DATABASE";
/// First number that the child writes, or its time in milliseconds.
const BEGIN: &str = "GUIDEPOST_TEST_BEGIN";

/// Concurrent writers of a child, each with one write in flight.
const WRITERS: i64 = 4;

/// Starts this very program again with a part and a database; `arguments` lead it to that part.
pub fn child(base: &TestDatabase, arguments: &[&str], part: &str, begin: i64, log: Stdio) -> Child {
    let settings = base.settings();
    let database = settings.url.as_ref().map_or_else(
        || settings.path.display().to_string(),
        |url| url.expose_secret().to_owned(),
    );
    // Without this, a write beyond the file size limit would end the process by SIGXFSZ.
    Command::new("sh")
        .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(arguments)
        .env(PART, part)
        .env(DATABASE, database)
        .env(BEGIN, begin.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap()
}

/// Opens the child's database and reports that it is ready; returns the store and the begin number.
pub async fn open_as_child() -> (Store, i64) {
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
    (store, begin)
}

/// Votes and changes settings until the process is killed, and reports each acknowledged write.
pub async fn write_until_killed(store: &Store, begin: i64) {
    let lane = |lane: i64| async move {
        for number in 0.. {
            write(store, begin + number * WRITERS + lane).await;
        }
    };
    tokio::join!(lane(0), lane(1), lane(2), lane(3));
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

/// Prints a line that reaches the parent process even if this one is killed right after.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
    out.flush().unwrap();
}

/// A linear congruential generator with a fixed seed, so that every run kills at the same points.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// Kills writing children on one database, then compares it with what they reported; returns the number
/// of acknowledged writes. `arguments` lead a child to [`write_until_killed`].
pub async fn survives_kills(base: &TestDatabase, kills: i64, arguments: &[&str]) -> usize {
    let mut random = Random(42);
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    for kill in 0..kills {
        let mut child = child(base, arguments, "write", 1_000_000 * kill, Stdio::null());
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut left = random.below(24);
        let mut ready = false;
        for line in lines {
            let line = line.unwrap();
            ready |= line == "ready";
            if line.starts_with("vote ") || line.starts_with("set ") {
                assert!(acknowledged.insert(line));
            }
            if ready && left == 0 {
                for _ in 0..random.below(200_000) {
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
    let kills = usize::try_from(kills).unwrap();
    let writers = usize::try_from(WRITERS).unwrap();
    let found = stored(base).await;
    assert!(acknowledged.len() > kills);
    for line in &acknowledged {
        assert!(
            found.contains_key(line),
            "{line} was acknowledged and is lost"
        );
    }
    assert!(
        found.values().all(|&count| count == 1),
        "something is stored twice"
    );
    // A write in flight when the process was killed may be stored or not: one per writer.
    assert!(found.len() <= acknowledged.len() + writers * kills);
    let store = base.open().await;
    assert_eq!(store.problems().await.unwrap(), Vec::<String>::new());
    store.close().await;
    acknowledged.len()
}

/// Returns the stored writes as the lines that report them, with how often each is stored.
async fn stored(base: &TestDatabase) -> BTreeMap<String, i64> {
    let mut connection = base.connect().await;
    let votes = connection.pairs("SELECT passage, helpful FROM votes").await;
    let sets = connection
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
    found
}
