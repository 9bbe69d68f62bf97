//! Search: a question in, a [`Verdict`] with confidence and reasons out.
//!
//! One flow: parse the question, propose candidates (by tantivy's index and by embeddings), rank them by a linear model
//! of features, decide by the confidence in the best. `docs/answers.md` explains the ranking. This module does not know
//! who asks, or where.
//!
//! **Invariant:** the same library and question give the same verdict on every machine.

mod complete;
mod country;
mod decide;
mod document;
mod doubles;
mod embedding;
mod engine;
mod index;
mod query;
mod rank;
mod resources;
mod result;
mod same_question;
mod text;
pub(crate) mod training;

use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use crate::knowledge::{Entry, EntryKind, Library};
use crate::markup::Markup;

pub use complete::SuggestScope;
pub(crate) use complete::Suggestion;
pub(crate) use doubles::Double;
pub(crate) use embedding::MissingPolicy;
pub(crate) use engine::Ranking;
pub(crate) use index::SearchError;
pub(crate) use query::ResolvedName;
pub(crate) use resources::ResourcesError;
pub use resources::SearchResources;
pub(crate) use result::{Note, RankedPassage, SearchResult, SmallTalk};
pub use result::{Reason, Verdict};
pub(crate) use text::{CareerPhrases, KnownCountry};

use complete::Suggester;
use engine::Engine;
use query::with_topic;
use result::MAX_SUGGESTIONS;

/// Number of passages that [`Search::related`] returns.
const MAX_RELATED: usize = 40;
/// Number of passages ranked for a follow-up without its topic, and for a question without its country; the passage found
/// with it must be among them. Keyword search yields up to 120 candidates: the lower half has little of the question.
const RANKED_CANDIDATES: usize = 60;
/// Number of ranked passages that are considered as completions where no name matches.
const SUGGESTION_CANDIDATES: usize = 25;
/// Minimum confidence of such a completion.
const MIN_SUGGESTION_CONFIDENCE: f32 = 0.01;

/// A searchable library.
pub struct Search {
    library: Arc<Library>,
    resources: Arc<SearchResources>,
    engine: Engine,
    suggester: Suggester,
    /// Results of [`Search::related`] by title.
    related: Mutex<HashMap<String, Arc<[RankedPassage]>>>,
    /// Numbers of the countries that the library knows, found when they are first asked for.
    countries: OnceLock<Vec<usize>>,
}

impl Search {
    /// Indexes a library. With an embedding model the first time takes minutes, as every text is encoded.
    ///
    /// # Errors
    /// tantivy could not build the index, which only a lack of memory causes.
    pub fn build(
        library: Arc<Library>,
        resources: Arc<SearchResources>,
    ) -> Result<Self, SearchError> {
        Self::with(library, resources, MissingPolicy::Compute)
    }

    /// Indexes a library; `missing` is the handling of texts without an embedding.
    ///
    /// # Errors
    /// As [`Search::build`].
    pub(crate) fn with(
        library: Arc<Library>,
        resources: Arc<SearchResources>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let (engine, suggester) = thread::scope(|scope| {
            let suggester = scope.spawn(|| Suggester::of(&library));
            let engine = Engine::build(&library, resources.clone(), missing);
            let suggester = suggester
                .join()
                .unwrap_or_else(|panic| resume_unwind(panic));
            (engine, suggester)
        });
        Ok(Self {
            engine: engine?,
            related: Mutex::default(),
            countries: OnceLock::new(),
            suggester,
            library,
            resources,
        })
    }

    /// Indexes the same library again with the embeddings of one more model.
    ///
    /// # Errors
    /// As [`Search::build`].
    pub fn completed(&self) -> Result<Self, SearchError> {
        let (library, resources) = (self.library.clone(), self.resources.clone());
        Self::with(library, resources, MissingPolicy::ComputeNext)
    }

    /// Returns whether embeddings are not used although there is a model, as some were not in the cache.
    #[must_use]
    pub fn lacks_embeddings(&self) -> bool {
        self.engine.lacks_embeddings()
    }

