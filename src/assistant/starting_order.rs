//! Order of entries for a person who has not asked anything yet: the entries that others link to most come first, and the
//! kinds of entries take turns, so that the first few differ.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::knowledge::{Entry, EntryId, EntryKind, Library};

/// The order in which the kinds take turns.
const TURNS: [EntryKind; 5] = [
    EntryKind::Faq,
    EntryKind::Role,
    EntryKind::Guide,
    EntryKind::Skill,
    EntryKind::Term,
];

/// Returns the entries in this order; entries with the same number of links by their number of passages, then by id.
pub(super) fn entries(library: &Library) -> Vec<&Entry> {
    let mut links: HashMap<&EntryId, usize> = HashMap::new();
    for id in library.entries().iter().flat_map(linked) {
        *links.entry(id).or_default() += 1;
    }
    let mut kinds: Vec<_> = TURNS
        .into_iter()
        .map(|kind| {
            let mut entries: Vec<&Entry> = library.of_kind(kind).collect();
            entries.sort_by_cached_key(|entry| {
                let count = links.get(&entry.id).copied().unwrap_or(0);
                (Reverse((count, entry.passages.len())), entry.id.clone())
            });
            entries.into_iter()
        })
        .collect();
    let mut varied = Vec::new();
    loop {
        let before = varied.len();
        varied.extend(kinds.iter_mut().filter_map(Iterator::next));
        if varied.len() == before {
            return varied;
        }
    }
}

/// Returns the ids to which an entry links.
fn linked(entry: &Entry) -> impl Iterator<Item = &EntryId> {
    let skills = &entry.skills;
    let skills = [&skills.core, &skills.helpful, &skills.human];
    let steps = entry.roadmap.iter().flat_map(|stage| &stage.steps);
    let skills = skills.into_iter().flatten();
    entry.related.iter().chain(skills).chain(steps)
}
