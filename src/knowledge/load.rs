//! Loads folders of Markdown files into a [`Library`], or reports all of their problems.

use std::collections::HashSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::codes;
use super::fallback;
use super::file::{self, Draft};
use super::folder::{self, EXTENSION, LoadLimits};
use super::lint::unwritten;
use super::load_error::LoadError;
use super::{EntryId, Library, Problem, Rule, names};

/// Maximum number of problems of one file that are reported.
const MAX_LISTED: usize = 50;

/// Options of loading.
#[derive(Debug, Default, Clone, Copy)]
pub struct LoadOptions<'a> {
    /// Ids of entries of the first folder that are left out, with all references to them.
    pub without: &'a [String],
    /// Languages of folders, for files that name none.
    pub languages: &'a [(PathBuf, String)],
    /// Bounds of loading.
    pub limits: LoadLimits,
    /// True to leave out entries with problems; else loading fails.
    pub leave_out_broken: bool,
    /// True to leave out entries that still have the placeholders of a template.
    pub leave_out_unwritten: bool,
}

/// A library, and the problems of files that were left out of it.
#[derive(Debug)]
pub struct Loaded {
    /// The library.
    pub library: Library,
    /// The problems for which entries or links were left out.
    pub left_out: Vec<Problem>,
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
    let options = LoadOptions {
        without,
        ..LoadOptions::default()
    };
    load_with(folders, &options).map(|loaded| loaded.library)
}

/// Checks that search can read the languages of folders.
///
/// # Errors
/// It cannot read one.
pub(crate) fn check_languages(languages: &[(PathBuf, String)]) -> Result<(), LoadError> {
    let mut languages = languages.iter();
    match languages.find(|(_, code)| !codes::is_language(code)) {
        None => Ok(()),
        Some((folder, code)) => Err(LoadError::Language {
            folder: folder.clone(),
            code: code.clone(),
        }),
    }
}

/// Loads several folders as one, as [`load_collections`], with options. A path may also be a single file.
///
/// # Errors
/// As [`load_collections`]. Where broken entries are left out: only that a folder is missing or cannot be read, or that no
/// entry is left.
pub fn load_with(folders: &[&Path], options: &LoadOptions<'_>) -> Result<Loaded, LoadError> {
    check_languages(options.languages)?;
    let mut problems = Vec::new();
    let mut remarks = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for (layer, folder) in folders.iter().enumerate() {
        let named = |name: String| {
            if folder.is_file() {
                folder.display().to_string()
            } else if folders.len() > 1 {
                format!("{}/{name}", folder.display())
            } else {
                name
            }
        };
        let renamed = |problem: Problem| Problem {
            file: named(problem.file.clone()),
            ..problem
        };
        let mut languages = options.languages.iter();
        let language = languages.find(|(of, _)| of == folder).map(|(_, code)| code);
        let mut found = Vec::new();
        let listing = folder::list(folder, &options.limits)?;
        if listing.files.is_empty() && listing.problems.is_empty() {
            return Err(LoadError::Empty((*folder).to_owned()));
        }
        problems.extend(listing.problems.into_iter().map(renamed));
        remarks.extend(listing.remarks.into_iter().map(renamed));
        let is_entry = |(name, _): &(String, _)| name.ends_with(EXTENSION);
        let any_entry = listing.files.iter().any(is_entry);
        for (name, path) in listing.files {
            let name = named(name);
            if !name.ends_with(EXTENSION) {
                let found = if any_entry {
                    &mut remarks
                } else {
                    &mut problems
                };
                found.push(wrong_extension(&name));
                continue;
            }
            match read(&path, &name, options.limits.max_file_bytes) {
                Ok(text) => {
                    let mut own = Vec::new();
                    found.extend(file::read(&name, &path, &text, &mut own));
                    problems.extend(bounded(&name, own));
                }
                Err(problem) => problems.push(problem),
            }
        }
        for draft in &mut found {
            draft.entry.layer = layer;
            if draft.entry.language.is_none() {
                draft.entry.language = language.cloned();
            }
        }
        fallback::replace(&mut drafts, found);
    }
    fallback::give_way(&mut drafts);
    let mut left_out = Vec::new();
    let library = if options.leave_out_broken {
        Library::assemble_sound(drafts, problems, remarks, &mut left_out)
    } else {
        Library::assemble(drafts, problems, remarks)
    };
    let mut library = library.map_err(LoadError::Broken)?;
    if options.leave_out_unwritten {
        for problem in library.entries().iter().filter_map(unwritten) {
            left_out.push(problem.warning());
        }
        library = library.without(|entry| unwritten(entry).is_some());
    }
    let library = without(library, folders, options, left_out.is_empty())?;
    if library.entries().is_empty() && !left_out.is_empty() {
        return Err(LoadError::Broken(left_out));
    }
    Ok(Loaded { library, left_out })
}

