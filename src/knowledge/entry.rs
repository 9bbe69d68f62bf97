//! One knowledge file in memory: an [`Entry`] with its front matter and its passages.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Address, EntryId, Facet, RoleFacts, SeniorityLevel, SkillFacts, Skills, Stage};
use crate::markup::Markup;

/// One knowledge file.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The stable id, used by buttons, roadmaps and links.
    pub id: EntryId,
    /// The kind of entry.
    pub kind: EntryKind,
    /// The name as a person would write it.
    pub title: String,
    /// Other names of the same thing.
    pub aliases: Vec<String>,
    /// Entries to read next, best first; links in the text follow those of the front matter.
    pub related: Vec<EntryId>,
    /// Pages that support the text; never empty in a loaded entry.
    pub sources: Vec<Source>,
    /// The day of the last complete review by a person.
    pub reviewed: Date,
    /// The day by which the next review is due.
    pub review_by: Option<Date>,
    /// The region in which the entry holds, where that matters.
    pub region: Option<String>,
    /// The ISO 639-1 code of the language of the text; English where there is none.
    pub language: Option<String>,
    /// The number of the entry's folder, from 0, where several were loaded as one. Of passages that match equally well,
    /// search prefers the one of the later folder.
    pub layer: usize,
    /// True for an entry of a reference collection: names that another entry has stay with that entry, and only questions
    /// that name the entry are answered from it.
    pub fallback: bool,
    /// The collection that the entry belongs to, where questions may be limited to one.
    pub collection: Option<String>,
    /// The stages in which to learn a role, in order.
    pub roadmap: Vec<Stage>,
    /// The skills that a role needs.
    pub skills: Skills,
    /// Further structured data of a role; empty for other kinds.
    pub role_facts: RoleFacts,
    /// Structured data of a skill; empty for other kinds.
    pub skill_facts: SkillFacts,
    /// Material to learn from, best first.
    pub resources: Vec<Resource>,
    /// The text, in the order of the file; the definition comes first.
    pub passages: Vec<Passage>,
    /// The path of the file below the folder that was loaded; reports name it.
    pub file: String,
    /// The path of the file on disk.
    pub path: PathBuf,
    /// The ids in the file, with line and column.
    pub(crate) references: Vec<Reference>,
}

impl Entry {
    /// Returns the passage under `anchor` or under a former anchor of that name; without an anchor
    /// the definition.
    #[must_use]
    pub fn passage(&self, anchor: Option<&str>) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| Self::anchors(passage).any(|name| name == anchor))
    }

    /// Returns whether this is the short form of an address of the passage, present or former.
    pub(super) fn is_short_form(&self, short: &EntryId, passage: &Passage) -> bool {
        Self::anchors(passage).any(|anchor| {
            let address = Address {
                entry: self.id.clone(),
                anchor: anchor.map(Into::into),
            };
            address.shortened().entry == *short
        })
    }

    /// Iterates over the anchors of a passage: the present one, which a definition lacks, and former ones.
    fn anchors(passage: &Passage) -> impl Iterator<Item = Option<&str>> {
        let former = passage.former_anchors.iter();
        std::iter::once(passage.anchor.as_deref()).chain(former.map(|one| Some(&**one)))
    }

    /// Returns the definition.
    #[must_use]
    pub fn definition(&self) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| passage.kind == PassageKind::Definition)
    }

    /// Returns the first section about `facet`.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> Option<&Passage> {
        self.passages
            .iter()
            .find(|passage| passage.kind == PassageKind::Section(Some(facet)))
    }

    /// Iterates over the questions under `## Questions`, in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = &Passage> {
        self.passages
            .iter()
            .filter(|passage| passage.kind == PassageKind::Question)
    }

    /// Iterates over the questions under `## Interview questions`, each with its level, in the order
    /// of the file.
    pub fn interview_questions(&self) -> impl Iterator<Item = (&Passage, Option<SeniorityLevel>)> {
        self.passages
            .iter()
            .filter_map(|passage| match passage.kind {
                PassageKind::InterviewQuestion(level) => Some((passage, level)),
                _ => None,
            })
    }

    /// Returns the address of one of the entry's passages.
    #[must_use]
    pub fn address(&self, passage: &Passage) -> Address {
        Address {
            entry: self.id.clone(),
            anchor: passage.anchor.clone(),
        }
    }

    /// Returns the source that a 1-based index in the front matter names.
    #[must_use]
    pub fn source(&self, number: usize) -> Option<&Source> {
        self.sources.get(number.checked_sub(1)?)
    }
}

/// A text that an answer quotes word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The part of the address after `#`, made of the heading; none for the definition.
    pub anchor: Option<Arc<str>>,
    /// Anchors that the heading had before it was reworded, or in older versions; they lead here as well.
    pub former_anchors: Vec<Arc<str>>,
    /// The heading: the section's, the question, or the entry's title for a definition.
    pub heading: String,
    /// The kind of passage.
    pub kind: PassageKind,
    /// The text under the heading.
    pub body: Markup,
    /// Other wordings of the same question; search indexes them.
    pub wordings: Vec<String>,
    /// Golden questions: people's phrasings for which search must find this passage, and which it never indexes.
    pub golden: Vec<String>,
    /// The line of the heading, counted from 1.
    pub line: usize,
}

/// The kind of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// The text before the first heading.
    Definition,
    /// A section, with its facet where the heading names one.
    Section(Option<Facet>),
    /// A question with its answer.
    Question,
    /// A question of a job interview, with the level that it is for, if the file has one.
    InterviewQuestion(Option<SeniorityLevel>),
}

/// A page that supports an entry, or another origin that a reader can check, such as a document or a channel.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// The page's title, or a description of the origin.
    pub title: String,
    /// The page's `http` or `https` address; `None` for an origin that is no web page.
    pub url: Option<String>,
}

/// A page to learn from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Resource {
    /// The page's title.
    pub title: String,
    /// The page's `http` or `https` address.
    pub url: String,
    /// A remark on cost, length or level, such as `free, about 10 hours`.
    pub note: Option<String>,
}

/// An id in a file, which must be the id of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reference {
    /// The front matter key that names it, or `text` for a link in the text.
    pub key: &'static str,
    /// The id.
    pub target: EntryId,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
}

/// The kind of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// A job.
    Role,
    /// An ability that a person learns.
    Skill,
    /// A word that a person looks up.
    Term,
    /// A topic with many questions.
    Faq,
    /// A longer text with its own headings.
    Guide,
}

impl EntryKind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::Role, Self::Skill, Self::Term, Self::Faq, Self::Guide];

    /// Returns the kind as front matter writes it.
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

    /// Returns the kind that front matter names.
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
