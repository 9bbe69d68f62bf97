//! Sorted lists of titles, aliases and their words, for prefix lookups.

use std::ops::Range;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use crate::knowledge::{Address, Entry, EntryKind, names};
use crate::search::index::count;
use crate::search::text::{Lexicon, allowed, distance};

/// The kind of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestScope {
    /// Names of entries of any kind.
    Entries,
    /// Names of entries of one kind.
    Kind(EntryKind),
    /// Names of entries that have questions.
    Topics,
    /// Questions that have answers.
    Questions,
}

/// A completion of unfinished text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The title or the question.
    pub label: String,
    /// The address that it leads to.
    pub address: Address,
}

/// The kind of match between an item and unfinished text, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Title,
    Alias,
    TitlePrefix,
    AliasPrefix,
    Words,
    OtherWords,
    Substring,
    Synonym,
    Typo,
    OtherTypo,
}

/// Minimum number of characters of a substring search in titles.
const MIN_SUBSTRING: usize = 3;

/// An index over suggestions, which are in order of priority.
#[derive(Default)]
pub(crate) struct CompletionIndex {
    items: Vec<CompletionItem>,
    /// Item numbers by address.
    numbers: FxHashMap<Address, u32>,
    /// Keys of titles and aliases, sorted, with item numbers.
    keys: Vec<(String, u32)>,
    /// Words of titles and aliases, sorted, each with the numbers of items that have it and whether in their
    /// title.
    words: Vec<(String, Vec<(u32, bool)>)>,
}

/// A suggestion with its properties.
pub(crate) struct CompletionItem {
    /// The suggestion.
    pub suggestion: Suggestion,
    kind: EntryKind,
    /// True if the entry has questions.
    topic: bool,
    /// Key of the title or question.
    key: String,
}

impl CompletionItem {
    /// Returns whether it is of this kind.
    pub(crate) fn fits(&self, scope: SuggestScope) -> bool {
        match scope {
            SuggestScope::Entries | SuggestScope::Questions => true,
            SuggestScope::Kind(kind) => self.kind == kind,
            SuggestScope::Topics => self.topic,
        }
    }
}

impl CompletionIndex {
    /// Adds a title or question with its other names; items come in order of priority.
    pub(crate) fn add(&mut self, entry: &Entry, label: &str, aliases: &[String], address: Address) {
        let number = count(self.items.len());
        self.numbers.insert(address.clone(), number);
        self.items.push(CompletionItem {
            suggestion: Suggestion {
                label: label.to_owned(),
                address,
            },
            kind: entry.kind,
            topic: entry.questions().next().is_some(),
            key: names::key(label),
        });
        let aliases = aliases.iter().map(|alias| (alias.as_str(), false));
        for (name, own) in std::iter::once((label, true)).chain(aliases) {
            self.keys.push((names::key(name), number));
            let words = words(name).into_iter();
            self.words
                .extend(words.map(|word| (word, vec![(number, own)])));
        }
    }

    /// Sorts the lists, once all items are added.
    pub(crate) fn sort(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
        self.words.sort_unstable();
        self.words.dedup_by(|later, first| {
            let same = later.0 == first.0;
            if same && first.1.last() != later.1.last() {
                first.1.append(&mut later.1);
            }
            same
        });
    }

    /// Returns an item by its number.
    pub(crate) fn item(&self, number: u32) -> Option<&CompletionItem> {
        self.items.get(number as usize)
    }

    /// Returns the item that leads to an address.
    pub(crate) fn leading_to(&self, address: &Address) -> Option<&CompletionItem> {
        self.item(*self.numbers.get(address)?)
    }

