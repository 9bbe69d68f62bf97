//! Stored data in chat: votes, gaps, personal data, settings.

use std::sync::Arc;

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{Ask, Audience, Opinion, Reply, ReplyKind, Request, line};
use guidepost::testing::config::{Environment, Settings, TeamSettings};
use guidepost::testing::knowledge::Library;
use guidepost::testing::store::{GapFilter, Setting, Store};
use jiff::Timestamp;

use super::base::{TestDatabase, request};
use crate::fixtures::{entry, folder, passage};

pub fn library(more: &[(&str, &str)]) -> Arc<Library> {
    let anvil = entry("Anvil", "term", "", "An anvil is struck.");
    let hammer = entry("Hammer", "term", "", "A hammer strikes.");
    let files = [
        ("terms/anvil.md", anvil.as_str()),
        ("terms/hammer.md", hammer.as_str()),
    ];
    let folder = folder(&[&files, more].concat());
    Arc::new(guidepost::testing::knowledge::load(folder.path()).unwrap())
}

/// An assistant with a store; "boss" is an admin by the settings file, and "old-hand" a mentor.
pub fn assistant(store: &Store) -> Assistant {
    let settings = Settings::read(None, &Environment::default()).unwrap();
    let team = TeamSettings {
        admins: vec!["boss".to_owned()],
        mentors: vec!["old-hand".to_owned()],
    };
    let assistant = Assistant::new(&PerCommunity::shared(library(&[])), &settings.answers).unwrap();
    assistant.with_store(store.clone(), team, Vec::new())
}

pub fn asks(person: &str, line: &str) -> Request {
    wants(person, line::parse(line))
}

pub fn wants(person: &str, ask: Ask) -> Request {
    Request {
        ask,
        ..request(person, 1_700_000_000_000)
    }
}

pub fn button(reply: &Reply, label: &str) -> Ask {
    let buttons = reply.buttons.iter().chain(&reply.votes);
    let buttons = buttons.map(|button| (&button.label, &button.ask));
    let menu = reply.menu.iter().map(|item| (&item.label, &item.ask));
    let controls: Vec<_> = buttons.chain(menu).collect();
    let found = controls.iter().find(|(control, _)| *control == label);
    // As a platform carries it.
    let carried = found
        .unwrap_or_else(|| panic!("no {label} in {controls:?}"))
        .1
        .to_button();
    Ask::from_button(&carried.expect("it fits"))
}

pub fn text(reply: &Reply) -> String {
    let parts: Vec<_> = reply.parts.iter().map(|part| part.body.plain()).collect();
    parts.join("\n")
}

#[tokio::test]
async fn a_vote_on_an_answer_can_be_given_changed_and_withdrawn() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let answer = assistant.respond(&asks("ada", "what is an anvil?")).await;
        assert_eq!(passage(&answer).as_deref(), Some("anvil"));
        let said = assistant
            .respond(&wants("ada", button(&answer, "Solved it")))
            .await;
        assert_eq!(
            (said.kind, said.audience),
            (ReplyKind::Info, Audience::Private)
        );
        assert_eq!(text(&said), "I keep that “Anvil” solved it for you.");
        assert_eq!(store.votes("anvil").await.unwrap()[0].1, 1);
        let said = assistant
            .respond(&wants("ada", button(&answer, "Still stuck")))
            .await;
        assert!(text(&said).starts_with("I keep that “Anvil” did not solve it for you."));
        assert_eq!(store.votes("anvil").await.unwrap()[0].2, 1);
        // The question behind it is one without an answer now.
        let gaps = store.gaps(GapFilter::All, 0, 9).await.unwrap().0;
        assert_eq!(gaps[0].question.as_deref(), Some("what is an anvil?"));
        let taken = assistant
            .respond(&wants("ada", button(&said, "Take it back")))
            .await;
        assert_eq!(taken.title, "Taken back");
        assert!(store.votes("anvil").await.unwrap().is_empty());
        assert!(store.gaps(GapFilter::All, 0, 9).await.unwrap().0.is_empty());
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn a_person_reads_what_is_kept_about_them_alone_and_has_it_deleted_in_chat() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let nothing = assistant.respond(&asks("ada", "/my-data")).await;
        assert_eq!(
            text(&nothing),
            "Nothing: no opinion, no question, no message."
        );
        for number in 0..6 {
            let line = format!("walrus number {number} wants {number}{number}");
            assistant.respond(&asks("ada", &line)).await;
        }
        let address = guidepost::testing::knowledge::Address::parse("anvil").unwrap();
        let opinion = Opinion::Helpful;
        assistant
            .respond(&wants("ada", Ask::Vote { address, opinion }))
            .await;
        let asked = Request {
            audience: Some(Audience::Public),
            ..asks("ada", "/my-data")
        };
        let mine = assistant.respond(&asked).await;
        assert_eq!(
            (mine.kind, mine.audience),
            (ReplyKind::Info, Audience::Private)
        );
        assert_eq!(mine.title, "What I keep about you (1 of 2)");
        assert!(
            text(&mine).contains("2023-11-14: you found “Anvil” helpful"),
            "{}",
            text(&mine)
        );
        let more = assistant
            .respond(&wants("ada", button(&mine, "More")))
            .await;
        let both = format!("{}\n{}", text(&mine), text(&more));
        for number in 0..6 {
            assert!(
                both.contains(&format!("walrus number {number} wants")),
                "{both}"
            );
        }
        let forgotten = assistant
            .respond(&wants("ada", button(&mine, "Forget me")))
            .await;
        assert_eq!(text(&forgotten), "Everything I kept about you is deleted.");
        assert_eq!(forgotten.audience, Audience::Private);
        let nothing = assistant.respond(&asks("ada", "/my-data")).await;
        assert_eq!(
            text(&nothing),
            "Nothing: no opinion, no question, no message."
        );
        drop(assistant);
        store.close().await;
    }
}

