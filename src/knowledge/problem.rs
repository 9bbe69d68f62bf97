//! Problems of knowledge files, with hints for their authors.

use std::fmt;

/// A problem of a knowledge file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The path of the file below the folder that was loaded.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// The rule that is broken.
    pub rule: Rule,
    /// One sentence without a final stop.
    pub message: String,
    /// A hint on the fix, if the message does not imply it.
    pub hint: Option<String>,
    /// Severity.
    pub severity: Severity,
}

/// Severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// `guidepost check` fails.
    Error,
    /// `guidepost check` reports it and succeeds.
    Warning,
}

impl Severity {
    /// Returns the severity's name in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// A rule for knowledge files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The file is UTF-8 text, not too large, and its name is an id.
    File,
    /// The front matter has the required keys, no unknown ones, and values of the right form.
    FrontMatter,
    /// A name belongs to one entry.
    Name,
    /// A link or an id leads to an entry, and readers can see it.
    Link,
    /// There is a definition; it is short and stands alone.
    Definition,
    /// A heading has the right level, an address of its own, and text under it.
    Heading,
    /// A body uses only Markdown that every platform can show.
    Markup,
    /// A comment with a key has the right form.
    Comment,
    /// A passage fits into one message.
    Length,
    /// A question is asked once.
    Duplicate,
    /// Two passages do not answer the same question in other words.
    Double,
    /// Two passages that answer the same question agree.
    Contradiction,
    /// Review dates are past, dates to review by are not.
    Review,
    /// Every entry is referred to, and every skill is used.
    Orphan,
    /// The name of an entry is written as the entry writes it.
    Spelling,
    /// The placeholders of a template are replaced.
    Unwritten,
    /// Golden questions are not indexed, and belong to one passage.
    Golden,
    /// Skills neither imply nor follow themselves.
    Cycle,
    /// The text of a role mentions the skills that it lists.
    Mention,
    /// The skills of two roles differ.
    Twin,
    /// Pay figures are in order and not of a year to come.
    Pay,
    /// A text has none of the phrases in `config/style.toml`.
    Style,
}

impl Rule {
    /// Returns the rule's name in reports.
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
            Self::Double => "double",
            Self::Contradiction => "contradiction",
            Self::Review => "review",
            Self::Orphan => "orphan",
            Self::Spelling => "spelling",
            Self::Unwritten => "unwritten",
            Self::Golden => "golden",
            Self::Cycle => "cycle",
            Self::Mention => "mention",
            Self::Twin => "twin",
            Self::Pay => "pay",
            Self::Style => "style",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Problem {
    /// Builds an error at the beginning of a line.
    pub fn at(file: &str, line: usize, rule: Rule, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            column: 1,
            rule,
            message: message.into(),
            hint: None,
            severity: Severity::Error,
        }
    }

    /// Sets the hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Sets the column, counted from 1.
    #[must_use]
    pub(super) fn column(self, column: usize) -> Self {
        Self { column, ..self }
    }

    /// Turns the problem into a warning.
    #[must_use]
    pub(crate) fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
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
            severity,
        } = self;
        let severity = match severity {
            Severity::Error => "",
            Severity::Warning => "warning: ",
        };
        write!(f, "{file}:{line}:{column}: {severity}{message} [{rule}]")?;
        match hint {
            Some(hint) => write!(f, "\n    hint: {hint}"),
            None => Ok(()),
        }
    }
}
