//! The terminal door: text and JSON output, and an interactive prompt.

mod json;
mod prompt;
mod render;

use std::time::Instant;

use jiff::Timestamp;

use crate::chat::{Ask, Asker, Door, Place, Request};

pub(crate) use json::json;
pub(crate) use prompt::chat;
pub use render::render;

/// Returns the place of all requests from the terminal.
#[must_use]
pub const fn place() -> Place {
    Place {
        door: Door::Console,
        community: None,
        channel: None,
    }
}

/// Builds a request from the terminal. Its asker may manage the community.
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
        received: Instant::now(),
    }
}
