//! Policy that the chat platforms share: addressing of messages, admission under load, the thread that receives, the response
//! deadline, back-off, the choices that the text names, truncation and normalization of text, the labels of public votes,
//! the encoding of the settings form, and bounded caches.
//!
//! The doors depend on it; it depends on none of them and holds no payload, limit or id of a platform.

pub(crate) mod addressing;
pub(crate) mod admission;
pub(crate) mod backoff;
pub(crate) mod cache;
pub(crate) mod choices;
pub(crate) mod deadline;
pub(crate) mod lenient;
pub(crate) mod plain_text;
pub(crate) mod receiver;
pub(crate) mod settings_form;
pub(crate) mod text;
pub(crate) mod votes;
