//! Platform-independent replies.

use jiff::civil::Date;

use super::{Ask, Explanation, Picture};
use crate::knowledge::Address;
use crate::language::Language;
use crate::markup::{Block, Item, Markup, Span};

/// Maximum number of buttons of a reply, votes included; everything else is in [`Reply::menu`].
pub(crate) const MAX_BUTTONS: usize = 5;

/// A reply to a request. Doors destructure it without `..`, so that the compiler reports a new field in each door.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// Its kind, which decides its format, its audience and whether it is sent.
    pub kind: ReplyKind,
    /// The language of the bot's own texts in it. Quoted passages keep theirs.
    pub language: Language,
    /// The title: one line without markup.
    pub title: String,
    /// Its text in parts.
    pub parts: Vec<ReplyPart>,
    /// A picture below the text; no reply has one yet.
    pub picture: Option<Picture>,
    /// A line in small print below the text, such as that people wrote the answer.
    pub note: Option<String>,
    /// Suggestions, items of a list, or related questions below an answer, in the order of their importance.
    pub choices: Vec<Choice>,
    /// Everything else that can be done from here. Doors add it to the choices, in one select.
    pub menu: Vec<Choice>,
    /// The next steps that the person most likely wants, the most likely first. Together with the votes there are at most
    /// [`MAX_BUTTONS`].
    pub buttons: Vec<Button>,
    /// The buttons of the person's opinion of the passage, apart from the others: the two votes, or the one that takes
    /// back the vote that is kept.
    pub votes: Vec<Button>,
    /// The people who can read it.
    pub audience: Audience,
    /// Search certainty and reasons; `None` if nothing was searched for.
    pub match_info: Option<MatchInfo>,
}

/// The kind of a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplyKind {
    /// The answer.
    Answer,
    /// The closest passage, which may answer. Private, unless the person asked for a public answer.
    Likely,
    /// Suggestions, one of which may answer.
    Unsure,
    /// No answer was found.
    Nothing,
    /// A question to the person, whose answers are its choices.
    Asking,
    /// Information about the bot, such as help and lists.
    Info,
    /// A notice: the request cannot be served as it is.
    Notice,
    /// A rate limit is reached. Private or not sent at all, as the limit exists to avoid public messages.
    Wait,
    /// Not sent: for a message that does not address the bot and has no sure public answer, or a repeated delivery.
    Silent,
}

impl ReplyKind {
    /// Returns the id of the message in the placeholder of the select of the choices and the menu.
    #[must_use]
    pub const fn select_message(self) -> &'static str {
        match self {
            Self::Answer | Self::Likely => "more-about-this",
            other => other.choices_message(),
        }
    }

    /// Returns the id of the message above a list of the choices.
    #[must_use]
    pub const fn choices_message(self) -> &'static str {
        match self {
            Self::Answer | Self::Likely => "related",
            Self::Info => "pick-listed",
            Self::Asking => "choose",
            Self::Unsure | Self::Nothing | Self::Notice | Self::Wait | Self::Silent => "pick",
        }
    }
}

/// A part of a reply.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplyPart {
    /// The aspect of a comparison of which it tells. Parts in a row with the same one stand side by side: their headings
    /// name what is compared, or the groups of one list.
    pub aspect: Option<String>,
    /// The heading above it.
    pub heading: Option<String>,
    /// The text.
    pub body: Markup,
    /// The source of the text; `None` for the bot's own texts.
    pub citation: Option<Citation>,
}

impl ReplyPart {
    /// Returns the items of a body that is one flat list; `None` for any other body.
    pub(crate) fn flat_list(&self) -> Option<&[Item]> {
        match self.body.blocks.as_slice() {
            [Block::List(items)] if items.iter().all(|item| item.depth == 0) => Some(items),
            _ => None,
        }
    }

