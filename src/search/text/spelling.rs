//! Spelling correction by edit distance (optimal string alignment), with Meilisearch's limits: one edit from 5
//! characters, two from 9, and a wrong first letter counts as two. Shorter words are only corrected where swapping two
//! neighbours gives exactly one common word. Used for words and for names.

use rustc_hash::FxHashMap;

/// Minimum length, in characters, of a word in which one edit is allowed.
const MIN_ONE_EDIT: usize = 5;
/// Minimum length of a word in which neighbours may be swapped.
const MIN_SWAP: usize = 3;
/// Minimum length of a word in which two edits are allowed.
const MIN_TWO_EDITS: usize = 9;

/// A known word within the allowed distance of an unknown one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Correction<T> {
    /// The value of the known word.
    pub value: T,
    /// The known word.
    pub surface: String,
    /// Number of edits; a wrong first letter counts as two.
    pub cost: usize,
}

/// Known words with values: by first letter and length, by the text behind their first letter, and short common ones.
pub(crate) struct SpellingIndex<T> {
    buckets: FxHashMap<(char, usize), Vec<(String, T)>>,
    tails: FxHashMap<String, Vec<(String, T)>>,
    common: FxHashMap<String, T>,
}

impl<T: Copy + Ord> SpellingIndex<T> {
    /// Makes an index over known words and their values.
    pub(crate) fn new<'a>(surfaces: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut index = Self {
            buckets: FxHashMap::default(),
            tails: FxHashMap::default(),
            common: FxHashMap::default(),
        };
        for (surface, value) in surfaces {
            let length = surface.chars().count();
            let Some(first) = surface.chars().next() else {
                continue;
            };
            if length + 1 >= MIN_ONE_EDIT {
                index
                    .buckets
                    .entry((first, length))
                    .or_default()
                    .push((surface.to_owned(), value));
            }
            if length + 1 >= MIN_TWO_EDITS {
                let tail: String = surface.chars().skip(1).collect();
                index
                    .tails
                    .entry(tail)
                    .or_default()
                    .push((surface.to_owned(), value));
            }
        }
        for words in index.buckets.values_mut().chain(index.tails.values_mut()) {
            words.sort_unstable();
        }
        index
    }

    /// Adds the common words for the correction of swapped neighbours in short words.
    pub(crate) fn with_common<'a>(mut self, surfaces: impl Iterator<Item = (&'a str, T)>) -> Self {
        let short = |surface: &str| (MIN_SWAP..MIN_ONE_EDIT).contains(&surface.chars().count());
        let short = surfaces.filter(|(surface, _)| short(surface));
        let short = short.map(|(surface, value)| (surface.to_owned(), value));
        self.common.extend(short);
        self
    }

    /// Returns the one common word that a swap of two neighbours, except the first letter, gives.
    fn swapped(&self, word: &[char]) -> Option<Correction<T>> {
        let mut found = (2..word.len()).filter_map(|at| {
            let mut swapped = word.to_vec();
            swapped.swap(at - 1, at);
            let swapped: String = swapped.into_iter().collect();
            self.common.get_key_value(&swapped)
        });
        let (surface, value) = found.next()?;
        found.next().is_none().then(|| Correction {
            value: *value,
            surface: surface.clone(),
            cost: 1,
        })
    }

    /// Returns the known words with the fewest edits, in alphabetical order, at most `limit`.
    pub(crate) fn corrections(&self, surface: &str, limit: usize) -> Vec<Correction<T>> {
        let word: Vec<char> = surface.chars().collect();
        let Some(allowed) = allowed(word.len()) else {
            return self.swapped(&word).into_iter().collect();
        };
        let mut found = Vec::new();
        if let Some(&first) = word.first() {
            for length in word.len().saturating_sub(allowed)..=word.len() + allowed {
                for (known, value) in self.buckets.get(&(first, length)).into_iter().flatten() {
                    if let Some(cost) = distance(&word, known, allowed) {
                        found.push(Correction {
                            value: *value,
                            surface: known.clone(),
                            cost,
                        });
                    }
                }
            }
        }
        if allowed == 2 {
            // A substituted, missing or additional first letter uses up both edits.
            let tail: String = word.iter().skip(1).collect();
            for key in [tail.as_str(), surface] {
                for (known, value) in self.tails.get(key).into_iter().flatten() {
                    found.push(Correction {
                        value: *value,
                        surface: known.clone(),
                        cost: 2,
                    });
                }
            }
            if let Some(&first) = word.get(1) {
                for (known, value) in self
                    .buckets
                    .get(&(first, word.len() - 1))
                    .into_iter()
                    .flatten()
                {
                    if *known == tail {
                        found.push(Correction {
                            value: *value,
                            surface: known.clone(),
                            cost: 2,
                        });
                    }
                }
            }
        }
        found.sort_unstable_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.surface.cmp(&b.surface)));
        let best = found.first().map_or(0, |c| c.cost);
        found.retain(|c| c.cost == best);
        found.dedup_by_key(|c| c.value);
        found.truncate(limit);
        found
    }
}

