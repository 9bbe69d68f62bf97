//! Questions and their answers.

use std::fmt::Write as _;
use std::fs;

use guidepost::testing::chat::Ask;
use guidepost::testing::slack;

use super::check;
use super::driver::{Mode, Setup, Slack, USER};
use crate::fixtures::{Terminal as _, assistant, entry, folder, library};

#[tokio::test]
async fn the_same_question_gets_the_same_answer_by_both_receivers() {
    let mut socket = Slack::start(Mode::Socket).await;
    let mut http = Slack::start(Mode::Http).await;
    for (name, command, text) in [
        ("a_definition", "/what-is", "backend"),
        ("a_section_and_lists", "/skills", "backend developer"),
        ("a_comparison", "/compare", "sql vs nosql"),
        ("a_question", "/ask", "do I need a degree?"),
        ("a_miss", "/ask", "what is the capital of France?"),
        ("a_list", "/faq", "first job"),
        ("a_roadmap", "/roadmap", "backend"),
        ("responsibilities", "/responsibilities", "backend"),
        ("help", "/help", ""),
    ] {
        let seen = socket.command(command, text).await;
        assert_eq!(seen, http.command(command, text).await, "{command} {text}");
        insta::assert_json_snapshot!(name, seen.body);
    }
    socket.finish().await;
    http.finish().await;
}

#[tokio::test]
async fn a_mention_is_answered_in_its_thread() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let seen = slack.mention("<@U0BOT> what is a backend developer?").await;
        assert_eq!(seen.method, "chat.postMessage");
        insta::assert_json_snapshot!("a_mention", seen.body);
        let event = slack.mention_payload("<@U0BOT> /roles", Some("1600000000.000001"));
        slack.send_event(&event).await;
        let seen = slack.next().await;
        assert_eq!(seen.body["thread_ts"], "1600000000.000001");
        assert_eq!(seen.title(), "Roles (1 of 2)");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_miss_after_a_mention_is_ephemeral() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let seen = slack
            .mention("<@U0BOT> what is the capital of France?")
            .await;
        assert_eq!(seen.method, "chat.postEphemeral");
        assert_eq!(seen.body["user"], USER);
        // Nobody would see it in a thread that has not begun.
        assert!(seen.body.get("thread_ts").is_none());
        let event = slack.mention_payload("<@U0BOT> /fly", Some("1600000000.000001"));
        slack.send_event(&event).await;
        let seen = slack.next().await;
        assert_eq!(seen.method, "chat.postEphemeral");
        assert_eq!(seen.body["thread_ts"], "1600000000.000001");
        slack.finish().await;
    }
}

#[tokio::test]
async fn a_repeated_event_is_answered_once() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let event = slack.mention_payload("<@U0BOT> what is an API?", None);
        slack.send_event(&event).await;
        slack.send_event(&event).await;
        // A channel that the bot has joined tells of the same message once more.
        let mut message = event.clone();
        message["event_id"] = "Ev100".into();
        message["event"]["type"] = "message".into();
        slack.send_event(&message).await;
        assert_eq!(slack.next().await.title(), "API");
        let next = slack.mention("<@U0BOT> what is SQL?").await;
        assert_eq!(next.title(), "SQL");
        slack.finish().await;
    }
}

#[tokio::test]
async fn messages_of_bots_are_not_answered() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let mut event = slack.mention_payload("<@U0BOT> what is an API?", None);
        event["event"]["bot_id"] = "B0BOT".into();
        slack.send_event(&event).await;
        slack.finish().await;
    }
}

#[tokio::test]
async fn bad_input_gets_an_ephemeral_sentence() {
    let long = "why? ".repeat(1_200);
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let mut told = String::new();
        for (command, text) in [
            ("/what-is", ""),
            ("/skills", "   "),
            ("/compare", "sql"),
            ("/ask", long.as_str()),
            ("/ask", "\u{0}\u{7}\u{1b}[31m\u{200b}"),
            ("/ask", "🤷🏽‍♀️ 🎉 :tada:"),
            ("/ask", "什么是后端开发？"),
            ("/ask", "сколько зарабатывает врач"),
            ("/ask", "<!channel> <@U1> &lt;script&gt; *_~`"),
            ("/roadmap", "sql"),
            ("/fly", "to the moon"),
        ] {
            let seen = slack.command(command, text).await;
            assert!(seen.is_private(), "{command} {text}");
            let short: String = text.chars().take(30).collect();
            write!(told, "{command} {short:?}\n{}\n\n", seen.text()).unwrap();
        }
        insta::assert_snapshot!("bad_input", told);
        slack.finish().await;
    }
}

