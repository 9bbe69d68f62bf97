//! The collections of a community, chosen in chat or on the command line while the bot runs.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;

use super::base::TestDatabase;
use crate::discord::driver::{self as discord, Discord};
use crate::discord::fake::FakeOptions;
use crate::discord::payload::{self, ASKER, GUILD, IN_SERVER};
use crate::fixtures::{entry, folder};
use crate::slack::driver::{Mode, Setup, ShownMessage, Slack, USER};

/// Time limit until a choice holds.
const DEADLINE: Duration = Duration::from_secs(20);
const NOTHING: &str = "I do not know that";

/// A collection of a club's own.
fn club() -> tempfile::TempDir {
    let trombone = entry("Trombone", "term", "", "A trombone is blown.");
    folder(&[("terms/trombone.md", &trombone)])
}

/// `guidepost settings set` beside the running bot, which goes on meanwhile, with settings that know the
/// club's collection.
async fn command_line(base: &TestDatabase, club: &Path, community: &str, value: &str) -> String {
    let settings = tempfile::NamedTempFile::new().unwrap();
    let text = format!("[collections]\nclub = {:?}\n", club.display().to_string());
    std::fs::write(settings.path(), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command.env_clear().envs(base.variables());
    command.arg("--config").arg(settings.path());
    command.args(["settings", "set", "--community", community, "collections"]);
    command.arg(value);
    let ended = tokio::task::spawn_blocking(move || command.output().unwrap());
    let output = ended.await.unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

async fn until_discord_says(discord: &mut Discord, title: &str) {
    let started = Instant::now();
    loop {
        let seen = discord.command("what-is", &[("term", "trombone")]).await;
        if seen.title() == title {
            return;
        }
        assert!(started.elapsed() < DEADLINE, "still {}", seen.title());
        tokio::task::yield_now().await;
    }
}

async fn until_slack_says(slack: &mut Slack, title: &str) {
    let started = Instant::now();
    loop {
        let seen = slack.command("/what-is", "trombone").await;
        if seen.title() == title {
            return;
        }
        assert!(started.elapsed() < DEADLINE, "still {}", seen.title());
        tokio::task::yield_now().await;
    }
}

/// Picks these collections from a panel, as who manages the server.
async fn picks(discord: &mut Discord, names: &[&str]) {
    let id = discord.fake.next_interaction();
    let shown = json!({ "embeds": [], "components": [] });
    let message = payload::message(ASKER, &shown);
    let select = "1:panel:-:0:collections";
    let mut pick = payload::pick(IN_SERVER, id, message, select, "");
    pick["data"]["values"] = json!(names);
    pick["member"]["permissions"] = json!("32");
    assert!(discord.send(pick).await.is_in_place());
}

#[tokio::test]
async fn on_discord_collections_that_a_server_chooses_serve_it_at_once_and_nobody_else() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let club = club();
        let setup = discord::Setup {
            kept: base.clone(),
            collections: vec![("club", club.path().to_owned())],
            options: FakeOptions {
                settings: Some(|settings| {
                    settings.answers.cooldown_person = 0;
                    settings.answers.cooldown_channel = 0;
                }),
                ..FakeOptions::default()
            },
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        until_discord_says(&mut discord, "Trombone").await;
        picks(&mut discord, &["shipped"]).await;
        until_discord_says(&mut discord, NOTHING).await;
        let alone = payload::Sender {
            server: false,
            ..IN_SERVER
        };
        let term = [("term", "trombone")];
        let seen = discord.command_from(alone, "what-is", &term).await;
        assert_eq!(seen.title(), "Trombone");
        picks(&mut discord, &["club"]).await;
        until_discord_says(&mut discord, "Trombone").await;
        let seen = discord.command("what-is", &[("term", "api")]).await;
        assert_eq!(seen.title(), NOTHING);

        // What is said on the command line is heard, and holds after a restart.
        let said = command_line(&base, club.path(), GUILD, "shipped").await;
        assert_eq!(said, "collections is saved\n");
        until_discord_says(&mut discord, NOTHING).await;
        let mut discord = discord.restart().await;
        let seen = discord.command("what-is", &term).await;
        assert_eq!(seen.title(), NOTHING);
        command_line(&base, club.path(), GUILD, "").await;
        until_discord_says(&mut discord, "Trombone").await;
        says_who(&base, GUILD, ASKER).await;
        discord.finish().await;
    }
}

/// The form by which an admin chooses.
async fn form(slack: &mut Slack) -> ShownMessage {
    let command = slack.command_payload("/guidepost", "settings");
    assert_eq!(slack.send("slash_commands", &command).await, None);
    slack.next().await
}

async fn sends(slack: &mut Slack, form: &ShownMessage, names: &[&str]) {
    let chosen = [("collections", json!(names))];
    let payload = slack.settings_payload(&form.body["view"], &chosen);
    assert_eq!(slack.send("interactive", &payload).await, None);
}

#[tokio::test]
async fn on_slack_collections_that_a_workspace_chooses_serve_it_at_once() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let club = club();
        let setup = || Setup {
            kept: base.clone(),
            collections: vec![("club", club.path().to_owned())],
            more: vec![
                ("GUIDEPOST_ANSWERS_COOLDOWN_PERSON", "0"),
                ("GUIDEPOST_ANSWERS_COOLDOWN_CHANNEL", "0"),
            ],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(Mode::Http, setup()).await;
        slack.fake.administers(USER, true);
        until_slack_says(&mut slack, "Trombone").await;
        let opened = form(&mut slack).await;
        sends(&mut slack, &opened, &["shipped"]).await;
        until_slack_says(&mut slack, NOTHING).await;
        sends(&mut slack, &opened, &["club"]).await;
        until_slack_says(&mut slack, "Trombone").await;
        assert_eq!(slack.command("/what-is", "api").await.title(), NOTHING);

        command_line(&base, club.path(), "T1", "shipped").await;
        until_slack_says(&mut slack, NOTHING).await;
        let mut slack = slack.restart(setup()).await;
        let seen = slack.command("/what-is", "trombone").await;
        assert_eq!(seen.title(), NOTHING);
        command_line(&base, club.path(), "T1", "").await;
        until_slack_says(&mut slack, "Trombone").await;
        says_who(&base, "T1", USER).await;
        slack.finish().await;
    }
}

/// Each change is kept with its time and the code of who made it, and with no id.
async fn says_who(base: &TestDatabase, community: &str, person: &str) {
    let store = base.open().await;
    let changes = store.setting_changes(Some(community), 9).await.unwrap();
    let made: Vec<_> = changes.iter().map(|one| one.value.as_deref()).collect();
    assert_eq!(made, [None, Some("shipped"), Some("club"), Some("shipped")]);
    let code = changes[3].person.as_deref().unwrap();
    assert_eq!(code.len(), 32);
    assert!(code.chars().all(|one| one.is_ascii_hexdigit()));
    assert!(!code.contains(person));
    // The same person has the same code, and whoever has the command line another one.
    assert_eq!(changes[2].person.as_deref(), Some(code));
    assert_ne!(changes[1].person.as_deref(), Some(code));
    assert!(changes.windows(2).all(|two| two[0].at >= two[1].at));
    store.close().await;
}
