//! Doubles: pairs of passages that answer the same question, found by the wordings of their questions.
//!
//! Two wordings ask the same if they name the same entries, ask for the same section, and have either the same content
//! words or near embeddings. The thresholds are measured on the shipped knowledge.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Search;
use super::embedding::Vector;
use super::query::{ParsedQuery, gist};
use crate::knowledge::{Address, EntryId, Facet, PassageKind, same_words};

/// Minimum cosine of two wordings that ask the same in other words. Measured on the shipped knowledge: of 25 pairs of
/// passages above it, 21 are doubles; of 24 from 0.93 to it, 13.
const MIN_COSINE: f32 = 0.945;
/// Minimum cosine of two wordings with the same content words, where there are embeddings: function words may tell them
/// apart (`which level am I`, `what level should I ask for`). Of 66 pairs above it, 58 are doubles; of 40 below it, 17.
const MIN_COSINE_OF_SAME_WORDS: f32 = 0.875;
/// Minimum number of content words and entries of wordings that are taken to ask the same by their words alone.
const MIN_WORDS: usize = 2;
/// Maximum number of wordings with a common word that are compared by their embeddings; a more frequent word is
/// ignored.
const MAX_COMPARED: usize = 4_000;
/// Question words of which two different ones ask for different things.
const QUESTION_WORDS: [&str; 6] = ["how", "why", "when", "where", "who", "which"];
/// Words that turn a question into its opposite.
const NEGATIONS: [&str; 12] = [
    "no", "not", "without", "never", "none", "cannot", "cant", "dont", "doesnt", "isnt", "wont",
    "shouldnt",
];

/// Two passages that answer the same question.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Double {
    /// The passages, in the order of the library.
    pub passages: [Address; 2],
    /// The wordings of each that are nearest to each other.
    pub wordings: [String; 2],
    /// Number of pairs of wordings that ask the same.
    pub pairs: usize,
    /// Cosine of the wordings' embeddings; none where they have the same content words.
    pub cosine: Option<f32>,
}

/// A wording of a passage's question.
pub(super) struct Wording {
    /// Number of the passage in the library.
    passage: usize,
    text: String,
    pub(super) group: Group,
    /// Entries in the order in which they are named.
    entries: Vec<EntryId>,
    asks: BTreeSet<&'static str>,
    /// Content words without those that name the entries.
    gist: Vec<String>,
    vector: Option<Vector>,
}

/// The properties that two wordings must share to ask the same.
#[derive(Clone, PartialEq, Eq, Hash)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is told by itself, and several may hold"
)]
pub(super) struct Group {
    /// Entries that are named, sorted.
    entries: Vec<EntryId>,
    /// The section of an entry that is asked for beyond doubt.
    facet: Option<Facet>,
    /// True if it compares the entries, so that their order does not matter.
    compares: bool,
    defines: bool,
    moves: bool,
    negated: bool,
    /// Numbers, sorted.
    numbers: Vec<String>,
}

/// The nearest pair of wordings of two passages.
#[derive(Clone, Copy)]
struct Nearest {
    /// 2 where the content words are the same, else the cosine.
    closeness: f32,
    wordings: [usize; 2],
    pairs: usize,
}

impl Search {
    /// Returns the pairs of passages that answer the same question, in the order of the library. Compares the questions
    /// and other wordings of passages, by their words and, where there is an embedding model, by their embeddings.
    pub(crate) fn doubles(&self) -> Vec<Double> {
        let addresses: Vec<Address> = self.passages().map(|(address, _)| address).collect();
        let wordings = self.wordings();
        let mut groups: FxHashMap<&Group, Vec<usize>> = FxHashMap::default();
        for (at, wording) in wordings.iter().enumerate() {
            groups.entry(&wording.group).or_default().push(at);
        }
        let mut nearest: FxHashMap<[usize; 2], Nearest> = FxHashMap::default();
        for group in groups.values() {
            for [one, other] in candidates(group, &wordings) {
                let (Some(a), Some(b)) = (wordings.get(one), wordings.get(other)) else {
                    continue;
                };
                let Some(closeness) = closeness(a, b, MIN_COSINE) else {
                    continue;
                };
                let found = nearest.entry([a.passage, b.passage]).or_insert(Nearest {
                    closeness: 0.0,
                    wordings: [one, other],
                    pairs: 0,
                });
                found.pairs += 1;
                if closeness > found.closeness {
                    found.closeness = closeness;
                    found.wordings = [one, other];
                }
            }
        }
        let mut found: Vec<_> = nearest.into_iter().collect();
        found.sort_unstable_by_key(|(passages, _)| *passages);
        let text = |at: usize| wordings.get(at).map(|one| one.text.clone());
        found
            .into_iter()
            .filter_map(|([one, other], nearest)| {
                let [a, b] = nearest.wordings;
                Some(Double {
                    passages: [addresses.get(one)?.clone(), addresses.get(other)?.clone()],
                    wordings: [text(a)?, text(b)?],
                    pairs: nearest.pairs,
                    cosine: (nearest.closeness <= 1.0).then_some(nearest.closeness),
                })
            })
            .collect()
    }

