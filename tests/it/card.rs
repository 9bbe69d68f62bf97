//! Parts of an answer beside its passage: related questions, and buttons about the answer itself.

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{
    Ask, Audience, Door, Explanation, MatchSignal, Reply, ReplyKind, Request,
};
use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::knowledge::{Address, EntryId};

use crate::fixtures::{Terminal as _, assistant, entry, folder, library, passage, respond};

/// The reply to a question in a server of Discord.
fn asked(assistant: &Assistant, ask: Ask, audience: Audience) -> Reply {
    let mut request = Request {
        audience: Some(audience),
        ..guidepost::testing::console::request(ask)
    };
    request.place.door = Door::Discord;
    request.place.community = Some("1".to_owned());
    request.place.channel = Some("2".to_owned());
    respond(assistant, &request)
}

fn question(text: &str) -> Ask {
    Ask::Question(text.to_owned())
}

fn labels(reply: &Reply) -> Vec<&str> {
    let buttons = reply.buttons.iter();
    buttons.map(|button| button.label.as_str()).collect()
}

fn button<'a>(reply: &'a Reply, label: &str) -> &'a Ask {
    let buttons = reply.buttons.iter().map(|one| (&one.label, &one.ask));
    let menu = reply.menu.iter().map(|one| (&one.label, &one.ask));
    let button = buttons.chain(menu).find(|(control, _)| *control == label);
    button
        .unwrap_or_else(|| panic!("no {label} among {:?}", labels(reply)))
        .1
}

