//! The number that stands for a word of the vocabulary.

/// A stem's number.
pub(crate) type Term = u32;