#[tokio::test]
async fn settings_of_a_community_apply_to_its_replies() {
    let base = TestDatabase::file();
    let store = base.open().await;
    let assistant = assistant(&store);
    let boss = wants("boss", Ask::Help);
    let asked = asks("ada", "what is an anvil?");
    assert_eq!(assistant.respond(&asked).await.audience, Audience::Public);
    store
        .change_setting(&boss, None, Setting::Audience, Some("private"))
        .await
        .unwrap();
    assert_eq!(assistant.respond(&asked).await.audience, Audience::Private);
    store
        .change_setting(&boss, Some("7"), Setting::Audience, Some("public"))
        .await
        .unwrap();
    assert_eq!(assistant.respond(&asked).await.audience, Audience::Public);
    store
        .change_setting(&boss, None, Setting::Language, Some("de"))
        .await
        .unwrap();
    assert_eq!(
        assistant.respond(&asks("ada", "xyzzy plugh")).await.title,
        "Das weiß ich nicht"
    );
    store
        .change_setting(&boss, Some("7"), Setting::Mode, Some("off"))
        .await
        .unwrap();
    assert_eq!(
        assistant.respond(&asked).await.title,
        "Hier antworte ich nicht"
    );
    assert_eq!(
        assistant.respond(&asks("ada", "/my-data")).await.kind,
        ReplyKind::Info
    );
    // Elsewhere nothing of it holds.
    let mut elsewhere = asked.clone();
    elsewhere.place.community = None;
    assert_eq!(assistant.respond(&elsewhere).await.kind, ReplyKind::Answer);
    drop(assistant);
    store.close().await;
}

#[tokio::test]
async fn with_a_locked_database_questions_are_answered_and_votes_not_confirmed() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let mut connection = base.lock().await;
        let answer = assistant.respond(&asks("ada", "what is an anvil?")).await;
        assert_eq!(answer.kind, ReplyKind::Answer);
        let said = assistant
            .respond(&wants("ada", button(&answer, "Solved it")))
            .await;
        assert_eq!(
            (said.kind, said.title.as_str()),
            (ReplyKind::Notice, "That is not certain")
        );
        assert!(text(&said).contains("S-1"));
        let answer = assistant.respond(&asks("ada", "what is a hammer?")).await;
        assert_eq!(answer.kind, ReplyKind::Answer);
        assert!(
            assistant
                .is_first(
                    guidepost::testing::chat::Door::Slack,
                    "Ev1",
                    Timestamp::UNIX_EPOCH
                )
                .await
        );
        connection.run("ROLLBACK").await;
        connection.close().await;
        while store
            .vote(&asks("ada", ""), "anvil", Some(true))
            .await
            .is_err()
        {}
        assert_eq!(store.votes("anvil").await.unwrap()[0].1, 1);
        drop(assistant);
        store.close().await;
    }
}
