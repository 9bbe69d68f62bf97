//! Follow-up questions about the entry of the last answer, and questions that are none.

use std::sync::mpsc;
use std::time::{Duration, Instant};

use guidepost::testing::assistant::Assistant;
use guidepost::testing::chat::{Ask, Asker, ReplyKind, Request};
use guidepost::testing::console;
use guidepost::testing::knowledge::{self, EntryId};

use crate::fixtures::{Terminal as _, assistant, entry, folder, library, passage, respond};

/// Returns the address of the answer to a question that follows up on an entry.
fn asked_about(assistant: &Assistant, about: &str, question: &str) -> Option<String> {
    let request = Request {
        about: EntryId::new(about),
        ..console::request(Ask::Question(question.to_owned()))
    };
    let reply = respond(assistant, &request);
    passage(&reply).filter(|_| reply.kind == ReplyKind::Answer)
}

#[test]
fn a_follow_up_in_a_conversation_without_threads_is_about_the_persons_last_answer() {
    let assistant = assistant(library());
    let start = Instant::now();
    let say = |person: &str, seconds: u64, ask: Ask| {
        let request = Request {
            asker: Asker::new(person),
            received: start + Duration::from_secs(seconds),
            ..console::request(ask)
        };
        passage(&respond(&assistant, &request))
    };
    let question = |text: &str| Ask::Question(text.to_owned());
    let follow_up = || question("and the skills?");
    assert_eq!(say("ada", 0, follow_up()), None);
    say("ada", 0, Ask::WhatIs("backend".to_owned()));
    // What says nothing about an entry leaves the topic as it was.
    say("ada", 10, question("thanks!"));
    let skills = |role: &str| Some(format!("{role}#skills"));
    assert_eq!(say("ada", 20, follow_up()), skills("backend-developer"));
    assert_eq!(say("bob", 20, follow_up()), None);
    // A question that refers to nothing is one of its own.
    let alone = say("bob", 25, question("developer salary"));
    assert_eq!(say("ada", 25, question("developer salary")), alone);
    say("ada", 30, question("what does a data analyst do?"));
    assert_eq!(say("ada", 40, follow_up()), skills("data-analyst"));
    assert_eq!(say("ada", 40 + 11 * 60, follow_up()), None);
    say("ada", 1_000, Ask::WhatIs("backend".to_owned()));
    say("ada", 1_001, Ask::ForgetMe);
    assert_eq!(say("ada", 1_002, follow_up()), None);
}

#[test]
fn an_answer_that_is_looked_up_while_its_person_is_forgotten_is_no_topic() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(1)
        .build();
    runtime.unwrap().block_on(async {
        let assistant = assistant(library());
        let asks = console::request;
        let follow_up = asks(Ask::Question("and the skills?".to_owned()));
        for forgets in [false, true] {
            // The only thread that searches is busy.
            let (release, held) = mpsc::channel::<()>();
            drop(tokio::task::spawn_blocking(move || held.recv()));
            let asked = asks(Ask::WhatIs("backend".to_owned()));
            let mut answer = Box::pin(assistant.respond(&asked));
            let waited = tokio::time::timeout(Duration::ZERO, &mut answer).await;
            assert!(waited.is_err(), "it is looked up");
            if forgets {
                assistant.respond(&asks(Ask::ForgetMe)).await;
            }
            release.send(()).unwrap();
            assert_eq!(answer.await.kind, ReplyKind::Answer);
            let follow_up = passage(&assistant.respond(&follow_up).await);
            let told = follow_up.as_deref() == Some("backend-developer#skills");
            assert_eq!(told, !forgets, "{follow_up:?}");
        }
    });
}

#[test]
fn a_follow_up_keeps_its_topic() {
    let assistant = assistant(library());
    for (about, question, expected) in [
        (
            "backend-developer",
            "and the skills?",
            "backend-developer#skills",
        ),
        (
            "backend-developer",
            "what about the tools",
            "backend-developer#languages-and-tools",
        ),
        (
            "data-analyst",
            "and a typical day?",
            "data-analyst#a-typical-day",
        ),
        (
            "backend-developer",
            "how long does it take?",
            "backend-developer#how-long-does-it-take-to-become-a-backend",
        ),
        (
            "data-analyst",
            "how long does it take?",
            "data-analyst#how-long-does-it-take-to-become-a-data-analyst",
        ),
        (
            "backend-developer",
            "will AI replace them?",
            "backend-developer#will-ai-replace-backend-developers",
        ),
        (
            "data-analyst",
            "can they work remotely?",
            "data-analyst#can-data-analysts-work-remotely",
        ),
    ] {
        let found = asked_about(&assistant, about, question);
        assert_eq!(found.as_deref(), Some(expected), "{question}");
    }
}

#[test]
fn a_follow_up_prefers_a_section_of_the_topic_to_an_entry_of_that_name() {
    let smith = entry("Smith", "role", "", "Works metal.\n## Pay\nBy the piece.");
    let pay = entry("Pay", "term", "", "What work brings in.");
    let folder = folder(&[("roles/smith.md", &smith), ("terms/pay.md", &pay)]);
    let assistant = assistant(knowledge::load(folder.path()).unwrap());
    for (question, expected) in [
        ("what about pay?", "smith#pay"),
        ("and how is it paid", "smith#pay"),
        ("what is pay?", "pay"),
    ] {
        let found = asked_about(&assistant, "smith", question);
        assert_eq!(found.as_deref(), Some(expected), "{question}");
    }
}

#[test]
fn a_follow_up_of_nothing_but_a_place_keeps_its_topic() {
    let smith = entry(
        "Smith",
        "role",
        "",
        "Works metal.\n## Pay\nBy the piece in Germany and France.\n## What they do\nForge.",
    );
    let leaving = entry(
        "Leaving",
        "faq",
        "",
        "On leaving.\n## Questions\n### How long is the notice period in Germany?\nFour weeks.\n\
         ### How long is the notice period in France?\nThree months.",
    );
    let other = entry("France travel", "term", "", "Going to France and back.");
    let files = [
        ("roles/smith.md", smith.as_str()),
        ("faq/leaving.md", &leaving),
        ("terms/france-travel.md", &other),
    ];
    let folder = folder(&files);
    let assistant = assistant(knowledge::load(folder.path()).unwrap());
    for question in ["and in France?", "what about germany"] {
        let request = Request {
            about: EntryId::new("smith"),
            ..console::request(Ask::Question(question.to_owned()))
        };
        let found = passage(&respond(&assistant, &request));
        assert_eq!(found.as_deref(), Some("smith#pay"), "{question}");
    }
}

#[test]
fn a_question_that_is_no_follow_up_ignores_the_topic() {
    let assistant = assistant(library());
    for question in [
        "which skills does a frontend developer need",
        "what is sql",
        "how long should my CV be?",
        "how long does it take to become a data analyst?",
        "am I too old to become a developer?",
        "what is the capital of france",
        "how do I boil an egg",
        "qwertyuiop asdfghjkl",
        "and the weather?",
        // Words that ask for a section beside others that are about something else.
        "nurse salary",
        "i got paid late this month",
        "thanks!",
    ] {
        let alone = passage(&assistant.line(question));
        let request = Request {
            about: EntryId::new("backend-developer"),
            ..console::request(Ask::Question(question.to_owned()))
        };
        let reply = respond(&assistant, &request);
        assert_eq!(passage(&reply), alone, "{question}");
    }
    // What was talked about is gone: the question stands alone.
    let gone = asked_about(&assistant, "no-such-entry", "what is sql");
    assert_eq!(gone.as_deref(), Some("sql"));
}
