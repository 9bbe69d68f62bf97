//! The vocabulary of a library: stems with term ids, document frequencies, idf, and spelling correction. Term
//! ids count from 0 in input order.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::term_id::TermId;
use crate::search::text::{ENGLISH, Lexicon, SpellingIndex, stem, stem_in};

/// Assigns term ids to words; keeps the stems of words.
pub(crate) struct VocabularyBuilder<'a> {
    lexicon: &'a Lexicon,
    surfaces: FxHashMap<String, TermId>,
    /// Words of other languages than English, by language.
    foreign: BTreeMap<String, FxHashMap<String, TermId>>,
    stems: FxHashMap<String, TermId>,
    texts: Vec<String>,
    functions: Vec<bool>,
}

impl<'a> VocabularyBuilder<'a> {
    /// Makes an empty vocabulary.
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            surfaces: FxHashMap::default(),
            foreign: BTreeMap::new(),
            stems: FxHashMap::default(),
            texts: Vec::new(),
            functions: Vec::new(),
        }
    }

    /// Returns the lexicon.
    pub(crate) const fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// Returns the term id of the stem of a word of this language, a new one where needed.
    pub(crate) fn intern(&mut self, word: &str, language: &str) -> TermId {
        if language != ENGLISH {
            return self.intern_foreign(word, language);
        }
        if let Some(&term) = self.surfaces.get(word) {
            return term;
        }
        let surface = self.lexicon.american(word);
        let stem = stem(&surface, self.lexicon);
        let term = self.term_of(stem, || self.lexicon.is_function_word(&surface));
        self.surfaces.insert(word.to_owned(), term);
        if surface != word {
            self.surfaces.insert(surface.into_owned(), term);
        }
        term
    }

    fn intern_foreign(&mut self, word: &str, language: &str) -> TermId {
        let known = self.foreign.get(language).and_then(|words| words.get(word));
        if let Some(&term) = known {
            return term;
        }
        let lexicon = self.lexicon;
        // Questions are read in American spelling, too, before their language is known.
        let surface = lexicon.american(word);
        let stem = stem_in(language, &surface, lexicon);
        let term = self.term_of(stem, || lexicon.is_function_word_of(language, &surface));
        let words = self.foreign.entry(language.to_owned()).or_default();
        words.insert(word.to_owned(), term);
        term
    }

    /// Returns the term id of a stem, a new one where needed.
    fn term_of(&mut self, stem: String, is_function: impl Fn() -> bool) -> TermId {
        let next = TermId::try_from(self.texts.len()).unwrap_or(TermId::MAX);
        let term = *self.stems.entry(stem).or_insert_with_key(|stem| {
            self.texts.push(stem.clone());
            next
        });
        if term == next {
            self.functions.push(is_function());
        }
        term
    }

    /// Returns the pairs of known words that are also written as one: (`back`, `end`) → `backend`.
    pub(crate) fn compounds(&self) -> FxHashMap<(TermId, TermId), TermId> {
        let known = |word: &str| self.surfaces.get(word).copied();
        let mut found = FxHashMap::default();
        for (whole, &term) in &self.surfaces {
            if whole.len() < 6 || !whole.is_ascii() {
                continue;
            }
            for cut in 2..=whole.len() - 2 {
                if let (Some(a), Some(b)) = (whole.get(..cut), whole.get(cut..))
                    && let (Some(a), Some(b)) = (known(a), known(b))
                {
                    found
                        .entry((a, b))
                        .and_modify(|t: &mut TermId| *t = term.min(*t))
                        .or_insert(term);
                }
            }
        }
        found
    }

    /// Builds the vocabulary. `frequencies` has the document frequency of each term.
    pub(crate) fn finish(self, mut frequencies: Vec<u32>, passages: usize) -> Vocabulary {
        frequencies.resize(self.texts.len(), 0);
        let n = passages as f32;
        // The idf of BM25 as in Lucene: ln(1 + (N - df + 0.5) / (df + 0.5)), always above 0.
        let weigh = |df: &u32| libm::log1pf((n - *df as f32 + 0.5) / (*df as f32 + 0.5));
        let idf: Vec<f32> = frequencies.iter().map(weigh).collect();
        let met_by = |least: u32| {
            let (frequencies, lexicon) = (&frequencies, self.lexicon);
            let foreign = self.foreign.values().flatten();
            self.surfaces
                .iter()
                .chain(foreign)
                .filter_map(move |(surface, &term)| {
                    let met = frequencies.get(term as usize).is_some_and(|&f| f >= least);
                    (met && is_correction_target(surface, lexicon))
                        .then_some((surface.as_str(), term))
                })
        };
        let common = u32::try_from(passages / COMMON_ONE_IN)
            .unwrap_or(u32::MAX)
            .max(1);
        let spelling = SpellingIndex::new(met_by(1)).with_common(met_by(common));
        let unknown_idf = libm::log1pf((n + 0.5) / 0.5);
        Vocabulary {
            surfaces: self.surfaces,
            foreign: self.foreign,
            stems: self.stems,
            texts: self.texts,
            functions: self.functions,
            frequencies,
            idf,
            unknown_idf,
            spelling,
        }
    }
}

