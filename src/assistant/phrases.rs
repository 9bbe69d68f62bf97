//! Everything the bot says in its own words, in one language. None of it is about careers.
//!
//! The words themselves stand in `config/messages`; here they become replies.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::chat::catalog::{self, Command, PRIVATE};
use crate::chat::{Ask, Audience, Button, Door, Place, Reply, ReplyPart, Request, Tone};
use crate::knowledge::{EntryKind, Facet, names};
use crate::language::{Language, MessageArg};
use crate::markup::{Markup, Span};

/// The bot's own words for one person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Phrases {
    /// The language in which it speaks.
    pub language: Language,
    door: Door,
}

impl Phrases {
    /// The words for who asks: in the language of the person's platform, else in English.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        Self::at(&request.place, request.locale.as_deref())
    }

    /// The words for a person of this locale.
    pub(super) fn at(place: &Place, locale: Option<&str>) -> Self {
        Self {
            language: locale.and_then(Language::of).unwrap_or_default(),
            door: place.door,
        }
    }

    /// The same words in the language of this tag, where there is one that the bot speaks.
    #[must_use]
    pub fn in_language(self, tag: Option<&str>) -> Self {
        let language = tag.and_then(Language::of).unwrap_or(self.language);
        Self { language, ..self }
    }

    /// The language in which the platform shows the commands: Discord alone has other names for them
    /// than their own.
    const fn commands(self) -> Language {
        match self.door {
            Door::Discord => self.language,
            Door::Slack | Door::Console => Language::English,
        }
    }

    /// Whether a text is a greeting, thanks or a call for help and nothing else, in any language.
    pub(super) fn greets(text: &str) -> bool {
        static GREETINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
            let all = Language::ALL.map(|language| language.text("greetings", &[]));
            all.iter()
                .flat_map(|list| list.split(','))
                .map(names::key)
                .collect()
        });
        GREETINGS.contains(&names::key(text))
    }

    /// A message of the language.
    pub(super) fn text(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> String {
        self.language.text(id, values)
    }

    pub(super) fn spans(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
        self.language.spans(id, values)
    }

    /// A reply whose title is this message and whose text is its attribute `text`.
    pub(super) fn reply(self, tone: Tone, id: &str, values: &[(&str, MessageArg<'_>)]) -> Reply {
        let text = Markup::paragraph(self.spans(&format!("{id}.text"), values));
        self.plain(tone, self.text(id, values), text)
    }

    /// A reply that is not sent.
    pub(super) fn silent(self) -> Reply {
        self.plain(Tone::Silent, "", Markup::default())
    }

    /// A reply with nothing to press.
    pub(super) fn plain(self, tone: Tone, title: impl Into<String>, body: Markup) -> Reply {
        Reply {
            tone,
            language: self.language,
            title: title.into(),
            parts: vec![ReplyPart {
                body,
                ..ReplyPart::default()
            }],
            picture: None,
            choices: Vec::new(),
            buttons: Vec::new(),
            audience: Audience::Private,
            match_info: None,
        }
    }

    /// A button that opens something.
    pub(super) fn button(self, id: &str, ask: Ask) -> Button {
        Button::open(self.text(id, &[]), ask)
    }

    /// The ways on from a dead end.
    pub(super) fn ways_on(self) -> Vec<Button> {
        let topics = Ask::Faq {
            topic: None,
            page: 0,
        };
        vec![
            self.button("topics", topics),
            self.button("roles", Ask::Roles { page: 0 }),
            self.button("help", Ask::Help),
        ]
    }

    fn with_ways_on(self, tone: Tone, id: &str, values: &[(&str, MessageArg<'_>)]) -> Reply {
        let mut reply = self.reply(tone, id, values);
        reply.buttons = self.ways_on();
        reply
    }

    /// How a command is written, with what it takes.
    pub(super) fn usage(self, command: &Command) -> String {
        command.usage(self.commands())
    }

    /// A command by its name alone, as something to write.
    fn command(self, name: &str) -> MessageArg<'static> {
        let shown = catalog::command(name).map(|command| command.name_in(self.commands()));
        Span::code(format!("/{}", shown.as_deref().unwrap_or(name))).into()
    }

    /// How one asks for an answer that nobody else reads; nothing where nobody else does.
    pub(super) fn how_private(self) -> Markup {
        let (door, option) = match self.door {
            Door::Discord => ("discord", PRIVATE.name_in(self.commands())),
            Door::Slack => ("slack", "private:".to_owned()),
            Door::Console => return Markup::default(),
        };
        let values = [
            ("door", MessageArg::Key(door)),
            ("private", Span::code(option).into()),
        ];
        Markup::paragraph(self.spans("abilities.private", &values))
    }

    /// What something is called by its kind.
    pub(super) fn kind(self, kind: EntryKind) -> String {
        self.text("kind", &[("kind", MessageArg::Key(kind.as_str()))])
    }

    /// A command or button that this version does not know.
    #[must_use]
    pub fn unknown(self) -> Reply {
        self.with_ways_on(Tone::Notice, "unknown", &[])
    }

    /// A text that is too long to be a question.
    pub(super) fn too_long(self, length: usize, limit: usize) -> Reply {
        let values = [("length", length.into()), ("limit", limit.into())];
        self.reply(Tone::Notice, "too-long", &values)
    }

    /// A command without what it needs.
    pub(super) fn missing(self, name: &str) -> Reply {
        let example = catalog::command(name).map_or_else(String::new, |command| {
            let name = command.name_in(self.commands());
            format!("/{name} {}", command.example)
        });
        let values = [("example", Span::code(example).into())];
        self.with_ways_on(Tone::Notice, "missing", &values)
    }

    /// A text without any letter or digit.
    pub(super) fn no_words(self) -> Reply {
        let example = catalog::command("ask").map_or("", |command| command.example);
        self.with_ways_on(Tone::Notice, "no-words", &[("example", example.into())])
    }

    /// More was asked than is answered in so short a time.
    pub(super) fn wait(self, seconds: usize) -> Reply {
        self.reply(Tone::Wait, "wait", &[("seconds", seconds.into())])
    }

    /// An answer that is there, but for the asker alone, where everybody reads along; `open` is what
    /// a button opens to whoever presses it.
    #[must_use]
    pub fn kept_private(self, open: Option<Ask>) -> Reply {
        let values = [("ask", self.command("ask"))];
        let mut reply = self.reply(Tone::Info, "kept-private", &values);
        let button = open.map(|ask| self.button("read-privately", ask));
        reply.buttons = button.into_iter().collect();
        reply
    }

    /// A message of the bot's was taken away.
    #[must_use]
    pub fn dismissed(self) -> Reply {
        self.reply(Tone::Info, "dismissed", &[])
    }

    /// A message that the bot did not write is not taken away.
    #[must_use]
    pub fn not_mine(self) -> Reply {
        self.reply(Tone::Notice, "not-mine", &[])
    }

    /// A message was for somebody else, who may take it away.
    #[must_use]
    pub fn not_yours(self) -> Reply {
        self.reply(Tone::Notice, "not-yours", &[])
    }

    /// The program itself failed; `code` is what the log calls it.
    #[must_use]
    pub fn broken(self, code: &str) -> Reply {
        self.reply(Tone::Notice, "broken", &[("code", code.into())])
    }

    /// Nothing answers the question.
    pub(super) fn nothing(self, asked: &str) -> Reply {
        let mut reply = self.with_ways_on(Tone::Nothing, "nothing", &[("asked", asked.into())]);
        let commands = [
            ("what-is", self.command("what-is")),
            ("skills", self.command("skills")),
            ("roadmap", self.command("roadmap")),
        ];
        let advice = Markup::list([
            self.spans("nothing.rephrase", &[]),
            self.spans("nothing.look-up", &commands),
            self.spans("nothing.browse", &[("faq", self.command("faq"))]),
        ]);
        if let Some(part) = reply.parts.first_mut() {
            part.body.append(advice);
        }
        reply
    }

    /// One of a few passages may be meant.
    pub(super) fn unsure(self) -> Reply {
        self.with_ways_on(Tone::Unsure, "unsure", &[])
    }

    /// The passage behind a button is gone.
    #[must_use]
    pub fn gone(self) -> Reply {
        self.with_ways_on(Tone::Notice, "gone", &[])
    }

    /// A name of something that is no role.
    pub(super) fn no_role(self, title: &str, kind: EntryKind) -> Reply {
        let values = [
            ("title", title.into()),
            ("kind", MessageArg::Key(kind.as_str())),
        ];
        self.with_ways_on(Tone::Notice, "no-role", &values)
    }

    /// An entry says nothing about a facet.
    pub(super) fn no_facet(self, title: &str, facet: Facet) -> Reply {
        let facet = match facet {
            Facet::Responsibilities => "responsibilities",
            Facet::Skills => "skills",
            Facet::Roadmap => "roadmap",
            _ => "other",
        };
        let text = self.spans("no-facet", &[("facet", MessageArg::Key(facet))]);
        self.plain(Tone::Nothing, title, Markup::paragraph(text))
    }

    /// What a list about a facet is called where no section of the entry names it.
    pub(super) fn facet(self, facet: Facet) -> String {
        let id = match facet {
            Facet::Skills => "skills",
            _ => "roadmap",
        };
        self.text(id, &[])
    }

    /// Two names that are one entry.
    pub(super) fn same(self, title: &str) -> Reply {
        self.reply(Tone::Notice, "same", &[("title", title.into())])
    }
}
