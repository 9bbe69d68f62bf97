//! Drafts of knowledge files. Texts are Markdown as `knowledge/README.md` allows it; names are plain text.

/// A draft of one knowledge file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Stable name of what it was made of, such as `onet:15-2011.00`; the same in every run.
    pub key: String,
    /// The source as the user named it; a later run replaces the entries of the same source.
    pub source: String,
    /// The kind of entry.
    pub kind: DraftKind,
    /// The title.
    pub title: String,
    /// Other names, best first.
    pub aliases: Vec<String>,
    /// Keys of related drafts, best first.
    pub related: Vec<String>,
    /// Moves to other roles.
    pub moves: Vec<Move>,
    /// Codes of O*NET occupations.
    pub onet: Vec<String>,
    /// Its origins; never empty.
    pub origins: Vec<Origin>,
    /// The region in which it holds.
    pub region: Option<String>,
    /// True for an entry of a reference collection, which gives way to entries that people of the community wrote.
    pub fallback: bool,
    /// The definition, one paragraph.
    pub definition: String,
    /// Sections.
    pub sections: Vec<DraftSection>,
    /// Questions with answers.
    pub questions: Vec<DraftQuestion>,
    /// The line of the source at which it begins, counted from 1; 0 for the whole file.
    pub line: u64,
}

/// The kind of an entry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DraftKind {
    /// A job.
    Role,
    /// A word that a person looks up.
    Term,
    /// A topic with many questions.
    #[default]
    Faq,
    /// A longer text with its own headings.
    Guide,
}

impl DraftKind {
    /// Returns the kind as front matter writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Term => "term",
            Self::Faq => "faq",
            Self::Guide => "guide",
        }
    }

    /// Returns the folder of the kind.
    pub(crate) const fn folder(self) -> &'static str {
        match self {
            Self::Role => "roles",
            Self::Term => "terms",
            Self::Faq => "faq",
            Self::Guide => "guides",
        }
    }
}

/// A section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftSection {
    /// Its heading.
    pub heading: String,
    /// Its text.
    pub body: String,
}

/// A question with its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftQuestion {
    /// The question.
    pub question: String,
    /// Other wordings.
    pub wordings: Vec<String>,
    /// The answer.
    pub body: String,
    /// The line of the source at which it begins; 0 where that is not known.
    pub line: u64,
}

/// A move to another role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The key of the other role's draft.
    pub to: String,
    /// `near`, `medium` or `far`.
    pub effort: &'static str,
    /// One sentence.
    pub why: String,
}

/// Something that a reader can check.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The title.
    pub title: String,
    /// The `http` or `https` address, if it is a web page.
    pub url: Option<String>,
}