/// Regular English endings, each with its replacement in the base word.
const REGULAR_ENDINGS: [(&str, &str); 9] = [
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("d", ""),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("ally", ""),
];
/// A word is common if at least one passage in this many has it, 1 %.
const COMMON_ONE_IN: usize = 100;
/// Minimum number of characters of a protected word to which a typo is corrected (`javascirpt`); shorter ones are too
/// similar to other words (`scala`, `scale`).
const MIN_PROTECTED: usize = 6;

/// Returns whether typos may be corrected to this word.
pub(crate) fn is_correction_target(surface: &str, lexicon: &Lexicon) -> bool {
    !lexicon.is_protected(surface)
        || (surface.len() >= MIN_PROTECTED && surface.chars().all(char::is_alphabetic))
}

/// The vocabulary of a library.
pub(crate) struct Vocabulary {
    surfaces: FxHashMap<String, TermId>,
    foreign: BTreeMap<String, FxHashMap<String, TermId>>,
    stems: FxHashMap<String, TermId>,
    texts: Vec<String>,
    functions: Vec<bool>,
    frequencies: Vec<u32>,
    idf: Vec<f32>,
    unknown_idf: f32,
    spelling: SpellingIndex<TermId>,
}

impl Vocabulary {
    /// Returns the term ids of a word in each language of the passages, English first, of those that some passage has.
    pub(crate) fn terms(&self, surface: &str, lexicon: &Lexicon) -> Vec<TermId> {
        let foreign = self.foreign.iter().filter_map(|(language, words)| {
            let known = words.get(surface).copied();
            known.or_else(|| {
                self.stems
                    .get(&stem_in(language, surface, lexicon))
                    .copied()
            })
        });
        let mut terms: Vec<TermId> = self.term(surface, lexicon).into_iter().collect();
        for term in foreign {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        terms
    }

    /// Returns the term id of an English word that some passage has.
    pub(crate) fn term(&self, surface: &str, lexicon: &Lexicon) -> Option<TermId> {
        let term = self.surfaces.get(surface).copied().or_else(|| {
            let surface = lexicon.american(surface);
            self.stems.get(&stem(&surface, lexicon)).copied()
        })?;
        self.frequencies
            .get(term as usize)
            .is_some_and(|&f| f > 0)
            .then_some(term)
    }

    /// Returns whether some passage has the word itself, or without a regular ending: `enginer` shares a stem with
    /// `engine`, but is neither.
    pub(crate) fn has_word(&self, surface: &str) -> bool {
        let has_foreign = || {
            self.foreign
                .values()
                .any(|words| words.contains_key(surface))
        };
        let has = |word: &str| {
            let term = self.surfaces.get(word).copied();
            let count = term.and_then(|term| self.frequencies.get(term as usize));
            count.is_some_and(|&count| count > 0)
        };
        has(surface)
            || has_foreign()
            || REGULAR_ENDINGS.iter().any(|(ending, base)| {
                let stem = surface.strip_suffix(ending);
                stem.is_some_and(|stem| has(&format!("{stem}{base}")))
            })
    }

    /// Returns the text of a stem.
    pub(crate) fn text(&self, term: TermId) -> &str {
        self.texts.get(term as usize).map_or("", String::as_str)
    }

    /// Returns the idf of a term: 0 to about ln(2 · passages).
    pub(crate) fn idf(&self, term: TermId) -> f32 {
        let idf = self.idf.get(term as usize).copied();
        idf.unwrap_or(self.unknown_idf)
    }

    /// Returns the idf of a word that no passage has.
    pub(crate) const fn unknown_idf(&self) -> f32 {
        self.unknown_idf
    }

    /// Returns whether the term is a function word.
    pub(crate) fn is_function(&self, term: TermId) -> bool {
        self.functions.get(term as usize).copied().unwrap_or(false)
    }

    /// Returns the spelling index.
    pub(crate) const fn spelling(&self) -> &SpellingIndex<TermId> {
        &self.spelling
    }
}
