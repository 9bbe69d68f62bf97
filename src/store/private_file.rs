//! Files with mode 0600, and the identity of a file on disk.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// Returns the path with `end` appended, such as SQLite's `guidepost.db-wal` for `guidepost.db`.
pub(super) fn sibling(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Device and inode number of a file, where the system has them.
pub(super) type FileId = Option<(u64, u64)>;

/// Returns the identity of the file at a path; `None` where there is no file.
#[cfg(unix)]
pub(super) fn file_id(file: &Path) -> FileId {
    use std::os::unix::fs::MetadataExt as _;
    let file = file.metadata().ok()?;
    Some((file.dev(), file.ino()))
}

/// Returns whether there is a file at a path, as a constant identity.
#[cfg(not(unix))]
pub(super) fn file_id(file: &Path) -> FileId {
    file.exists().then_some((0, 0))
}

/// Creates an empty file with mode 0600 if there is none. An existing file is not opened: closing it
/// would release the POSIX locks that SQLite holds on it in this process.
pub(super) fn create_private(file: &Path) -> Result<(), StoreError> {
    let mut options = std::fs::OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(StoreError::Path {
            path: file.to_owned(),
            error,
        }),
        _ => Ok(()),
    }
}
