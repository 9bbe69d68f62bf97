//! The words that a door and the assistant exchange: an [`Ask`] in a [`Request`], and a [`Reply`].
//!
//! Everything a person can want is one [`Ask`], whether it came as a slash command, a button, a
//! mention or a line in a terminal. This room knows entries by their ids alone, and no platform.

mod ask;
mod button;
pub mod catalog;
pub mod line;
mod panel;
mod picture;
mod reply;
mod request;
mod why;

pub use ask::{Ask, Opinion, Step};
pub(crate) use button::MAX_BUTTON;
pub(crate) use panel::{Field, Offer, Offers, Panel};
pub use picture::{Format, Picture};
pub(crate) use reply::Finding;
pub use reply::{Audience, Button, Choice, Part, Receipt, Reply, Tone, Verdict};
pub use request::{Asker, Door, Place, Request};
pub use why::{Sign, Why};
