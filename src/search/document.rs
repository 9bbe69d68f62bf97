//! What is searched: one passage of the library with everything it is called and asked.
//!
//! A golden question is never part of it.

use crate::knowledge::{Address, Entry, EntryKind, Library, Passage, PassageKind};

/// One passage.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// Where it lives.
    pub address: Address,
    /// What part of its entry it is.
    pub part: PassageKind,
    /// What the entry it belongs to is called, title first; empty where that says nothing of it.
    pub names: Vec<String>,
    /// Its own question, heading or title; may be empty.
    pub question: String,
    /// Other wordings of `question`; scored by the best match, never by a sum.
    pub wordings: Vec<String>,
    /// The text that would be quoted.
    pub body: String,
    /// The collection, where questions may be limited to one.
    pub scope: Option<String>,
}

/// Every passage of the library, in its order.
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
        part: passage.kind,
        names,
        question: passage.heading.clone(),
        wordings,
        body: passage.body.plain(),
        scope: entry.collection.clone(),
    }
}