    /// Returns the library.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Resolves a name to an entry of one of `kinds`, or of any kind where none is given.
    #[must_use]
    pub fn name(&self, text: &str, kinds: &[EntryKind]) -> ResolvedName<'_> {
        let names = self.engine.names();
        let vocabulary = self.engine.vocabulary();
        names.resolve(
            &self.library,
            &self.resources.lexicon,
            vocabulary,
            text,
            kinds,
        )
    }

    /// Returns the occupation that a text is about, if the library does not cover it.
    pub(crate) fn other_trade(&self, text: &str) -> Option<String> {
        let query = self.engine.parse(&self.library, text, None);
        query.intent.other_trade
    }

    /// Returns the phrases of sentences that the career graph answers.
    pub(crate) fn career_phrases(&self) -> &CareerPhrases {
        &self.resources.lexicon.career
    }

    /// Returns whether a text is a passage's question or one of its wordings, apart from case and punctuation.
    #[must_use]
    pub(crate) fn is_wording(&self, text: &str) -> bool {
        self.engine.is_wording(text)
    }

    /// Returns the stems of the content words of a question, sorted, each replaced by the first of its synonyms.
    /// Questions with the same gist ask the same.
    #[must_use]
    pub fn gist(&self, question: &str) -> Vec<String> {
        query::gist(question, &self.resources.lexicon)
    }

    /// Returns the tag of the language of a text, if it is another than English: de, es, fr, hi, ja or pt. Nothing where
    /// there are no embeddings by a multilingual model, as it makes no difference then.
    #[must_use]
    pub fn foreign_language(&self, text: &str) -> Option<&'static str> {
        self.engine.foreign_language(text)
    }

    /// Answers a question.
    #[must_use]
    pub fn find(&self, question: &str) -> SearchResult {
        self.ask(question, None, MAX_SUGGESTIONS).result
    }

    /// Answers a question and returns the 60 best passages, for [`Search::in_country`].
    pub(crate) fn rank(&self, question: &str) -> Ranking {
        self.ask(question, None, RANKED_CANDIDATES)
    }

    /// Answers a question and returns the `limit` best passages, whatever the verdict; within a collection, if one
    /// is given.
    #[must_use]
    pub fn ask(&self, question: &str, collection: Option<&str>, limit: usize) -> Ranking {
        self.engine.ask(&self.library, question, collection, limit)
    }

    /// Returns whether a question refers to something said before: *and the salary?*, *how do I become one?*
    #[must_use]
    pub(crate) fn is_anaphoric(&self, question: &str) -> bool {
        let query = self.engine.parse(&self.library, question, None);
        query.intent.anaphoric || query.surfaces().last() == Some("one")
    }

    /// Answers a follow-up question about the entry `about`: with the section of the entry that it asks for, if it
    /// contains nothing else; else as a question of its own if that is sure or names another entry; else together with
    /// the entry's title, which a question of nothing but a place (`and in France?`) always needs. The passages are those of
    /// the question as it stands.
    pub(crate) fn follow(&self, question: &str, about: &Entry) -> Ranking {
        let query = self.engine.parse(&self.library, question, None);
        let another = query.names_another(about);
        let intent = &query.intent;
        let is_own = intent.small_talk.is_some()
            || intent.other_trade.is_some()
            || self.engine.is_wording(question);
        let lexicon = &self.resources.lexicon;
        if !is_own && (intent.anaphoric || !another) {
            if let Some(result) = query.section_of(about, lexicon) {
                return Ranking {
                    result,
                    passages: Vec::new(),
                };
            }
            if query.only_places(question, lexicon) {
                return self.rank(&with_topic(question, about));
            }
        }
        let alone = self.rank(question);
        let answered = match alone.result.verdict {
            Verdict::Sure(_) | Verdict::Compare(..) => {
                !intent.anaphoric || alone.result.reasons.contains(&Reason::Wording)
            }
            Verdict::SmallTalk(_) => true,
            Verdict::Likely(..) | Verdict::Unsure(_) | Verdict::Nothing => false,
        };
        if answered || another || alone.result.verdict == Verdict::Nothing {
            return alone;
        }
        let about_it = format!("{question} {}", about.title);
        let mut together = self.ask(&about_it, None, MAX_SUGGESTIONS).result;
        match &together.verdict {
            // The name of the entry must not be the only reason for the passage: a definition answers no follow-up.
            Verdict::Sure(address) | Verdict::Likely(address, _)
                if address.entry == about.id
                    && address.anchor.is_some()
                    && alone.passages.iter().any(|one| one.address == *address) =>
            {
                let named =
                    |reason: &Reason| matches!(reason, Reason::Name(_) | Reason::Spelling(..));
                together.reasons.retain(|reason| !named(reason));
                let about = Reason::About(about.title.clone());
                together.reasons.insert(0, about);
                Ranking {
                    result: together,
                    ..alone
                }
            }
            _ => alone,
        }
    }

    /// Returns the 40 best passages for a passage's title; results are kept in memory.
    #[must_use]
    pub fn related(&self, title: &str) -> Arc<[RankedPassage]> {
        let known = || self.related.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(title) {
            return found.clone();
        }
        let found: Arc<[RankedPassage]> = self.ask(title, None, MAX_RELATED).passages.into();
        known().insert(title.to_owned(), found.clone());
        found
    }

    /// Returns `text` with the words that match the question in bold: by stem, spelling, synonym or typo
    /// correction, without function words.
    #[must_use]
    pub fn mark(&self, question: &str, text: &Markup) -> Markup {
        let marker = self.engine.marker(&self.library, question);
        text.highlight(|text| marker.ranges(text))
    }

    /// Counts the different words of a text that match the question, as in [`Search::mark`].
    #[must_use]
    pub fn matching(&self, question: &str, text: &Markup) -> usize {
        let marker = self.engine.marker(&self.library, question);
        let text = text.plain();
        let ranges = marker.ranges(&text);
        let words = ranges.into_iter().filter_map(|range| text.get(range));
        words.map(str::to_lowercase).collect::<HashSet<_>>().len()
    }

    /// Completes `text`, best suggestion first. Where no name matches, suggests the passages that a search finds with
    /// a confidence of at least [`MIN_SUGGESTION_CONFIDENCE`], which is low, as a person chooses among them.
    #[must_use]
    pub fn suggest(&self, text: &str, scope: SuggestScope, limit: usize) -> Vec<Suggestion> {
        let lexicon = &self.resources.lexicon;
        let found = self.suggester.suggest(lexicon, text, scope, limit);
        if found.is_empty() && limit > 0 {
            let mut near = self
                .engine
                .rank_typed(&self.library, text, SUGGESTION_CANDIDATES);
            near.retain(|one| one.confidence >= MIN_SUGGESTION_CONFIDENCE);
            let mut found = self.suggester.leading_to(&near, scope);
            found.truncate(limit.min(MAX_SUGGESTIONS));
            return found;
        }
        found
    }

    /// Returns entries with names similar to an unknown one, most similar first.
    #[must_use]
    pub fn nearest_names(&self, text: &str, kinds: &[EntryKind]) -> Vec<&Entry> {
        let names = self.engine.names();
        names.nearest(&self.library, text, kinds, MAX_SUGGESTIONS)
    }
}
