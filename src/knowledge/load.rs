//! Loads folders of Markdown files into a [`Library`], or reports everything that is wrong with them.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::{self, Draft};
use super::{Entry, EntryId, Library, Problem, Rule, names};

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 1024 * 1024;
/// The ending of files that are entries.
const EXTENSION: &str = ".md";
/// The name of files that are not entries.
const README: &str = "README.md";

/// The reason that no library could be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
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

/// Loads all entries below `folder`: every `*.md` file but `README.md`, hidden files and folders
/// left out.
///
/// # Errors
/// A [`LoadError`]; [`LoadError::Broken`] holds every problem of every file, in their order.
pub fn load(folder: &Path) -> Result<Library, LoadError> {
    load_collections(&[folder], &[])
}

/// Loads several folders as one: an entry replaces one with the same id of an earlier folder.
/// Entries of the first folder whose ids are in `without` are left out, with all references to them.
///
/// # Errors
/// As [`load`]; with several folders, files are named with theirs.
pub fn load_collections(folders: &[&Path], without: &[String]) -> Result<Library, LoadError> {
    let mut problems = Vec::new();
    let mut remarks = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for folder in folders {
        let mut found = Vec::new();
        let files = files(folder)?;
        let any_entry = files.iter().any(|(name, _)| name.ends_with(EXTENSION));
        for (name, path) in files {
            let name = if folders.len() > 1 {
                format!("{}/{name}", folder.display())
            } else {
                name
            };
            if !name.ends_with(EXTENSION) {
                let found = if any_entry {
                    &mut remarks
                } else {
                    &mut problems
                };
                found.push(wrong_extension(&name));
                continue;
            }
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
    let library = Library::assemble(drafts, problems, remarks).map_err(LoadError::Broken)?;
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

/// Returns the files below a folder that are entries or look like one, with their paths there.
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
        } else if is_entry(name) {
            files.push(path);
        }
    }
    Ok(())
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

fn wrong_extension(name: &str) -> Problem {
    let stem = name.get(..name.len() - EXTENSION.len()).unwrap_or(name);
    let message = "the file is not read, as its name does not end in `.md`";
    Problem::at(name, 1, Rule::File, message).hint(format!("rename it to `{stem}{EXTENSION}`"))
}

/// Reads a file's text. A file that is too large or no text is a problem, not an error.
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

/// Returns the path below `folder`, with `/` on every system.
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

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = "+++\ntitle = \"X\"\nkind = \"term\"\nreviewed = 2026-01-31\n[[sources]]\n\
                         title = \"A page\"\nurl = \"https://page.example/\"\n+++\nX is a letter.\n";

    #[test]
    fn a_file_with_another_ending_is_named_and_stops_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str| fs::write(folder.path().join(name), ENTRY).expect(name);
        write("y.MD");
        let error = load(folder.path()).expect_err("no entry").to_string();
        let said = "y.MD:1:1: the file is not read, as its name does not end in `.md` [file]\n    \
                    hint: rename it to `y.md`";
        assert_eq!(error, format!("{said}\n1 problem found"));

        write("x.md");
        write("Readme.MD");
        let library = load(folder.path()).expect("a library");
        assert_eq!(library.entries().len(), 1);
        let remarks: Vec<_> = library.remarks().iter().map(ToString::to_string).collect();
        assert_eq!(remarks, [said]);
    }
}
