//! The road by names: which entries a question names, and where that leads.

mod mentions;
mod named;
mod names;
mod wordings;

pub(crate) use mentions::{Mention, Part};
pub(crate) use named::Naming;
pub(crate) use names::Named;
pub(crate) use names::Names;
pub(crate) use wordings::wordings;
