//! A form with one text field, which a door shows after a press.

use super::Ask;
use crate::language::Language;

/// A form that asks for a text; what is written comes back as [`Ask::Filled`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The ask that opened it, and for which the text is.
    pub ask: Ask,
    /// The language of its texts.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// The label of the text.
    pub label: String,
    /// The text that stands in it at the beginning; may be empty.
    pub value: String,
    /// Maximum length of the text in characters.
    pub max_chars: usize,
}