    /// Returns the numbers of matching items, unsorted and possibly repeated.
    pub(crate) fn find(&self, lexicon: &Lexicon, text: &str, limit: usize) -> Vec<(Rank, u32)> {
        let written = names::key(text);
        if written.is_empty() {
            return (0..count(self.items.len()))
                .map(|number| (Rank::Words, number))
                .collect();
        }
        let mut found = self.items_with_prefix(&written);
        let typed = words(text);
        let exact: Vec<Vec<Range<usize>>> = typed
            .iter()
            .map(|word| vec![self.words_with_prefix(word)])
            .collect();
        found.extend(self.with_words_of_each(&exact, Rank::Words, Rank::OtherWords));
        if found.len() >= limit {
            return found;
        }
        if written.chars().count() >= MIN_SUBSTRING {
            let sought = Finder::new(&written);
            let inside = (0..).zip(&self.items);
            let inside = inside.filter(|(_, item)| sought.find(item.key.as_bytes()).is_some());
            found.extend(inside.map(|(number, _)| (Rank::Substring, number)));
        }
        let phrase: Vec<String> = lexicon.words(text).into_iter().map(|w| w.surface).collect();
        for synonym in lexicon.synonyms(&phrase) {
            let synonym = self.items_with_prefix(&synonym.concat()).into_iter();
            found.extend(synonym.map(|(_, number)| (Rank::Synonym, number)));
        }
        if found.is_empty() {
            let near: Vec<Vec<Range<usize>>> = typed
                .iter()
                .zip(exact)
                .map(|(word, exact)| {
                    if exact.iter().any(|range| !range.is_empty()) || lexicon.is_protected(word) {
                        exact
                    } else {
                        self.within_distance(word)
                    }
                })
                .collect();
            found.extend(self.with_words_of_each(&near, Rank::Typo, Rank::OtherTypo));
        }
        found
    }

    /// Returns items whose title or alias begins with the key.
    fn items_with_prefix(&self, written: &str) -> Vec<(Rank, u32)> {
        let start = self.keys.partition_point(|(key, _)| key.as_str() < written);
        let rest = self.keys.get(start..).unwrap_or_default().iter();
        rest.take_while(|(key, _)| key.starts_with(written))
            .map(|(key, number)| {
                let title = self.item(*number).is_some_and(|item| item.key == *key);
                let rank = match (key == written, title) {
                    (true, true) => Rank::Title,
                    (true, false) => Rank::Alias,
                    (false, true) => Rank::TitlePrefix,
                    (false, false) => Rank::AliasPrefix,
                };
                (rank, *number)
            })
            .collect()
    }

    /// Returns the range of known words that begin with `word`.
    fn words_with_prefix(&self, word: &str) -> Range<usize> {
        let start = self
            .words
            .partition_point(|(known, _)| known.as_str() < word);
        let rest = self.words.get(start..).unwrap_or_default().iter();
        let length = rest
            .take_while(|(known, _)| known.starts_with(word))
            .count();
        start..start + length
    }

    /// Returns the known words a prefix of which is within the allowed edit distance of `word`.
    fn within_distance(&self, word: &str) -> Vec<Range<usize>> {
        let letters: Vec<char> = word.chars().collect();
        let Some((allowed, first)) = allowed(letters.len()).zip(letters.first()) else {
            return Vec::new();
        };
        let all = self.words_with_prefix(&first.to_string());
        all.filter(|at| {
            let known = self.words.get(*at).map_or("", |(known, _)| known.as_str());
            // The word may be unfinished.
            (0..=2 * allowed).any(|more| {
                let length = letters.len() + more - allowed;
                let end = known.char_indices().nth(length).map(|(end, _)| end);
                let begun = end.and_then(|end| known.get(..end)).unwrap_or(known);
                distance(&letters, begun, allowed).is_some()
            })
        })
        .map(|at| at..at + 1)
        .collect()
    }

    /// Returns the items that have a word of each set: with rank `own` if all are in the title, else `other`.
    fn with_words_of_each(
        &self,
        sets: &[Vec<Range<usize>>],
        own: Rank,
        other: Rank,
    ) -> impl Iterator<Item = (Rank, u32)> {
        let mut met: Option<FxHashMap<u32, bool>> = None;
        // The rarest set first keeps the intermediate sets small.
        let mut sets: Vec<_> = sets.iter().collect();
        sets.sort_by_key(|ranges| ranges.iter().map(ExactSizeIterator::len).sum::<usize>());
        for ranges in sets {
            let ranges = ranges.iter().cloned();
            let items = ranges.filter_map(|range| self.words.get(range)).flatten();
            let mut now = FxHashMap::default();
            for &(item, in_title) in items.flat_map(|(_, items)| items) {
                let before = met.as_ref().map_or(Some(&true), |met| met.get(&item));
                if let Some(before) = before {
                    *now.entry(item).or_insert(false) |= in_title && *before;
                }
            }
            let none = now.is_empty();
            met = Some(now);
            if none {
                break;
            }
        }
        let met = met.unwrap_or_default().into_iter();
        met.map(move |(item, in_title)| (if in_title { own } else { other }, item))
    }
}

/// Returns the keys of the words of a text.
fn words(text: &str) -> Vec<String> {
    text.split(|symbol: char| symbol.is_whitespace() || matches!(symbol, '-' | '/' | '.'))
        .map(names::key)
        .filter(|word| !word.is_empty())
        .collect()
}
