//! Operation of the bot: log, doors, HTTP listener, start and shutdown.

mod certificates;
mod connections;
mod database;
mod doors;
mod environment;
mod knowledge;
mod log;
mod program;
mod signals;
