//! The road by names: which entry a person means by `backend`, `back-end dev` or `bakcend`.

use std::collections::HashMap;

use super::Reason;
use crate::knowledge::{Entry, EntryId, Kind, Library, names};

/// Words that a role's name may have or lack: `backend developer` is `backend engineer`.
const ROLE_NOUNS: [&str; 6] = [
    "developer",
    "developers",
    "dev",
    "devs",
    "engineer",
    "programmer",
];
/// Below this many characters a name must be written right.
const ONE_TYPO_FROM: usize = 5;
/// From this many characters two slips are forgiven.
const TWO_TYPOS_FROM: usize = 9;

/// All names of all entries.
pub(super) struct Names {
    /// Key, entry, and the name as written; sorted by key, so that ties have an order.
    sorted: Vec<(String, EntryId, String)>,
    by_key: HashMap<String, usize>,
    /// How many words the longest name has.
    pub longest: usize,
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
    pub fn of(library: &Library) -> Self {
        let mut names: Vec<(String, EntryId, String)> = Vec::new();
        for entry in library.entries() {
            for name in std::iter::once(&entry.title).chain(&entry.aliases) {
                names.push((names::key(name), entry.id.clone(), name.clone()));
            }
        }
        names.sort_by(|a, b| a.0.cmp(&b.0));
        let longest = names
            .iter()
            .map(|(_, _, name)| name.split([' ', '-']).count())
            .max();
        let by_key = names
            .iter()
            .enumerate()
            .map(|(index, (key, _, _))| (key.clone(), index))
            .collect();
        Self {
            sorted: names,
            by_key,
            longest: longest.unwrap_or_default() + 1,
        }
    }

    pub fn resolve<'a>(&self, library: &'a Library, text: &str, kinds: &[Kind]) -> Named<'a> {
        // `be` and `data` are too little to be a role in a sentence, but enough where a name is
        // asked for.
        let role = || {
            ["developer", "engineer"]
                .iter()
                .find_map(|noun| self.exact(&format!("{text} {noun}")))
        };
        let found = self.exact(text).or_else(role).or_else(|| self.typo(text));
        let Some((id, reason)) = found else {
            return Named::Unknown;
        };
        match library.entry(&id) {
            Some(entry) if kinds.is_empty() || kinds.contains(&entry.kind) => {
                Named::Entry(entry, reason)
            }
            Some(entry) => Named::OtherKind(entry, reason),
            None => Named::Unknown,
        }
    }

    /// The entry of this very name, give or take case, hyphens, an article, a plural and a role's
    /// noun.
    pub fn exact(&self, text: &str) -> Option<(EntryId, Reason)> {
        let found = |key: &str| {
            let (_, id, name) = self.sorted.get(*self.by_key.get(key)?)?;
            Some((id.clone(), Reason::Name(name.clone())))
        };
        variants(text).iter().find_map(|key| found(key))
    }

    /// The one entry whose name differs by a slip or two.
    pub fn typo(&self, text: &str) -> Option<(EntryId, Reason)> {
        let written = names::key(text);
        let length = written.chars().count();
        let allowed = match length {
            0..ONE_TYPO_FROM => return None,
            ONE_TYPO_FROM..TWO_TYPOS_FROM => 1,
            _ => 2,
        };
        let mut best: Option<(usize, &EntryId, &str)> = None;
        for (key, id, name) in &self.sorted {
            let known = key.chars().count();
            if known.abs_diff(length) > allowed || known < ONE_TYPO_FROM {
                continue;
            }
            // People rarely slip on the first letter, so that one counts for two.
            let first = usize::from(key.chars().next() != written.chars().next());
            let distance = strsim::osa_distance(key, &written) + first;
            if distance > allowed {
                continue;
            }
            match best {
                Some((least, other, _)) if least == distance && other != id => return None,
                Some((least, _, _)) if least <= distance => {}
                _ => best = Some((distance, id, name)),
            }
        }
        let (_, id, name) = best?;
        Some((
            id.clone(),
            Reason::Spelling(text.trim().to_owned(), name.to_owned()),
        ))
    }

    /// The entries whose names are most like `text`, at least 0.75 by Jaro–Winkler.
    pub fn near<'a>(
        &self,
        library: &'a Library,
        text: &str,
        kinds: &[Kind],
        limit: usize,
    ) -> Vec<&'a Entry> {
        let written = names::key(text);
        let mut near: Vec<(f64, &EntryId)> = self
            .sorted
            .iter()
            .map(|(key, id, _)| (strsim::jaro_winkler(key, &written), id))
            .filter(|(similarity, _)| *similarity >= 0.75)
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
        let stem = rest.join(" ");
        variants.push(names::key(&stem));
        variants.extend(
            ["developer", "engineer"]
                .iter()
                .map(|noun| names::key(&format!("{stem} {noun}"))),
        );
    }
    variants.retain(|key| !key.is_empty());
    variants
}
