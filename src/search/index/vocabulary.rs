//! Every word of the library: its stem, how many passages have it, and which known words a
//! misspelt or unknown one may have meant. Terms are numbers from 0, given in input order.

use rustc_hash::FxHashMap;

use super::letters::Letters;
use super::senses::Senses;
use super::term::Term;
use crate::search::analysis::{Lexicon, SpellingIndex, is_function_word, stem};

/// Numbers words; keeps what it has stemmed.
pub(crate) struct VocabularyBuilder<'a> {
    lexicon: &'a Lexicon,
    surfaces: FxHashMap<String, Term>,
    stems: FxHashMap<String, Term>,
    texts: Vec<String>,
    functions: Vec<bool>,
}

impl<'a> VocabularyBuilder<'a> {
    /// An empty vocabulary.
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        Self {
            lexicon,
            surfaces: FxHashMap::default(),
            stems: FxHashMap::default(),
            texts: Vec::new(),
            functions: Vec::new(),
        }
    }

    /// What the words mean.
    pub(crate) const fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The number of a word's stem, known or new, in whichever spelling.
    pub(crate) fn intern(&mut self, word: &str) -> Term {
        if let Some(&term) = self.surfaces.get(word) {
            return term;
        }
        let surface = self.lexicon.american(word);
        let next = Term::try_from(self.texts.len()).unwrap_or(Term::MAX);
        let stem = stem(&surface, self.lexicon);
        let term = *self.stems.entry(stem).or_insert_with_key(|stem| {
            self.texts.push(stem.clone());
            next
        });
        if term == next {
            self.functions.push(is_function_word(&surface));
        }
        self.surfaces.insert(word.to_owned(), term);
        if surface != word {
            self.surfaces.insert(surface.into_owned(), term);
        }
        term
    }

    /// Pairs of known words that are also written as one: (`back`, `end`) → `backend`.
    pub(crate) fn compounds(&self) -> FxHashMap<(Term, Term), Term> {
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
                        .and_modify(|t: &mut Term| *t = term.min(*t))
                        .or_insert(term);
                }
            }
        }
        found
    }

    /// Closes the vocabulary. `frequencies` says for each term how many passages have it,
    /// `headings` how many have it in their question, a name or a wording.
    pub(crate) fn finish(
        self,
        mut frequencies: Vec<u32>,
        mut headings: Vec<u32>,
        passages: usize,
    ) -> Vocabulary {
        frequencies.resize(self.texts.len(), 0);
        headings.resize(self.texts.len(), 0);
        let n = passages as f32;
        // Robertson/Spärck Jones weight as in Lucene: ln(1 + (N - df + 0.5) / (df + 0.5)), always > 0.
        let weigh = |df: &u32| libm::log1pf((n - *df as f32 + 0.5) / (*df as f32 + 0.5));
        let idf: Vec<f32> = frequencies.iter().map(weigh).collect();
        let head_idf = headings.iter().map(weigh).collect();
        let met_by = |least: u32| {
            let (frequencies, lexicon) = (&frequencies, self.lexicon);
            self.surfaces.iter().filter_map(move |(surface, &term)| {
                let met = frequencies.get(term as usize).is_some_and(|&f| f >= least);
                (met && may_be_meant(surface, lexicon)).then_some((surface.as_str(), term))
            })
        };
        let common = u32::try_from(passages / COMMON).unwrap_or(u32::MAX).max(1);
        let spelling = SpellingIndex::new(met_by(1)).with_common(met_by(common));
        let letters = Letters::new(&self.texts, &frequencies, passages);
        let unknown_idf = libm::log1pf((n + 0.5) / 0.5);
        let words = self.texts.iter().zip(&idf).zip(&self.functions);
        let senses = Senses::new(
            words.map(|((text, idf), &function)| (text.as_str(), idf / unknown_idf, function)),
        );
        Vocabulary {
            surfaces: self.surfaces,
            stems: self.stems,
            texts: self.texts,
            functions: self.functions,
            frequencies,
            idf,
            head_idf,
            letters,
            senses,
            unknown_idf,
            spelling,
        }
    }
}

/// A word is common that one passage of so many has.
const COMMON: usize = 100;
/// From this length on a protected word may be what a mistyped one meant: `javascirpt`. A shorter
/// one is too near to words of every day: `scala` and `scale`.
const LONG_NAME: usize = 8;

/// Whether a mistyped word may have meant this one.
pub(crate) fn may_be_meant(surface: &str, lexicon: &Lexicon) -> bool {
    !lexicon.is_protected(surface)
        || (surface.len() >= LONG_NAME && surface.chars().all(char::is_alphabetic))
}

/// The closed vocabulary of a library.
pub(crate) struct Vocabulary {
    surfaces: FxHashMap<String, Term>,
    stems: FxHashMap<String, Term>,
    texts: Vec<String>,
    functions: Vec<bool>,
    frequencies: Vec<u32>,
    idf: Vec<f32>,
    head_idf: Vec<f32>,
    letters: Letters,
    senses: Senses,
    unknown_idf: f32,
    spelling: SpellingIndex<Term>,
}

impl Vocabulary {
    /// The term of a word, if some passage has it.
    pub(crate) fn term(&self, surface: &str, lexicon: &Lexicon) -> Option<Term> {
        let term = self.surfaces.get(surface).copied().or_else(|| {
            let surface = lexicon.american(surface);
            self.stems.get(&stem(&surface, lexicon)).copied()
        })?;
        self.frequencies
            .get(term as usize)
            .is_some_and(|&f| f > 0)
            .then_some(term)
    }

    /// The stem's text.
    pub(crate) fn text(&self, term: Term) -> &str {
        self.texts.get(term as usize).map_or("", String::as_str)
    }

    /// How telling a term is: 0 (everywhere) to about ln(2·passages).
    pub(crate) fn idf(&self, term: Term) -> f32 {
        let idf = self.idf.get(term as usize).copied();
        idf.unwrap_or(self.unknown_idf)
    }

    /// How telling a term is among questions, names and other wordings.
    pub(crate) fn head_idf(&self, term: Term) -> f32 {
        let idf = self.head_idf.get(term as usize).copied();
        idf.unwrap_or(self.unknown_idf)
    }

    /// Likeness by letters.
    pub(crate) const fn letters(&self) -> &Letters {
        &self.letters
    }

    /// Likeness in sense.
    pub(crate) const fn senses(&self) -> &Senses {
        &self.senses
    }

    /// The weight of a word that no passage has.
    pub(crate) const fn unknown_idf(&self) -> f32 {
        self.unknown_idf
    }

    /// Whether the term is a function word.
    pub(crate) fn is_function(&self, term: Term) -> bool {
        self.functions.get(term as usize).copied().unwrap_or(false)
    }

    /// Typing mistakes.
    pub(crate) const fn spelling(&self) -> &SpellingIndex<Term> {
        &self.spelling
    }
}
