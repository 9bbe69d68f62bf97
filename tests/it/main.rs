//! Integration tests by behaviour: one binary, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    reason = "a test stops at once when a fixture is missing, and says what it skips"
)]
#![allow(
    unreachable_pub,
    reason = "nothing outside of this binary reaches what helpers share"
)]

mod answers;
mod card;
mod career;
mod changes;
mod cli;
mod cli_input;
mod collections;
mod content;
mod determinism;
mod discord;
mod doubles;
mod eval;
mod fixtures;
mod follow_ups;
mod house;
mod import;
mod informal_queries;
mod kinds_of_passages;
mod kinds_of_questions;
mod knowledge_files;
mod languages;
mod log;
mod messages;
mod model;
mod operation;
mod other_languages;
mod paging;
mod preview;
mod reload;
mod scenarios;
mod scripts;
mod search;
mod slack;
mod store;
