//! What a person may be about to write: titles, then aliases, then words in any order (those of the
//! title before those of aliases), then letters inside a title, then what the lexicon says is the same,
//! then what is written with a slip. Where none of these fits, what the search finds by words.
//!
//! Everything is looked up in sorted lists that are made with the index, so that a keystroke costs
//! little however much is known.

mod shelf;

pub use shelf::Scope;
pub(crate) use shelf::Suggestion;

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{Address, Entry, EntryId, Library};
use crate::search::analysis::Lexicon;
use crate::search::finding::Ranked;
use shelf::Shelf;

/// Everything that can be suggested.
pub(crate) struct Suggester {
    entries: Shelf,
    questions: Shelf,
}

impl Suggester {
    /// What a library has to suggest.
    pub(crate) fn of(library: &Library) -> Self {
        let named = named(library);
        let mut entries: Vec<&Entry> = library.entries().iter().collect();
        // What others lead to is wanted most.
        entries.sort_by_key(|entry| Reverse(named.get(&entry.id).copied().unwrap_or(0)));
        let mut of_entries = Shelf::default();
        for entry in &entries {
            let address = Address::of(entry.id.clone());
            of_entries.add(entry, &entry.title, &entry.aliases, address);
        }
        // One question of each entry, then a second of each, and so on.
        let asked: Vec<Vec<_>> = entries
            .iter()
            .map(|entry| entry.questions().map(|one| (*entry, one)).collect())
            .collect();
        let mut of_questions = Shelf::default();
        let most = asked.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..most {
            for (entry, question) in asked.iter().filter_map(|asked| asked.get(at)) {
                let address = entry.address(question);
                of_questions.add(entry, &question.heading, &question.wordings, address);
            }
        }
        of_entries.sort();
        of_questions.sort();
        Self {
            entries: of_entries,
            questions: of_questions,
        }
    }

    /// What fits `text` best, at most `limit`; for an empty text what is wanted most.
    pub(crate) fn suggest(
        &self,
        lexicon: &Lexicon,
        text: &str,
        scope: Scope,
        limit: usize,
    ) -> Vec<Suggestion> {
        let among = self.shelf(scope);
        let mut found = among.find(lexicon, text, limit);
        found.retain(|(_, number)| among.item(*number).is_some_and(|item| item.fits(scope)));
        found.sort_unstable();
        let mut seen = FxHashSet::default();
        let best = found.into_iter().filter(|(_, number)| seen.insert(*number));
        best.filter_map(|(_, number)| Some(among.item(number)?.suggestion.clone()))
            .take(limit)
            .collect()
    }

    /// What of these passages can be suggested.
    pub(crate) fn answering(&self, passages: &[Ranked], scope: Scope) -> Vec<Suggestion> {
        let among = self.shelf(scope);
        let mut found: Vec<Suggestion> = Vec::new();
        for Ranked { address, .. } in passages {
            let item = match scope {
                Scope::Questions => among.leading_to(address),
                _ => among.leading_to(&Address::of(address.entry.clone())),
            };
            if let Some(item) = item.filter(|item| item.fits(scope))
                && !found.contains(&item.suggestion)
            {
                found.push(item.suggestion.clone());
            }
        }
        found
    }

    const fn shelf(&self, scope: Scope) -> &Shelf {
        match scope {
            Scope::Questions => &self.questions,
            Scope::Entries | Scope::Kind(_) | Scope::Topics => &self.entries,
        }
    }
}

/// How many entries lead to each.
fn named(library: &Library) -> FxHashMap<&EntryId, usize> {
    let mut named: FxHashMap<&EntryId, usize> = FxHashMap::default();
    for entry in library.entries() {
        let skills = &entry.skills;
        let lists = [&skills.core, &skills.helpful, &skills.human, &entry.related];
        let steps = entry.roadmap.iter().flat_map(|stage| &stage.steps);
        for id in lists.into_iter().flatten().chain(steps) {
            *named.entry(id).or_default() += 1;
        }
    }
    named
}
