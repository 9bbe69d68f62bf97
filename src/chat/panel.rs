//! What a community may choose for itself, as a door shows it to whoever manages the community.

use crate::language::Language;

/// Everything that may be chosen, for a community or for one channel of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The channel; none for the whole community.
    pub channel: Option<String>,
    /// The language of its words.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// What may be chosen.
    pub fields: Vec<SettingField>,
}

/// Something that may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingField {
    /// Its name among all that may be chosen: `a-z` and `-`.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What is chosen, as values of what is offered or the platform's own ids; nothing where it is as
    /// everywhere else.
    pub chosen: Vec<String>,
    /// What is offered.
    pub options: SettingOptions,
}

/// What is offered for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingOptions {
    /// One of these.
    One(Vec<SettingOption>),
    /// Any of these.
    Any(Vec<SettingOption>),
    /// A channel of the community, or none.
    Channel,
    /// A role or user group of the community, or none.
    Role,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingOption {
    /// What is kept; empty for what holds everywhere else.
    pub value: String,
    /// What the person reads.
    pub label: String,
}
