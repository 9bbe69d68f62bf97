//! Career knowledge: entries that people wrote, loaded from Markdown files into a [`Library`].
//!
//! A [`Library`] is valid by construction: no duplicate id or name, no broken link, no entry without
//! a source. What is broken never gets in, and every [`Problem`] is reported with its file and line,
//! all of them together. This room knows nothing of search, of platforms, or of who asks.

mod address;
mod entry;
mod file;
mod front;
mod library;
mod lint;
mod load;
pub(crate) mod names;
mod problem;
mod template;

pub use address::{Address, EntryId};
pub(crate) use address::{MAX_ANCHOR, MAX_ID};
pub use entry::{Entry, EntryKind};
pub(crate) use entry::{Facet, Passage, PassageKind, Skills, Source, Stage};
pub use library::Library;
pub use lint::lint;
pub use load::{LoadError, load, load_collections};
pub(crate) use problem::{Problem, Rule};
pub(crate) use template::template;
