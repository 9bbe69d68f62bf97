//! The bot as whoever runs it meets it: its log, its doors, its listener, its end.

mod connections;
mod database;
mod doors;
mod environment;
mod knowledge;
mod log;
mod program;
mod signals;
