//! Reload of knowledge files that change while the bot runs.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::serve;

use crate::fixtures::{degraded, entry, folder};
use crate::slack::driver::{Mode, Setup, Slack};

/// Time limit until a change is seen.
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
async fn a_reload_applies_changes_and_deletions_and_rejects_broken_files() {
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
    assert_eq!(degraded(&slack.readiness().await.body), [""; 0]);
    slack.finish().await;
}

async fn start(knowledge: &Path) -> Slack {
    let setup = Setup {
        knowledge: knowledge.to_owned(),
        ..Setup::default()
    };
    Slack::start_with(Mode::Http, setup).await
}

fn term(title: &str) -> String {
    entry(title, "term", "", &format!("{title}: a thing of a smithy."))
}

#[tokio::test]
async fn a_removed_folder_keeps_the_library_until_it_is_created_again() {
    let outer = tempfile::tempdir().unwrap();
    let knowledge = outer.path().join("knowledge");
    fs::create_dir(&knowledge).unwrap();
    write(&knowledge, "anvil.md", &term("Anvil"));
    let mut slack = start(&knowledge).await;
    until_titled(&mut slack, "anvil", "Anvil").await;
    fs::remove_dir_all(&knowledge).unwrap();
    let started = Instant::now();
    while !slack.readiness().await.body.contains("with 1 entries") {
        assert!(started.elapsed() < DEADLINE, "/readyz says nothing");
        tokio::task::yield_now().await;
    }
    until_titled(&mut slack, "anvil", "Anvil").await;
    fs::create_dir(&knowledge).unwrap();
    write(&knowledge, "anvil.md", &term("Anvil"));
    write(&knowledge, "hammer.md", &term("Hammer"));
    until_titled(&mut slack, "hammer", "Hammer").await;
    // The new folder is watched as the old one was.
    write(&knowledge, "tongs.md", &term("Tongs"));
    until_titled(&mut slack, "tongs", "Tongs").await;
    // Another one takes its place by a rename.
    let next = outer.path().join("next");
    fs::create_dir(&next).unwrap();
    write(&next, "forge.md", &term("Forge"));
    fs::rename(&knowledge, outer.path().join("last")).unwrap();
    fs::rename(&next, &knowledge).unwrap();
    until_titled(&mut slack, "forge", "Forge").await;
    assert_eq!(degraded(&slack.readiness().await.body), [""; 0]);
    slack.finish().await;
}

#[cfg(unix)]
#[tokio::test]
async fn symbolic_links_are_followed_to_their_present_target() {
    use std::os::unix::fs::symlink;
    let outer = tempfile::tempdir().unwrap();
    let path = |name: &str| outer.path().join(name);
    for (release, title) in [("release-1", "Anvil"), ("release-2", "Hammer")] {
        fs::create_dir(path(release)).unwrap();
        write(&path(release), "thing.md", &term(title));
    }
    fs::create_dir(path("elsewhere")).unwrap();
    write(&path("elsewhere"), "tongs.md", &term("Tongs"));
    symlink(path("elsewhere/tongs.md"), path("release-2/tongs.md")).unwrap();
    symlink(path("release-1"), path("current")).unwrap();
    let mut slack = start(&path("current")).await;
    until_titled(&mut slack, "anvil", "Anvil").await;
    symlink(path("release-2"), path("new")).unwrap();
    fs::rename(path("new"), path("current")).unwrap();
    until_titled(&mut slack, "hammer", "Hammer").await;
    // A file outside of the folder, to which a link in it leads.
    write(&path("elsewhere"), "tongs.md", &term("Pliers"));
    until_titled(&mut slack, "pliers", "Pliers").await;
    // As a cluster replaces the files of a volume: the data moves behind a hidden link.
    let volume = path("volume");
    fs::create_dir_all(volume.join("..1")).unwrap();
    fs::create_dir_all(volume.join("..2")).unwrap();
    write(&volume.join("..1"), "bellows.md", &term("Bellows"));
    write(&volume.join("..2"), "bellows.md", &term("Poker"));
    symlink("..1", volume.join("..data")).unwrap();
    symlink("..data/bellows.md", volume.join("bellows.md")).unwrap();
    symlink(&volume, path("new")).unwrap();
    fs::rename(path("new"), path("current")).unwrap();
    until_titled(&mut slack, "bellows", "Bellows").await;
    symlink("..2", volume.join("..next")).unwrap();
    fs::rename(volume.join("..next"), volume.join("..data")).unwrap();
    until_titled(&mut slack, "poker", "Poker").await;
    slack.finish().await;
}

#[tokio::test]
async fn files_broken_at_the_start_are_left_out_and_reported() {
    let holder = entry(
        "Anvil",
        "term",
        "related = [\"broken\", \"new-thing\"]",
        "An anvil is struck. See [the broken one](broken.md).",
    );
    let folder = folder(&[
        ("terms/anvil.md", &holder),
        ("terms/broken.md", &entry("Broken", "trem", "", "Broken.")),
        (
            "terms/twin.md",
            &entry("Twin", "term", "aliases = [\"anvil\"]", "A twin."),
        ),
        (
            "terms/new-thing.md",
            &entry("New thing", "term", "", "Write here what it is."),
        ),
        ("terms/bytes.md", "\u{0}"),
    ]);
    let mut slack = start(folder.path()).await;
    slack.wait_for_introduction().await;
    until_titled(&mut slack, "anvil", "Anvil").await;
    until_titled(&mut slack, "new thing", "I do not know that").await;
    let ready = slack.readiness().await.body;
    for says in [
        "left out: terms/broken.md:3: `trem` is no kind of entry",
        "left out: terms/bytes.md:1: ",
        "left out: terms/twin.md:1: the name `anvil` is also that of terms/anvil.md",
        "left out: terms/anvil.md:5: there is no entry `broken`; the link is left out",
        "left out: terms/new-thing.md:",
    ] {
        assert!(ready.contains(says), "{says} is not in {ready}");
    }
    assert!(ready.starts_with("ready\n"), "{ready}");
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
            ("GUIDEPOST_SEARCH_MODEL", "off"),
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
