//! The number that stands for a word of the vocabulary.

/// A stem's number.
pub type Term = u32;
