//! What every chat platform decides alike, once: whether a message is for the bot, how long an answer
//! may take before it is announced, how retries are spaced, how text is cut, how the settings form is
//! encoded, and small bounded caches.
//!
//! It stands below the doors and knows none of them: no payload, no limit and no id of a platform.

pub(crate) mod addressing;
pub(crate) mod backoff;
pub(crate) mod cache;
pub(crate) mod deadline;
pub(crate) mod settings_form;
pub(crate) mod text;
