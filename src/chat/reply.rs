//! What a person reads, before any platform has its say.

use jiff::civil::Date;

use super::{Ask, Explanation, Picture};
use crate::knowledge::Address;
use crate::language::Language;
use crate::markup::Markup;

/// What a person reads. A door takes it apart whole, so that a new field makes each door say
/// something about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// How it is meant.
    pub tone: Tone,
    /// The language of the bot's own words in it; what it quotes stays as it was written.
    pub language: Language,
    /// One line on top, without any style.
    pub title: String,
    /// What it says, part by part.
    pub parts: Vec<ReplyPart>,
    /// A picture below the text.
    pub picture: Option<Picture>,
    /// What the person may have meant, or where it is an answer related questions; each is offered
    /// as something to choose.
    pub choices: Vec<Choice>,
    /// Further things to press, those about this very reply first.
    pub buttons: Vec<Button>,
    /// Who may read it.
    pub audience: Audience,
    /// How the answer was found; none where nothing was looked for.
    pub match_info: Option<MatchInfo>,
}

/// How a reply is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// This is the answer.
    Answer,
    /// It is one of these, or something like them.
    Unsure,
    /// There is no answer here.
    Nothing,
    /// Something about the bot itself: help, lists.
    Info,
    /// The person has to do something differently.
    Notice,
    /// The person asked enough for now. It is a private note, or none: said to everybody, it would
    /// itself be too much.
    Wait,
    /// Nothing is to be sent: a message that does not address the bot and has no sure public answer,
    /// or a delivery that is answered already.
    Silent,
}

impl Tone {
    /// The message that says, before one has picked, what a reply's choices are.
    #[must_use]
    pub const fn choosing(self) -> &'static str {
        match self {
            Self::Answer => "related",
            Self::Info => "pick-listed",
            Self::Unsure | Self::Nothing | Self::Notice | Self::Wait | Self::Silent => "pick",
        }
    }
}

/// A part of a reply.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReplyPart {
    /// A heading above it.
    pub heading: Option<String>,
    /// The text.
    pub body: Markup,
    /// Where the text comes from; none for the bot's own words.
    pub citation: Option<Citation>,
}

/// Where a passage comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Its address in the library.
    pub address: Address,
    /// The title of its entry.
    pub entry: String,
    /// Pages where a reader can check it: title and web address.
    pub sources: Vec<(String, String)>,
    /// The day a person last found it true.
    pub reviewed: Date,
    /// Where in the world it holds.
    pub region: Option<String>,
}

impl Citation {
    /// The month in which a person last found it true, such as `2026-11`.
    #[must_use]
    pub fn month(&self) -> String {
        self.reviewed.strftime("%Y-%m").to_string()
    }
}

/// Something that the person may have meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What to call it.
    pub label: String,
    /// The entry it belongs to, or another short remark.
    pub detail: String,
    /// What choosing it asks.
    pub ask: Ask,
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub label: String,
    /// What pressing it asks.
    pub ask: Ask,
    /// Whether it turns a page: what it asks for belongs in the place of what it stands on.
    pub turns: bool,
}

impl Button {
    /// A button that opens something beside what it stands on.
    pub fn open(label: impl Into<String>, ask: Ask) -> Self {
        Self {
            label: label.into(),
            ask,
            turns: false,
        }
    }

    /// A button that turns a page.
    pub fn turn(label: impl Into<String>, ask: Ask) -> Self {
        Self {
            turns: true,
            ..Self::open(label, ask)
        }
    }
}

/// Who may read a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everybody where it was asked.
    Public,
    /// Only the asker.
    Private,
}

/// How an answer was found.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchInfo {
    /// What search said.
    pub certainty: Certainty,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// Why, in terms that a person understands.
    pub reasons: Vec<String>,
    /// The same for the one passage that was found, short enough for a button.
    pub why: Option<Explanation>,
    /// The passages that came nearest where nothing answers, best first; a few.
    pub near: Vec<Address>,
}

/// What search says of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Certainty {
    /// This passage answers it.
    Sure,
    /// One of a few passages may answer it.
    Unsure,
    /// Nothing here answers it.
    Nothing,
}

impl Certainty {
    /// The name of the certainty in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Unsure => "unsure",
            Self::Nothing => "nothing",
        }
    }
}
