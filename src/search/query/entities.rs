//! Entity recognition: finds the mentions of entries in a question; of overlapping names the longest.

use std::fmt::Write as _;
use std::ops::Range;

use super::TermSet;
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
    /// True for a function word, which is no name by itself.
    pub function_word: bool,
    /// True if a passage of the library contains it.
    pub known: bool,
    /// True if it may name a role without its noun, as in a short comparison: `be vs fe`.
    pub bare_role: bool,
}

/// A mention of an entry in a question.
#[derive(Clone, Debug)]
pub(crate) struct EntityMention {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// The matched name: [`Reason::Name`], or [`Reason::Spelling`] for one with a typo.
    pub reason: Reason,
    /// The range of its words in the question.
    pub words: Range<usize>,
    /// The terms of these words.
    pub terms: TermSet,
    /// True if all of these words are background: the question is about something else.
    pub background: bool,
}

impl EntityNames {
    /// Finds the entries that a question names, each once; of overlapping names the longest.
    pub(crate) fn mentions(
        &self,
        lexicon: &Lexicon,
        tokens: &[QueryToken<'_>],
    ) -> Vec<EntityMention> {
        let mut mentions: Vec<EntityMention> = Vec::new();
        let mut from = 0;
        let mut key = String::new();
        while from < tokens.len() {
            let longest = self.longest.min(tokens.len() - from);
            let found = (1..=longest).rev().find_map(|length| {
                let run = tokens.get(from..from + length)?;
                let (name, reason) = self.match_name(lexicon, run, &mut key)?;
                Some((name, reason, length))
            });
            let (matches, length) = match found {
                Some((name, reason, length)) => (vec![(name, reason)], length),
                None => (self.of_abbreviation(lexicon, tokens.get(from)), 1),
            };
            for (name, reason) in matches {
                if mentions.iter().all(|known| known.entry != name.entry) {
                    mentions.push(EntityMention {
                        entry: name.entry.clone(),
                        kind: name.kind,
                        reason,
                        words: from..from + length,
                        terms: 0,
                        background: false,
                    });
                }
            }
            from += length;
        }
        mentions
    }

    /// Returns the entries whose names are synonyms of an abbreviation in the lexicon: two for `PM`.
    fn of_abbreviation(
        &self,
        lexicon: &Lexicon,
        token: Option<&QueryToken<'_>>,
    ) -> Vec<(&EntityName, Reason)> {
        let Some(token) = token.filter(|token| !token.function_word) else {
            return Vec::new();
        };
        let key = token.key.strip_suffix('s').unwrap_or(&token.key);
        let phrases = lexicon.synonyms(&[key.to_owned()]).iter();
        let phrases = phrases.filter(|phrase| phrase.len() > 1);
        let names = phrases.filter_map(|phrase| self.exact(&phrase.concat()));
        names
            .map(|name| (name, Reason::Name(name.written.clone())))
            .collect()
    }

    /// Returns the entry that a run of tokens names: exactly, in the singular, with another noun of roles, or with a typo.
    /// `key` is a buffer.
    fn match_name(
        &self,
        lexicon: &Lexicon,
        run: &[QueryToken<'_>],
        key: &mut String,
    ) -> Option<(&EntityName, Reason)> {
        key.clear();
        key.extend(run.iter().map(|token| token.key.as_str()));
        let bare_role = matches!(run, [only] if only.bare_role);
        let function_words = run.iter().all(|token| token.function_word);
        if key.is_empty() || (function_words && !bare_role) {
            return None;
        }
        let exact = (!function_words).then(|| {
            self.exact(key)
                .or_else(|| self.exact(key.strip_suffix('s')?))
        });
        let exact = exact.flatten();
        let exact = exact.or_else(|| self.role(key).filter(|_| bare_role));
        if function_words && exact.is_none() {
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
        // Words that the library contains as written are no typos.
        if run.len() > MAX_TYPO_WORDS || run.iter().all(|token| token.known) {
            return None;
        }
        key.clear();
        key.extend(run.iter().map(|token| token.key.as_str()));
        let name = self.typo(lexicon, key)?;
        let written: Vec<_> = run.iter().map(|token| token.written).collect();
        is_correction_target(&name.key, lexicon).then(|| {
            let reason = Reason::Spelling(written.join(" "), name.written.clone());
            (name, reason)
        })
    }
}
