//! The Slack door over its fake, by both receivers.

mod answers;
mod asking;
mod channel_messages;
pub(crate) mod check;
pub(crate) mod driver;
mod fake;
mod faults;
mod log;
mod manifest;
mod presses;
mod receivers;
mod settings;
mod slow;
mod threads;
mod wire;
mod workspaces;