    /// Returns the body as it stands beside others: a flat list in one line, with commas.
    pub(crate) fn in_line(&self) -> Markup {
        let Some(items) = self.flat_list() else {
            return self.body.clone();
        };
        let mut line: Vec<Span> = Vec::new();
        for item in items {
            if !line.is_empty() {
                line.push(Span::plain(", "));
            }
            line.extend(item.spans.iter().cloned());
        }
        Markup::paragraph(line)
    }
}

/// Splits the parts of a reply into those that stand side by side, and single ones.
pub(crate) fn side_by_side(parts: &[ReplyPart]) -> impl Iterator<Item = &[ReplyPart]> {
    parts.chunk_by(|one, next| one.aspect.is_some() && one.aspect == next.aspect)
}

/// The source of a quoted passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The passage's address in the library.
    pub address: Address,
    /// The title of the passage's entry.
    pub entry: String,
    /// Pages and other origins behind it: title, and URL where there is one.
    pub sources: Vec<(String, Option<String>)>,
    /// The day of the last review.
    pub reviewed: Date,
    /// The region in which it holds, where it does not hold everywhere.
    pub region: Option<String>,
}

impl Citation {
    /// Returns the month of the last review, such as `2026-11`.
    #[must_use]
    pub fn month(&self) -> String {
        self.reviewed.strftime("%Y-%m").to_string()
    }
}

/// An item of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its label.
    pub label: String,
    /// A short addition, such as the title of its entry; may be empty.
    pub detail: String,
    /// The ask that choosing it sends.
    pub ask: Ask,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Its label.
    pub label: String,
    /// The ask that pressing it sends.
    pub ask: Ask,
    /// True for paging: the reply replaces the message that has the button.
    pub turns: bool,
    /// Its emphasis. The label says the same without it.
    pub style: ButtonStyle,
}

/// The emphasis of a button.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum ButtonStyle {
    /// One of several equal steps.
    #[default]
    Plain,
    /// The one step that the reply suggests; at most one of a reply.
    Primary,
    /// Deletes something of the person's.
    Danger,
}

impl Button {
    /// Creates a button whose reply is a new message.
    pub fn open(label: impl Into<String>, ask: Ask) -> Self {
        Self {
            label: label.into(),
            ask,
            turns: false,
            style: ButtonStyle::Plain,
        }
    }

    /// Creates a button whose reply replaces the message that has it.
    pub fn turn(label: impl Into<String>, ask: Ask) -> Self {
        Self {
            turns: true,
            ..Self::open(label, ask)
        }
    }

    /// Sets the emphasis.
    #[must_use]
    pub fn styled(self, style: ButtonStyle) -> Self {
        Self { style, ..self }
    }
}

/// Returns the items of the one select below a reply: its choices, then its menu, each ask once.
pub(crate) fn select_items<'a>(choices: &'a [Choice], menu: &'a [Choice]) -> Vec<&'a Choice> {
    let mut items: Vec<&Choice> = Vec::new();
    for item in choices.iter().chain(menu) {
        if !items.iter().any(|known| known.ask == item.ask) {
            items.push(item);
        }
    }
    items
}

/// The people who can read a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everybody in the channel.
    Public,
    /// Only the asker.
    Private,
}

/// The search result behind a reply.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchInfo {
    /// The certainty of the search.
    pub certainty: Certainty,
    /// The calibrated confidence, from 0 to 1.
    pub confidence: f32,
    /// The reasons as sentences for people.
    pub reasons: Vec<String>,
    /// The reasons as a button encodes them; `None` unless one passage was found.
    pub why: Option<Explanation>,
    /// The nearest passages where nothing answers, best first.
    pub near: Vec<Address>,
}

/// The certainty of a search, which is that of its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// A passage answers the question.
    Sure,
    /// A passage probably answers it.
    Likely,
    /// One of a few passages may answer it.
    Unsure,
    /// Nothing in the library answers it.
    Nothing,
}

impl Certainty {
    /// Returns the name in JSON output.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Unsure => "unsure",
            Self::Nothing => "nothing",
        }
    }
}
