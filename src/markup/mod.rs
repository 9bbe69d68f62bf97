//! The text model of answers: paragraphs, lists, code blocks and styled spans.
//!
//! Markdown is parsed into it once, when knowledge is loaded ([`parse()`]); each door renders it in
//! the syntax of its platform. The model is independent of the knowledge and of platforms.
//!
//! **Invariant:** a [`Markup`] holds no empty block and no empty span.

mod highlight;
mod line_index;
mod link_fault;
mod pages;
mod parse;
mod section;

pub(crate) use link_fault::LinkFault;
pub(crate) use parse::parse;
pub(crate) use section::{HtmlComment, MarkdownSection, RelativeLink, UnsupportedMarkdown};

/// A text: blocks in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup {
    /// The blocks, none of them empty.
    pub blocks: Vec<Block>,
}

/// One block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Span>),
    /// A list; the depth of an item is its nesting level.
    List(Vec<Item>),
    /// A code block without its fence.
    Code {
        /// The info string of the fence, such as `rust`; often empty.
        language: String,
        /// The lines, joined by `\n`, without a trailing one.
        text: String,
    },
}

/// One item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The nesting level: 0 for an item of the outer list, 1 for one of a list inside it, etc.
    pub depth: u8,
    /// The item's number in an ordered list; `None` in an unordered one.
    pub number: Option<u64>,
    /// The item's text.
    pub spans: Vec<Span>,
}

/// A run of text in one style.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// The text itself, not escaped for any platform.
    pub text: String,
    /// Strong emphasis.
    pub bold: bool,
    /// Emphasis.
    pub italic: bool,
    /// A code literal.
    pub code: bool,
    /// The target of the link: an `http(s)` or `mailto` URL.
    pub link: Option<String>,
}

impl Span {
    /// Creates a span without style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Creates a bold span.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            bold: true,
            ..Self::plain(text)
        }
    }

    /// Creates a code literal.
    pub fn code(text: impl Into<String>) -> Self {
        Self {
            code: true,
            ..Self::plain(text)
        }
    }

    /// Returns whether both spans have the same style and link.
    fn same_style(&self, other: &Self) -> bool {
        (self.bold, self.italic, self.code, &self.link)
            == (other.bold, other.italic, other.code, &other.link)
    }
}

impl Markup {
    /// Creates a paragraph without style; an empty markup if `text` is blank.
    pub fn text(text: impl Into<String>) -> Self {
        Self::paragraph(vec![Span::plain(text)])
    }

    /// Creates a paragraph of the given spans.
    #[must_use]
    pub fn paragraph(spans: Vec<Span>) -> Self {
        let mut markup = Self::default();
        markup.push(Block::Paragraph(spans));
        markup
    }

    /// Creates an unordered list without nesting.
    pub fn list(items: impl IntoIterator<Item = Vec<Span>>) -> Self {
        let item = |spans| Item {
            depth: 0,
            number: None,
            spans,
        };
        let mut markup = Self::default();
        markup.push(Block::List(items.into_iter().map(item).collect()));
        markup
    }

    /// Appends a block without its empty parts; a block that is empty itself is dropped.
    pub fn push(&mut self, block: Block) {
        let block = match block {
            Block::Paragraph(spans) => {
                let spans = normalized(spans);
                if spans.is_empty() {
                    return;
                }
                Block::Paragraph(spans)
            }
            Block::List(items) => {
                let items: Vec<_> = items
                    .into_iter()
                    .map(|item| Item {
                        spans: normalized(item.spans),
                        ..item
                    })
                    .filter(|item| !item.spans.is_empty())
                    .collect();
                if items.is_empty() {
                    return;
                }
                Block::List(items)
            }
            Block::Code { language, text } => {
                if text.trim().is_empty() {
                    return;
                }
                Block::Code { language, text }
            }
        };
        self.blocks.push(block);
    }

    /// Appends all blocks of `other`.
    pub fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }

    /// Returns whether there are no blocks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// Renders plain text: blocks separated by a blank line, list items as lines that begin with
    /// `- ` or their number.
    #[must_use]
    pub fn plain(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::plain).collect();
        blocks.join("\n\n")
    }
}

impl Block {
    fn plain(&self) -> String {
        match self {
            Self::Paragraph(spans) => joined(spans),
            Self::List(items) => {
                let lines: Vec<String> = items
                    .iter()
                    .map(|item| {
                        let indent = "  ".repeat(usize::from(item.depth));
                        format!("{indent}{}{}", item.marker(), joined(&item.spans))
                    })
                    .collect();
                lines.join("\n")
            }
            Self::Code { text, .. } => text.clone(),
        }
    }
}

impl Item {
    /// Returns the list marker in plain text, `- ` or `3. `.
    #[must_use]
    pub fn marker(&self) -> String {
        self.number
            .map_or_else(|| "- ".to_owned(), |number| format!("{number}. "))
    }
}

/// Joins the text of all spans.
fn joined(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// Merges adjacent spans of the same style, drops empty ones, and trims both ends of the run.
fn normalized(spans: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        if span.text.is_empty() {
            continue;
        }
        match merged.last_mut() {
            Some(last) if last.same_style(&span) => last.text.push_str(&span.text),
            _ => merged.push(span),
        }
    }
    if let Some(first) = merged.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = merged.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
    merged.retain(|span| !span.text.is_empty());
    merged
}
