//! The entries that a question names: the longest name wherever names overlap.

use std::fmt::Write as _;
use std::ops::Range;

use super::names::{Name, Names, ROLE_NOUNS, TITLE_NOUNS};
use crate::knowledge::EntryId;
use crate::search::analysis::Lexicon;
use crate::search::finding::Reason;
use crate::search::index::may_be_meant;

/// The longest name in which a slip within a question is forgiven, in words.
const MOST_MISTYPED: usize = 2;

/// A word of a question, as names see it.
pub(crate) struct Part<'q> {
    /// As written.
    pub written: &'q str,
    /// Its key.
    pub key: String,
    /// Whether it may be no name alone, as it says how something is asked.
    pub filler: bool,
    /// Whether some passage has it.
    pub known: bool,
    /// Whether the question compares and says little else, so that it may be a role without its
    /// noun: `be vs fe`.
    pub bare: bool,
}

/// An entry that a question names.
pub(crate) struct Mention {
    /// The entry.
    pub entry: EntryId,
    /// How it is named.
    pub reason: Reason,
    /// The first word that names it, and the first after those.
    pub words: Range<usize>,
}

impl Names {
    /// The entries that a question names, the longest name where names overlap, each once.
    pub(crate) fn mentions(&self, lexicon: &Lexicon, parts: &[Part<'_>]) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut from = 0;
        let mut key = String::new();
        while from < parts.len() {
            let longest = self.longest.min(parts.len() - from);
            let found = (1..=longest).rev().find_map(|length| {
                let run = parts.get(from..from + length)?;
                let (name, reason) = self.named(lexicon, run, &mut key)?;
                Some((name.entry.clone(), reason, length))
            });
            let (meant, length) = match found {
                Some((entry, reason, length)) => (vec![(entry, reason)], length),
                None => (self.meant(lexicon, parts.get(from)), 1),
            };
            for (entry, reason) in meant {
                if mentions.iter().all(|known| known.entry != entry) {
                    mentions.push(Mention {
                        entry,
                        reason,
                        words: from..from + length,
                    });
                }
            }
            from += length;
        }
        mentions
    }

    /// The entries for whose names letters may stand, as the lexicon has it: two for `PM`.
    fn meant(&self, lexicon: &Lexicon, part: Option<&Part<'_>>) -> Vec<(EntryId, Reason)> {
        let Some(part) = part.filter(|part| !part.filler) else {
            return Vec::new();
        };
        let key = part.key.strip_suffix('s').unwrap_or(&part.key);
        let phrases = lexicon.synonyms(&[key.to_owned()]).iter();
        let phrases = phrases.filter(|phrase| phrase.len() > 1);
        let names = phrases.filter_map(|phrase| self.exact(&phrase.concat()));
        names
            .map(|name| (name.entry.clone(), Reason::Name(name.written.clone())))
            .collect()
    }

    fn named(
        &self,
        lexicon: &Lexicon,
        run: &[Part<'_>],
        key: &mut String,
    ) -> Option<(&Name, Reason)> {
        key.clear();
        key.extend(run.iter().map(|part| part.key.as_str()));
        let bare = matches!(run, [only] if only.bare);
        let filler = run.iter().all(|part| part.filler);
        if key.is_empty() || (filler && !bare) {
            return None;
        }
        let exact = (!filler).then(|| {
            self.exact(key)
                .or_else(|| self.exact(key.strip_suffix('s')?))
        });
        let exact = exact.flatten();
        let exact = exact.or_else(|| self.role(key).filter(|_| bare));
        if filler && exact.is_none() {
            return None;
        }
        let exact = exact.or_else(|| {
            let [rest @ .., last] = run else { return None };
            if rest.is_empty() || !ROLE_NOUNS.contains(&last.key.as_str()) {
                return None;
            }
            key.truncate(key.len() - last.key.len());
            let stem = key.len();
            self.exact(key).or_else(|| {
                TITLE_NOUNS.iter().find_map(|noun| {
                    key.truncate(stem);
                    let _ = key.write_str(noun);
                    self.exact(key)
                })
            })
        });
        if let Some(name) = exact {
            return Some((name, Reason::Name(name.written.clone())));
        }
        // A slip is forgiven only where the library does not know the words as they are.
        if run.len() > MOST_MISTYPED || run.iter().all(|part| part.known) {
            return None;
        }
        key.clear();
        key.extend(run.iter().map(|part| part.key.as_str()));
        let name = self.typo(lexicon, key)?;
        let written: Vec<_> = run.iter().map(|part| part.written).collect();
        may_be_meant(&name.key, lexicon).then(|| {
            let reason = Reason::Spelling(written.join(" "), name.written.clone());
            (name, reason)
        })
    }
}
