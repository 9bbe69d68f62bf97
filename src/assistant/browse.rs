//! `/faq`, `/roles` and `/help`: lists of the library's content, and the help text.

use super::phrases::Phrases;
use super::{answer, completion, pagination, show};
use crate::chat::catalog::COMMANDS;
use crate::chat::{Ask, Choice, Reply, ReplyKind, ReplyPart};
use crate::config::Page;
use crate::knowledge::{Address, Entry, EntryId, EntryKind, Library};
use crate::markup::{Block, Item, Markup, Span};
use crate::search::{ResolvedName, Search, SuggestScope};

/// Items of a list per message.
const CHOICES_PER_PAGE: usize = 10;
/// Commands that the help explains; it only names the others.
const EXPLAINED: [&str; 4] = ["ask", "what-is", "roadmap", "compare"];
/// Number of questions of the library in the help.
const MAX_EXAMPLES: usize = 3;

/// Lists the topics, or the questions about one.
pub(super) fn faq(
    phrases: Phrases,
    search: &Search,
    topic: Option<&str>,
    page: u16,
    elsewhere: &[Page],
) -> Reply {
    let library = search.library();
    let Some(topic) = topic else {
        return topics(phrases, library, page);
    };
    let by_id = EntryId::parse(topic).and_then(|id| library.entry(&id));
    let named = match search.name(topic, &[]) {
        ResolvedName::Entry(entry, _) | ResolvedName::OtherKind(entry, _) => Some(entry),
        ResolvedName::Unknown => None,
    };
    match by_id.or(named) {
        Some(entry) if entry.questions().next().is_some() => questions(phrases, entry, page),
        // The name of an entry without questions, or any other text, is searched for as a question.
        Some(_) | None => answer::question(phrases, search, topic, None, elsewhere, None),
    }
}

fn topics(phrases: Phrases, library: &Library, page: u16) -> Reply {
    let mut topics: Vec<&Entry> = library
        .entries()
        .iter()
        .filter(|entry| entry.questions().next().is_some())
        .collect();
    topics.sort_by_key(|entry| entry.kind != EntryKind::Faq);
    let choices = topics
        .iter()
        .map(|entry| {
            let count = entry.questions().count();
            Choice {
                label: entry.title.clone(),
                detail: phrases.text("questions", &[("count", count.into())]),
                ask: Ask::Faq {
                    topic: Some(entry.id.to_string()),
                    page: 0,
                },
            }
        })
        .collect();
    let title = phrases.text("topics-listed", &[]);
    listed(phrases, &title, choices, page, |page| Ask::Faq {
        topic: None,
        page,
    })
}

fn questions(phrases: Phrases, entry: &Entry, page: u16) -> Reply {
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
    let title = phrases.text("questions-listed", &[("title", (&entry.title).into())]);
    let mut reply = listed(phrases, &title, choices, page, |page| Ask::Faq {
        topic: Some(entry.id.to_string()),
        page,
    });
    let topics = Ask::Faq {
        topic: None,
        page: 0,
    };
    reply.buttons.push(phrases.button("topics", topics));
    reply
}

/// Lists the roles.
pub(super) fn roles(phrases: Phrases, library: &Library, page: u16) -> Reply {
    let choices: Vec<Choice> = library
        .of_kind(EntryKind::Role)
        .filter_map(|entry| show::choice(phrases, library, &Address::of(entry.id.clone())))
        .collect();
    listed(
        phrases,
        &phrases.text("roles-listed", &[]),
        choices,
        page,
        |page| Ask::Roles { page },
    )
}

/// Builds one page of a list: its items as text and as choices, and the buttons to the other
/// pages.
fn listed(
    phrases: Phrases,
    title: &str,
    choices: Vec<Choice>,
    page: u16,
    turn: impl Fn(u16) -> Ask,
) -> Reply {
    let pages = choices.len().div_ceil(CHOICES_PER_PAGE).max(1);
    let at = usize::from(page).min(pages - 1);
    let shown: Vec<Choice> = choices
        .into_iter()
        .skip(at * CHOICES_PER_PAGE)
        .take(CHOICES_PER_PAGE)
        .collect();
    let items = shown.iter().zip(1..).map(|(choice, number)| Item {
        depth: 0,
        number: Some(number),
        spans: vec![Span::plain(&choice.label)],
    });
    let mut body = Markup::default();
    body.push(Block::List(items.collect()));
    let at = u16::try_from(at).unwrap_or(u16::MAX);
    let mut reply = pagination::page(phrases, title, body, (at, pages), turn);
    reply.choices = shown;
    reply
}

/// Builds the help text: what the bot does, the commands, and examples from the library.
pub(super) fn help(phrases: Phrases, search: &Search) -> Reply {
    let explained = COMMANDS.iter().filter(|one| EXPLAINED.contains(&one.name));
    let mut body = Markup::list(explained.map(|command| {
        vec![
            Span::code(phrases.usage(command)),
            Span::plain(format!(" — {}", command.summary(phrases.language))),
        ]
    }));
    let others = COMMANDS.iter().filter(|one| !EXPLAINED.contains(&one.name));
    let mut line = phrases.spans("abilities.also", &[]);
    for command in others {
        line.push(Span::plain(" "));
        line.push(phrases.command_span(command.name));
    }
    line.push(Span::plain(". "));
    line.extend(phrases.how_private());
    body.append(Markup::paragraph(line));
    let mut reply = phrases.reply(ReplyKind::Info, "abilities", &[]);
    reply.parts.push(ReplyPart {
        body,
        ..ReplyPart::default()
    });
    let library = search.library();
    let scope = SuggestScope::Questions;
    let examples = completion::suggestions_without_text(search, scope, MAX_EXAMPLES, &[]);
    reply.choices = examples
        .iter()
        .filter_map(|one| show::choice(phrases, library, &one.address))
        .collect();
    let labels = reply.choices.iter().map(|choice| &choice.label);
    let examples = Markup::list(labels.map(|label| vec![Span::plain(label)]));
    if !examples.is_empty() {
        reply.parts.push(ReplyPart {
            heading: Some(phrases.text("abilities.examples", &[])),
            body: examples,
            ..ReplyPart::default()
        });
    }
    reply.note = Some(phrases.text("by-people", &[]));
    reply.buttons = phrases.navigation_buttons();
    reply.buttons.retain(|button| button.ask != Ask::Help);
    reply
}