#[tokio::test]
async fn content_cannot_mention_anybody_or_inject_formatting() {
    let folder = tempfile::tempdir().unwrap();
    let entry = r#"+++
title = "R&D <!channel> *lead*"
kind = "term"
aliases = ["rnd"]
reviewed = 2026-11-20
[[sources]]
title = "A & B <@U1>"
url = "https://example.org/?a=1&b=2"
+++
Ask \<!channel\>, \<@U1\>, \<#C1|jobs\> and \<!subteam^S1\> when 1 \< 2 && 3 \> 2, or \*nobody\*.
Not `<!here> or *x*`, not :tada:, not [https://bank.com](https://evil.example/x|y).
"#;
    fs::create_dir(folder.path().join("terms")).unwrap();
    fs::write(folder.path().join("terms/rnd.md"), entry).unwrap();
    for mode in Mode::BOTH {
        let setup = Setup {
            knowledge: folder.path().to_owned(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let seen = slack.command("/what-is", "rnd").await;
        insta::assert_json_snapshot!("content_that_calls", seen.body);
        slack.finish().await;
    }
}

#[test]
fn every_passage_fits_into_a_message() {
    let library = library();
    let assistant = assistant(library.clone());
    let mut asks = vec![Ask::Help, Ask::Roles { page: 0 }];
    for entry in library.entries() {
        asks.push(Ask::RoadmapOf(entry.id.clone()));
        asks.push(Ask::Skills(entry.title.clone()));
        asks.push(Ask::Compare {
            left: entry.title.clone(),
            right: Some("backend developer".to_owned()),
        });
        for page in 0..2 {
            let topic = Some(entry.id.to_string());
            asks.push(Ask::Faq { topic, page });
            asks.extend(entry.passages.iter().map(|passage| Ask::Open {
                address: entry.address(passage),
                page,
            }));
        }
    }
    for ask in asks {
        let message = slack::preview(assistant.ask(ask.clone()));
        let problems = check::message(&message, &["response_type"]);
        assert_eq!(problems, Vec::<String>::new(), "{ask:?}");
        assert!(
            !message.to_string().contains("too long for one message"),
            "{ask:?}"
        );
    }
}

#[tokio::test]
async fn the_prefix_private_makes_an_answer_ephemeral() {
    for mode in Mode::BOTH {
        let mut slack = Slack::start(mode).await;
        let seen = slack.command("/what-is", "private: backend").await;
        assert_eq!(seen.title(), "Backend developer");
        assert!(seen.is_private());
        let seen = slack.mention("<@U0BOT> Private: what is backend?").await;
        assert_eq!(seen.title(), "Backend developer");
        assert!(seen.is_private());
        let seen = slack.command("/help", "").await;
        assert!(seen.text().contains("private:"), "{}", seen.text());
        slack.finish().await;
    }
}

#[tokio::test]
async fn words_of_the_question_are_bold_in_the_passage() {
    let body = "A box with strings.\n\n## Questions\n\n### How many strings does a zither have?\n\n\
                A zither has thirty strings & more.";
    let knowledge = folder(&[("terms/zither.md", &entry("Zither", "term", "", body))]);
    for mode in Mode::BOTH {
        let setup = Setup {
            knowledge: knowledge.path().to_owned(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let question = "how many strings does a zither have?";
        let seen = slack.command("/ask", question).await;
        let text = seen.body["blocks"][1]["text"]["text"].as_str().unwrap();
        assert_eq!(text, "A *zither* has thirty *strings* &amp; more.");
        slack.finish().await;
    }
}
