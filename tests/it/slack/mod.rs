//! What a person on Slack sees, by either receiver.

mod answers;
mod asking;
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
