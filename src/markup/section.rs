//! The output of the Markdown parser: sections, and constructs that a chat message cannot show.

use super::{LinkFault, Markup};

/// A heading with the content up to the next heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct MarkdownSection {
    /// The level of the heading, 1 to 6; 0 for the content before the first heading.
    pub level: u8,
    /// The heading as plain text; empty at level 0.
    pub heading: String,
    /// The line of the heading, counted from 1.
    pub line: usize,
    /// The content under the heading.
    pub body: Markup,
    /// HTML comments under the heading.
    pub comments: Vec<HtmlComment>,
    /// Links under the heading without a URL scheme.
    pub links: Vec<RelativeLink>,
    /// Links without a text and bare URLs, each with its line, counted from 1.
    pub link_faults: Vec<(usize, LinkFault)>,
}

/// An HTML comment, without its `<!--` and `-->`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HtmlComment {
    /// Its first line, counted from 1.
    pub line: usize,
    /// Its text, trimmed.
    pub text: String,
}

/// A link to another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RelativeLink {
    /// Its line, counted from 1.
    pub line: usize,
    /// The address as written, such as `../skills/sql.md`.
    pub target: String,
}

/// A Markdown construct that a chat message cannot show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UnsupportedMarkdown {
    /// Its line, counted from 1.
    pub line: usize,
    /// Its name, such as `a table`.
    pub what: &'static str,
}
