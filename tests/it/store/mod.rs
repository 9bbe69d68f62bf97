//! The store on SQLite and PostgreSQL: durability, deletion, settings, gaps and failures.

pub mod base;
mod chat;
mod choices;
mod command_line;
mod conversation;
mod country;
mod country_in_chat;
mod deliveries;
mod doors;
mod failing;
mod faults;
mod forgetting;
mod gaps_in_chat;
mod keeping;
mod kill_loop;
mod kills;
mod learning;
mod mentors;
mod outbox;
mod popular;
mod progress;
mod repeats;
mod restoring;
mod unaddressed;
mod unknown_settings;
