//! Persistent state: votes, unanswered questions, community settings, delivery ids and outgoing
//! messages, in SQLite by default or in PostgreSQL where several replicas share it.
//!
//! Records of replies are queued and written in batches, so that no reply waits for them; writes that fail are dropped and
//! counted. Votes and settings are confirmed only after their commit. People are stored as keyed hashes.

mod backup;
mod chosen_settings;
mod contribution;
mod contributions;
mod copy;
mod database;
mod error;
mod events;
mod gap_questions;
mod gaps;
mod handle;
mod last_known;
mod maintenance;
mod migrations;
mod missed;
mod open_gaps;
mod outbox;
mod owed;
mod personal_data;
mod personal_settings;
mod private_file;
mod progress;
mod pseudonyms;
mod recent_answers;
mod rekey;
mod restore;
mod settings;
mod sql_value;
mod state;
mod ticket;
mod tickets;
mod transaction;
mod write_op;
mod write_queue;

pub(crate) use chosen_settings::ChosenSettings;
pub use chosen_settings::{AnswerMode, Setting};
pub use contribution::Contribution;
pub use database::LOG_LIMITS;
pub(crate) use database::OlderSchema;
pub use error::StoreError;
pub use events::UnansweredQuestion;
pub use gap_questions::GapReason;
pub(crate) use gaps::Gap;
pub use gaps::{GapFilter, GapResolution};
pub use handle::Store;
pub(crate) use open_gaps::{OpenGap, OpenGapsState, OpenQuestion};
pub use outbox::CLAIM_MS;
pub(crate) use owed::Owed;
pub use personal_data::PersonalData;
pub(crate) use rekey::Rekeyed;
pub use restore::Restored;
pub(crate) use state::StoreState;
pub(crate) use ticket::{Ticket, TicketOpened, TicketState};
