//! A conversation at each door about stored data: votes, gaps and personal data. Checks the messages, the rows, and that
//! the log contains none of it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use guidepost::testing::store::GapFilter;
use serde_json::json;

use super::base::{TestDatabase, dump};
use crate::discord::driver::{self as discord, Discord};
use crate::discord::payload::{self, ASKER, IN_SERVER};
use crate::fixtures::{degraded, entry, folder};
use crate::log::Log;
use crate::slack::driver::{Mode, Setup, Slack, USER};

/// Time limit until a new entry answers.
const DEADLINE: Duration = Duration::from_secs(20);
/// Questions that nothing answers, one in other words; only these tests ask them.
const ASKED: [&str; 2] = [
    "how heavy is a quokkaphone",
    "quokkaphone, is it heavy: how heavy?",
];
const EMPTY: &str = "There is none: everything that was asked is answered.";
const KNOWN: &str = "How heavy is a quokkaphone?";

fn knowledge() -> tempfile::TempDir {
    let anvil = entry("Anvil", "term", "", "An anvil is struck.");
    folder(&[("terms/anvil.md", &anvil)])
}

/// Somebody writes the answer.
fn write_answer(knowledge: &Path) {
    let body = format!("A thing.\n\n## Questions\n\n### {KNOWN}\n\nTwo kilograms.");
    let answer = entry("Gizmo", "term", "", &body);
    std::fs::write(knowledge.join("terms/gizmo.md"), answer).unwrap();
}

/// Checks by SQL that a person is stored as a code alone.
async fn is_kept_by_code(base: &TestDatabase, person: &str, passage: &str) -> String {
    let store = base.open().await;
    super::base::flushed(&store).await;
    let (gaps, _) = store.gaps(GapFilter::All, 0, 9).await.unwrap();
    let gap = gaps.iter().find(|gap| gap.count == 2);
    let gap = gap.expect("both questions are one");
    assert_eq!(gap.question.as_deref(), Some(ASKED[1]));
    assert!(store.votes(passage).await.unwrap()[0].1 == 1);
    store.close().await;
    let mut connection = base.connect().await;
    let votes = connection.pairs("SELECT person, helpful FROM votes").await;
    connection.close().await;
    let code = votes[0].0.clone();
    let all = dump(base).await;
    assert!(all.contains(&code) && all.contains("quokkaphone"));
    assert!(!all.contains(person), "a raw id is kept");
    code
}

async fn is_forgotten(base: &TestDatabase, code: &str) {
    let all = dump(base).await;
    for gone in [code, "quokkaphone"] {
        assert!(!all.contains(gone), "{gone} is still kept");
    }
}

fn tells_nothing(log: &Log, said: &[&str], secret: &[&str]) {
    let log = log.text();
    for said in said {
        assert!(log.contains(said), "{said:?} is missing in {log}");
    }
    for kept in secret.iter().chain(&["quokkaphone", "heavy"]) {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(kept)).collect();
        assert!(lines.is_empty(), "{kept:?} is told in {lines:#?}");
    }
}

