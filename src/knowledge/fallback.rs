//! Entries of reference collections (`fallback = true`), such as imported occupations: they give way to the entries that
//! people of the community wrote. Names that another entry has stay with that entry, references to an entry that gave way
//! lead to the other one, and the folder of a fallback counts as the first one, which search prefers least. Search answers from
//! them only questions that name them.

use std::collections::{HashMap, HashSet};

use super::file::Draft;
use super::{EntryId, names};

/// Adds the drafts of a later folder: each replaces one with its id, but a fallback gives way to any other.
pub(super) fn replace(drafts: &mut Vec<Draft>, mut found: Vec<Draft>) {
    let ids = |drafts: &[Draft], fallback: bool| -> HashSet<EntryId> {
        let of_kind = drafts
            .iter()
            .filter(|draft| draft.entry.fallback == fallback);
        of_kind.map(|draft| draft.entry.id.clone()).collect()
    };
    let kept = ids(drafts, false);
    found.retain(|draft| !(draft.entry.fallback && kept.contains(&draft.entry.id)));
    let [own, fallbacks] = [false, true].map(|fallback| ids(&found, fallback));
    drafts.retain(|draft| {
        let id = &draft.entry.id;
        !own.contains(id) && !fallbacks.contains(id)
    });
    drafts.append(&mut found);
}

/// Takes the names of other entries from fallbacks; one whose title is such a name goes.
pub(super) fn give_way(drafts: &mut Vec<Draft>) {
    if !drafts.iter().any(|draft| draft.entry.fallback) {
        return;
    }
    let mut owners: HashMap<String, EntryId> = HashMap::new();
    for draft in drafts.iter_mut().filter(|draft| !draft.entry.fallback) {
        draft.entry.layer += 1;
        for name in std::iter::once(&draft.entry.title).chain(&draft.entry.aliases) {
            owners
                .entry(names::key(name))
                .or_insert_with(|| draft.entry.id.clone());
        }
    }
    let mut successors: HashMap<EntryId, EntryId> = HashMap::new();
    drafts.retain_mut(|draft| {
        if !draft.entry.fallback {
            return true;
        }
        let entry = &mut draft.entry;
        entry.layer = 0;
        if let Some(owner) = owners.get(&names::key(&entry.title)) {
            successors.insert(entry.id.clone(), owner.clone());
            return false;
        }
        let is_free = |alias: &String| !owners.contains_key(&names::key(alias));
        entry.aliases.retain(is_free);
        true
    });
    if successors.is_empty() {
        return;
    }
    for draft in drafts.iter_mut().filter(|draft| draft.entry.fallback) {
        redirect(draft, &successors);
    }
}

/// Lets the references of a draft lead to the successors of entries that are gone, each once.
fn redirect(draft: &mut Draft, successors: &HashMap<EntryId, EntryId>) {
    let follow = |id: &mut EntryId| {
        if let Some(successor) = successors.get(id) {
            *id = successor.clone();
        }
    };
    let entry = &mut draft.entry;
    entry.related.iter_mut().for_each(follow);
    for one in &mut entry.role_facts.moves {
        follow(&mut one.to);
    }
    for reference in &mut entry.references {
        follow(&mut reference.target);
    }
    let mut seen = HashSet::new();
    entry.related.retain(|id| seen.insert(id.clone()));
    seen.clear();
    let moves = &mut entry.role_facts.moves;
    moves.retain(|one| seen.insert(one.to.clone()));
}
