//! Errors of an import, and parts of a source that could not be used.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The reason that nothing is imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file or folder cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// A source is not of the format, damaged, or beyond a limit.
    #[error("{file}: {reason}")]
    Unusable {
        /// The file, as the user named it.
        file: String,
        /// The reason, with a line where one is known.
        reason: String,
    },
}

impl ImportError {
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    pub(crate) fn unusable(file: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Unusable {
            file: file.into(),
            reason: reason.into(),
        }
    }
}

/// A part of a source that could not be used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The file, as the user named it; a file of an archive behind the archive's name.
    pub file: String,
    /// The line, counted from 1; 0 for the whole file.
    pub line: u64,
    /// The reason, without a final stop.
    pub reason: String,
}

impl Skipped {
    pub(crate) fn new(file: &str, line: u64, reason: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line,
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, reason } = self;
        match line {
            0 => write!(f, "{file}: {reason}"),
            line => write!(f, "{file}:{line}: {reason}"),
        }
    }
}
