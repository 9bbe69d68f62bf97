//! Entity names and their resolution: `backend`, `back-end dev` and `bakcend` are one entry.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::{Entry, EntryId, EntryKind, Library, names};
use crate::search::index::{Vocabulary, count};
use crate::search::result::Reason;
use crate::search::text::{Lexicon, SpellingIndex, Word};

/// Nouns that are interchangeable in names of roles: `backend developer` is `backend engineer`.
pub(crate) const ROLE_NOUNS: [&str; 8] = [
    "developer",
    "developers",
    "dev",
    "devs",
    "engineer",
    "engineers",
    "programmer",
    "programmers",
];
/// The ones of these that titles have.
pub(crate) const TITLE_NOUNS: [&str; 2] = ["developer", "engineer"];
/// Maximum number of words of a name that is looked up in a question.
const MAX_WORDS: usize = 8;
/// Minimum Jaro–Winkler similarity of suggested names.
const MIN_SIMILARITY: f64 = 0.75;
/// Most corrections that are compared, to see whether all are names of one entry.
const MAX_CORRECTIONS: usize = 8;

/// The names of all entries.
pub(crate) struct EntityNames {
    /// Sorted by key, so that ties have an order.
    sorted: Vec<EntityName>,
    /// None where two entries share a key.
    by_key: FxHashMap<String, Option<u32>>,
    spelling: SpellingIndex<u32>,
    /// The last words of several titles of roles: `manager`.
    role_nouns: FxHashSet<String>,
    /// Number of words of the longest name.
    pub longest: usize,
}

/// A name of an entry.
pub(crate) struct EntityName {
    /// The key of the name.
    pub key: String,
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// The name as the entry has it.
    pub written: String,
}

/// The result of resolving a name.
#[derive(Debug, PartialEq)]
pub enum ResolvedName<'a> {
    /// An entry, with the reason.
    Entry(&'a Entry, Reason),
    /// An entry of another kind than was asked for.
    OtherKind(&'a Entry, Reason),
    /// No entry.
    Unknown,
}

impl EntityNames {
    /// Collects the names of a library's entries.
    pub(crate) fn of(library: &Library) -> Self {
        let mut sorted = Vec::new();
        for entry in library.entries() {
            for name in std::iter::once(&entry.title).chain(&entry.aliases) {
                let key = names::key(name);
                if !key.is_empty() {
                    sorted.push(EntityName {
                        key,
                        entry: entry.id.clone(),
                        kind: entry.kind,
                        written: name.clone(),
                    });
                }
            }
        }
        let roles = library.entries().iter();
        let roles = roles.filter(|entry| entry.kind == EntryKind::Role);
        let mut last_words: FxHashMap<String, usize> = FxHashMap::default();
        for role in roles {
            let last = role.title.rsplit(' ').next().unwrap_or_default();
            *last_words.entry(names::key(last)).or_default() += 1;
        }
        let several = last_words.into_iter().filter(|(_, count)| *count > 1);
        // An entry's id is a name, too, unless another entry has it.
        let taken: FxHashSet<String> = sorted.iter().map(|name| name.key.clone()).collect();
        for entry in library.entries() {
            let key = names::key(entry.id.as_str());
            if !taken.contains(&key) {
                sorted.push(EntityName {
                    key,
                    entry: entry.id.clone(),
                    kind: entry.kind,
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
            role_nouns: several.map(|(noun, _)| noun).collect(),
            longest: longest.min(MAX_WORDS),
        }
    }

    /// Resolves a name to an entry of one of `kinds`, or of any kind where none is given. A typo is only assumed where
    /// no passage has the words as they are.
    pub(crate) fn resolve<'a>(
        &self,
        library: &'a Library,
        lexicon: &Lexicon,
        vocabulary: &Vocabulary,
        text: &str,
        kinds: &[EntryKind],
    ) -> ResolvedName<'a> {
        // `be` and `data` are roles only where a name is asked for, not within a sentence.
        let key = names::key(text);
        let role = || self.role(&key);
        let found = variants(text)
            .iter()
            .find_map(|key| self.exact(key))
            .or_else(role)
            .map(|name| (&name.entry, Reason::Name(name.written.clone())))
            .or_else(|| {
                let words = lexicon.words(text);
                let known = |word: &Word| vocabulary.has_word(&word.surface);
                if words.iter().all(known) {
                    return None;
                }
                let name = self.typo(lexicon, &key)?;
                let reason = Reason::Spelling(text.trim().to_owned(), name.written.clone());
                Some((&name.entry, reason))
            });
        let Some((id, reason)) = found else {
            return ResolvedName::Unknown;
        };
        match library.entry(id) {
            Some(entry) if kinds.is_empty() || kinds.contains(&entry.kind) => {
                ResolvedName::Entry(entry, reason)
            }
            Some(entry) => ResolvedName::OtherKind(entry, reason),
            None => ResolvedName::Unknown,
        }
    }

    /// Returns the name with this key, if it is of one entry only.
    pub(crate) fn exact(&self, key: &str) -> Option<&EntityName> {
        self.sorted.get((*self.by_key.get(key)?)? as usize)
    }

    /// Returns whether a word, in the singular or with an `s`, ends the titles of several roles.
    pub(super) fn is_role_noun(&self, word: &str) -> bool {
        self.role_nouns.contains(word)
            || word
                .strip_suffix('s')
                .is_some_and(|one| self.role_nouns.contains(one))
    }

    /// Returns the name with this key and the noun of a role.
    pub(crate) fn role(&self, key: &str) -> Option<&EntityName> {
        let mut nouns = TITLE_NOUNS.iter();
        nouns.find_map(|noun| self.exact(&format!("{key}{noun}")))
    }

    /// Returns the name of the one entry within the allowed edit distance.
    pub(crate) fn typo(&self, lexicon: &Lexicon, key: &str) -> Option<&EntityName> {
        if lexicon.is_protected(key) {
            return None;
        }
        let near = self.spelling.corrections(key, MAX_CORRECTIONS);
        let near = near
            .iter()
            .filter_map(|near| self.sorted.get(near.value as usize));
        let mut near = near.peekable();
        let first = *near.peek()?;
        near.all(|name| name.entry == first.entry).then_some(first)
    }

    /// Returns the entries with the most similar names.
    pub(crate) fn nearest<'a>(
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
            .filter(|(similarity, _)| *similarity >= MIN_SIMILARITY)
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

/// Returns the keys that a name may have, the most literal first.
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
