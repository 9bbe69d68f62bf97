//! Policy that the chat platforms share: addressing of messages, admission under load, the response
//! deadline, back-off, cutting and reading of text, the encoding of the settings form, and bounded caches.
//!
//! It stands below the doors and knows none of them: no payload, no limit and no id of a platform.

pub(crate) mod addressing;
pub(crate) mod admission;
pub(crate) mod backoff;
pub(crate) mod cache;
pub(crate) mod deadline;
pub(crate) mod lenient;
pub(crate) mod plain_text;
pub(crate) mod settings_form;
pub(crate) mod text;
