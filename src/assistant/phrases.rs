//! The bot's own texts as replies, in the language of one request. None of them is about careers.
//!
//! The texts are in `config/messages`.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::chat::catalog::{self, Command, PRIVATE};
use crate::chat::{
    Ask, Audience, Button, ButtonStyle, Door, Place, Reply, ReplyKind, ReplyPart, Request,
};
use crate::knowledge::{EntryKind, Facet, names};
use crate::language::{Language, MessageArg};
use crate::markup::{Markup, Span};
use crate::search::SmallTalk;

/// The bot's own texts in the language of one request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Phrases {
    /// The language of the texts.
    pub language: Language,
    door: Door,
}

impl Phrases {
    /// Returns the texts in the person's language on the platform, else in English.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        Self::at(&request.place, request.locale.as_deref())
    }

    /// Returns the texts for a locale, else in English.
    pub(super) fn at(place: &Place, locale: Option<&str>) -> Self {
        Self::in_locale(place.door, locale)
    }

    /// Returns the texts for a platform and a locale where there is no request.
    #[must_use]
    pub fn in_locale(door: Door, locale: Option<&str>) -> Self {
        Self {
            language: locale.and_then(Language::of).unwrap_or_default(),
            door,
        }
    }

    /// Switches to the language of this BCP 47 tag, if there is a message file for it.
    #[must_use]
    pub fn in_language(self, tag: Option<&str>) -> Self {
        let language = tag.and_then(Language::of).unwrap_or(self.language);
        Self { language, ..self }
    }

    /// Returns the language of command names; only Discord translates them.
    const fn commands(self) -> Language {
        match self.door {
            Door::Discord => self.language,
            Door::Slack | Door::Console => Language::English,
        }
    }

    /// Returns whether the text asks for nothing but help, in any language.
    pub(super) fn asks_for_help(text: &str) -> bool {
        static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
            let lists = Language::ALL.map(|language| language.text("help-words", &[]));
            let words = lists.iter().flat_map(|list| list.split(','));
            words.map(names::key).collect()
        });
        WORDS.contains(&names::key(text))
    }

    /// Formats a message as plain text.
    pub(super) fn text(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> String {
        self.language.text(id, values)
    }

    /// Formats a message as spans.
    pub(super) fn spans(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
        self.language.spans(id, values)
    }

    /// Builds a reply with a message as its title and the message's attribute `text` as its body.
    pub(super) fn reply(
        self,
        kind: ReplyKind,
        id: &str,
        values: &[(&str, MessageArg<'_>)],
    ) -> Reply {
        let body = Markup::paragraph(self.spans(&format!("{id}.text"), values));
        self.plain(kind, self.text(id, values), body)
    }

    /// Builds a reply that is not sent.
    pub(super) fn silent(self) -> Reply {
        self.plain(ReplyKind::Silent, "", Markup::default())
    }

    /// Builds a private reply without buttons and choices.
    pub(super) fn plain(self, kind: ReplyKind, title: impl Into<String>, body: Markup) -> Reply {
        Reply {
            kind,
            language: self.language,
            title: title.into(),
            parts: vec![ReplyPart {
                body,
                ..ReplyPart::default()
            }],
            picture: None,
            note: None,
            menu: Vec::new(),
            votes: Vec::new(),
            choices: Vec::new(),
            buttons: Vec::new(),
            audience: Audience::Private,
            match_info: None,
        }
    }

    /// Builds a button whose label is a message.
    pub(super) fn button(self, id: &str, ask: Ask) -> Button {
        Button::open(self.text(id, &[]), ask)
    }

    /// Returns the buttons below a reply without an answer: topics, roles, help.
    pub(super) fn navigation_buttons(self) -> Vec<Button> {
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

    fn with_navigation(
        self,
        kind: ReplyKind,
        id: &str,
        values: &[(&str, MessageArg<'_>)],
    ) -> Reply {
        let mut reply = self.reply(kind, id, values);
        reply.buttons = self.navigation_buttons();
        reply
    }

    /// Returns the syntax of a command.
    pub(super) fn usage(self, command: &Command) -> String {
        command.usage(self.commands())
    }

    /// Returns the name of a command as an argument of a message, such as `/ask`.
    pub(super) fn command(self, name: &str) -> MessageArg<'static> {
        self.command_span(name).into()
    }

    /// Returns the name of a command as a span of code.
    pub(super) fn command_span(self, name: &str) -> Span {
        let shown = catalog::command(name).map(|command| command.name_in(self.commands()));
        Span::code(format!("/{}", shown.as_deref().unwrap_or(name)))
    }

    /// Returns the instructions for private answers; empty in a terminal, where all answers are
    /// private.
    pub(super) fn how_private(self) -> Vec<Span> {
        let (door, option) = match self.door {
            Door::Discord => ("discord", PRIVATE.name_in(self.commands())),
            Door::Slack => ("slack", "private:".to_owned()),
            Door::Console => return Vec::new(),
        };
        let values = [
            ("door", MessageArg::Key(door)),
            ("private", Span::code(option).into()),
        ];
        self.spans("abilities.private", &values)
    }

    /// Returns the name of a kind of entry.
    pub(super) fn kind(self, kind: EntryKind) -> String {
        self.text("kind", &[("kind", MessageArg::Key(kind.as_str()))])
    }

    /// Builds the reply to an unknown command or button.
    #[must_use]
    pub fn unknown(self) -> Reply {
        self.with_navigation(ReplyKind::Notice, "unknown", &[])
    }

    /// Builds the reply to a text that is too long.
    pub(super) fn too_long(self, length: usize, limit: usize) -> Reply {
        let values = [("length", length.into()), ("limit", limit.into())];
        self.reply(ReplyKind::Notice, "too-long", &values)
    }

    /// Builds the reply to a command without a required option.
    pub(super) fn missing(self, name: &str) -> Reply {
        let example = catalog::command(name).map_or_else(String::new, |command| {
            let name = command.name_in(self.commands());
            format!("/{name} {}", command.example)
        });
        let values = [("example", Span::code(example).into())];
        self.with_navigation(ReplyKind::Notice, "missing", &values)
    }

    /// Builds the reply to a text without any letter or digit.
    pub(super) fn no_words(self) -> Reply {
        let values = [("example", ask_example().into())];
        self.with_navigation(ReplyKind::Notice, "no-words", &values)
    }

    /// Builds the reply to a request that exceeds a rate limit; `seconds` is the time until the
    /// next one is allowed.
    pub(super) fn wait(self, seconds: usize) -> Reply {
        self.reply(ReplyKind::Wait, "wait", &[("seconds", seconds.into())])
    }

    /// Builds the question of which role is meant; the caller adds the choices.
    pub(super) fn which_role(self) -> Reply {
        self.reply(ReplyKind::Unsure, "which-role", &[])
    }

    /// Builds the reply to a request that cannot be served in time, as too many come at once.
    #[must_use]
    pub fn busy(self) -> Reply {
        self.reply(ReplyKind::Notice, "busy", &[])
    }

    /// Builds the private note that an answer is queued because of the channel's rate limit, for about `seconds`.
    #[must_use]
    pub fn queued(self, seconds: usize) -> Reply {
        self.reply(ReplyKind::Notice, "queued", &[("seconds", seconds.into())])
    }

    /// Builds the reply to a mention of the bot's role, whose text the platform hides.
    #[must_use]
    pub fn role_mentioned(self) -> Reply {
        self.reply(ReplyKind::Notice, "role-mentioned", &[])
    }

    /// Builds the reply to a person of a workspace for which no token is set.
    #[must_use]
    pub fn no_workspace(self) -> Reply {
        self.reply(ReplyKind::Notice, "no-workspace", &[])
    }

    /// Builds the public note that an answer is private. Its button opens `open` privately for the
    /// person who presses it.
    #[must_use]
    pub fn kept_private(self, open: Option<Ask>) -> Reply {
        let values = [("ask", self.command("ask"))];
        self.with_private_button(self.reply(ReplyKind::Info, "kept-private", &values), open)
    }

    /// Builds the reply after a message of the bot was deleted.
    #[must_use]
    pub fn dismissed(self) -> Reply {
        self.reply(ReplyKind::Info, "dismissed", &[])
    }

    /// Builds the refusal to delete a message that the bot did not write.
    #[must_use]
    pub fn not_mine(self) -> Reply {
        self.reply(ReplyKind::Notice, "not-mine", &[])
    }

    /// Builds the refusal to delete a reply to another person.
    #[must_use]
    pub fn not_yours(self) -> Reply {
        self.reply(ReplyKind::Notice, "not-yours", &[])
    }

    /// Builds the reply to an internal error with its code in the log.
    #[must_use]
    pub fn broken(self, code: &str) -> Reply {
        self.reply(ReplyKind::Notice, "broken", &[("code", code.into())])
    }

    /// Builds the reply to a question without an answer in the library.
    pub(super) fn nothing(self, question: &str) -> Reply {
        let values = [("asked", question.into())];
        let mut reply = self.with_navigation(ReplyKind::Nothing, "nothing", &values);
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

    /// Builds the base of a reply with suggestions, which the caller adds.
    pub(super) fn unsure(self) -> Reply {
        self.with_navigation(ReplyKind::Unsure, "unsure", &[])
    }

    /// Builds the base of a reply with the closest passage, which the caller adds.
    pub(super) fn likely(self) -> Reply {
        self.reply(ReplyKind::Likely, "likely", &[])
    }

    /// Builds the public note that there may be an answer. Its button opens `open` privately for the person who presses
    /// it.
    #[must_use]
    pub fn likely_private(self, open: Option<Ask>) -> Reply {
        self.with_private_button(self.reply(ReplyKind::Info, "likely-private", &[]), open)
    }

    /// Adds the button that opens `open` privately to the public note about a private answer.
    fn with_private_button(self, note: Reply, open: Option<Ask>) -> Reply {
        let button = open.map(|ask| self.button("read-privately", ask));
        let button = button.map(|button| button.styled(ButtonStyle::Primary));
        Reply {
            buttons: button.into_iter().collect(),
            ..note
        }
    }

    /// Builds the base of the reply that an entry lacks the requested section; `near` says whether the caller adds similar
    /// passages.
    pub(super) fn lacks_section(self, title: &str, near: bool) -> Reply {
        let values = [("title", title.into())];
        let mut reply = self.with_navigation(ReplyKind::Unsure, "lacks-section", &values);
        if !near {
            reply.kind = ReplyKind::Nothing;
            reply.parts = vec![ReplyPart::default()];
        }
        reply
    }

    /// Builds the reply to small talk.
    pub(super) fn small_talk(self, kind: SmallTalk) -> Reply {
        let id = match kind {
            SmallTalk::Greeting => "greeting",
            SmallTalk::WellBeing => "well-being",
            SmallTalk::Thanks => "thanks",
            SmallTalk::Goodbye => "goodbye",
            SmallTalk::Agreement => "agreement",
            SmallTalk::Identity => "identity",
        };
        self.reply(ReplyKind::Info, id, &[("example", ask_example().into())])
    }

    /// Builds the reply to a request for a passage or entry that is no longer in the library.
    #[must_use]
    pub fn gone(self) -> Reply {
        self.with_navigation(ReplyKind::Notice, "gone", &[])
    }

    /// Builds the reply to a name of another kind of entry where a role is required.
    pub(super) fn no_role(self, title: &str, kind: EntryKind) -> Reply {
        let values = [
            ("title", title.into()),
            ("kind", MessageArg::Key(kind.as_str())),
        ];
        self.with_navigation(ReplyKind::Notice, "no-role", &values)
    }

    /// Builds the reply about an entry that has no section about a facet.
    pub(super) fn no_facet(self, title: &str, facet: Facet) -> Reply {
        let facet = match facet {
            Facet::Responsibilities => "responsibilities",
            Facet::Skills => "skills",
            Facet::Roadmap => "roadmap",
            _ => "other",
        };
        let values = [("facet", MessageArg::Key(facet))];
        let body = Markup::paragraph(self.spans("no-facet", &values));
        self.plain(ReplyKind::Nothing, title, body)
    }

    /// Returns the title of a list about a facet where the entry has no section about it.
    pub(super) fn facet(self, facet: Facet) -> String {
        let is_skills = facet == Facet::Skills;
        self.text(if is_skills { "skills" } else { "roadmap" }, &[])
    }

    /// Builds the reply to a comparison of an entry with itself.
    pub(super) fn same(self, title: &str) -> Reply {
        self.reply(ReplyKind::Notice, "same", &[("title", title.into())])
    }
}

/// Returns the example question of the command `ask`.
fn ask_example() -> &'static str {
    catalog::command("ask").map_or("", |command| command.example)
}