/// Returns the number of edits allowed in a word of `length` characters.
pub(crate) const fn allowed(length: usize) -> Option<usize> {
    if length < MIN_ONE_EDIT {
        None
    } else if length < MIN_TWO_EDITS {
        Some(1)
    } else {
        Some(2)
    }
}

/// Returns the optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours) of `word`
/// and `known`, or `None` where it is above `allowed` or `word` has more than 40 characters.
pub(crate) fn distance(word: &[char], known: &str, allowed: usize) -> Option<usize> {
    const MAX_CHARS: usize = 40;
    if word.len() > MAX_CHARS {
        return None;
    }
    let width = word.len() + 1;
    let mut before = [0_usize; MAX_CHARS + 1];
    let mut last = [0_usize; MAX_CHARS + 1];
    let mut row = [0_usize; MAX_CHARS + 1];
    for (i, cell) in last.iter_mut().enumerate() {
        *cell = i;
    }
    let mut previous = '\0';
    for (j, k) in known.chars().enumerate() {
        let mut left = j + 1;
        let mut fewest = left;
        let mut diagonal = j;
        let mut letter_before = '\0';
        if let Some(cell) = row.first_mut() {
            *cell = left;
        }
        for (i, &w) in word.iter().enumerate() {
            let above = last.get(i + 1).copied().unwrap_or(usize::MAX);
            let mut cost = (diagonal + usize::from(w != k))
                .min(above + 1)
                .min(left + 1);
            if i > 0 && j > 0 && w == previous && letter_before == k {
                cost = cost.min(before.get(i - 1).copied().unwrap_or(usize::MAX - 1) + 1);
            }
            if let Some(cell) = row.get_mut(i + 1) {
                *cell = cost;
            }
            fewest = fewest.min(cost);
            diagonal = above;
            left = cost;
            letter_before = w;
        }
        if fewest > allowed {
            return None;
        }
        before = last;
        last = row;
        previous = k;
    }
    last.get(width - 1).copied().filter(|&d| d <= allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(word: &str) -> Vec<String> {
        let known = ["back", "backend", "developer", "interview", "internship"];
        let known = || (0_u32..).zip(known).map(|(value, word)| (word, value));
        let index = SpellingIndex::new(known()).with_common(known());
        let found = index.corrections(word, 5).into_iter();
        found.map(|one| one.surface).collect()
    }

    #[test]
    fn longer_words_allow_more_edits() {
        assert_eq!(corrected("bakcend"), ["backend"]);
        assert_eq!(corrected("develper"), ["developer"]);
        assert_eq!(corrected("intervieww"), ["interview"]);
        assert_eq!(corrected("intrenshp"), ["internship"]);
        // Below five letters only swaps, below nine only one edit.
        assert_eq!(corrected("bakc"), ["back"]);
        assert_eq!(corrected("bacc"), [""; 0]);
        assert_eq!(corrected("abck"), [""; 0]);
        assert_eq!(corrected("bakcemd"), [""; 0]);
    }

    #[test]
    fn a_wrong_first_letter_counts_as_two_edits() {
        assert_eq!(corrected("fackend"), [""; 0]);
        assert_eq!(corrected("feveloper"), ["developer"]);
        assert_eq!(corrected("eveloper"), [""; 0]);
        assert_eq!(corrected("fevelopre"), [""; 0]);
    }

    #[test]
    fn a_swap_is_one_edit() {
        let letters: Vec<char> = "abcdef".chars().collect();
        for (known, expected) in [
            ("abcdef", Some(0)),
            ("abdcef", Some(1)),
            ("abcde", Some(1)),
            ("xabcdef", Some(1)),
            ("abxdyf", Some(2)),
            ("uvwxyz", None),
        ] {
            assert_eq!(distance(&letters, known, 2), expected, "{known}");
        }
    }
}
