//! Settings panel of a community, which doors render for managers of the community.

use crate::language::Language;

/// The settings of a community or of one of its channels, with their options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// The channel; `None` for the whole community.
    pub channel: Option<String>,
    /// The language of its texts.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// The settings.
    pub fields: Vec<SettingField>,
}

/// A setting with its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingField {
    /// Its name in the store: `a-z` and `-`.
    pub name: &'static str,
    /// Its label.
    pub label: String,
    /// The current values: values of options, or the platform's ids. Empty if the setting is
    /// inherited.
    pub chosen: Vec<String>,
    /// Its options.
    pub options: SettingOptions,
}

/// The kind of values that a setting accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingOptions {
    /// Exactly one of these options.
    One(Vec<SettingOption>),
    /// Any number of these options.
    Any(Vec<SettingOption>),
    /// A channel of the community, or none.
    Channel,
    /// A role or user group of the community, or none.
    Role,
}

/// An option of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingOption {
    /// The value in the store; empty to inherit.
    pub value: String,
    /// Its label.
    pub label: String,
}
