//! Finding what fits: a question in, a [`Verdict`] out.
//!
//! A question takes three roads: by its very wording, by names (it names an entry, and perhaps what
//! about it), and by words and meaning (tantivy proposes passages, a weighted sum of signs ranks
//! them). All end in one verdict with a confidence and reasons that a person understands; the
//! ranking is explained in `docs/answers.md`. This room knows nothing of who asks, or where.
//!
//! **Invariant:** the same library and question give the same verdict, on every machine.

mod analysis;
mod document;
mod embedding;
mod find;
mod finding;
mod follow;
mod index;
mod kit;
mod naming;
mod question;
mod ranking;
mod suggest;

use std::collections::{HashMap, HashSet};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::knowledge::{Entry, EntryKind, Library};
use crate::markup::Markup;

pub(crate) use embedding::MissingPolicy;
pub(crate) use find::Asked;
pub(crate) use finding::{Finding, Ranked};
pub use finding::{Reason, Verdict};
pub(crate) use index::SearchError;
pub use kit::Kit;
pub(crate) use kit::KitError;
pub(crate) use naming::Named;
pub use suggest::Scope;
pub(crate) use suggest::Suggestion;

use find::Finder;
use finding::MAX_SUGGESTIONS;
use suggest::Suggester;

/// Passages among which related ones are looked for.
const RELATED: usize = 40;
/// Passages among which those are looked for that half a question may lead to.
const NEAR: usize = 25;
/// The least confidence of those.
const WORTH_OFFERING: f32 = 0.05;

/// A library with everything that finding in it needs.
pub struct Search {
    library: Arc<Library>,
    kit: Arc<Kit>,
    finder: Finder,
    suggester: Suggester,
    /// What was found to be related, by the title that it was asked for.
    related: Mutex<HashMap<String, Arc<[Ranked]>>>,
}

impl Search {
    /// Makes a library searchable; with a model of meaning that takes a while the first time.
    ///
    /// # Errors
    /// The index could not be built, which memory alone can cause.
    pub fn build(library: Arc<Library>, kit: Arc<Kit>) -> Result<Self, SearchError> {
        Self::with(library, kit, MissingPolicy::Compute)
    }

    /// The same; `missing` says how to treat texts without an embedding.
    ///
    /// # Errors
    /// The index could not be built, which memory alone can cause.
    pub(crate) fn with(
        library: Arc<Library>,
        kit: Arc<Kit>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let (finder, suggester) = thread::scope(|scope| {
            let suggester = scope.spawn(|| Suggester::of(&library));
            let finder = Finder::build(&library, kit.clone(), missing);
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
            kit,
        })
    }

    /// The same library with all its meanings.
    ///
    /// # Errors
    /// The index could not be built, which memory alone can cause.
    pub fn completed(&self) -> Result<Self, SearchError> {
        Self::build(self.library.clone(), self.kit.clone())
    }

    /// Whether it goes by words alone although there is a model, as meanings were never computed.
    #[must_use]
    pub fn lacks_meanings(&self) -> bool {
        self.finder.lacks_meanings()
    }

    /// What is being searched.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The entry that a person means by a name, among those of the given kinds (any kind, where
    /// none is given).
    #[must_use]
    pub fn name(&self, text: &str, kinds: &[EntryKind]) -> Named<'_> {
        let names = self.finder.names();
        names.resolve(&self.library, &self.kit.lexicon, text, kinds)
    }

    /// The words that tell a question from others, each in the one form that stands for all that mean
    /// the same: questions with the same gist ask the same.
    #[must_use]
    pub fn gist(&self, question: &str) -> Vec<String> {
        question::gist(question, &self.kit.lexicon)
    }

    /// What answers a question in a person's own words.
    #[must_use]
    pub fn find(&self, question: &str) -> Finding {
        self.ask(question, None, MAX_SUGGESTIONS).finding
    }

    /// The same with the `limit` best passages, whatever the verdict; within a collection, if one
    /// is given.
    #[must_use]
    pub fn ask(&self, question: &str, collection: Option<&str>, limit: usize) -> Asked {
        self.finder.ask(&self.library, question, collection, limit)
    }

    /// The 40 best passages for the title of a passage, found once for each.
    #[must_use]
    pub fn related(&self, title: &str) -> Arc<[Ranked]> {
        let known = || self.related.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(title) {
            return found.clone();
        }
        let found: Arc<[Ranked]> = self.ask(title, None, RELATED).ranked.into();
        known().insert(title.to_owned(), found.clone());
        found
    }

    /// The same text with the words that say what the question says in bold print: through endings,
    /// spellings, the lexicon and typing mistakes, without function words.
    #[must_use]
    pub fn mark(&self, question: &str, text: &Markup) -> Markup {
        let marker = self.finder.marker(question);
        text.highlight(|text| marker.ranges(text))
    }

    /// How many different words of a text say what the question says.
    #[must_use]
    pub fn matching(&self, question: &str, text: &Markup) -> usize {
        let marker = self.finder.marker(question);
        let text = text.plain();
        let ranges = marker.ranges(&text);
        let words = ranges.into_iter().filter_map(|range| text.get(range));
        words.map(str::to_lowercase).collect::<HashSet<_>>().len()
    }

    /// What a person who has written `text` so far may want, best first. Where no name fits, what
    /// answers it with a chance of one in twenty or more is offered, as it costs nobody a wrong answer.
    #[must_use]
    pub fn suggest(&self, text: &str, scope: Scope, limit: usize) -> Vec<Suggestion> {
        let lexicon = &self.kit.lexicon;
        let found = self.suggester.suggest(lexicon, text, scope, limit);
        if found.is_empty() && limit > 0 {
            let mut near = self.finder.typed(&self.library, text, NEAR);
            near.retain(|one| one.confidence >= WORTH_OFFERING);
            let mut found = self.suggester.answering(&near, scope);
            found.truncate(limit.min(MAX_SUGGESTIONS));
            return found;
        }
        found
    }

    /// Entries that a person who wrote a name that nobody knows may have meant, best first.
    #[must_use]
    pub fn near(&self, text: &str, kinds: &[EntryKind]) -> Vec<&Entry> {
        let names = self.finder.names();
        names.near(&self.library, text, kinds, MAX_SUGGESTIONS)
    }
}
