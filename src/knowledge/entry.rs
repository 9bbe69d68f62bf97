//! What one file of knowledge holds: an entry and its passages.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Address, EntryId};
use crate::markup::Markup;

/// One file of knowledge.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The stable name that buttons, roadmaps and links use.
    pub id: EntryId,
    /// What sort of thing it is.
    pub kind: EntryKind,
    /// Its name as a person would write it.
    pub title: String,
    /// Other names of the same thing.
    pub aliases: Vec<String>,
    /// What a reader may want next, best first; links in the text stand behind the given ones.
    pub related: Vec<EntryId>,
    /// Where a reader can check it; never empty.
    pub sources: Vec<Source>,
    /// The day a person last found the whole entry true.
    pub reviewed: Date,
    /// The day after which it must be read again.
    pub review_by: Option<Date>,
    /// Where in the world it holds, where that matters.
    pub region: Option<String>,
    /// The collection it belongs to, where questions may be limited to one.
    pub collection: Option<String>,
    /// The way to learn a role, stage by stage.
    pub roadmap: Vec<Stage>,
    /// What a role asks for.
    pub skills: Skills,
    /// What it says. The first is its definition.
    pub passages: Vec<Passage>,
    /// What to call its file: its path below the folder it was loaded from.
    pub file: String,
    /// Where its file lies.
    pub path: PathBuf,
}

impl Entry {
    /// The passage under `anchor`; without one the definition.
    #[must_use]
    pub fn passage(&self, anchor: Option<&str>) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| passage.anchor.as_deref() == anchor)
    }

    /// The entry's definition.
    #[must_use]
    pub fn definition(&self) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| passage.kind == PassageKind::Definition)
    }

    /// The first section about `facet`.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| passage.kind == PassageKind::Section(Some(facet)))
    }

    /// The questions that the entry answers, in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = &Passage> {
        self.passages
            .iter()
            .filter(|passage| passage.kind == PassageKind::Question)
    }

    /// The address of one of the entry's passages.
    #[must_use]
    pub fn address(&self, passage: &Passage) -> Address {
        Address {
            entry: self.id.clone(),
            anchor: passage.anchor.clone(),
        }
    }
}

/// What an answer quotes, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its part of the address; none for the definition.
    pub anchor: Option<Arc<str>>,
    /// The heading above it: the section's, the question, or the entry's title for a definition.
    pub heading: String,
    /// Which kind of passage it is.
    pub kind: PassageKind,
    /// What it says.
    pub body: Markup,
    /// Other wordings of the same question; search reads them.
    pub wordings: Vec<String>,
    /// Golden questions: real ones that must land here. Search never reads them.
    pub golden: Vec<String>,
    /// The line of its heading, counted from 1.
    pub line: usize,
}

/// What part of an entry a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// What stands before the first heading.
    Definition,
    /// A section, about a facet where its heading names one.
    Section(Option<Facet>),
    /// A question with its answer.
    Question,
}

/// A page that a reader can open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// What the page is called.
    pub title: String,
    /// Its `http` or `https` address.
    pub url: String,
}

/// One stage of a roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// What the stage is called.
    pub name: String,
    /// What to learn in it, in order: ids of skills or terms.
    pub steps: Vec<EntryId>,
}

/// What a role asks for: ids of skills or terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Skills {
    /// Without these the job cannot be done.
    pub core: Vec<EntryId>,
    /// These make it easier.
    pub helpful: Vec<EntryId>,
    /// How people work together in it.
    pub human: Vec<EntryId>,
}

impl Skills {
    /// All of them, core first.
    pub fn all(&self) -> impl Iterator<Item = &EntryId> {
        self.core.iter().chain(&self.helpful).chain(&self.human)
    }
}

/// What sort of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A job.
    Role,
    /// Something a person learns.
    Skill,
    /// Something a person looks up.
    Term,
    /// One topic with many questions.
    Faq,
    /// A longer text with its own headings.
    Guide,
}

impl EntryKind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Role, Self::Skill, Self::Term, Self::Faq, Self::Guide];

    /// The kind as front matter writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Skill => "skill",
            Self::Term => "term",
            Self::Faq => "faq",
            Self::Guide => "guide",
        }
    }

    /// The kind that front matter names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl fmt::Display for EntryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a section is about, so that a command finds it in any entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// What it is, at length.
    Overview,
    /// What people in a role do.
    Responsibilities,
    /// How a day goes.
    Day,
    /// What a role asks for.
    Skills,
    /// Languages, frameworks and programs.
    Tools,
    /// How it differs from its neighbours.
    Differences,
    /// How to begin.
    Start,
    /// In which order to learn.
    Roadmap,
    /// Degrees, courses, certificates.
    Education,
    /// What it pays.
    Pay,
    /// What interviews ask.
    Interview,
    /// How seniority grows.
    Seniority,
    /// Why it matters.
    Why,
    /// How to learn it.
    Learn,
}

/// Headings that name a facet, the preferred one of each facet first.
pub(super) const HEADINGS: [(&str, Facet); 17] = [
    ("Overview", Facet::Overview),
    ("What they do", Facet::Responsibilities),
    ("Responsibilities", Facet::Responsibilities),
    ("A typical day", Facet::Day),
    ("Skills", Facet::Skills),
    ("Languages and tools", Facet::Tools),
    ("Tools", Facet::Tools),
    ("How it differs", Facet::Differences),
    ("How to start with no experience", Facet::Start),
    ("How to start", Facet::Start),
    ("Roadmap", Facet::Roadmap),
    ("Education", Facet::Education),
    ("Pay", Facet::Pay),
    ("Interview topics", Facet::Interview),
    ("How seniority grows", Facet::Seniority),
    ("Why it matters", Facet::Why),
    ("How to learn it", Facet::Learn),
];

impl Facet {
    /// The facet that a section's heading names, whatever its case.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        HEADINGS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(heading))
            .map(|(_, facet)| *facet)
    }
}
