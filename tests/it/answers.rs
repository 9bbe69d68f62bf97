//! Replies of the assistant to single requests, over the knowledge of the tests.

use std::collections::HashMap;
use std::sync::Arc;

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::catalog::{COMMANDS, CompletionKind};
use guidepost::testing::chat::{Ask, Audience, Certainty, Reply, ReplyKind, ReplyPart, Request};
use guidepost::testing::knowledge::EntryId;

use guidepost::testing::config::{Environment, Settings};

use crate::fixtures::{Terminal, assistant, entry, folder, library, passage, respond};

fn text(reply: &Reply) -> String {
    let parts = reply.parts.iter().map(|part| part.body.plain());
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_spelling_of_a_name_is_the_same_entry() {
    let assistant = assistant(library());
    for name in [
        "backend",
        "back-end",
        "back end",
        "Back End Dev",
        "BE developer",
        "backend developer",
        "a backend developer?",
        "backend developers",
        "bakcend developer",
        "BACK-END ENGINEER",
    ] {
        let reply = assistant.line(&format!("/what-is {name}"));
        assert_eq!(
            passage(&reply).as_deref(),
            Some("backend-developer"),
            "{name}"
        );
        assert_eq!(reply.kind, ReplyKind::Answer, "{name}");
    }
}

#[test]
fn a_request_for_help_lists_the_abilities_of_the_bot() {
    let assistant = assistant(library());
    let help = assistant.line("/help");
    for call in [
        "help",
        "What can you do?",
        "Hilfe",
        "ajuda",
        "मदद",
        "ヘルプ",
    ] {
        assert_eq!(assistant.line(call).parts, help.parts, "{call}");
    }
    assert_ne!(assistant.line("help me with my CV").parts, help.parts);
}

#[test]
fn help_is_six_lines_and_three_questions_of_different_entries() {
    let assistant = assistant(library());
    let help = assistant.line("/help");
    let (examples, lines) = help.parts.split_last().unwrap();
    let lines = lines
        .iter()
        .map(|part| part.body.plain())
        .collect::<Vec<_>>()
        .join("\n");
    let lines = lines.lines().filter(|line| !line.is_empty());
    assert_eq!(lines.count(), 6);
    assert_eq!(help.choices.len(), 3);
    assert_eq!(examples.body.plain().lines().count(), 3);
    let entries = help.choices.iter().map(|choice| &choice.detail);
    let entries: std::collections::HashSet<_> = entries.collect();
    assert_eq!(entries.len(), 3, "{entries:?}");
    assert!(
        help.note
            .is_some_and(|note| note.contains("People wrote this"))
    );
}

#[test]
fn an_answer_is_the_passage_word_for_word_with_its_receipt() {
    let library = library();
    let definition = library
        .entry(&EntryId::new("sql").unwrap())
        .unwrap()
        .definition()
        .unwrap()
        .clone();
    let assistant = assistant(library);
    let reply = assistant.line("/what-is sql");
    assert_eq!(reply.parts[0].body, definition.body);
    let citation = reply.parts[0].citation.as_ref().unwrap();
    assert_eq!(citation.address.to_string(), "sql");
    assert!(
        citation
            .sources
            .iter()
            .all(|(_, url)| url.as_ref().is_some_and(|url| url.starts_with("http")))
    );
    assert_eq!(reply.audience, Audience::Public);
}

#[test]
fn a_question_finds_the_section_or_the_answer_it_asks_for() {
    let assistant = assistant(library());
    for (question, expected) in [
        (
            "what does a backend developer do?",
            "backend-developer#what-they-do",
        ),
        (
            "which skills does a frontend developer need",
            "frontend-developer#skills",
        ),
        (
            "how long should my CV be?",
            "first-job#how-long-should-my-cv-be",
        ),
        (
            "do I need a degree to become a backend developer",
            "backend-developer#do-i-need-a-degree-to-become-a-backend",
        ),
        ("what are full-stack developers?", "full-stack-developer"),
        (
            "am I too old to become a developer?",
            "getting-started#am-i-too-old-to-become-a-developer",
        ),
    ] {
        let reply = assistant.line(question);
        assert_eq!(passage(&reply).as_deref(), Some(expected), "{question}");
        let match_info = reply.match_info.unwrap();
        assert_eq!(match_info.certainty, Certainty::Sure, "{question}");
        assert!(!match_info.reasons.is_empty(), "{question}");
    }
}

#[test]
fn two_names_in_a_question_are_compared() {
    let assistant = assistant(library());
    for line in [
        "frontend or backend?",
        "/compare frontend vs backend",
        "/compare frontend backend",
        "/compare frontend developer backend developer",
        "/compare fe be",
    ] {
        let reply = assistant.line(line);
        assert_eq!(
            reply.title, "Frontend developer and Backend developer",
            "{line}"
        );
        // Each aspect tells of both; the lists of skills are nobody's words.
        for (aspect, quoted) in [
            ("In short", true),
            ("Skills", false),
            ("How they differ", true),
        ] {
            let of_aspect = |part: &&ReplyPart| part.aspect.as_deref() == Some(aspect);
            let parts: Vec<_> = reply.parts.iter().filter(of_aspect).collect();
            assert!(parts.len() >= 2, "{line}: {aspect}");
            let cited = parts.iter().all(|part| part.citation.is_some());
            assert_eq!(cited, quoted, "{line}: {aspect}");
        }
    }
    let same = assistant.line("/compare backend vs back-end");
    assert_eq!(same.kind, ReplyKind::Notice);
}

#[test]
fn a_question_without_an_answer_gets_a_miss_with_navigation() {
    let assistant = assistant(library());
    for question in [
        "what is the capital of france",
        "who won the world cup in 1998?",
        "how do I boil an egg",
        "qwertyuiop asdfghjkl",
        "Quelle est la météo demain à Lyon ?",
        "東京の天気は？",
    ] {
        let reply = assistant.line(question);
        assert_eq!(
            reply.kind,
            ReplyKind::Nothing,
            "{question}: {}",
            reply.title
        );
        assert_eq!(reply.audience, Audience::Private, "{question}");
        assert!(text(&reply).contains("/faq"), "{question}");
        assert!(!reply.buttons.is_empty(), "{question}");
    }
}

#[test]
fn bad_input_gets_a_sentence_that_says_what_to_do() {
    let assistant = assistant(library());
    let long = "why ".repeat(1_500);
    for (line, says) in [
        ("/ask", "/ask do I need a degree?"),
        ("/what-is", "/what-is backend"),
        ("/compare", "/compare frontend vs backend"),
        ("/skills  ", "/skills backend developer"),
        ("🎉🎉🎉", "There is no letter in your question"),
        ("\u{7}\u{1b}[\u{0}", "There is no letter in your question"),
        ("?!…", "There is no letter in your question"),
        (long.as_str(), "I read at most 500"),
        ("/fly to the moon", "from another version"),
        ("/skills sql", "I know SQL as a skill"),
    ] {
        let reply = assistant.line(line);
        assert_eq!(reply.kind, ReplyKind::Notice, "{line}");
        assert!(text(&reply).contains(says), "{line}: {}", text(&reply));
        assert_eq!(reply.audience, Audience::Private, "{line}");
    }
}

#[test]
fn control_characters_in_a_question_are_blanks() {
    let assistant = assistant(library());
    let reply = assistant.line("what\u{0}is\u{1b}backend\r\n?");
    assert_eq!(passage(&reply).as_deref(), Some("backend-developer"));
}

#[test]
fn a_button_whose_passage_is_gone_says_so() {
    let assistant = assistant(library());
    for button in [
        "1:open:0:no-such-entry",
        "1:open:0:sql#no-such-heading",
        "1:roadmap:gone",
        "0:x",
    ] {
        let reply = assistant.ask(Ask::from_button(button));
        assert_eq!(reply.kind, ReplyKind::Notice, "{button}");
        assert!(!reply.buttons.is_empty(), "{button}");
    }
}

#[test]
fn every_button_and_choice_gets_a_reply() {
    let assistant = assistant(library());
    let mut waiting = vec![Ask::Help];
    let mut seen = Vec::new();
    while let Some(ask) = waiting.pop() {
        if seen.contains(&ask) {
            continue;
        }
        let reply = assistant.ask(ask.clone());
        assert!(
            matches!(reply.kind, ReplyKind::Answer | ReplyKind::Info),
            "{ask:?}: {}",
            reply.title
        );
        let pressable = reply.buttons.iter().map(|button| &button.ask);
        let items = reply.choices.iter().chain(&reply.menu);
        for next in pressable.chain(items.map(|choice| &choice.ask)) {
            assert_eq!(&Ask::from_button(&next.to_button().unwrap()), next);
            waiting.push(next.clone());
        }
        seen.push(ask);
    }
    assert!(seen.len() > 100, "only {} asks were reached", seen.len());
}

#[test]
fn completion_offers_titles_before_aliases_and_never_more_than_asked() {
    let assistant = assistant(library());
    let labels = |text, limit| -> Vec<String> {
        let completions = assistant.complete(
            &guidepost::testing::console::place(),
            CompletionKind::Entry,
            text,
            limit,
        );
        completions.into_iter().map(|one| one.label).collect()
    };
    assert_eq!(labels("sql", 25)[0], "SQL");
    // A title that begins so, then an alias that begins so.
    assert_eq!(labels("web se", 25)[0], "Web server");
    assert_eq!(labels("server-side dev", 25), ["Backend developer"]);
    assert_eq!(labels("", 7).len(), 7);
    assert!(labels("zzzz", 25).is_empty());
    let roles = assistant.complete(
        &guidepost::testing::console::place(),
        CompletionKind::Role,
        "",
        25,
    );
    assert!(roles.iter().any(|role| role.value == "Frontend developer"));
    // What is offered is understood.
    for completion in assistant.complete(
        &guidepost::testing::console::place(),
        CompletionKind::Question,
        "",
        200,
    ) {
        assert!(completion.value.chars().count() <= 100);
        let reply = assistant.ask(Ask::Question(completion.value.clone()));
        assert_eq!(reply.kind, ReplyKind::Answer, "{}", completion.value);
    }
}

#[test]
fn every_commands_example_is_answered() {
    let assistant = assistant(library());
    // What is about what is remembered needs a store: `store/chat.rs` asks it.
    let answered = COMMANDS
        .iter()
        .filter(|command| !command.ask_text(command.example).is_personal())
        // Only the shipped knowledge has interview questions: `content.rs` asks it.
        .filter(|command| command.name != "interview");
    for command in answered {
        let reply = assistant.line(&format!("/{} {}", command.name, command.example));
        assert!(
            matches!(reply.kind, ReplyKind::Answer | ReplyKind::Info),
            "/{}",
            command.name
        );
    }
}

#[test]
fn each_community_is_answered_from_its_own_collections() {
    let library = |text: &str| {
        let folder = folder(&[("terms/anvil.md", &entry("Anvil", "term", "", text))]);
        Arc::new(guidepost::testing::knowledge::load(folder.path()).unwrap())
    };
    let libraries = PerCommunity {
        communities: HashMap::from([("77".to_owned(), library("Our anvil is the best."))]),
        default: library("An anvil is struck."),
    };
    let settings = Settings::read(None, &Environment::default()).unwrap();
    let assistant = Assistant::new(&libraries, &settings.answers).unwrap();
    for (community, says) in [
        (None, "An anvil is struck."),
        (Some("1"), "An anvil is struck."),
        (Some("77"), "Our anvil is the best."),
    ] {
        let mut request = guidepost::testing::console::request(Ask::WhatIs("anvil".to_owned()));
        request.place.community = community.map(str::to_owned);
        assert_eq!(text(&respond(&assistant, &request)), says);
    }
}

#[test]
fn empty_text_is_completed_with_the_latest_reviewed_questions() {
    let term = |title: &str, reviewed: &str| {
        let body = format!("A {title} is a thing in a kitchen.");
        entry(title, "term", "", &body).replace("2026-01-31", reviewed)
    };
    let folder = folder(&[
        ("terms/kettle.md", &term("Kettle", "2026-01-31")),
        ("terms/ladle.md", &term("Ladle", "2026-03-01")),
        ("terms/sieve.md", &term("Sieve", "2025-12-24")),
    ]);
    let library = guidepost::testing::knowledge::load(folder.path()).unwrap();
    let assistant = assistant(library);
    let offered = assistant.complete(
        &guidepost::testing::console::place(),
        CompletionKind::Entry,
        "",
        25,
    );
    let labels: Vec<_> = offered.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(labels, ["Ladle", "Kettle", "Sieve"]);
}

#[test]
fn the_asker_chooses_the_audience_and_a_miss_is_private() {
    let assistant = assistant(library());
    for (line, wish, reads) in [
        ("what is sql", None, Audience::Public),
        ("what is sql", Some(Audience::Private), Audience::Private),
        ("what is sql", Some(Audience::Public), Audience::Public),
        (
            "what is the capital of france",
            Some(Audience::Public),
            Audience::Private,
        ),
        ("", Some(Audience::Public), Audience::Private),
    ] {
        let request = Request {
            audience: wish,
            ..guidepost::testing::console::request(Ask::Question(line.to_owned()))
        };
        assert_eq!(
            respond(&assistant, &request).audience,
            reads,
            "{line} {wish:?}"
        );
    }
}
