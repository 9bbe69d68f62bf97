//! Search: a question in, a [`Verdict`] with confidence and reasons out.
//!
//! Three methods are tried: exact wording, entity names, and ranking (tantivy and embeddings propose passages, a
//! linear model of features scores them); the best match wins. `docs/answers.md` explains the ranking. This module
//! does not know who asks, or where.
//!
//! **Invariant:** the same library and question give the same verdict on every machine.

mod analysis;
mod document;
mod embedding;
mod entities;
mod find;
mod follow;
mod index;
mod query;
mod ranking;
mod resources;
mod result;
mod suggest;

use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::knowledge::{Entry, EntryKind, Library};
use crate::markup::Markup;

pub(crate) use embedding::MissingPolicy;
pub(crate) use entities::ResolvedName;
pub(crate) use find::Ranking;
pub(crate) use index::SearchError;
pub(crate) use resources::ResourcesError;
pub use resources::SearchResources;
pub(crate) use result::{RankedPassage, SearchResult};
pub use result::{Reason, Verdict};
pub use suggest::SuggestScope;
pub(crate) use suggest::Suggestion;

use find::Finder;
use result::MAX_SUGGESTIONS;
use suggest::Suggester;

/// Number of passages that [`Search::related`] returns.
const RELATED: usize = 40;
/// Ranked passages that are considered as suggestions where no name matches.
const SUGGESTION_CANDIDATES: usize = 25;
/// Minimum confidence of such a suggestion.
const MIN_SUGGESTION_CONFIDENCE: f32 = 0.05;

/// A searchable library.
pub struct Search {
    library: Arc<Library>,
    resources: Arc<SearchResources>,
    finder: Finder,
    suggester: Suggester,
    /// Results of [`Search::related`] by title.
    related: Mutex<HashMap<String, Arc<[RankedPassage]>>>,
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

    /// Indexes a library; `missing` says how to treat texts without an embedding.
    ///
    /// # Errors
    /// As [`Search::build`].
    pub(crate) fn with(
        library: Arc<Library>,
        resources: Arc<SearchResources>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let (finder, suggester) = thread::scope(|scope| {
            let suggester = scope.spawn(|| Suggester::of(&library));
            let finder = Finder::build(&library, resources.clone(), missing);
            let suggester = suggester
                .join()
                .unwrap_or_else(|panic| resume_unwind(panic));
            (finder, suggester)
        });
        Ok(Self {
            finder: finder?,
            related: Mutex::default(),
            suggester,
            library,
            resources,
        })
    }

    /// Indexes the same library again with all embeddings.
    ///
    /// # Errors
    /// As [`Search::build`].
    pub fn completed(&self) -> Result<Self, SearchError> {
        Self::build(self.library.clone(), self.resources.clone())
    }

    /// Whether it searches without embeddings although there is a model, as some were not in the cache.
    #[must_use]
    pub fn lacks_embeddings(&self) -> bool {
        self.finder.lacks_embeddings()
    }

    /// Returns the library.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Resolves a name to an entry of one of `kinds`, or of any kind where none is given.
    #[must_use]
    pub fn name(&self, text: &str, kinds: &[EntryKind]) -> ResolvedName<'_> {
        let names = self.finder.names();
        names.resolve(&self.library, &self.resources.lexicon, text, kinds)
    }

    /// Returns the stems of the content words of a question, sorted, each replaced by the first of its synonyms.
    /// Questions with the same gist ask the same.
    #[must_use]
    pub fn gist(&self, question: &str) -> Vec<String> {
        query::gist(question, &self.resources.lexicon)
    }

    /// Answers a question.
    #[must_use]
    pub fn find(&self, question: &str) -> SearchResult {
        self.ask(question, None, MAX_SUGGESTIONS).result
    }

    /// Answers a question and returns the `limit` best passages, whatever the verdict; within a collection, if one
    /// is given.
    #[must_use]
    pub fn ask(&self, question: &str, collection: Option<&str>, limit: usize) -> Ranking {
        self.finder.ask(&self.library, question, collection, limit)
    }

    /// Returns the 40 best passages for a passage's title; results are kept in memory.
    #[must_use]
    pub fn related(&self, title: &str) -> Arc<[RankedPassage]> {
        let known = || self.related.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(title) {
            return found.clone();
        }
        let found: Arc<[RankedPassage]> = self.ask(title, None, RELATED).passages.into();
        known().insert(title.to_owned(), found.clone());
        found
    }

    /// Returns `text` with the words that match the question in bold: by stem, spelling, synonym or typo
    /// correction, without function words.
    #[must_use]
    pub fn mark(&self, question: &str, text: &Markup) -> Markup {
        let marker = self.finder.marker(question);
        text.highlight(|text| marker.ranges(text))
    }

    /// Counts the different words of a text that match the question, as in [`Search::mark`].
    #[must_use]
    pub fn matching(&self, question: &str, text: &Markup) -> usize {
        let marker = self.finder.marker(question);
        let text = text.plain();
        let ranges = marker.ranges(&text);
        let words = ranges.into_iter().filter_map(|range| text.get(range));
        words.map(str::to_lowercase).collect::<HashSet<_>>().len()
    }

    /// Completes `text`, best suggestion first. Where no name matches, suggests the passages that a search finds with
    /// a confidence of 0.05 or more: a wrong suggestion is no wrong answer.
    #[must_use]
    pub fn suggest(&self, text: &str, scope: SuggestScope, limit: usize) -> Vec<Suggestion> {
        let lexicon = &self.resources.lexicon;
        let found = self.suggester.suggest(lexicon, text, scope, limit);
        if found.is_empty() && limit > 0 {
            let mut near = self
                .finder
                .typed(&self.library, text, SUGGESTION_CANDIDATES);
            near.retain(|one| one.confidence >= MIN_SUGGESTION_CONFIDENCE);
            let mut found = self.suggester.answering(&near, scope);
            found.truncate(limit.min(MAX_SUGGESTIONS));
            return found;
        }
        found
    }

    /// Returns entries with names similar to an unknown one, most similar first.
    #[must_use]
    pub fn near(&self, text: &str, kinds: &[EntryKind]) -> Vec<&Entry> {
        let names = self.finder.names();
        names.near(&self.library, text, kinds, MAX_SUGGESTIONS)
    }
}
