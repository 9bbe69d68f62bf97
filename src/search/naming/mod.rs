//! The road by names: which entries a question names, and where that leads.

mod named;
mod names;
mod wordings;

pub use named::Naming;
pub use names::{Mention, Named, Names, Part};
pub use wordings::wordings;