#[tokio::test]
async fn on_discord_a_conversation_is_remembered_shown_and_forgotten_and_the_log_tells_nothing() {
    let log = Log::of_everything();
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let knowledge = knowledge();
        let setup = discord::Setup {
            kept: base.clone(),
            knowledge: knowledge.path().to_owned(),
            options: crate::discord::fake::FakeOptions {
                settings: Some(|settings| settings.answers.cooldown_person = 0),
                ..Default::default()
            },
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        for question in ASKED {
            let missed = discord.command("ask", &[("question", question)]).await;
            assert!(missed.is_private());
        }
        let answer = discord.command("what-is", &[("term", "anvil")]).await;
        let seen = discord.press(&answer, "Still stuck").await;
        assert!(seen.is_private());
        let seen = discord.press(&answer, "Solved it").await;
        assert_eq!(seen.title(), "Thank you");
        let code = is_kept_by_code(&base, ASKER, "anvil").await;
        let mine = discord.command_privately("my-data", &[], false).await;
        assert!(mine.is_private());
        assert!(mine.text().contains("“Anvil” helpful"), "{}", mine.text());
        for question in ASKED {
            assert!(mine.text().contains(question), "{}", mine.text());
        }
        // Somebody else sees nothing of it.
        let other = payload::Sender {
            person: payload::OTHER,
            ..IN_SERVER
        };
        let theirs = discord.command_from(other, "my-data", &[]).await;
        assert!(theirs.text().contains("Nothing"), "{}", theirs.text());

        // A mentor asks again when the answer is written.
        let id = discord.fake.next_interaction();
        let mut list = payload::command(IN_SERVER, id, "gaps", &[]);
        list["member"]["permissions"] = json!("32");
        let list = discord.send(list).await;
        assert!(list.is_private());
        assert!(list.text().contains("asked 2 times"), "{}", list.text());
        let press = |discord: &Discord, on: &discord::ShownMessage, custom_id: &str| {
            let id = discord.fake.next_interaction();
            let message = payload::message(ASKER, on.data());
            let mut press = payload::press(IN_SERVER, id, message, custom_id);
            press["member"]["permissions"] = json!("32");
            press
        };
        let option = list.options()[0]["value"].as_str().unwrap().to_owned();
        let open = press(&discord, &list, &option);
        let looked = discord.send(open).await;
        let again = looked.button("Answered now?");
        let pressed = press(&discord, &looked, &again);
        let seen = discord.send(pressed).await;
        assert_eq!(seen.title(), "Still without an answer");
        write_answer(knowledge.path());
        let started = Instant::now();
        loop {
            let pressed = press(&discord, &looked, &again);
            let seen = discord.send(pressed).await;
            assert!(seen.is_private());
            if seen.title().contains(KNOWN) {
                let all = press(&discord, &seen, &seen.button("All of them"));
                assert_eq!(discord.send(all).await.text(), EMPTY);
                break;
            }
            assert!(started.elapsed() < DEADLINE, "{}", seen.title());
        }

        let forgotten = discord.command_privately("forget-me", &[], false).await;
        assert!(forgotten.is_private());
        is_forgotten(&base, &code).await;
        let mine = discord.command("my-data", &[]).await;
        assert!(mine.text().contains("Nothing"), "{}", mine.text());
        assert_eq!(degraded(&discord.readiness().await), [""; 0]);
        discord.finish().await;
        is_forgotten(&base, &code).await;
        tells_nothing(&log, &["answered"], &[ASKER, &code, "interaction-token"]);
    }
}

#[tokio::test]
async fn on_slack_a_conversation_is_remembered_shown_and_forgotten_and_the_log_tells_nothing() {
    let log = Log::of_everything();
    for (base, mode) in TestDatabase::each()
        .into_iter()
        .map(Arc::new)
        .zip(Mode::BOTH)
    {
        let knowledge = knowledge();
        let setup = Setup {
            kept: base.clone(),
            knowledge: knowledge.path().to_owned(),
            more: vec![("GUIDEPOST_ANSWERS_COOLDOWN_PERSON", "0")],
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        for question in ASKED {
            assert!(slack.command("/ask", question).await.is_private());
        }
        let answer = slack.command("/what-is", "anvil").await;
        let seen = slack.press(&answer, answer.button("Still stuck")).await;
        assert!(seen.is_private());
        let seen = slack.press(&answer, answer.button("Solved it")).await;
        assert_eq!(seen.title(), "Thank you");
        let code = is_kept_by_code(&base, USER, "anvil").await;
        let mine = slack.command("/my-data", "public:").await;
        assert!(mine.is_private());
        let text = mine.body.to_string();
        assert!(text.contains("“Anvil” helpful"), "{text}");
        for question in ASKED {
            assert!(text.contains(question), "{text}");
        }
        let mut theirs = slack.command_payload("/my-data", "");
        theirs["user_id"] = json!("U0SOMEBODY");
        let theirs = slack.send("slash_commands", &theirs).await.unwrap();
        assert!(theirs.to_string().contains("Nothing"), "{theirs}");

        slack.fake.administers(USER, true);
        let list = slack.command("/gaps", "").await;
        assert!(list.is_private());
        assert!(list.body.to_string().contains("asked 2 times"));
        let looked = slack.press(&list, list.choice(ASKED[1])).await;
        let again = looked.button("Answered now?");
        let seen = slack.press(&looked, again.clone()).await;
        assert_eq!(seen.title(), "Still without an answer");
        write_answer(knowledge.path());
        let started = Instant::now();
        loop {
            let seen = slack.press(&looked, again.clone()).await;
            assert!(seen.is_private());
            if seen.title().contains(KNOWN) {
                let all = slack.press(&seen, seen.button("All of them")).await;
                assert!(all.body.to_string().contains(EMPTY));
                break;
            }
            assert!(started.elapsed() < DEADLINE, "{}", seen.title());
        }

        let forgotten = slack.command("/forget-me", "").await;
        assert!(forgotten.is_private());
        is_forgotten(&base, &code).await;
        let mine = slack.command("/my-data", "").await;
        assert!(mine.body.to_string().contains("Nothing"));
        slack.finish().await;
        is_forgotten(&base, &code).await;
        let said = ["a request was answered"];
        tells_nothing(&log, &said, &[USER, &code, "/respond/", "ticket="]);
    }
}
