//! Files of the store: for their owner alone, and whether one is still the one that was opened.

use std::io::ErrorKind;
use std::path::Path;

use super::error::StoreError;

/// Which file stands at a path: device and number, where the system tells.
pub(super) type FileId = Option<(u64, u64)>;

#[cfg(unix)]
pub(super) fn id(file: &Path) -> FileId {
    use std::os::unix::fs::MetadataExt as _;
    let file = file.metadata().ok()?;
    Some((file.dev(), file.ino()))
}

#[cfg(not(unix))]
pub(super) fn id(file: &Path) -> FileId {
    file.exists().then_some((0, 0))
}

/// Makes an empty file for its owner alone where there is none. One that is there is not opened:
/// closing it again would undo SQLite's locks on it.
pub(super) fn make_private(file: &Path) -> Result<(), StoreError> {
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
