//! The road by names: which entries a question names, and where that leads.

mod mentions;
mod named;
mod names;
mod wordings;

pub use mentions::{Mention, Part};
pub use named::Naming;
pub use names::{Named, Names};
pub use wordings::wordings;
