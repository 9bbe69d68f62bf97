//! The index of a library: the vocabulary, the forward index, tantivy's inverted index, and the similarity of
//! words by character n-grams and by word vectors. Knows no question.

mod char_ngrams;
mod engine;
mod forward;
mod numbering;
mod term_id;
mod vocabulary;
mod word_similarity;
mod word_vectors;

pub(crate) use char_ngrams::NgramSimilarity;
pub(crate) use engine::Engine;
pub(crate) use engine::SearchError;
pub(crate) use forward::Forward;
pub(crate) use numbering::{Field, count};
pub(crate) use term_id::TermId;
pub(crate) use vocabulary::{Vocabulary, is_correction_target};
pub(crate) use word_similarity::{QueryVector, WordSimilarity, WordVectors};
