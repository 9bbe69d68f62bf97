//! Scenarios that run at every door: on Discord, on Slack by both receivers, and in a terminal. The same question gets
//! the same passage everywhere.

use std::future::Future;
use std::pin::Pin;

use guidepost::testing::assistant::Assistant;
use guidepost::testing::chat::{Audience, catalog, line};
use guidepost::testing::console;

use crate::discord::driver::Discord;
use crate::fixtures::{assistant, project};
use crate::slack::driver::{Mode, Slack};

type Seeing<'a> = Pin<Box<dyn Future<Output = Shown> + 'a>>;

/// A door as a scenario sees it.
trait Door {
    /// The reply to a slash command with one option.
    fn command<'a>(&'a mut self, name: &'a str, option: &'a str) -> Seeing<'a>;
    /// Returns the name of the door in failure messages.
    fn name(&self) -> String;
}

/// A reply as a person sees it.
struct Shown {
    title: String,
    /// All of it, as the platform got it.
    text: String,
    private: bool,
}

impl Door for Discord {
    fn command<'a>(&'a mut self, name: &'a str, option: &'a str) -> Seeing<'a> {
        Box::pin(async move {
            let known = catalog::command(name).and_then(|command| command.options.first());
            let options: Vec<_> = known
                .map(|known| (known.name, option))
                .into_iter()
                .collect();
            let seen = Discord::command(self, name, &options).await;
            Shown {
                title: seen.title().to_owned(),
                text: seen.data().to_string(),
                private: seen.is_private(),
            }
        })
    }

    fn name(&self) -> String {
        "Discord".to_owned()
    }
}

/// Slack by one of its ways.
struct SlackBy(Slack, Mode);

impl Door for SlackBy {
    fn command<'a>(&'a mut self, name: &'a str, option: &'a str) -> Seeing<'a> {
        Box::pin(async move {
            let seen = self.0.command(&format!("/{name}"), option).await;
            Shown {
                title: seen.title().to_owned(),
                text: seen.body.to_string(),
                private: seen.is_private(),
            }
        })
    }

    fn name(&self) -> String {
        format!("Slack by {:?}", self.1)
    }
}

struct Terminal(Assistant);

impl Door for Terminal {
    fn command<'a>(&'a mut self, name: &'a str, option: &'a str) -> Seeing<'a> {
        let ask = line::parse(&format!("/{name} {option}"));
        Box::pin(async move {
            let reply = self.0.respond(&console::request(ask)).await;
            Shown {
                title: reply.title.clone(),
                private: reply.audience == Audience::Private,
                text: console::render(reply),
            }
        })
    }

    fn name(&self) -> String {
        "a terminal".to_owned()
    }
}

/// Runs a scenario at every door, over the same knowledge.
async fn at_every_door(scenario: impl AsyncFn(&mut dyn Door)) {
    let folder = project("tests/knowledge");
    let library = guidepost::testing::knowledge::load(&folder).unwrap();
    scenario(&mut Terminal(assistant(library))).await;

    let mut discord = Discord::with_knowledge(&folder).await;
    scenario(&mut discord).await;
    discord.finish().await;

    for mode in Mode::BOTH {
        let mut slack = SlackBy(Slack::start(mode).await, mode);
        scenario(&mut slack).await;
        slack.0.finish().await;
    }
}

#[tokio::test]
async fn the_same_question_gets_the_same_passage_at_every_door() {
    let asked = std::cell::RefCell::new(Vec::<(String, String)>::new());
    at_every_door(async |door| {
        for (name, option) in [
            ("what-is", "back-end"),
            ("skills", "Back End developer"),
            ("responsibilities", "backend"),
            ("ask", "what does a backend developer do?"),
            ("compare", "frontend vs backend"),
        ] {
            let shown = door.command(name, option).await;
            assert!(!shown.private, "{}: /{name} {option}", door.name());
            let mut asked = asked.borrow_mut();
            let key = format!("/{name} {option}");
            match asked.iter().find(|(line, _)| *line == key) {
                Some((_, title)) => assert_eq!(*title, shown.title, "{}: {key}", door.name()),
                None => asked.push((key, shown.title)),
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_question_without_an_answer_gets_a_private_miss_at_every_door() {
    at_every_door(async |door| {
        let shown = door.command("ask", "what is the capital of france").await;
        assert_eq!(shown.title, "I do not know that", "{}", door.name());
        assert!(shown.private, "{}", door.name());
        assert!(shown.text.contains("/faq"), "{}", door.name());
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_met_with_a_sentence_at_every_door() {
    let long = "why ".repeat(1_500);
    at_every_door(async |door| {
        for (option, title) in [
            ("", "Something is missing"),
            (long.as_str(), "That is more than I can read at once"),
            ("🎉🎉", "I need words"),
            ("\u{7}\u{1b}", "Something is missing"),
            (
                "Was macht eigentlich der Wetterbericht heute?",
                "I do not know that",
            ),
        ] {
            let shown = door.command("ask", option).await;
            assert_eq!(shown.title, title, "{}", door.name());
            assert!(shown.private, "{}", door.name());
        }
    })
    .await;
}
