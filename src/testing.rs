//! Re-exports for tests and benches. The modules themselves are private, so that the compiler finds unused
//! code. None of this is a stable API for other crates.

pub mod assistant {
    //! The assistant: turns requests into replies.
    pub use crate::assistant::{Assistant, GapUpkeep, PerCommunity};
}
pub mod career {
    //! The career graph.
    pub use crate::career::{CareerGraph, Profile, QuizAnswer, QuizAnswers};
}
pub mod chat {
    //! The types that doors and the assistant exchange: requests and replies.
    pub use crate::chat::catalog::{self, COMMANDS, CompletionKind};
    pub use crate::chat::{
        Ask, Asker, Audience, Button, ButtonStyle, Certainty, Choice, Citation, Country,
        CountryAction, CountryCode, Door, Explanation, GapAction, MatchSignal, Opinion, Picture,
        PictureFormat, Place, Reply, ReplyKind, ReplyPart, Request, Shortcoming, TicketAction,
        line,
    };
}
pub mod config {
    //! Settings and environment variables.
    pub use crate::config::{
        AudienceSetting, Environment, ExposeSecret, SecretString, Settings, Shards, SlackSettings,
        StoreSettings, TeamSettings,
    };
}
pub mod console {
    //! The terminal door.
    pub use crate::console::{place, render, request};
}
pub mod discord {
    //! The Discord door.
    pub use crate::discord::{LOG_LIMITS, commands, preview};
}
pub mod eval {
    //! Retrieval quality over question banks.
    pub use crate::eval::{
        Bank, BankMetrics, LabelledQuestion, Measured, Query, golden, json, labelled_questions,
        measure, memory, table,
    };
}
pub mod knowledge {
    //! Entries and libraries.
    pub use crate::knowledge::{
        Address, Entry, EntryId, EntryKind, Library, LoadError, LoadLimits, LoadOptions, Loaded,
        lint, load, load_collections, load_with,
    };
}
pub mod language {
    //! The languages of the bot's own messages.
    pub use crate::language::Language;
}
pub mod markup {
    //! The text model of an answer.
    pub use crate::markup::{Block, Item, Markup, Span};
}
pub mod search {
    //! Search over a library.
    pub use crate::search::{Reason, Search, SearchResources, SuggestScope, Verdict};

    pub mod training {
        //! Features and labels for fitting the weights of ranking and confidence.
        pub use crate::search::training::{
            Evidence, Example, FEATURES, RankingModelFile, SIGNALS, Weights,
        };
    }
}
pub mod serve {
    //! The running bot.
    pub use crate::serve::{NO_DOOR, Running, start};
}
pub mod slack {
    //! The Slack door.
    pub use crate::slack::{LOG_LIMITS, manifest, preview};
}
pub mod store {
    //! The database: settings, votes, unanswered questions and personal data.
    pub use crate::store::{
        AnswerMode, CLAIM_MS, Contribution, GapFilter, GapReason, GapResolution, LOG_LIMITS,
        PersonalData, Restored, Setting, Store, StoreError, UnansweredQuestion,
    };
}
