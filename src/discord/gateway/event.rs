//! Events of the gateway, as the handler gets them.

use std::time::Instant;

use super::payload::PayloadText;

/// An event for the handler.
#[derive(Debug)]
pub(in crate::discord) enum GatewayEvent {
    /// A dispatch event of Discord (opcode 0).
    Dispatch {
        name: String,
        text: PayloadText,
        /// The time of reception, from which Discord waits 3 s for a response.
        received: Instant,
    },
    /// A payload that could not be parsed or has an unknown opcode.
    Unreadable,
}
