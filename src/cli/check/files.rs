//! The folders and files that `guidepost check` is given.

use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::knowledge::{Problem, Rule};

/// The folders to load, and the files whose problems come first.
pub(super) struct CheckedFiles {
    roots: Vec<PathBuf>,
    /// Names of the files in problems.
    names: Vec<String>,
    /// Ids of their entries.
    ids: Vec<String>,
}

impl CheckedFiles {
    /// Splits `paths` into folders (by default those of the settings) and files. A file outside of all folders is loaded
    /// in addition to them.
    pub(super) fn new(paths: &[PathBuf], settings: &Settings) -> Self {
        let (files, mut roots): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.iter().cloned().partition(|path| path.is_file());
        if roots.is_empty() {
            let collections = settings.collections_of(None);
            roots.extend(collections.iter().map(|(_, folder)| folder.to_path_buf()));
        }
        let found: Vec<Option<(PathBuf, String)>> =
            files.iter().map(|file| inside(file, &roots)).collect();
        let outside = files.iter().zip(&found);
        let outside = outside.filter(|(_, found)| found.is_none());
        roots.extend(outside.map(|(file, _)| file.clone()));
        let several = roots.len() > 1;
        let names = files.iter().zip(found).map(|(file, found)| match found {
            Some((root, name)) if several => format!("{}/{name}", root.display()),
            Some((_, name)) => name,
            None => file.display().to_string(),
        });
        let stems = files.iter().filter_map(|file| file.file_stem());
        Self {
            ids: stems
                .map(|stem| stem.to_string_lossy().into_owned())
                .collect(),
            names: names.collect(),
            roots,
        }
    }

    /// Returns whether single files are checked.
    pub(super) const fn has_files(&self) -> bool {
        !self.names.is_empty()
    }

    /// Returns the folders and single files to load.
    pub(super) fn roots(&self) -> Vec<&Path> {
        self.roots.iter().map(PathBuf::as_path).collect()
    }

    /// Returns whether a file, by its name in problems, is one of the checked files.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.names.iter().any(|one| one == name)
    }

    /// Moves the problems of the checked files to the front, those of doubles first; returns their number.
    pub(super) fn sort_first(&self, problems: &mut [Problem]) -> usize {
        problems.sort_by_key(|problem| match problem.rule {
            _ if !self.concerns(problem) => 2,
            Rule::Double | Rule::Contradiction | Rule::Duplicate => 0,
            _ => 1,
        });
        problems.partition_point(|problem| self.concerns(problem))
    }

    /// Returns whether a problem is in a checked file, or is a duplicate question of one in another file.
    fn concerns(&self, problem: &Problem) -> bool {
        let names = |id: &String| {
            let address = [format!("`{id}`"), format!("`{id}#")];
            address
                .iter()
                .any(|address| problem.message.contains(address))
        };
        let is_double = matches!(problem.rule, Rule::Duplicate | Rule::Golden);
        self.contains(&problem.file) || is_double && self.ids.iter().any(names)
    }
}

/// Returns the root that a file is in, and its path below that with `/` on every system.
fn inside(file: &Path, roots: &[PathBuf]) -> Option<(PathBuf, String)> {
    let file = file.canonicalize().ok()?;
    roots.iter().find_map(|root| {
        let real = root.canonicalize().ok()?;
        let below = file.strip_prefix(real).ok()?;
        let parts = below
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        Some((root.clone(), parts.collect::<Vec<_>>().join("/")))
    })
}
