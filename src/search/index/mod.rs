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

pub(crate) use engine::Engine;
pub(crate) use engine::SearchError;
pub(crate) use forward::Forward;
pub(crate) use letters::Likeness;
pub(crate) use numbering::{Unit, count};
pub(crate) use senses::{Comparer, Sense, Senses};
pub(crate) use term::Term;
pub(crate) use vocabulary::{Vocabulary, may_be_meant};
