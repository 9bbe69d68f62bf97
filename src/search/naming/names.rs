//! The road by names: which entry a person means by `backend`, `back-end dev` or `bakcend`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{Entry, EntryId, EntryKind, Library, names};
use crate::search::analysis::{Lexicon, SpellingIndex};
use crate::search::finding::Reason;
use crate::search::index::count;

/// Words that a role's name may have or lack: `backend developer` is `backend engineer`.
pub(crate) const ROLE_NOUNS: [&str; 6] = [
    "developer",
    "developers",
    "dev",
    "devs",
    "engineer",
    "programmer",
];
/// The nouns that titles have.
pub(crate) const TITLE_NOUNS: [&str; 2] = ["developer", "engineer"];
/// The longest name looked for in a question, in words.
const MOST_WORDS: usize = 8;
/// From this Jaro–Winkler similarity on two names are alike.
const ALIKE: f64 = 0.75;
/// Names at one distance that are looked at, to see whether they are all of one entry.
const EQUALLY_NEAR: usize = 8;

/// All names of all entries.
pub(crate) struct Names {
    /// Sorted by key, so that ties have an order.
    sorted: Vec<Name>,
    /// None where two entries share a key.
    by_key: FxHashMap<String, Option<u32>>,
    spelling: SpellingIndex<u32>,
    /// How many words the longest name has.
    pub longest: usize,
}

/// One of them.
pub(crate) struct Name {
    /// By which it is found.
    pub key: String,
    /// Whose it is.
    pub entry: EntryId,
    /// As its entry has it.
    pub written: String,
}

/// What a name leads to.
#[derive(Debug, PartialEq)]
pub enum Named<'a> {
    /// This entry, for this reason.
    Entry(&'a Entry, Reason),
    /// An entry, but of another kind than was asked for.
    OtherKind(&'a Entry, Reason),
    /// No entry.
    Unknown,
}

impl Names {
    /// The names of a library's entries.
    pub(crate) fn of(library: &Library) -> Self {
        let mut sorted = Vec::new();
        for entry in library.entries() {
            for name in std::iter::once(&entry.title).chain(&entry.aliases) {
                let key = names::key(name);
                if !key.is_empty() {
                    sorted.push(Name {
                        key,
                        entry: entry.id.clone(),
                        written: name.clone(),
                    });
                }
            }
        }
        // A file is named after what it is about: that is a name too, where nobody has it.
        let taken: FxHashSet<String> = sorted.iter().map(|name| name.key.clone()).collect();
        for entry in library.entries() {
            let key = names::key(entry.id.as_str());
            if !taken.contains(&key) {
                sorted.push(Name {
                    key,
                    entry: entry.id.clone(),
                    written: entry.title.clone(),
                });
            }
        }
        sorted.sort_by(|a, b| a.key.cmp(&b.key).then_with(|| a.entry.cmp(&b.entry)));
        let words = sorted
            .iter()
            .map(|name| name.written.split([' ', '-']).count());
        let longest = words.max().unwrap_or_default() + 1;
        let mut by_key: FxHashMap<String, Option<u32>> = FxHashMap::default();
        for run in sorted.chunk_by(|a, b| a.key == b.key) {
            if let Some(first) = run.first() {
                let one = run.iter().all(|name| name.entry == first.entry);
                let at = sorted.partition_point(|name| name.key < first.key);
                by_key.insert(first.key.clone(), one.then_some(count(at)));
            }
        }
        let spelling = SpellingIndex::new(
            (0..)
                .zip(&sorted)
                .map(|(number, name)| (name.key.as_str(), number)),
        );
        Self {
            sorted,
            by_key,
            spelling,
            longest: longest.min(MOST_WORDS),
        }
    }

    /// The entry that a person means by a name, among those of the given kinds (any kind, where
    /// none is given).
    pub(crate) fn resolve<'a>(
        &self,
        library: &'a Library,
        lexicon: &Lexicon,
        text: &str,
        kinds: &[EntryKind],
    ) -> Named<'a> {
        // `be` and `data` are too little to be a role in a sentence, but enough where a name is
        // asked for.
        let key = names::key(text);
        let role = || self.role(&key);
        let found = variants(text)
            .iter()
            .find_map(|key| self.exact(key))
            .or_else(role)
            .map(|name| (&name.entry, Reason::Name(name.written.clone())))
            .or_else(|| {
                let name = self.typo(lexicon, &key)?;
                let reason = Reason::Spelling(text.trim().to_owned(), name.written.clone());
                Some((&name.entry, reason))
            });
        let Some((id, reason)) = found else {
            return Named::Unknown;
        };
        match library.entry(id) {
            Some(entry) if kinds.is_empty() || kinds.contains(&entry.kind) => {
                Named::Entry(entry, reason)
            }
            Some(entry) => Named::OtherKind(entry, reason),
            None => Named::Unknown,
        }
    }

    /// The name of this key, where it is one entry's alone.
    pub(crate) fn exact(&self, key: &str) -> Option<&Name> {
        self.sorted.get((*self.by_key.get(key)?)? as usize)
    }

    /// The name of this key and the noun of a role.
    pub(crate) fn role(&self, key: &str) -> Option<&Name> {
        let mut nouns = TITLE_NOUNS.iter();
        nouns.find_map(|noun| self.exact(&format!("{key}{noun}")))
    }

    /// The one entry whose name differs by a slip or two.
    pub(crate) fn typo(&self, lexicon: &Lexicon, key: &str) -> Option<&Name> {
        if lexicon.is_protected(key) {
            return None;
        }
        let near = self.spelling.corrections(key, EQUALLY_NEAR);
        let near = near
            .iter()
            .filter_map(|near| self.sorted.get(near.term as usize));
        let mut near = near.peekable();
        let first = *near.peek()?;
        near.all(|name| name.entry == first.entry).then_some(first)
    }

    /// The entries whose names are most like `text`.
    pub(crate) fn near<'a>(
        &self,
        library: &'a Library,
        text: &str,
        kinds: &[EntryKind],
        limit: usize,
    ) -> Vec<&'a Entry> {
        let written = names::key(text);
        let mut near: Vec<(f64, &EntryId)> = self
            .sorted
            .iter()
            .map(|name| (strsim::jaro_winkler(&name.key, &written), &name.entry))
            .filter(|(similarity, _)| *similarity >= ALIKE)
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        let mut entries: Vec<&Entry> = Vec::new();
        for (_, id) in near {
            if let Some(entry) = library.entry(id)
                && (kinds.is_empty() || kinds.contains(&entry.kind))
                && !entries.iter().any(|known| known.id == entry.id)
            {
                entries.push(entry);
            }
        }
        entries.truncate(limit);
        entries
    }
}

/// The keys under which a name may be known, the most literal first.
fn variants(text: &str) -> Vec<String> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower
        .trim_end_matches(['?', '!', '.', ','])
        .split_whitespace()
        .collect();
    let words = match words.as_slice() {
        ["a" | "an" | "the", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let whole = words.join(" ");
    let mut variants = vec![names::key(&whole)];
    if let Some(singular) = whole.strip_suffix('s') {
        variants.push(names::key(singular));
    }
    if let [rest @ .., last] = words
        && !rest.is_empty()
        && ROLE_NOUNS.contains(last)
    {
        let stem = names::key(&rest.join(" "));
        variants.extend(TITLE_NOUNS.iter().map(|noun| format!("{stem}{noun}")));
        variants.insert(variants.len() - TITLE_NOUNS.len(), stem);
    }
    variants.retain(|key| !key.is_empty());
    variants
}
