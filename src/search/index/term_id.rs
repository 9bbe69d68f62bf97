//! Identifiers of vocabulary terms.

/// The number of a stem in the vocabulary.
pub(crate) type TermId = u32;
