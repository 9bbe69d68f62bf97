//! What a person on Slack sees, by either receiver.

mod answers;
mod check;
pub(crate) mod driver;
mod fake;
mod log;
mod manifest;
mod presses;
mod receivers;
mod wire;