    /// Iterates over the passages of the library with the wordings that ask for each: a question itself, and others.
    fn passages(&self) -> impl Iterator<Item = (Address, Vec<&str>)> {
        let entries = self.library.entries().iter();
        entries.flat_map(|entry| {
            entry.passages.iter().map(|passage| {
                let own = (passage.kind == PassageKind::Question).then_some(&passage.heading);
                let texts = own.into_iter().chain(&passage.wordings);
                (entry.address(passage), texts.map(String::as_str).collect())
            })
        })
    }

    fn wordings(&self) -> Vec<Wording> {
        let passages = self.passages().enumerate();
        let texts: Vec<(usize, &str)> = passages
            .flat_map(|(passage, (_, texts))| texts.into_iter().map(move |text| (passage, text)))
            .collect();
        let model = self.resources.embeddings.as_ref();
        let mut vectors = model.map(|model| {
            let texts: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
            model.vectors(&texts).into_iter()
        });
        let parsed = texts.into_iter().map(|(passage, text)| {
            let query = self.engine.parse(&self.library, text, None);
            let vector = vectors.as_mut().and_then(|all| all.next().flatten());
            self.wording(passage, text, &query, vector)
        });
        parsed.collect()
    }

    pub(super) fn wording(
        &self,
        passage: usize,
        text: &str,
        query: &ParsedQuery,
        vector: Option<Vector>,
    ) -> Wording {
        let lexicon = &self.resources.lexicon;
        let surfaces: Vec<&str> = query
            .words
            .iter()
            .map(|(_, word)| word.surface.as_str())
            .collect();
        let has = |word: &&str| surfaces.contains(word);
        let entries: Vec<EntryId> = query.mentions.iter().map(|one| one.entry.clone()).collect();
        let mut sorted = entries.clone();
        sorted.sort_unstable();
        let named = |at: usize| query.mentions.iter().any(|one| one.words.contains(&at));
        let rest = surfaces.iter().enumerate().filter(|(at, _)| !named(*at));
        let rest: Vec<&str> = rest.map(|(_, word)| *word).collect();
        let digits = |word: &&str| word.chars().any(char::is_numeric);
        let mut numbers: Vec<String> = rest
            .iter()
            .copied()
            .filter(digits)
            .map(str::to_owned)
            .collect();
        numbers.sort_unstable();
        let compare = &lexicon.questions.compare;
        let compares = surfaces.iter().any(|word| compare.contains(*word));
        let mut gist = gist(&rest.join(" "), lexicon);
        gist.retain(|word| !compare.contains(word));
        Wording {
            passage,
            text: text.to_owned(),
            group: Group {
                entries: sorted,
                // Without an entry there is no section to ask for.
                facet: query.intent.facet.filter(|_| !entries.is_empty()),
                compares,
                defines: query.intent.asks_definition,
                moves: query.intent.role_change,
                negated: NEGATIONS.iter().any(has),
                numbers,
            },
            asks: QUESTION_WORDS.into_iter().filter(has).collect(),
            entries,
            gist,
            vector,
        }
    }
}

/// Returns pairs of wordings of one group that may ask the same, each once: all that have a content word in common, or
/// no content word besides the entries.
fn candidates(group: &[usize], wordings: &[Wording]) -> BTreeSet<[usize; 2]> {
    let mut by_word: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for &at in group {
        let gist = wordings.get(at).map_or(&[][..], |one| &one.gist);
        for word in gist {
            by_word.entry(word).or_default().push(at);
        }
        if gist.is_empty() {
            by_word.entry("").or_default().push(at);
        }
    }
    let compared = by_word.values().filter(|all| all.len() <= MAX_COMPARED);
    let pairs = compared.flat_map(|all| {
        let pairs = all.iter().enumerate();
        pairs.flat_map(|(at, one)| {
            let others = all.get(at + 1..).unwrap_or_default();
            others.iter().map(move |other| [*one, *other])
        })
    });
    pairs.collect()
}

/// Returns how near two wordings of different passages are that ask the same: 2 where they have the same content words,
/// else the cosine of their embeddings, where it is at least `min_cosine`.
pub(super) fn closeness(one: &Wording, other: &Wording, min_cosine: f32) -> Option<f32> {
    let ordered = one.entries == other.entries || one.group.compares;
    let asks = one.asks.is_empty() || other.asks.is_empty() || one.asks == other.asks;
    if one.passage == other.passage || !ordered || !asks {
        return None;
    }
    let vectors = one.vector.as_ref().zip(other.vector.as_ref());
    let cosine = vectors.map(|(one, other)| one.max_cosine(std::slice::from_ref(other)));
    let telling = one.gist.len() + one.entries.len() >= MIN_WORDS;
    if one.gist == other.gist && (telling || same_words(&one.text, &other.text)) {
        return cosine
            .is_none_or(|cosine| cosine >= MIN_COSINE_OF_SAME_WORDS)
            .then_some(2.0);
    }
    cosine
        .filter(|cosine| *cosine >= min_cosine)
        .map(|cosine| cosine.min(1.0))
}
