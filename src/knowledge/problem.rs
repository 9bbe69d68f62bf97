//! What is wrong with a file, said so that its author can mend it.

use std::fmt;

/// One thing that is wrong with a knowledge file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the folder that was loaded.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// Which rule it breaks.
    pub rule: Rule,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// What to do, where that is not plain from the message.
    pub hint: Option<String>,
}

/// A rule that knowledge files keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The file is UTF-8 text, not too large, and its name is an id.
    File,
    /// The front matter has the keys that it needs, and no other.
    FrontMatter,
    /// A name leads to one entry.
    Name,
    /// A link or an id leads to an entry.
    Link,
    /// There is a definition; it is short and stands alone.
    Definition,
    /// A heading stands at its level, has an address of its own, and text under it.
    Heading,
    /// A body uses only what every platform can show.
    Markup,
    /// A comment for search or for tests is a list of quoted texts.
    Comment,
    /// A passage can be read at once.
    Length,
    /// A question is asked once.
    Duplicate,
    /// Review dates are past, dates to review by are not.
    Review,
    /// Something leads to every entry.
    Orphan,
    /// The name of an entry is written as the entry writes it.
    Spelling,
    /// What a template left to write is written.
    Unwritten,
    /// A golden question stands nowhere in what search reads.
    Golden,
}

impl Rule {
    /// The rule's name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::FrontMatter => "front-matter",
            Self::Name => "name",
            Self::Link => "link",
            Self::Definition => "definition",
            Self::Heading => "heading",
            Self::Markup => "markup",
            Self::Comment => "comment",
            Self::Length => "length",
            Self::Duplicate => "duplicate",
            Self::Review => "review",
            Self::Orphan => "orphan",
            Self::Spelling => "spelling",
            Self::Unwritten => "unwritten",
            Self::Golden => "golden",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Problem {
    /// A problem at the beginning of a line.
    pub fn at(file: &str, line: usize, rule: Rule, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column: 1,
            rule,
            message: message.into(),
            hint: None,
        }
    }

    /// The problem with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            column,
            rule,
            message,
            hint,
        } = self;
        write!(f, "{file}:{line}:{column}: {message} [{rule}]")?;
        match hint {
            Some(hint) => write!(f, "\n    hint: {hint}"),
            None => Ok(()),
        }
    }
}