/// Leaves out the entries of [`LoadOptions::without`]. An unknown id is an error only in a library from which nothing else
/// is left out (`is_whole`).
fn without(
    library: Library,
    folders: &[&Path],
    options: &LoadOptions<'_>,
    is_whole: bool,
) -> Result<Library, LoadError> {
    for id in options.without {
        if is_whole && EntryId::new(id).is_none_or(|id| library.entry(&id).is_none()) {
            let known = library.entries().iter().map(|entry| entry.id.as_str());
            let nearest = names::nearest(id, known);
            let nearest = nearest.map(|nearest| format!("; did you mean `{nearest}`?"));
            return Err(LoadError::NoEntry(id.clone(), nearest.unwrap_or_default()));
        }
    }
    if options.without.is_empty() {
        return Ok(library);
    }
    let first = folders.first().copied().unwrap_or(Path::new(""));
    Ok(library.without(|entry| {
        entry.path.starts_with(first)
            && options
                .without
                .iter()
                .any(|id| EntryId::new(id).as_ref() == Some(&entry.id))
    }))
}

/// Removes repeated problems of a file, and replaces those beyond [`MAX_LISTED`] by their number.
fn bounded(name: &str, problems: Vec<Problem>) -> Vec<Problem> {
    let mut seen = HashSet::new();
    let mut left: Vec<_> = problems
        .into_iter()
        .filter(|problem| seen.insert((problem.line, problem.rule, problem.message.clone())))
        .collect();
    if let Some(more) = left.len().checked_sub(MAX_LISTED).filter(|more| *more > 0) {
        left.truncate(MAX_LISTED);
        let message = format!("{more} further problems are not listed");
        left.push(Problem::at(name, 1, Rule::File, message));
    }
    left
}

fn wrong_extension(name: &str) -> Problem {
    let stem = name.get(..name.len() - EXTENSION.len()).unwrap_or(name);
    let message = "the file is not read, as its name does not end in `.md`";
    Problem::at(name, 1, Rule::File, message).hint(format!("rename it to `{stem}{EXTENSION}`"))
}

/// Reads a file's text, at most `limit` bytes.
fn read(path: &Path, name: &str, limit: u64) -> Result<String, Problem> {
    let problem = |line, message: String| Problem::at(name, line, Rule::File, message);
    let mut bytes = Vec::new();
    let read = fs::File::open(path).and_then(|file| {
        let mut file = file.take(limit.saturating_add(1));
        file.read_to_end(&mut bytes)
    });
    let size = read.map_err(|error| problem(1, format!("the file cannot be read: {error}")))?;
    if size as u64 > limit {
        let message = format!("the file has more than {limit} bytes (knowledge.max_file_bytes)");
        return Err(problem(1, message).hint("split it"));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to());
        let lines = String::from_utf8_lossy(valid.unwrap_or_default());
        let lines = lines.matches('\n').count();
        problem(lines + 1, "this line is not UTF-8 text".to_owned()).hint("save the file as UTF-8")
    })
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
