//! Everything the bot says in its own words. None of it is about careers.

use super::plain;
use crate::chat::catalog::{COMMANDS, Command};
use crate::chat::{Ask, Button, Reply, Tone};
use crate::knowledge::Facet;
use crate::markup::{Markup, Span};
use crate::search::Reason;

/// What stands on the button that opens the next page.
pub const MORE: &str = "More";
/// What stands on the button that opens the page before.
pub const BACK: &str = "Back";
/// What stands on the button that opens the help.
pub const HELP: &str = "What can you do?";
/// What stands on the button that opens the list of topics.
pub const TOPICS: &str = "Browse questions";
/// What stands on the button that opens the list of roles.
pub const ROLES: &str = "All roles";
/// What stands on the button that opens a roadmap.
pub const ROADMAP: &str = "Roadmap";
/// The heading over skills that a job cannot be done without.
pub const CORE: &str = "Core";
/// The heading over skills that make a job easier.
pub const HELPFUL: &str = "Helpful";
/// The heading over how people work together.
pub const HUMAN: &str = "With people";

/// What the place where one picks a suggestion says before one has.
pub const PICK: &str = "Did you mean …";
/// What the place where one picks an item of a list says before one has.
pub const PICK_LISTED: &str = "Open one …";

fn titled(tone: Tone, title: &str, text: &str) -> Reply {
    plain(tone, title, Markup::text(text))
}

fn button(label: &str, ask: Ask) -> Button {
    Button {
        label: label.to_owned(),
        ask,
    }
}

/// The ways on from a dead end.
#[must_use]
pub fn ways_on() -> Vec<Button> {
    vec![
        button(
            TOPICS,
            Ask::Faq {
                topic: None,
                page: 0,
            },
        ),
        button(ROLES, Ask::Roles { page: 0 }),
        button(HELP, Ask::Help),
    ]
}

/// A command or button that this version does not know.
#[must_use]
pub fn unknown() -> Reply {
    let mut reply = titled(
        Tone::Notice,
        "I do not know that command or button",
        "It may be from another version of me. Ask again, or see what I can do.",
    );
    reply.buttons = ways_on();
    reply
}

/// A text that is too long to be a question.
#[must_use]
pub fn too_long(length: usize, limit: usize) -> Reply {
    titled(
        Tone::Notice,
        "That is more than I can read at once",
        &format!(
            "Your text has {length} characters; I read at most {limit}. Ask it in one or two sentences."
        ),
    )
}

/// A command without what it needs.
#[must_use]
pub fn missing(name: &str) -> Reply {
    let command = COMMANDS.iter().find(|command| command.name == name);
    let mut spans = vec![Span::plain(
        "Tell me what you want to know about, for example ",
    )];
    spans.extend(command.map(|command| Span::code(example(command))));
    spans.push(Span::plain("."));
    let mut reply = plain(
        Tone::Notice,
        "Something is missing",
        Markup::paragraph(spans),
    );
    reply.buttons = ways_on();
    reply
}

/// How one writes a command, by example.
#[must_use]
pub fn example(command: &Command) -> String {
    format!("/{} {}", command.name, command.example)
        .trim_end()
        .to_owned()
}

/// A text without any letter or digit.
#[must_use]
pub fn no_words() -> Reply {
    let mut reply = titled(
        Tone::Notice,
        "I need words",
        "There is no letter in your question. Ask it in a few words, for example: do I need a degree?",
    );
    reply.buttons = ways_on();
    reply
}

/// The program itself failed; `code` is what the log calls it.
#[must_use]
pub fn broken(code: &str) -> Reply {
    titled(
        Tone::Notice,
        "Something broke on my side",
        &format!("Try again in a moment. If it stays so, tell who runs me this code: {code}."),
    )
}

/// Nothing answers the question.
#[must_use]
pub fn nothing(asked: &str) -> Reply {
    let mut body = Markup::paragraph(vec![
        Span::plain("I have no answer to “"),
        Span::plain(asked),
        Span::plain(
            "”. I only quote what people wrote in my library, in English, so I would rather say so than guess.",
        ),
    ]);
    body.append(Markup::list([
        vec![Span::plain(
            "Ask in other words, or about one thing at a time.",
        )],
        vec![
            Span::plain("Look up a word with "),
            Span::code("/what-is"),
            Span::plain(", or a role with "),
            Span::code("/skills"),
            Span::plain(" and "),
            Span::code("/roadmap"),
            Span::plain("."),
        ],
        vec![
            Span::plain("Browse what is answered with "),
            Span::code("/faq"),
            Span::plain("."),
        ],
    ]));
    let mut reply = plain(Tone::Nothing, "I do not know that", body);
    reply.buttons = ways_on();
    reply
}

/// One of a few passages may be meant.
#[must_use]
pub fn unsure() -> Reply {
    titled(
        Tone::Unsure,
        "I am not sure what you mean",
        "One of these may be it:",
    )
}

/// The passage behind a button is gone.
#[must_use]
pub fn gone() -> Reply {
    let mut reply = titled(
        Tone::Notice,
        "That text is no longer here",
        "It was renamed or removed since this message was written. Ask again, or browse.",
    );
    reply.buttons = ways_on();
    reply
}

/// A name of something that is no role.
#[must_use]
pub fn no_role(title: &str, kind: &str) -> Reply {
    titled(
        Tone::Notice,
        &format!("{title} is no role"),
        &format!("I know {title} as a {kind}. This command is about roles."),
    )
}

/// An entry says nothing about a facet.
#[must_use]
pub fn no_facet(title: &str, facet: Facet) -> Reply {
    let about = match facet {
        Facet::Responsibilities => "what people in this role do",
        Facet::Skills => "the skills for it",
        Facet::Roadmap => "a roadmap",
        _ => "that",
    };
    titled(
        Tone::Nothing,
        title,
        &format!("Nobody has written about {about} yet."),
    )
}

/// What a list about a facet is called where no section of the entry names it.
#[must_use]
pub const fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Skills => "Skills",
        _ => ROADMAP,
    }
}

/// Two names that are one entry.
#[must_use]
pub fn same(title: &str) -> Reply {
    titled(
        Tone::Notice,
        "That is one and the same",
        &format!("Both names mean {title}. Name two different things to compare."),
    )
}

/// Why a passage was found, as a sentence.
#[must_use]
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Name(name) => format!("It is known as “{name}”."),
        Reason::Spelling(written, name) => format!("“{written}” is spelt almost like “{name}”."),
        Reason::Wording => "It answers this very question.".to_owned(),
        Reason::Section(heading) => format!("You asked for its section “{heading}”."),
        Reason::Heading(words) => format!("Its question or heading has: {}.", words.join(", ")),
        Reason::Text(words) => format!("Its text has: {}.", words.join(", ")),
        Reason::Typo(written, read) => format!("I read “{written}” as “{read}”."),
        Reason::Meaning => "It means nearly the same as your question.".to_owned(),
    }
}
