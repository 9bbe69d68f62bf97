//! Messages that do not address the bot, in channels where every question is answered: a sure answer is given once, and
//! nothing is stored about all others.

use std::sync::Arc;

use guidepost::testing::chat::{Ask, ReplyKind, Request};
use guidepost::testing::store::{Setting, Store};

use super::base::{TestDatabase, dump, flushed, request};
use super::chat::{asks, assistant};
use crate::discord::driver::{self as discord, Discord};
use crate::discord::fake::FakeOptions;
use crate::discord::payload::{self, GUILD, IN_SERVER};
use crate::slack::driver::{Mode, Setup, Slack};

/// Talk between people: no question, an unknown one, one with near misses, and commands.
const TALK: [&str; 7] = [
    "thanks, see you tomorrow at the velodrome!",
    "how heavy is a velodrome?",
    "somebody at the velodrome has backend skills",
    "can somebody lend me a velodrome",
    "my-data",
    "forget-me",
    "help",
];

/// Lets every question be answered in a community.
async fn answer_everything(store: &Store, community: &str) {
    let mut boss = request("an admin", 1);
    boss.place.community = Some(community.to_owned());
    store
        .change_setting(&boss, None, Setting::Mode, Some("all"))
        .await
        .unwrap();
}

/// A message that a person wrote to nobody.
fn unaddressed(person: &str, delivery: &str, line: &str) -> Request {
    Request {
        addressed: false,
        delivery_id: Some(delivery.to_owned()),
        ..asks(person, line)
    }
}

/// The numbers of stored questions, gaps, deliveries and views.
async fn counts(base: &TestDatabase) -> [i64; 4] {
    let mut connection = base.connect().await;
    let counts = [
        connection.number("SELECT count(*) FROM questions").await,
        connection.number("SELECT count(*) FROM gaps").await,
        connection.number("SELECT count(*) FROM deliveries").await,
        connection
            .number("SELECT CAST(coalesce(sum(count), 0) AS BIGINT) FROM popularity")
            .await,
    ];
    connection.close().await;
    counts
}

#[tokio::test]
async fn an_unaddressed_message_is_answered_once_and_only_where_every_question_is() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let replica = assistant(&store);
        let assistant = assistant(&store);
        let question = unaddressed("ada", "1", "what is an anvil?");
        assert_eq!(assistant.respond(&question).await.kind, ReplyKind::Silent);
        answer_everything(&store, "77").await;
        // Nothing was claimed while it was not answered.
        assert_eq!(assistant.respond(&question).await.kind, ReplyKind::Answer);
        assert_eq!(assistant.respond(&question).await.kind, ReplyKind::Silent);
        assert_eq!(replica.respond(&question).await.kind, ReplyKind::Silent);
        flushed(&store).await;
        assert_eq!(counts(&base).await, [0, 0, 1, 1]);
        drop((assistant, replica));
        store.close().await;
    }
}

#[tokio::test]
async fn unaddressed_messages_without_an_answer_leave_nothing_behind() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        answer_everything(&store, "77").await;
        let assistant = assistant(&store);
        let unsure = "is an anvil heavier than a velodrome";
        assert_eq!(
            assistant.respond(&asks("bob", unsure)).await.kind,
            ReplyKind::Likely
        );
        store.forget(&asks("bob", "")).await.unwrap();
        for (number, line) in TALK
            .into_iter()
            .chain([unsure])
            .cycle()
            .take(40)
            .enumerate()
        {
            let talk = unaddressed("ada", &number.to_string(), line);
            assert_eq!(
                assistant.respond(&talk).await.kind,
                ReplyKind::Silent,
                "{line}"
            );
        }
        // A command that was said to nobody does nothing.
        let forget = Request {
            ask: Ask::ForgetMe,
            ..unaddressed("ada", "x", "")
        };
        assert_eq!(assistant.respond(&forget).await.kind, ReplyKind::Silent);
        // None of it has used up the cooldown of 15 questions a minute.
        let asked = assistant.respond(&asks("ada", "what is an anvil?")).await;
        assert_eq!(asked.kind, ReplyKind::Answer);
        flushed(&store).await;
        // Shown were the anvil to ada, and before that to bob as the closest.
        assert_eq!(counts(&base).await, [0, 0, 0, 2]);
        drop(assistant);
        store.close().await;
        assert!(!dump(&base).await.contains("velodrome"));
    }
}

#[tokio::test]
async fn unaddressed_discord_messages_are_not_stored_and_sure_answers_are_given() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let store = base.open().await;
        answer_everything(&store, GUILD).await;
        store.close().await;
        let setup = discord::Setup {
            kept: base.clone(),
            options: FakeOptions {
                settings: Some(|settings| {
                    settings.discord.message_content = true;
                    settings.answers.cooldown_person = 1;
                    settings.answers.cooldown_channel = 1;
                }),
                ..FakeOptions::default()
            },
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        let say = |discord: &Discord, text: &str| {
            payload::user_message(IN_SERVER, &discord.fake.next_id(), text)
        };
        for text in TALK {
            let message = say(&discord, text);
            discord.write(message);
        }
        let question = say(&discord, "what is an api?");
        assert_eq!(discord.reply_to(question).await.title(), "API");
        // The cooldown holds for unaddressed questions, too, and they leave nothing behind then.
        let message = say(&discord, "what is sql?");
        discord.write(message);
        discord.finish().await;
        assert_eq!(counts(&base).await, [0, 0, 1, 1]);
        assert!(!dump(&base).await.contains("velodrome"));
    }
}

#[tokio::test]
async fn unaddressed_slack_messages_are_not_stored_and_sure_answers_are_given() {
    let each = Mode::BOTH.into_iter().flat_map(|mode| {
        TestDatabase::each()
            .into_iter()
            .map(move |base| (base, mode))
    });
    for (base, mode) in each.map(|(base, mode)| (Arc::new(base), mode)) {
        let store = base.open().await;
        answer_everything(&store, "T1").await;
        store.close().await;
        let setup = Setup {
            more: vec![
                ("SLACK_MESSAGES", "true"),
                ("GUIDEPOST_ANSWERS_COOLDOWN_PERSON", "1"),
                ("GUIDEPOST_ANSWERS_COOLDOWN_CHANNEL", "1"),
            ],
            kept: base.clone(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        for text in TALK {
            let message = slack.channel_message_payload(text);
            slack.send_event(&message).await;
        }
        let question = slack.channel_message_payload("what is an API?");
        slack.send_event(&question).await;
        assert_eq!(slack.next().await.title(), "API");
        slack.send_event(&question).await;
        let message = slack.channel_message_payload("what is SQL?");
        slack.send_event(&message).await;
        slack.finish().await;
        assert_eq!(counts(&base).await, [0, 0, 1, 1]);
        assert!(!dump(&base).await.contains("velodrome"));
    }
}
