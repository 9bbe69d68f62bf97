//! What has to be remembered: opinions, questions without an answer, what communities chose, messages
//! owed. In SQLite where nothing else is said, in PostgreSQL for several replicas.
//!
//! No answer waits for this room: what an answer leaves behind is queued, and dropped and counted where
//! it cannot be written. What a person asked to be kept is acknowledged when it is there to stay, and
//! not before. It knows people by keyed hashes.

mod backup;
mod chosen_settings;
mod database;
mod error;
mod events;
mod gap_questions;
mod gaps;
mod handle;
mod maintenance;
mod migrations;
mod outbox;
mod personal_data;
mod private_file;
mod pseudonyms;
mod recent_answers;
mod settings;
mod sql_value;
mod state;
mod transaction;
mod write_queue;

pub(crate) use chosen_settings::ChosenSettings;
pub use chosen_settings::{AnswerMode, Setting};
pub use database::LOG_LIMITS;
pub use error::StoreError;
pub use events::UnansweredQuestion;
pub use gap_questions::GapReason;
pub(crate) use gaps::Gap;
pub use gaps::{GapFilter, GapResolution};
pub use handle::Store;
pub use outbox::CLAIM_MS;
pub use personal_data::PersonalData;
pub(crate) use state::StoreState;
