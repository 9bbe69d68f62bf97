//! Finds entity mentions in a question; of overlapping names the longest.

use std::fmt::Write as _;
use std::ops::Range;

use super::names::{EntityName, EntityNames, ROLE_NOUNS, TITLE_NOUNS};
use crate::knowledge::{EntryId, EntryKind};
use crate::search::index::is_correction_target;
use crate::search::result::Reason;
use crate::search::text::Lexicon;

/// Most words of a name in which a typo is allowed.
const MAX_TYPO_WORDS: usize = 2;

/// A token of a question, for matching names.
pub(crate) struct QueryToken<'q> {
    /// The text as written.
    pub written: &'q str,
    /// The key of the text.
    pub key: String,
    /// True if it is no name by itself, as it is a word of questions.
    pub filler: bool,
    /// True if some passage has it.
    pub known: bool,
    /// True if it may be a role without its noun, as in a short comparison: `be vs fe`.
    pub bare: bool,
}

/// A mention of an entry in a question.
#[derive(Clone, Debug)]
pub(crate) struct EntityMention {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// The matched name, and whether with a typo.
    pub reason: Reason,
    /// Range of its words in the question.
    pub words: Range<usize>,
    /// The slots of these words, a bit each.
    pub slots: u64,
    /// True if people say it of themselves, and ask about something else.
    pub context: bool,
}

impl EntityNames {
    /// Finds the entries that a question names, each once; of overlapping names the longest.
    pub(crate) fn mentions(
        &self,
        lexicon: &Lexicon,
        parts: &[QueryToken<'_>],
    ) -> Vec<EntityMention> {
        let mut mentions: Vec<EntityMention> = Vec::new();
        let mut from = 0;
        let mut key = String::new();
        while from < parts.len() {
            let longest = self.longest.min(parts.len() - from);
            let found = (1..=longest).rev().find_map(|length| {
                let run = parts.get(from..from + length)?;
                let (name, reason) = self.named(lexicon, run, &mut key)?;
                Some((name, reason, length))
            });
            let (meant, length) = match found {
                Some((name, reason, length)) => (vec![(name, reason)], length),
                None => (self.meant(lexicon, parts.get(from)), 1),
            };
            for (name, reason) in meant {
                if mentions.iter().all(|known| known.entry != name.entry) {
                    mentions.push(EntityMention {
                        entry: name.entry.clone(),
                        kind: name.kind,
                        reason,
                        words: from..from + length,
                        slots: 0,
                        context: false,
                    });
                }
            }
            from += length;
        }
        mentions
    }

    /// Returns the entries for which the lexicon says that an abbreviation stands: two for `PM`.
    fn meant(
        &self,
        lexicon: &Lexicon,
        part: Option<&QueryToken<'_>>,
    ) -> Vec<(&EntityName, Reason)> {
        let Some(part) = part.filter(|part| !part.filler) else {
            return Vec::new();
        };
        let key = part.key.strip_suffix('s').unwrap_or(&part.key);
        let phrases = lexicon.synonyms(&[key.to_owned()]).iter();
        let phrases = phrases.filter(|phrase| phrase.len() > 1);
        let names = phrases.filter_map(|phrase| self.exact(&phrase.concat()));
        names
            .map(|name| (name, Reason::Name(name.written.clone())))
            .collect()
    }

    fn named(
        &self,
        lexicon: &Lexicon,
        run: &[QueryToken<'_>],
        key: &mut String,
    ) -> Option<(&EntityName, Reason)> {
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
        // A typo is only assumed where the library does not have the words as they are.
        if run.len() > MAX_TYPO_WORDS || run.iter().all(|part| part.known) {
            return None;
        }
        key.clear();
        key.extend(run.iter().map(|part| part.key.as_str()));
        let name = self.typo(lexicon, key)?;
        let written: Vec<_> = run.iter().map(|part| part.written).collect();
        is_correction_target(&name.key, lexicon).then(|| {
            let reason = Reason::Spelling(written.join(" "), name.written.clone());
            (name, reason)
        })
    }
}
