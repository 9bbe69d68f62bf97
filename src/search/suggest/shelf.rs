//! Sorted lists of what can be suggested, in which a keystroke is looked up.

use std::ops::Range;

use memchr::memmem::Finder;
use rustc_hash::FxHashMap;

use crate::knowledge::{Address, Entry, EntryKind, names};
use crate::search::analysis::{Lexicon, allowed, distance};
use crate::search::index::count;

/// Among what to look for suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Names of entries of any kind.
    Entries,
    /// Names of entries of one kind.
    Kind(EntryKind),
    /// Names of entries that answer questions.
    Topics,
    /// Questions that are answered.
    Questions,
}

/// Something that a person may be about to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The title or the question.
    pub label: String,
    /// What it leads to.
    pub address: Address,
}

/// How well something fits what is written: a smaller rank is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    Title,
    Alias,
    TitlePrefix,
    AliasPrefix,
    Words,
    OtherWords,
    Inside,
    Synonym,
    Slip,
    OtherSlip,
}

/// Fewest letters that are looked for inside a title.
const INSIDE_FROM: usize = 3;

/// One sort of suggestions, the most wanted first.
#[derive(Default)]
pub(crate) struct Shelf {
    items: Vec<Item>,
    /// Which of them leads where.
    numbers: FxHashMap<Address, u32>,
    /// Keys of titles and aliases in order, each with its item.
    keys: Vec<(String, u32)>,
    /// Words of titles and aliases in order, each with the items that have it, and whether in their title.
    words: Vec<(String, Vec<(u32, bool)>)>,
}

/// One of them.
pub(crate) struct Item {
    /// What is offered.
    pub suggestion: Suggestion,
    kind: EntryKind,
    /// Whether it answers questions.
    topic: bool,
    /// The key of the title or question.
    key: String,
}

impl Item {
    /// Whether it is of this sort.
    pub(crate) fn fits(&self, scope: Scope) -> bool {
        match scope {
            Scope::Entries | Scope::Questions => true,
            Scope::Kind(kind) => self.kind == kind,
            Scope::Topics => self.topic,
        }
    }
}

impl Shelf {
    /// Adds a title or question with its other names; the most wanted come first.
    pub(crate) fn add(&mut self, entry: &Entry, label: &str, aliases: &[String], address: Address) {
        let number = count(self.items.len());
        self.numbers.insert(address.clone(), number);
        self.items.push(Item {
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

    /// Makes the lists ready, once everything is added.
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

    /// One by its number.
    pub(crate) fn item(&self, number: u32) -> Option<&Item> {
        self.items.get(number as usize)
    }

    /// The one that leads there.
    pub(crate) fn leading_to(&self, address: &Address) -> Option<&Item> {
        self.item(*self.numbers.get(address)?)
    }

    /// What fits, in no order, perhaps several times.
    pub(crate) fn find(&self, lexicon: &Lexicon, text: &str, limit: usize) -> Vec<(Rank, u32)> {
        let written = names::key(text);
        if written.is_empty() {
            return (0..count(self.items.len()))
                .map(|number| (Rank::Words, number))
                .collect();
        }
        let mut found = self.begun(&written);
        let typed = words(text);
        let exact: Vec<Vec<Range<usize>>> =
            typed.iter().map(|word| vec![self.starting(word)]).collect();
        found.extend(self.having(&exact, Rank::Words, Rank::OtherWords));
        if found.len() >= limit {
            return found;
        }
        if written.chars().count() >= INSIDE_FROM {
            let sought = Finder::new(&written);
            let inside = (0..).zip(&self.items);
            let inside = inside.filter(|(_, item)| sought.find(item.key.as_bytes()).is_some());
            found.extend(inside.map(|(number, _)| (Rank::Inside, number)));
        }
        let phrase: Vec<String> = lexicon.words(text).into_iter().map(|w| w.surface).collect();
        for synonym in lexicon.synonyms(&phrase) {
            let synonym = self.begun(&synonym.concat()).into_iter();
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
                        self.like(word)
                    }
                })
                .collect();
            found.extend(self.having(&near, Rank::Slip, Rank::OtherSlip));
        }
        found
    }

    /// Whose title or alias begins with what is written.
    fn begun(&self, written: &str) -> Vec<(Rank, u32)> {
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

    /// The known words that begin with this one.
    fn starting(&self, word: &str) -> Range<usize> {
        let start = self
            .words
            .partition_point(|(known, _)| known.as_str() < word);
        let rest = self.words.get(start..).unwrap_or_default().iter();
        let length = rest
            .take_while(|(known, _)| known.starts_with(word))
            .count();
        start..start + length
    }

    /// The known words whose beginning differs from this one by a slip.
    fn like(&self, word: &str) -> Vec<Range<usize>> {
        let letters: Vec<char> = word.chars().collect();
        let Some((allowed, first)) = allowed(letters.len()).zip(letters.first()) else {
            return Vec::new();
        };
        let all = self.starting(&first.to_string());
        all.filter(|at| {
            let known = self.words.get(*at).map_or("", |(known, _)| known.as_str());
            // The person may not have written the word to its end.
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

    /// The items that have a word of each of these sets: ranked `own` where they have them in their
    /// title, else `other`.
    fn having(
        &self,
        sets: &[Vec<Range<usize>>],
        own: Rank,
        other: Rank,
    ) -> impl Iterator<Item = (Rank, u32)> {
        let mut met: Option<FxHashMap<u32, bool>> = None;
        // The rarest first, so that little has to be remembered.
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

/// The keys of the words of a name or a question.
fn words(text: &str) -> Vec<String> {
    text.split(|symbol: char| symbol.is_whitespace() || matches!(symbol, '-' | '/' | '.'))
        .map(names::key)
        .filter(|word| !word.is_empty())
        .collect()
}
