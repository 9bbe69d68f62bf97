//! A folder of files becomes a library, or a list of everything that is wrong with it.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::{self, Draft};
use super::{Entry, EntryId, Library, Problem, Rule, names};

/// How large one file may be, in bytes.
const MAX_FILE: u64 = 1024 * 1024;

/// Why a folder gave no library.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder is not there, or is no folder.
    #[error("there is no knowledge folder at {}; set `knowledge.path` (or mend `collections`), or run Guidepost where that folder is", .0.display())]
    Missing(PathBuf),
    /// The folder holds no entry.
    #[error("the knowledge folder {} holds no entry; put at least one Markdown file into it (its README.md says how)", .0.display())]
    Empty(PathBuf),
    /// Something could not be read.
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable {
        /// What could not be read.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// What is to be left out is not there.
    #[error("knowledge.without names `{0}`, which is no entry{1}")]
    NoEntry(String, String),
    /// Files are wrong.
    #[error("{}", Listed(.0))]
    Broken(Vec<Problem>),
}

/// Loads all entries below `folder`: every `*.md` file but `README.md`, hidden files and folders
/// left out.
///
/// # Errors
/// A [`LoadError`]; [`LoadError::Broken`] holds every problem of every file, in their order.
pub fn load(folder: &Path) -> Result<Library, LoadError> {
    load_collections(&[folder], &[])
}

/// Loads folders laid over each other: an entry takes the place of one with the same id in a folder
/// before its own. Entries of the first folder whose ids are in `without` are left out, and so is
/// what refers to them.
///
/// # Errors
/// As [`load`]; with several folders, files are named with theirs.
pub fn load_collections(folders: &[&Path], without: &[String]) -> Result<Library, LoadError> {
    let mut problems = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for folder in folders {
        let mut found = Vec::new();
        for (name, path) in files(folder)? {
            let name = if folders.len() > 1 {
                format!("{}/{name}", folder.display())
            } else {
                name
            };
            match read(&path, &name)? {
                Ok(text) => found.extend(file::read(&name, &path, &text, &mut problems)),
                Err(problem) => problems.push(problem),
            }
        }
        let later: HashSet<_> = found.iter().map(|draft| draft.entry.id.clone()).collect();
        drafts.retain(|draft| !later.contains(&draft.entry.id));
        drafts.append(&mut found);
    }
    let first = folders.first().copied().unwrap_or(Path::new(""));
    let library = Library::assemble(drafts, problems).map_err(LoadError::Broken)?;
    for id in without {
        if EntryId::new(id).is_none_or(|id| library.entry(&id).is_none()) {
            let known = library.entries().iter().map(|entry| entry.id.as_str());
            let nearest = names::nearest(id, known);
            let nearest = nearest.map(|nearest| format!("; did you mean `{nearest}`?"));
            return Err(LoadError::NoEntry(id.clone(), nearest.unwrap_or_default()));
        }
    }
    let gone = |entry: &Entry| {
        entry.path.starts_with(first) && without.iter().any(|id| id == entry.id.as_str())
    };
    Ok(if without.is_empty() {
        library
    } else {
        library.without(gone)
    })
}

/// The files of entries below a folder, by their names there.
fn files(folder: &Path) -> Result<Vec<(String, PathBuf)>, LoadError> {
    if !folder.is_dir() {
        return Err(LoadError::Missing(folder.to_owned()));
    }
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    if files.is_empty() {
        return Err(LoadError::Empty(folder.to_owned()));
    }
    files.sort();
    let named = files
        .into_iter()
        .map(|path| (relative(folder, &path), path));
    Ok(named.collect())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let unreadable = |source| LoadError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    for item in fs::read_dir(folder).map_err(unreadable)? {
        let path = item.map_err(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "md") && name != "README.md" {
            files.push(path);
        }
    }
    Ok(())
}

/// The file's text; what is wrong with the file itself is a problem like any other.
fn read(path: &Path, name: &str) -> Result<Result<String, Problem>, LoadError> {
    let unreadable = |source| LoadError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_FILE {
        let message = format!("the file has {size} bytes, more than {MAX_FILE}");
        return Ok(Err(
            Problem::at(name, 1, Rule::File, message).hint("split it")
        ));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    Ok(String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let lines = String::from_utf8_lossy(valid.unwrap_or_default());
        let lines = lines.matches('\n').count();
        Problem::at(name, lines + 1, Rule::File, "this line is not UTF-8 text")
            .hint("save the file as UTF-8")
    }))
}

/// The path below `folder`, with `/` on every system.
fn relative(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let parts: Vec<_> = below
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/")
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
