//! The reason that no library could be loaded.

use std::fmt;
use std::io;
use std::path::PathBuf;

use super::Problem;

/// The reason that no library could be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The settings name a language that search cannot read.
    #[error("[languages]: `{code}`, the language of {}, is none that search can read; write one of {}", folder.display(), super::codes::LANGUAGES.join(", "))]
    Language {
        /// The folder of the collection.
        folder: PathBuf,
        /// The code that is unknown.
        code: String,
    },
    /// The folder does not exist or is no folder.
    #[error("there is no knowledge folder at {}; set `knowledge.path` (or mend `collections`), or run Guidepost where that folder is", .0.display())]
    Missing(PathBuf),
    /// The folder holds no entry.
    #[error("the knowledge folder {} holds no entry; put at least one Markdown file into it (its README.md says how)", .0.display())]
    Empty(PathBuf),
    /// A file or folder could not be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// `knowledge.without` names an id that is no entry's; the second text is a suggestion or empty.
    #[error("knowledge.without names `{0}`, which is no entry{1}")]
    NoEntry(String, String),
    /// Files have problems.
    #[error("{}", Listed(.0))]
    Broken(Vec<Problem>),
}

struct Listed<'a>(&'a [Problem]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(problems) = self;
        for problem in *problems {
            writeln!(f, "{problem}")?;
        }
        match problems.len() {
            1 => f.write_str("1 problem found"),
            many => write!(f, "{many} problems found"),
        }
    }
}
