//! What is kept is kept, by SQLite and by PostgreSQL alike; what is to be forgotten is gone.

pub mod base;
mod chat;
mod choices;
mod command_line;
mod conversation;
mod deliveries;
mod doors;
mod failing;
mod faults;
mod forgetting;
mod gaps_in_chat;
mod keeping;
mod kill_loop;
mod kills;
mod outbox;
mod overheard;
mod popular;
mod repeats;
mod restoring;
mod unknown_settings;
