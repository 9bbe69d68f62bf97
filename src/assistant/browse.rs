//! `/faq`, `/roles` and `/help`: what there is.

use super::{answer, phrases, plain, show};
use crate::chat::catalog::COMMANDS;
use crate::chat::{Ask, Button, Choice, Part, Reply, Tone};
use crate::knowledge::{Address, Entry, EntryId, Kind, Library};
use crate::markup::{Block, Item, Markup, Span};
use crate::search::{Named, Search};

/// How many items of a list one message shows.
const PAGE: usize = 10;

/// The topics, or the questions of one.
pub(super) fn faq(search: &Search, topic: Option<&str>, page: u16) -> Reply {
    let library = search.library();
    let Some(topic) = topic else {
        return topics(library, page);
    };
    let by_id = EntryId::new(topic).and_then(|id| library.entry(&id));
    let named = match search.name(topic, &[]) {
        Named::Entry(entry, _) | Named::OtherKind(entry, _) => Some(entry),
        Named::Unknown => None,
    };
    match by_id.or(named) {
        Some(entry) if entry.questions().next().is_some() => questions(entry, page),
        // A topic that is no entry's name may still be what a question is about.
        Some(_) | None => answer::question(search, topic),
    }
}

fn topics(library: &Library, page: u16) -> Reply {
    let mut topics: Vec<&Entry> = library
        .entries()
        .iter()
        .filter(|entry| entry.questions().next().is_some())
        .collect();
    topics.sort_by_key(|entry| entry.kind != Kind::Faq);
    let choices = topics
        .iter()
        .map(|entry| {
            let count = entry.questions().count();
            Choice {
                label: entry.title.clone(),
                detail: match count {
                    1 => "1 question".to_owned(),
                    many => format!("{many} questions"),
                },
                ask: Ask::Faq {
                    topic: Some(entry.id.to_string()),
                    page: 0,
                },
            }
        })
        .collect();
    listed("Topics", choices, page, |page| Ask::Faq {
        topic: None,
        page,
    })
}

fn questions(entry: &Entry, page: u16) -> Reply {
    let choices = entry
        .questions()
        .map(|question| Choice {
            label: question.heading.clone(),
            detail: entry.title.clone(),
            ask: Ask::Open {
                address: entry.address(question),
                page: 0,
            },
        })
        .collect();
    let title = format!("Questions: {}", entry.title);
    let mut reply = listed(&title, choices, page, |page| Ask::Faq {
        topic: Some(entry.id.to_string()),
        page,
    });
    reply.buttons.push(Button {
        label: phrases::TOPICS.to_owned(),
        ask: Ask::Faq {
            topic: None,
            page: 0,
        },
    });
    reply
}

/// All roles.
pub(super) fn roles(library: &Library, page: u16) -> Reply {
    let choices: Vec<Choice> = library
        .of_kind(Kind::Role)
        .filter_map(|entry| show::choice(library, &Address::of(entry.id.clone())))
        .collect();
    listed("Roles", choices, page, |page| Ask::Roles { page })
}

/// One page of a list: its items to read and to choose from, and the ways to the other pages.
fn listed(title: &str, choices: Vec<Choice>, page: u16, turn: impl Fn(u16) -> Ask) -> Reply {
    let pages = choices.len().div_ceil(PAGE).max(1);
    let at = usize::from(page).min(pages - 1);
    let shown: Vec<Choice> = choices.into_iter().skip(at * PAGE).take(PAGE).collect();
    let items = shown.iter().zip(1..).map(|(choice, number)| Item {
        depth: 0,
        number: Some(number),
        spans: vec![Span::plain(&choice.label)],
    });
    let mut body = Markup::default();
    body.push(Block::List(items.collect()));
    let title = if pages > 1 {
        format!("{title} ({} of {pages})", at + 1)
    } else {
        title.to_owned()
    };
    let mut reply = plain(Tone::Info, title, body);
    reply.choices = shown;
    let number = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    if let Some(before) = at.checked_sub(1) {
        reply.buttons.push(Button {
            label: phrases::BACK.to_owned(),
            ask: turn(number(before)),
        });
    }
    if at + 1 < pages {
        reply.buttons.push(Button {
            label: phrases::MORE.to_owned(),
            ask: turn(number(at + 1)),
        });
    }
    reply
}

/// All commands, and where the answers come from.
pub(super) fn help(library: &Library) -> Reply {
    let commands = Markup::list(COMMANDS.iter().map(|command| {
        vec![
            Span::code(command.usage()),
            Span::plain(format!(" — {}", command.summary)),
        ]
    }));
    let roles = library.of_kind(Kind::Role).count();
    let questions: usize = library
        .entries()
        .iter()
        .map(|entry| entry.questions().count())
        .sum();
    let entries = library.entries().len();
    let mut reply = plain(
        Tone::Info,
        "What I can do",
        Markup::text(
            "I answer career questions with passages that people wrote, word for word, with their \
             sources. When nothing fits, I say so.",
        ),
    );
    reply.parts.push(Part {
        heading: Some("Commands".to_owned()),
        body: commands,
        receipt: None,
    });
    reply.parts.push(Part {
        heading: Some("Library".to_owned()),
        body: Markup::text(format!(
            "{entries} entries, {roles} of them roles; {questions} answered questions."
        )),
        receipt: None,
    });
    reply.buttons = phrases::ways_on();
    reply.buttons.retain(|button| button.ask != Ask::Help);
    reply
}
