//! The documents of the index: one for each passage of the library, with its names and wordings. Golden questions are
//! never part of one.

use crate::knowledge::{Address, Entry, EntryKind, Library, Passage, PassageKind};
use crate::search::text::ENGLISH;

/// The indexed texts of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The address of the passage.
    pub address: Address,
    /// The part of its entry that it is.
    pub kind: PassageKind,
    /// Names of its entry, title first; empty for definitions and FAQ entries.
    pub names: Vec<String>,
    /// Its question, heading or title; may be empty.
    pub question: String,
    /// Other wordings of `question`.
    pub wordings: Vec<String>,
    /// Its text without markup.
    pub body: String,
    /// The ISO 639-1 code of its language.
    pub language: String,
    /// Its collection, to which a search may be limited.
    pub scope: Option<String>,
    /// The number of its folder, [`Entry::layer`].
    pub layer: usize,
}

/// The properties of a passage that are kept after its text is indexed.
pub(crate) struct PassageInfo {
    /// Its address.
    pub address: Address,
    /// Part of its entry.
    pub kind: PassageKind,
    /// Its collection.
    pub scope: Option<String>,
    /// The number of its folder, [`Entry::layer`].
    pub layer: usize,
    /// True if only questions that name its entry are answered from it, [`Entry::fallback`].
    pub fallback: bool,
    /// True if it may be an answer; false for the preface of a topic.
    pub is_answer: bool,
}

impl PassageInfo {
    /// Keeps the properties of a document whose text is indexed.
    pub(crate) fn of(document: Document, library: &Library) -> Self {
        let entry = library.entry(&document.address.entry);
        let topic = entry.is_some_and(|entry| entry.kind == EntryKind::Faq);
        Self {
            is_answer: !(topic && document.kind == PassageKind::Definition),
            fallback: entry.is_some_and(|entry| entry.fallback),
            address: document.address,
            kind: document.kind,
            scope: document.scope,
            layer: document.layer,
        }
    }
}

/// Returns the documents of all passages, in the order of the library.
pub(crate) fn documents(library: &Library) -> Vec<Document> {
    let entries = library.entries().iter();
    entries
        .flat_map(|entry| {
            entry
                .passages
                .iter()
                .map(|passage| document(entry, passage))
        })
        .collect()
}

fn document(entry: &Entry, passage: &Passage) -> Document {
    let mut wordings = passage.wordings.clone();
    // A definition is headed by its entry's title, and every other name is a wording of that. A
    // section alone does not say what it is about: its entry's names do. The title of a list of
    // questions ("Getting started") is not what each of them is about.
    let names = match passage.kind {
        PassageKind::Definition => {
            wordings.extend(entry.aliases.iter().cloned());
            Vec::new()
        }
        _ if entry.kind == EntryKind::Faq => Vec::new(),
        _ => std::iter::once(&entry.title)
            .chain(&entry.aliases)
            .cloned()
            .collect(),
    };
    Document {
        address: entry.address(passage),
        kind: passage.kind,
        names,
        question: passage.heading.clone(),
        wordings,
        body: passage.body.plain(),
        language: entry.language.as_deref().unwrap_or(ENGLISH).to_owned(),
        scope: entry.collection.clone(),
        layer: entry.layer,
    }
}
