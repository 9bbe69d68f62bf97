//! Lists the files of a knowledge folder, within [`LoadLimits`]. Each folder is visited once, also where symbolic links
//! lead to it; files and folders that cannot be read are reported.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::load_error::LoadError;
use super::{Problem, Rule};

/// The ending of files that are entries.
pub(super) const EXTENSION: &str = ".md";
/// The name of Markdown files that are not entries.
const README: &str = "README.md";

/// Bounds of loading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadLimits {
    /// Maximum size of a file, in bytes.
    pub max_file_bytes: u64,
    /// Maximum depth of folders; the folder itself has depth 1.
    pub max_depth: usize,
    /// Maximum number of files below a folder.
    pub max_files: usize,
}

impl Default for LoadLimits {
    /// Returns the bounds of `config/default.toml`.
    fn default() -> Self {
        Self {
            max_file_bytes: 1024 * 1024,
            max_depth: 16,
            max_files: 20_000,
        }
    }
}

/// The files below a folder that are entries or look like one.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// For each file its path below the folder, and its path on disk.
    pub files: Vec<(String, PathBuf)>,
    /// Files and folders that cannot be read.
    pub problems: Vec<Problem>,
    /// Warnings of files that are ignored.
    pub remarks: Vec<Problem>,
}

/// Lists a folder; for a path of a file, that file alone.
///
/// # Errors
/// The folder or file itself is missing or cannot be read.
pub(super) fn list(folder: &Path, limits: &LoadLimits) -> Result<Listing, LoadError> {
    let unreadable = |source| LoadError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    match fs::metadata(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(unreadable(error)),
        Ok(found) if found.is_dir() => {}
        Ok(found) if found.is_file() => {
            let name = folder.file_name().unwrap_or_default();
            let file = (name.to_string_lossy().into_owned(), folder.to_owned());
            return Ok(Listing {
                files: vec![file],
                ..Listing::default()
            });
        }
        _ => return Err(LoadError::Missing(folder.to_owned())),
    }
    let items = items(folder).map_err(unreadable)?;
    let mut walk = Walk {
        root: folder,
        limits,
        visited: HashSet::from([fs::canonicalize(folder).map_err(unreadable)?]),
        listing: Listing::default(),
        full: false,
    };
    walk.read(items, 1);
    walk.listing.files.sort();
    Ok(walk.listing)
}

