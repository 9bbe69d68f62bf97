//! From names and words to a verdict.

use std::collections::HashSet;

use super::analysis::{self, Word};
use super::facets;
use super::index::Candidate;
use super::{Finding, MAX_SUGGESTIONS, Reason, Search, Verdict};
use crate::knowledge::{Address, EntryId};

/// From this confidence on a passage is the answer.
const SURE: f32 = 0.62;
/// From this confidence on a passage is worth offering.
const UNSURE: f32 = 0.34;
/// How many candidates are looked at closely.
const CANDIDATES: usize = 30;
/// How much of the confidence the question or heading gives; the rest is the text's.
const HEADING_SHARE: f32 = 0.5;

/// An entry that a question names.
struct Mention {
    entry: EntryId,
    reason: Reason,
    /// The words of the question that name it.
    from: usize,
    until: usize,
}

pub(super) fn find(search: &Search, question: &str) -> Finding {
    let words = analysis::words(question);
    if let Some(passage) = search.index.wording(&words) {
        return Finding {
            verdict: Verdict::Sure(passage.address.clone()),
            confidence: 1.0,
            reasons: vec![Reason::Wording],
        };
    }
    let mentions = mentions(search, &words);
    if let Some(finding) = by_name(search, &words, &mentions) {
        return finding;
    }
    by_words(search, &words, &mentions)
}

/// The entries that a question names, longest names first where they overlap.
fn mentions(search: &Search, words: &[Word]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let longest = search.names.longest.min(words.len() - from);
        let mention = (1..=longest).rev().find_map(|length| {
            let until = from + length;
            let run = words.get(from..until)?;
            let name: Vec<_> = run.iter().map(|word| word.folded.as_str()).collect();
            let alone = length == 1 && run.iter().all(Word::is_filler);
            let name = name.join(" ");
            let found = if alone {
                None
            } else {
                search.names.exact(&name)
            };
            let found = found.or_else(|| {
                // A slip is forgiven in one word only, and never in one that the library has.
                let known = run.iter().all(|word| search.index.knows(&word.stem));
                (length <= 2 && !known).then(|| search.names.typo(&name))?
            });
            let (entry, reason) = found?;
            Some(Mention {
                entry,
                reason,
                from,
                until,
            })
        });
        from = mention.as_ref().map_or(from + 1, |mention| mention.until);
        mentions.extend(mention);
    }
    let mut seen = HashSet::new();
    mentions.retain(|mention| seen.insert(mention.entry.clone()));
    mentions
}

/// A question that is nothing but names and words that ask for a facet or a comparison.
fn by_name(search: &Search, words: &[Word], mentions: &[Mention]) -> Option<Finding> {
    let named = |at: usize| {
        mentions
            .iter()
            .any(|one| (one.from..one.until).contains(&at))
    };
    let rest: Vec<&Word> = words
        .iter()
        .enumerate()
        .filter(|(at, _)| !named(*at))
        .map(|(_, word)| word)
        .collect();
    let folded: Vec<&str> = rest.iter().map(|word| word.folded.as_str()).collect();
    match mentions {
        [one, other] if folded.iter().any(|word| facets::compares(word)) => {
            let about = rest.iter().all(|word| {
                word.is_filler() || facets::compares(&word.folded) || word.folded == "between"
            });
            about.then(|| Finding {
                verdict: Verdict::Compare(
                    Address::of(one.entry.clone()),
                    Address::of(other.entry.clone()),
                ),
                confidence: 1.0,
                reasons: vec![one.reason.clone(), other.reason.clone()],
            })
        }
        [one] => {
            let entry = search.library.entry(&one.entry)?;
            let asked = facets::asked(&folded);
            let unexplained = rest
                .iter()
                .filter(|word| !word.is_filler() && facets::asked(&[&word.folded]).is_none())
                .count();
            if unexplained > 0 {
                return None;
            }
            let (passage, section) = match asked {
                Some((facet, _)) => {
                    let passage = entry.facet(facet)?;
                    (passage, Some(Reason::Section(passage.heading.clone())))
                }
                None => (entry.definition()?, None),
            };
            let mut reasons = vec![one.reason.clone()];
            reasons.extend(section);
            let confidence = if matches!(one.reason, Reason::Spelling(..)) {
                0.9
            } else {
                1.0
            };
            Some(Finding {
                verdict: Verdict::Sure(entry.address(passage)),
                confidence,
                reasons,
            })
        }
        _ => None,
    }
}

fn by_words(search: &Search, words: &[Word], mentions: &[Mention]) -> Finding {
    let telling: Vec<Word> = words
        .iter()
        .filter(|word| !word.is_filler())
        .cloned()
        .collect();
    // A question of nothing but fillers ("what should I do?") is asked with what it has.
    let telling = if telling.is_empty() {
        words.to_vec()
    } else {
        telling
    };
    let named: HashSet<&EntryId> = mentions.iter().map(|mention| &mention.entry).collect();
    let mut weighed: Vec<(f32, f32, Candidate<'_>)> = search
        .index
        .candidates(&telling, CANDIDATES)
        .into_iter()
        .map(|candidate| {
            let confidence = confidence(search, &telling, &named, &candidate);
            (confidence, candidate.score, candidate)
        })
        .collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.total_cmp(&a.1)));
    let Some((best, _, first)) = weighed.first() else {
        return Finding::nothing(0.0);
    };
    let best = *best;
    let verdict = if best >= SURE {
        Verdict::Sure(first.passage.address.clone())
    } else if best >= UNSURE {
        let near = weighed
            .iter()
            .take_while(|(confidence, _, _)| *confidence >= UNSURE)
            .take(MAX_SUGGESTIONS)
            .map(|(_, _, candidate)| candidate.passage.address.clone());
        Verdict::Unsure(near.collect())
    } else {
        return Finding::nothing(best);
    };
    Finding {
        verdict,
        confidence: best,
        reasons: reasons(&telling, first),
    }
}

/// How much of what the question says the passage says too: each word weighs by its rarity, half
/// for standing in the question or heading, half for standing in the text.
fn confidence(
    search: &Search,
    words: &[Word],
    named: &HashSet<&EntryId>,
    candidate: &Candidate<'_>,
) -> f32 {
    let mut all = 0.0;
    let mut covered = 0.0;
    for word in words {
        let weight = search.index.weight(&word.stem);
        all += weight;
        if candidate.passage.heading.contains(&word.stem) {
            covered += weight * HEADING_SHARE;
        }
        if candidate.passage.text.contains(&word.stem) {
            covered += weight * (1.0 - HEADING_SHARE);
        }
    }
    let coverage = if all > 0.0 { covered / all } else { 0.0 };
    if named.contains(&candidate.passage.address.entry) {
        (coverage + 0.1).min(1.0)
    } else {
        coverage
    }
}

fn reasons(words: &[Word], candidate: &Candidate<'_>) -> Vec<Reason> {
    let among = |set: &HashSet<String>| -> Vec<String> {
        words
            .iter()
            .filter(|word| set.contains(&word.stem))
            .map(|word| word.folded.clone())
            .collect()
    };
    let heading = among(&candidate.passage.heading);
    let mut text = among(&candidate.passage.text);
    text.retain(|word| !heading.contains(word));
    let mut reasons = Vec::new();
    if !heading.is_empty() {
        reasons.push(Reason::Heading(heading));
    }
    if !text.is_empty() {
        reasons.push(Reason::Text(text));
    }
    reasons
}

impl Finding {
    fn nothing(confidence: f32) -> Self {
        Self {
            verdict: Verdict::Nothing,
            confidence,
            reasons: Vec::new(),
        }
    }
}
