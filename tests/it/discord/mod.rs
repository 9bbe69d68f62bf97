//! What a person on Discord sees, and what Discord sees of the bot.

mod answers;
mod check;
mod completion;
pub(crate) mod driver;
pub(crate) mod fake;
mod languages;
mod life;
mod limits;
pub mod payload;
mod process;
mod safety;
mod settings;
mod slow;
mod threads;
mod written;
