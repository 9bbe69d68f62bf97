#![doc = include_str!("../ARCHITECTURE.md")]

pub mod assistant;
pub mod chat;
pub mod cli;
pub mod config;
pub mod console;
pub mod discord;
pub mod eval;
pub mod knowledge;
pub mod language;
pub mod markup;
pub mod search;
pub mod serve;
pub mod slack;
pub mod store;
pub mod telemetry;
