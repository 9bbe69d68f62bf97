//! Knowledge that changes while the bot answers.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::serve;

use crate::fixtures::{entry, folder};
use crate::slack::driver::{Mode, Setup, Slack};

/// How long a change may take to be seen.
const DEADLINE: Duration = Duration::from_secs(10);

/// Asks until the answer's title is the expected one.
async fn until_titled(slack: &mut Slack, text: &str, title: &str) {
    let started = Instant::now();
    loop {
        let seen = slack.command("/what-is", text).await;
        if seen.title() == title {
            return;
        }
        assert!(
            started.elapsed() < DEADLINE,
            "{text}: still {}",
            seen.title()
        );
        tokio::task::yield_now().await;
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    fs::write(folder.join(name), text).unwrap();
}

#[tokio::test]
async fn a_change_is_answered_a_broken_one_is_not_and_a_deletion_is_gone() {
    let anvil = entry(
        "Anvil",
        "term",
        "related = [\"hammer\"]",
        "An anvil is struck.",
    );
    let hammer = entry("Hammer", "term", "", "A hammer strikes.");
    let folder = folder(&[("terms/anvil.md", &anvil), ("terms/hammer.md", &hammer)]);
    let terms = folder.path().join("terms");
    let mut slack = {
        let setup = Setup {
            knowledge: folder.path().to_owned(),
            ..Setup::default()
        };
        Slack::start_with(Mode::Http, setup).await
    };
    until_titled(&mut slack, "hammer", "Hammer").await;

    // A new entry.
    write(
        &terms,
        "tongs.md",
        &entry("Tongs", "term", "", "Tongs hold."),
    );
    until_titled(&mut slack, "tongs", "Tongs").await;

    // A broken file changes nothing, and is told of.
    write(
        &terms,
        "tongs.md",
        &entry("Pliers", "trem", "", "Pliers hold."),
    );
    let started = Instant::now();
    while !slack.readiness().await.body.contains("guidepost check") {
        assert!(
            started.elapsed() < DEADLINE,
            "/readyz says nothing of the broken file"
        );
        tokio::task::yield_now().await;
    }
    until_titled(&mut slack, "tongs", "Tongs").await;

    // A deletion is gone, although a file is broken and another entry leads to the deleted one.
    fs::remove_file(terms.join("hammer.md")).unwrap();
    until_titled(&mut slack, "hammer", "I do not know that").await;
    until_titled(&mut slack, "anvil", "Anvil").await;

    // Mended.
    write(
        &terms,
        "tongs.md",
        &entry("Pliers", "term", "", "Pliers hold."),
    );
    write(
        &terms,
        "anvil.md",
        &entry("Anvil", "term", "", "An anvil is struck."),
    );
    until_titled(&mut slack, "pliers", "Pliers").await;
    assert_eq!(slack.readiness().await.body, "ready\n");
    slack.finish().await;
}

#[tokio::test]
async fn a_taken_address_and_broken_knowledge_are_said_at_the_start() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = taken.local_addr().unwrap().to_string();
    let kept = tempfile::tempdir().unwrap();
    let sound = folder(&[("terms/a.md", &entry("A", "term", "", "A is a letter."))]);
    let broken = folder(&[("terms/a.md", "no front matter")]);
    for (knowledge, says) in [
        (&sound, "choose another address or port"),
        (&broken, "terms/a.md:1:1"),
    ] {
        let environment = Environment::from([
            ("DISCORD_TOKEN", "t"),
            ("DISCORD_API_URL", "http://127.0.0.1:1"),
            ("GUIDEPOST_LISTEN", listen.as_str()),
            (
                "GUIDEPOST_STORE_PATH",
                kept.path().join("guidepost.db").to_str().unwrap(),
            ),
            (
                "GUIDEPOST_KNOWLEDGE_PATH",
                knowledge.path().to_str().unwrap(),
            ),
        ]);
        let settings = Settings::read(None, &environment).unwrap();
        let error = serve::start(settings).await.err().unwrap();
        assert!(format!("{error:#}").contains(says), "{error:#}");
    }
}
