//! The Slack door over its fake, by both receivers.

mod accessible;
mod addressed;
mod answers;
mod any_payload;
mod asking;
mod channel_messages;
pub(crate) mod check;
pub(crate) mod driver;
pub(crate) mod fake;
mod faults;
mod log;
mod manifest;
mod overload;
mod presses;
mod privacy;
mod receivers;
mod refused;
mod settings;
mod slow;
mod threads;
pub(crate) mod wire;
mod workspaces;