fn text(reply: &Reply) -> String {
    let parts = reply.parts.iter().map(|part| part.body.plain());
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_explanation_of_an_answer_is_private_and_names_the_matching_words() {
    let assistant = assistant(library());
    for (line, says) in [
        (
            "duties of a backend developer",
            &[
                "names it: “Backend developer”",
                "this section: “What they do”",
                "100 %",
            ][..],
        ),
        ("what is a back-end engineer", &["names it: “"]),
        (
            "bakcend developer",
            &["spelt almost like “Backend developer”", "90 %"],
        ),
        ("How long should my CV be?", &["answers this very question"]),
    ] {
        let reply = asked(&assistant, question(line), Audience::Public);
        assert_eq!(reply.kind, ReplyKind::Answer, "{line}");
        let why = button(&reply, "Why this?");
        // The button outlives a restart, and carries no word of the person's.
        let carried = why.to_button().unwrap();
        assert!(!carried.contains(' ') && carried.len() <= 100, "{carried}");
        let told = asked(&assistant, Ask::from_button(&carried), Audience::Public);
        assert_eq!(told.title, "Why this?");
        assert_eq!(told.audience, Audience::Private);
        assert!(
            text(&told).contains(&reply.title),
            "{line}: {}",
            text(&told)
        );
        for says in says {
            assert!(text(&told).contains(says), "{line}: {}", text(&told));
        }
    }
}

#[test]
fn below_an_answer_stand_at_most_three_likely_steps_and_everything_else_is_in_the_menu() {
    let assistant = assistant(library());
    for (line, steps) in [
        (
            "/what-is backend",
            &["Roadmap", "Skills", "What they do"][..],
        ),
        ("/skills backend", &["Roadmap", "Backend developer"]),
        ("/roadmap backend", &["Skills", "Backend developer"]),
        (
            "/responsibilities backend",
            &["Roadmap", "Skills", "Backend developer"],
        ),
        (
            "/compare backend frontend",
            &["Backend developer", "Frontend developer"],
        ),
        ("how long should my CV be?", &["First job"]),
    ] {
        let reply = assistant.line(line);
        assert_eq!(reply.kind, ReplyKind::Answer, "{line}");
        let labels = labels(&reply);
        assert!(labels.starts_with(steps), "{line}: {labels:?}");
        assert!(labels.len() <= 3, "{line}: {labels:?}");
        let menu = reply.menu.iter().map(|item| &item.ask);
        let again = reply
            .buttons
            .iter()
            .filter(|one| menu.clone().any(|ask| *ask == one.ask));
        assert_eq!(again.count(), 0, "{line}");
    }
}

#[test]
fn every_match_signal_has_a_message() {
    let assistant = assistant(library());
    let ask = |why| {
        let address = Address::parse("sql").unwrap();
        assistant.ask(Ask::Why { address, why })
    };
    for sign in [
        MatchSignal::About,
        MatchSignal::Spelling,
        MatchSignal::Wording,
        MatchSignal::Section,
        MatchSignal::Heading,
        MatchSignal::Text,
        MatchSignal::Typo,
        MatchSignal::Embedding,
    ] {
        let mut why = Explanation::new(0.5);
        why.name = Some(0);
        let without = ask(why);
        why.add(sign);
        assert_ne!(text(&ask(why)), text(&without), "{sign:?}");
    }
}

#[test]
fn an_explanation_of_a_removed_or_renamed_passage_is_answered() {
    let assistant = assistant(library());
    for (button, kind) in [
        ("1:why:64ff00:no-such-entry", ReplyKind::Notice),
        ("1:why:64fffe:sql", ReplyKind::Info),
        ("1:why:ff00ff:sql", ReplyKind::Notice),
    ] {
        assert_eq!(
            assistant.ask(Ask::from_button(button)).kind,
            kind,
            "{button}"
        );
    }
}

#[test]
fn a_private_answer_can_be_shown_to_the_channel_unchanged() {
    let assistant = assistant(library());
    for ask in [
        question("how long should my CV be?"),
        Ask::Skills("backend".to_owned()),
        Ask::Roadmap("backend".to_owned()),
        question("frontend or backend?"),
        Ask::WhatIs("sql".to_owned()),
    ] {
        let private = asked(&assistant, ask.clone(), Audience::Private);
        let show = button(&private, "Show to channel");
        let show = Ask::from_button(&show.to_button().unwrap());
        let shown = asked(&assistant, show, Audience::Private);
        assert_eq!(shown.audience, Audience::Public, "{ask:?}");
        assert_eq!(shown.title, private.title);
        // The same words, with where they come from.
        assert_eq!(text(&shown), text(&private), "{ask:?}");
        assert!(shown.parts.iter().any(|part| part.citation.is_some()));
        assert!(!labels(&shown).contains(&"Show to channel"), "{ask:?}");
        let public = asked(&assistant, ask, Audience::Public);
        assert!(!labels(&public).contains(&"Show to channel"));
    }
    // What is no answer stays with the asker, and nobody else is there in a direct message.
    let gone = Ask::from_button("1:s:open:0:no-such-entry");
    assert_eq!(
        asked(&assistant, gone, Audience::Public).audience,
        Audience::Private
    );
    let request = Request {
        audience: Some(Audience::Private),
        ..guidepost::testing::console::request(question("what is sql"))
    };
    let alone = respond(&assistant, &request);
    assert!(!labels(&alone).contains(&"Show to channel"));
}

#[test]
fn a_later_page_is_shown_to_all_as_that_page() {
    let sentences: Vec<String> = (0..200).map(|n| format!("Sentence {n} is here.")).collect();
    let sentences = sentences.join(" ");
    let long = entry(
        "Long",
        "guide",
        "",
        &format!("Long.\n## Story\n{sentences}"),
    );
    let folder = folder(&[("guides/long.md", &long)]);
    let assistant = assistant(guidepost::testing::knowledge::load(folder.path()).unwrap());
    let second = asked(
        &assistant,
        Ask::from_button("1:open:1:long#story"),
        Audience::Private,
    );
    let labels = labels(&second);
    assert_eq!(labels[..3], ["Back", "More", "Show to channel"]);
    let show = button(&second, "Show to channel").clone();
    let shown = asked(&assistant, show, Audience::Private);
    assert_eq!(text(&shown), text(&second));
    assert_eq!(shown.audience, Audience::Public);
}

#[test]
fn an_answer_has_up_to_three_related_questions() {
    let assistant = assistant(library());
    for line in [
        "how long should my CV be?",
        "/what-is sql",
        "/skills backend",
    ] {
        let reply = assistant.line(line);
        let shown = passage(&reply);
        assert!((1..=3).contains(&reply.choices.len()), "{line}");
        for choice in &reply.choices {
            let opened = assistant.ask(choice.ask.clone());
            assert_eq!(opened.kind, ReplyKind::Answer, "{line}: {}", choice.label);
            assert_eq!(opened.title, choice.label, "{line}");
            assert_ne!(passage(&opened), shown, "{line}");
        }
    }
}

#[test]
fn related_questions_are_found_by_words_alone_and_with_embeddings() {
    let model = crate::model::model();
    for folder in [None, Some(model.path().to_owned())] {
        let mut settings = Settings::read(None, &Environment::default()).unwrap();
        settings.search.model = folder;
        let libraries = PerCommunity::shared(library());
        let assistant =
            Assistant::with_search_settings(&libraries, &settings.answers, &settings.search);
        let assistant = assistant.unwrap();
        assistant.compute_embeddings().unwrap();
        for (line, related) in [
            (
                "how long should my CV be?",
                &["Should I put a photo on my CV?"][..],
            ),
            (
                "am I too old to become a developer?",
                &[
                    "Do I need a degree to become a backend developer?",
                    "Am I too young to start?",
                ],
            ),
            ("/what-is sql", &["Is SQL hard to learn?"]),
            // Questions that only share a letter or two with it.
            ("/what-is api", &[]),
        ] {
            let reply = assistant.line(line);
            let labels = reply.choices.iter().map(|choice| choice.label.as_str());
            let labels: Vec<&str> = labels.collect();
            if related.is_empty() {
                assert_eq!(labels, Vec::<&str>::new(), "{line}");
            } else {
                let any = related.iter().any(|one| labels.contains(one));
                assert!(any, "{line}: {labels:?}");
            }
        }
    }
}

#[test]
fn the_buttons_of_an_answer_tell_what_it_is_about() {
    let assistant = assistant(library());
    for (audience, ask) in [
        (Audience::Public, question("how long should my CV be?")),
        (
            Audience::Private,
            Ask::from_button("1:open:0:first-job#how-long-should-my-cv-be"),
        ),
    ] {
        let reply = asked(&assistant, ask, audience);
        let buttons = reply.buttons.iter().map(|button| &button.ask);
        let menu = reply.menu.iter().map(|item| &item.ask);
        let about = buttons.chain(menu).find_map(Ask::about);
        assert_eq!(about, EntryId::new("first-job").as_ref());
    }
}
