//! What parsing a file of Markdown gives: its sections, and what in it no chat can show.

use super::{LinkFault, Markup};

/// What stands between one heading and the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct MarkdownSection {
    /// 0 for what stands before the first heading, else the heading's level, 1 to 6.
    pub level: u8,
    /// The heading's text without any style; empty at level 0.
    pub heading: String,
    /// The line of the heading, counted from 1.
    pub line: usize,
    /// The text under the heading.
    pub body: Markup,
    /// HTML comments under the heading.
    pub comments: Vec<HtmlComment>,
    /// Links under the heading that lead to no web page: addresses without a scheme.
    pub links: Vec<RelativeLink>,
    /// Links that a reader cannot see or read, each with its line, counted from 1.
    pub link_faults: Vec<(usize, LinkFault)>,
}

/// An HTML comment, without its `<!--` and `-->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HtmlComment {
    /// The line where it begins, counted from 1.
    pub line: usize,
    /// What stands in it, trimmed.
    pub text: String,
}

/// A link to another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RelativeLink {
    /// The line where it stands, counted from 1.
    pub line: usize,
    /// The address as written, such as `../skills/sql.md`.
    pub target: String,
}

/// Something that Markdown has and a chat message has not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnsupportedMarkdown {
    /// The line where it stands, counted from 1.
    pub line: usize,
    /// What it is, such as `a table`.
    pub what: &'static str,
}
