//! Loading of libraries: which collections of knowledge files serve which community.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assistant::PerCommunity;
use crate::config::Settings;
use crate::knowledge::{self, Address, Library, LoadError, LoadLimits, LoadOptions, Problem};
use crate::store::Contribution;

/// Handling of knowledge files that have problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BrokenFiles {
    /// Loading fails.
    Refuse,
    /// Their entries, and links to these, are left out.
    LeaveOut,
}

/// Returns the load limits that the settings give.
pub(crate) const fn limits(settings: &Settings) -> LoadLimits {
    LoadLimits {
        max_file_bytes: settings.knowledge.max_file_bytes,
        max_depth: settings.knowledge.max_depth,
        max_files: settings.knowledge.max_files,
    }
}

/// Loads the libraries that the settings describe, without entries that still hold the text of the template.
/// Also returns the problems of everything that was left out. Communities with the same collections share one.
///
/// # Errors
/// A folder is missing, empty or unreadable, or an id in `knowledge.without` is no entry's; or, as
/// `broken` says, a file is invalid.
pub(crate) fn load_libraries(
    settings: &Settings,
    broken: BrokenFiles,
) -> Result<(PerCommunity<Library>, Vec<Problem>), LoadError> {
    let languages = settings.languages_of_folders();
    let mut left_out = Vec::new();
    let mut loaded: Vec<(Vec<&Path>, Arc<Library>)> = Vec::new();
    let mut load = |community: Option<&str>| {
        let collections = settings.collections_of(community);
        let folders: Vec<&Path> = collections.iter().map(|(_, folder)| *folder).collect();
        if let Some((_, library)) = loaded.iter().find(|(known, _)| *known == folders) {
            return Ok(library.clone());
        }
        // `knowledge.without` concerns entries of the shipped collection only.
        let shipped = folders.first() == Some(&settings.knowledge.path.as_path());
        let without = if shipped {
            settings.knowledge.without.as_slice()
        } else {
            &[]
        };
        let options = LoadOptions {
            without,
            languages: &languages,
            limits: limits(settings),
            leave_out_broken: broken == BrokenFiles::LeaveOut,
            leave_out_unwritten: true,
        };
        let found = knowledge::load_with(&folders, &options)?;
        left_out.extend(found.left_out);
        let library = Arc::new(found.library);
        loaded.push((folders, library.clone()));
        Ok(library)
    };
    let default = load(None)?;
    let mut communities = HashMap::new();
    for id in settings.communities.keys() {
        communities.insert(id.clone(), load(Some(id))?);
    }
    let libraries = PerCommunity {
        communities,
        default,
    };
    left_out.sort();
    left_out.dedup();
    Ok((libraries, left_out))
}

/// Returns the libraries with what the mentors of communities added; a community with something of its own gets a
/// library of its own. Wordings whose passage is gone are left out.
pub(super) fn with_contributions(
    mut libraries: PerCommunity<Library>,
    contributions: &[Contribution],
) -> PerCommunity<Library> {
    let mut added: BTreeMap<&str, Vec<(Address, String)>> = BTreeMap::new();
    for one in contributions {
        if let Some(address) = Address::parse(&one.target) {
            let wordings = added.entry(&one.community).or_default();
            wordings.push((address, one.text.clone()));
        }
    }
    for (community, wordings) in added {
        let library = libraries.of(Some(community)).with_wordings(&wordings);
        let communities = &mut libraries.communities;
        communities.insert(community.to_owned(), Arc::new(library));
    }
    libraries
}

/// Returns the settings with the collections that communities chose themselves. Names of collections
/// that do not exist are skipped; a choice of none that exists has no effect.
pub(super) fn with_chosen_collections(
    settings: &Settings,
    chosen: &BTreeMap<String, Vec<String>>,
) -> Settings {
    let mut settings = settings.clone();
    for (community, names) in chosen {
        let all = settings.collections_of(None);
        let names = names.iter();
        let known = names.filter(|name| all.iter().any(|(known, _)| known == name));
        let known: Vec<String> = known.cloned().collect();
        if !known.is_empty() {
            settings.communities.insert(community.clone(), known);
        }
    }
    settings
}

/// Returns the folders of all collections.
pub(super) fn folders(settings: &Settings) -> Vec<PathBuf> {
    let all = settings.collections_of(None);
    all.into_iter()
        .map(|(_, folder)| folder.to_owned())
        .collect()
}
