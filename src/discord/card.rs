//! The content of a message, before it is laid out in components or as an embed.

use serde_json::Value;

use super::limits::{NOTE, TITLE};
use super::text_fit::escaped_line;
use crate::chat::{Button, Choice, Picture, ReplyKind, ReplyPart};
use crate::language::Language;

/// The content of a message, as both formats show it.
pub(super) struct Card<'a> {
    pub language: Language,
    pub kind: ReplyKind,
    pub title: String,
    pub parts: Vec<ReplyPart>,
    pub picture: Option<Picture>,
    pub note: Option<String>,
    /// Items of the select.
    pub items: Vec<&'a Choice>,
    pub buttons: Vec<Button>,
    pub votes: Vec<Button>,
}

impl Card<'_> {
    /// Returns the title, escaped; Discord refuses an empty one.
    pub(super) fn escaped_title(&self) -> String {
        escaped_line(&self.title, TITLE).unwrap_or_else(|| "…".to_owned())
    }

    /// Returns the note, escaped.
    pub(super) fn escaped_note(&self) -> Option<String> {
        escaped_line(self.note.as_deref()?, NOTE)
    }
}

/// Returns the heading of a part, escaped.
pub(super) fn escaped_heading(part: &ReplyPart) -> Option<String> {
    escaped_line(part.heading.as_deref()?, TITLE)
}

/// Returns the aspect of a part, escaped; `None` where the title says it.
pub(super) fn escaped_aspect(part: &ReplyPart, title: &str) -> Option<String> {
    let aspect = part.aspect.as_deref()?;
    escaped_line(aspect, TITLE).filter(|_| !title.contains(aspect))
}

/// Inserts a field into a JSON object.
pub(super) fn set(object: &mut Value, key: &str, value: impl Into<Value>) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(key.to_owned(), value.into());
    }
}
