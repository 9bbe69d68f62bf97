//! Lists the files of a knowledge folder, within bounds: each folder is visited once, wherever links
//! lead, and what cannot be read is named.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::load_error::LoadError;
use super::{Problem, Rule};

/// The ending of files that are entries.
pub(super) const EXTENSION: &str = ".md";
/// The name of files that are not entries.
const README: &str = "README.md";

/// Bounds of what is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadLimits {
    /// Size of the largest file, in bytes.
    pub max_file_bytes: u64,
    /// Number of folders below each other.
    pub max_depth: usize,
    /// Number of files of one folder with all below it.
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
    /// Paths below the folder, and as they are read.
    pub files: Vec<(String, PathBuf)>,
    /// Files and folders that cannot be read.
    pub problems: Vec<Problem>,
    /// Files that are skipped without harm.
    pub remarks: Vec<Problem>,
}

/// Lists a folder. A file is listed as one that is alone in its folder.
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

/// Returns a number that differs where anything about the files of these folders differs: which there
/// are, where links lead, their sizes and times, and what cannot be read.
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

/// Returns an identity that changes with the content of a file; for a folder, device and inode.
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

struct Walk<'a> {
    root: &'a Path,
    limits: &'a LoadLimits,
    /// Folders by their real paths.
    visited: HashSet<PathBuf>,
    listing: Listing,
    /// There are more files than the limit; no further one is listed.
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

    /// A file that was deleted meanwhile is passed over; a link that leads nowhere is not.
    fn unreadable(&mut self, path: &Path, name: &str, item: &DirEntry, error: &io::Error) {
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        if error.kind() == ErrorKind::NotFound {
            if is_link && is_entry(name) {
                self.problem(path, "the link leads nowhere");
            }
            return;
        }
        // Whether it is a folder cannot be known: it may hold entries.
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

/// Returns what is in a folder: first what is there itself, then links, each by name, so that a folder is
/// visited by its own path where it has one.
fn items(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut items: Vec<DirEntry> = fs::read_dir(folder)?.collect::<io::Result<_>>()?;
    items.sort_by_key(|item| {
        let is_link = item.file_type().is_ok_and(|kind| kind.is_symlink());
        (is_link, item.file_name())
    });
    Ok(items)
}

/// Returns whether a file is an entry or was meant as one: `.MD` is reported rather than passed over.
fn is_entry(name: &str) -> bool {
    let extension = Path::new(name).extension();
    if name.ends_with(EXTENSION) {
        return name != README;
    }
    extension.is_some_and(|end| end.eq_ignore_ascii_case("md"))
        && !name.eq_ignore_ascii_case(README)
}
