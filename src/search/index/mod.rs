//! The index of a library: the vocabulary, the forward index, tantivy's inverted index, and the similarity of words by
//! character n-grams. Independent of questions.

mod forward;
mod inverted;
mod numbering;
mod term_id;
mod vocabulary;

pub(crate) use forward::Forward;
pub(crate) use inverted::{B, Inverted, K1, SearchError};
pub(crate) use numbering::{Field, count};
pub(crate) use term_id::TermId;
pub(crate) use vocabulary::{Vocabulary, is_correction_target};
