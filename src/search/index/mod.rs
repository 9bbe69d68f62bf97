//! The library as numbers: every word once, every passage as a row of words, and what finds passages by
//! words, letters and senses. Knows no question.

mod engine;
mod forward;
mod letters;
mod numbering;
mod senses;
mod term;
mod vocabulary;
mod word_vectors;

pub use engine::{Engine, SearchError};
pub use forward::Forward;
pub use letters::Likeness;
pub use numbering::{Unit, count};
pub use senses::{Comparer, Sense, Senses};
pub use term::Term;
pub use vocabulary::{Vocabulary, may_be_meant};
