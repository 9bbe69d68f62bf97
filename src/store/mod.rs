//! What has to be remembered: opinions, questions without an answer, what communities chose, messages
//! owed. In SQLite where nothing else is said, in PostgreSQL for several replicas.
//!
//! No answer waits for this room: what an answer leaves behind is queued, and dropped and counted where
//! it cannot be written. What a person asked to be kept is acknowledged when it is there to stay, and
//! not before. It knows people by keyed hashes.

mod change;
mod chosen;
mod copy;
mod database;
mod error;
mod file;
mod gaps;
mod handle;
mod keep;
mod migrations;
mod mine;
mod outbox;
mod people;
mod questions;
mod recent;
mod settings;
mod state;
mod upkeep;
mod value;
mod write;

pub(crate) use chosen::Chosen;
pub use chosen::{Mode, Setting};
pub use database::LOG_LIMITS;
pub use error::StoreError;
pub(crate) use gaps::Gap;
pub use gaps::{Closed, Of};
pub use handle::Store;
pub use keep::Unanswered;
pub use mine::Mine;
pub use outbox::CLAIM;
pub use questions::Cause;
pub(crate) use state::StoreState;