/// Returns a hash of the files of these folders: their paths, real paths, sizes and times, and the problems of listing
/// them. It differs after a change of any of them.
#[must_use]
pub(crate) fn fingerprint(folders: &[PathBuf], limits: &LoadLimits) -> u64 {
    let mut hasher = DefaultHasher::new();
    for folder in folders {
        fs::canonicalize(folder).ok().hash(&mut hasher);
        identity(fs::metadata(folder)).hash(&mut hasher);
        match list(folder, limits) {
            Ok(Listing {
                files, problems, ..
            }) => {
                for (name, path) in files {
                    (name, identity(fs::metadata(path))).hash(&mut hasher);
                }
                for problem in problems {
                    problem.to_string().hash(&mut hasher);
                }
            }
            Err(error) => error.to_string().hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// Returns device, inode, size and times of a file; for a folder device and inode alone.
fn identity(found: io::Result<Metadata>) -> Option<(u64, u64, i64, i64)> {
    let found = found.ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        if found.is_dir() {
            return Some((found.ino(), found.dev(), 0, 0));
        }
        let changed = found.ctime().wrapping_mul(1_000_000_000) + found.ctime_nsec();
        let written = found.mtime().wrapping_mul(1_000_000_000) + found.mtime_nsec();
        Some((found.ino() ^ found.dev(), found.len(), written, changed))
    }
    #[cfg(not(unix))]
    {
        if found.is_dir() {
            return Some((0, 0, 0, 0));
        }
        let written = found.modified().ok()?;
        let written = written.duration_since(std::time::UNIX_EPOCH).ok()?;
        let written = i64::try_from(written.as_nanos()).unwrap_or(i64::MAX);
        Some((0, found.len(), written, 0))
    }
}

/// The state of a recursive listing.
struct Walk<'a> {
    root: &'a Path,
    limits: &'a LoadLimits,
    /// Real paths of the folders that were visited.
    visited: HashSet<PathBuf>,
    listing: Listing,
    /// True if the limit of files is reached.
    full: bool,
}

impl Walk<'_> {
    fn read(&mut self, items: Vec<DirEntry>, depth: usize) {
        for item in items {
            let path = item.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
                let message = "the name of a file is not UTF-8; it is not read";
                self.remark(&path, message);
                continue;
            };
            if name.starts_with('.') {
                continue;
            }
            if self.full {
                return;
            }
            match fs::metadata(&path) {
                Ok(found) if found.is_dir() => self.folder(&path, depth),
                Ok(_) if !is_entry(name) => {}
                Ok(found) if found.is_file() => self.file(path),
                Ok(_) => self.problem(&path, "this is no regular file; it is not read"),
                Err(error) => self.unreadable(&path, name, &item, &error),
            }
        }
    }

    fn folder(&mut self, path: &Path, depth: usize) {
        if depth >= self.limits.max_depth {
            let depth = self.limits.max_depth;
            let message = format!(
                "the folder is more than {depth} folders deep (knowledge.max_depth); it is not read"
            );
            return self.problem(path, &message);
        }
        match fs::canonicalize(path) {
            Ok(real) => {
                if !self.visited.insert(real) {
                    let message = "this leads to a folder that is read already; it is passed over";
                    return self.remark(path, message);
                }
            }
            Err(error) => return self.problem(path, &format!("it cannot be read: {error}")),
        }
        match items(path) {
            Ok(items) => self.read(items, depth + 1),
            Err(error) => self.problem(path, &format!("the folder cannot be read: {error}")),
        }
    }

    fn file(&mut self, path: PathBuf) {
        if self.listing.files.len() >= self.limits.max_files {
            self.full = true;
            let files = self.limits.max_files;
            let message = format!(
                "there are more than {files} files (knowledge.max_files); the rest is not read"
            );
            return self.problem(&path, &message);
        }
        let name = self.relative(&path);
        self.listing.files.push((name, path));
    }

    /// Reports a file that cannot be read; one that was deleted meanwhile is ignored, a dangling link is not.
    fn unreadable(&mut self, path: &Path, name: &str, item: &DirEntry, error: &io::Error) {
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        if error.kind() == ErrorKind::NotFound {
            if is_link && is_entry(name) {
                self.problem(path, "the link leads nowhere");
            }
            return;
        }
        // It may be a folder with entries.
        self.problem(path, &format!("it cannot be read: {error}"));
    }

    fn problem(&mut self, path: &Path, message: &str) {
        let name = self.relative(path);
        let problem = Problem::at(&name, 1, Rule::File, message);
        self.listing.problems.push(problem);
    }

    fn remark(&mut self, path: &Path, message: &str) {
        let name = self.relative(path);
        let problem = Problem::at(&name, 1, Rule::File, message).warning();
        self.listing.remarks.push(problem);
    }

    /// Returns the path below the root, with `/` on every system.
    fn relative(&self, path: &Path) -> String {
        let below = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<_> = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        parts.join("/")
    }
}

/// Returns the items of a folder by name, symbolic links last, so that a folder is visited by its own path where it has
/// one.
fn items(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut items: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    items.sort_by_key(|item| {
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        (is_link, item.file_name())
    });
    Ok(items)
}

/// Returns whether a name is that of an entry, or of one with a wrong extension (`.MD`), which is reported.
fn is_entry(name: &str) -> bool {
    let extension = Path::new(name).extension();
    if name.ends_with(EXTENSION) {
        return name != README;
    }
    extension.is_some_and(|end| end.eq_ignore_ascii_case("md"))
        && !name.eq_ignore_ascii_case(README)
}
