//! From settings to libraries: which collections serve whom.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assistant::PerCommunity;
use crate::config::Settings;
use crate::knowledge::{self, Library, LoadError};

/// The libraries that the settings describe; communities with the same collections share one.
///
/// # Errors
/// A folder that is missing, empty or broken, or an id in `knowledge.without` that is no entry's.
pub(crate) fn libraries(settings: &Settings) -> Result<PerCommunity<Library>, LoadError> {
    let mut loaded: Vec<(Vec<&Path>, Arc<Library>)> = Vec::new();
    let mut load = |community: Option<&str>| {
        let collections = settings.collections_of(community);
        let folders: Vec<&Path> = collections.iter().map(|(_, folder)| *folder).collect();
        if let Some((_, library)) = loaded.iter().find(|(known, _)| *known == folders) {
            return Ok(library.clone());
        }
        // What is switched off is switched off in the collection that ships.
        let ships = folders.first() == Some(&settings.knowledge.path.as_path());
        let without = if ships {
            settings.knowledge.without.as_slice()
        } else {
            &[]
        };
        let library = Arc::new(knowledge::load_collections(&folders, without)?);
        loaded.push((folders, library.clone()));
        Ok(library)
    };
    let everybody = load(None)?;
    let mut communities = HashMap::new();
    for id in settings.communities.keys() {
        communities.insert(id.clone(), load(Some(id))?);
    }
    Ok(PerCommunity {
        communities,
        everybody,
    })
}

/// The settings with the collections that communities chose for themselves, where there are such.
pub(super) fn chosen(settings: &Settings, chosen: &BTreeMap<String, Vec<String>>) -> Settings {
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

/// Every folder that any of them is loaded from.
pub(super) fn folders(settings: &Settings) -> Vec<PathBuf> {
    let all = settings.collections_of(None);
    all.into_iter()
        .map(|(_, folder)| folder.to_owned())
        .collect()
}
