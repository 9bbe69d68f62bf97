//! Entity matching: the entries that a question names, and the answer that follows from them.

mod matches;
mod mentions;
mod names;
mod wordings;

pub(crate) use matches::EntityMatches;
pub(crate) use mentions::{EntityMention, QueryToken};
pub(crate) use names::EntityNames;
pub(crate) use names::ResolvedName;
pub(crate) use wordings::wordings;
