//! Finding what fits: a question in, a [`Verdict`] out.
//!
//! A question takes two roads: by names (it names an entry, and perhaps what about it) and by words
//! (tantivy's full-text index over all passages). Both end in one verdict with a confidence and
//! reasons that a person understands. This room knows nothing of who asks, or where.
//!
//! **Invariant:** the same library and question give the same verdict, on every machine.

mod analysis;
mod facets;
mod index;
mod names;
mod suggest;
mod weigh;

use std::sync::Arc;

use crate::knowledge::{Address, Entry, Kind, Library};

pub use index::SearchError;
pub use names::Named;
pub use suggest::{Scope, Suggestion};

use index::Index;
use names::Names;

/// The fewest words in common that make a passage worth naming.
const MAX_SUGGESTIONS: usize = 5;

/// A library with everything that finding in it needs.
pub struct Search {
    library: Arc<Library>,
    names: Names,
    index: Index,
}

/// What search says of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// What it is.
    pub verdict: Verdict,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
    /// Why, best reason first.
    pub reasons: Vec<Reason>,
}

/// What answers a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// This passage does.
    Sure(Address),
    /// The question is about how two entries differ.
    Compare(Address, Address),
    /// One of these may, best first; one to five.
    Unsure(Vec<Address>),
    /// Nothing does.
    Nothing,
}

/// Why a passage was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The question names the entry, in these words.
    Name(String),
    /// The question nearly names the entry: as written, as known.
    Spelling(String, String),
    /// The passage answers this very question.
    Wording,
    /// The question asks for this section.
    Section(String),
    /// These words stand in the passage's question or heading.
    Heading(Vec<String>),
    /// These words stand in the passage.
    Text(Vec<String>),
}

impl Search {
    /// Makes a library searchable.
    ///
    /// # Errors
    /// The index could not be built, which memory alone can cause.
    pub fn build(library: Arc<Library>) -> Result<Self, SearchError> {
        Ok(Self {
            names: Names::of(&library),
            index: Index::build(&library)?,
            library,
        })
    }

    /// What is being searched.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The entry that a person means by a name, among those of the given kinds (any kind, where
    /// none is given).
    #[must_use]
    pub fn name(&self, text: &str, kinds: &[Kind]) -> Named<'_> {
        self.names.resolve(&self.library, text, kinds)
    }

    /// What answers a question in a person's own words.
    #[must_use]
    pub fn find(&self, question: &str) -> Finding {
        weigh::find(self, question)
    }

    /// What a person who has written `text` so far may want, best first.
    #[must_use]
    pub fn suggest(&self, text: &str, scope: Scope, limit: usize) -> Vec<Suggestion> {
        suggest::suggest(&self.library, text, scope, limit)
    }

    /// Entries that a person who wrote a name that nobody knows may have meant, best first.
    #[must_use]
    pub fn near(&self, text: &str, kinds: &[Kind]) -> Vec<&Entry> {
        self.names.near(&self.library, text, kinds, MAX_SUGGESTIONS)
    }
}
