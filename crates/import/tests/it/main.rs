//! Imports of small files of our own in each format, and of damaged ones.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test stops at once when a fixture is missing, and says what it skips"
)]

mod again;
mod bad_input;
mod chats;
mod fixtures;
mod onet;
mod pages;
mod tables;
