//! Completion of unfinished text, in this order: titles, aliases, prefixes of these, words in any order (of
//! titles before those of aliases), substrings of titles, synonyms, then typos.
//!
//! All lookups are in sorted lists that are built with the index, so that a keystroke takes less than a
//! millisecond.

mod completion_index;

pub use completion_index::SuggestScope;
pub(crate) use completion_index::Suggestion;

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{Address, Entry, EntryId, Library};
use crate::search::result::RankedPassage;
use crate::search::text::Lexicon;
use completion_index::CompletionIndex;

/// Suggestions of a library.
pub(crate) struct Suggester {
    entries: CompletionIndex,
    questions: CompletionIndex,
}

impl Suggester {
    /// Collects the suggestions of a library.
    pub(crate) fn of(library: &Library) -> Self {
        let references = references(library);
        let mut entries: Vec<&Entry> = library.entries().iter().collect();
        // Entries that others refer to come first.
        entries.sort_by_key(|entry| Reverse(references.get(&entry.id).copied().unwrap_or(0)));
        let mut of_entries = CompletionIndex::default();
        for entry in &entries {
            let address = Address::of(entry.id.clone());
            of_entries.add(entry, &entry.title, &entry.aliases, address);
        }
        // One question of each entry, then a second of each, and so on.
        let asked: Vec<Vec<_>> = entries
            .iter()
            .map(|entry| entry.questions().map(|one| (*entry, one)).collect())
            .collect();
        let mut of_questions = CompletionIndex::default();
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

    /// Returns the `limit` best suggestions for `text`; for an empty text the entries that others refer to
    /// most.
    pub(crate) fn suggest(
        &self,
        lexicon: &Lexicon,
        text: &str,
        scope: SuggestScope,
        limit: usize,
    ) -> Vec<Suggestion> {
        let among = self.index(scope);
        let mut found = among.find(lexicon, text, limit);
        found.retain(|(_, number)| among.item(*number).is_some_and(|item| item.fits(scope)));
        found.sort_unstable();
        let mut seen = FxHashSet::default();
        let best = found.into_iter().filter(|(_, number)| seen.insert(*number));
        best.filter_map(|(_, number)| Some(among.item(number)?.suggestion.clone()))
            .take(limit)
            .collect()
    }

    /// Returns the suggestions that lead to these passages, in their order.
    pub(crate) fn leading_to(
        &self,
        passages: &[RankedPassage],
        scope: SuggestScope,
    ) -> Vec<Suggestion> {
        let among = self.index(scope);
        let mut found: Vec<Suggestion> = Vec::new();
        for RankedPassage { address, .. } in passages {
            let item = match scope {
                SuggestScope::Questions => among.leading_to(address),
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

    const fn index(&self, scope: SuggestScope) -> &CompletionIndex {
        match scope {
            SuggestScope::Questions => &self.questions,
            SuggestScope::Entries | SuggestScope::Kind(_) | SuggestScope::Topics => &self.entries,
        }
    }
}

/// Counts for each entry the references from others.
fn references(library: &Library) -> FxHashMap<&EntryId, usize> {
    let mut references: FxHashMap<&EntryId, usize> = FxHashMap::default();
    for entry in library.entries() {
        let skills = &entry.skills;
        let lists = [&skills.core, &skills.helpful, &skills.human, &entry.related];
        let steps = entry.roadmap.iter().flat_map(|stage| &stage.steps);
        for id in lists.into_iter().flatten().chain(steps) {
            *references.entry(id).or_default() += 1;
        }
    }
    references
}
