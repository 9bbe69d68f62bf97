//! The Discord door against a fake Discord.

mod accessibility;
mod addressed;
mod answers;
mod any_payload;
mod check;
mod completion;
mod deferred;
pub(crate) mod driver;
pub(crate) mod fake;
mod languages;
mod lifecycle;
mod limits;
mod messages;
mod overload;
pub mod payload;
mod process;
mod safety;
mod settings;
mod threads;
