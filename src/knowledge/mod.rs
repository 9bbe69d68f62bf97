//! Career knowledge: entries that people wrote, loaded from Markdown files into a [`Library`].
//!
//! A [`Library`] is valid by construction: no duplicate id or name, no broken link, no entry without a
//! source. Invalid files prevent loading; all [`Problem`]s are reported together, each with its file and
//! line. This module does not depend on search, platforms or users.

mod address;
mod body;
mod codes;
mod comments;
mod entry;
mod facet;
mod fallback;
mod file;
mod folder;
mod front_matter;
mod library;
mod lint;
mod load;
mod load_error;
pub(crate) mod names;
mod problem;
mod role;
mod skills;
mod template;

pub use address::{Address, EntryId};
pub(crate) use address::{MAX_ANCHOR, MAX_ID};
pub use entry::{Entry, EntryKind};
pub(crate) use entry::{Passage, PassageKind, Resource, Source};
pub(crate) use facet::Facet;
pub use folder::LoadLimits;
pub(crate) use folder::fingerprint;
pub use library::Library;
pub use lint::lint;
pub(crate) use lint::same_words;
pub(crate) use load::check_languages;
pub use load::{LoadOptions, Loaded, load, load_collections, load_with};
pub use load_error::LoadError;
pub(crate) use problem::{Problem, Rule, Severity};
pub(crate) use role::{
    Effort, Interest, Likes, Pay, RoleFacts, RoleLevel, RoleMove, SeniorityLevel, Stage,
};
pub(crate) use skills::{Hours, Need, SkillChoice, SkillFacts, SkillLevel, Skills};
pub(crate) use template::{question_template, template};

#[cfg(test)]
mod scripts;
#[cfg(test)]
mod tests;
