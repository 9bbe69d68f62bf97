#![doc = include_str!("../ARCHITECTURE.md")]

pub(crate) mod assistant;
pub(crate) mod career;
pub(crate) mod chat;
pub(crate) mod cli;
pub(crate) mod config;
pub(crate) mod console;
pub(crate) mod discord;
pub(crate) mod eval;
pub(crate) mod knowledge;
pub(crate) mod language;
pub(crate) mod markup;
pub(crate) mod network;
pub(crate) mod platform;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod slack;
pub(crate) mod store;
pub(crate) mod telemetry;
pub mod testing;

pub use cli::run;
