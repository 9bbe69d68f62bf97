//! The terminal: the smallest door. It speaks text and JSON and nothing else.

mod json;
mod prompt;
mod render;

use jiff::Timestamp;

use crate::chat::{Ask, Asker, Door, Place, Request};

pub(crate) use json::json;
pub(crate) use prompt::chat;
pub use render::render;

/// Where a person at the terminal asks.
#[must_use]
pub const fn place() -> Place {
    Place {
        door: Door::Console,
        community: None,
        channel: None,
    }
}

/// What a person at the terminal wants.
#[must_use]
pub fn request(ask: Ask) -> Request {
    Request {
        ask,
        asker: Asker::new("console").managing(true),
        place: place(),
        addressed: true,
        delivery_id: None,
        about: None,
        audience: None,
        locale: None,
        at: Timestamp::now(),
    }
}
