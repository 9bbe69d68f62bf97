//! Parser from Markdown to sections with line numbers (`CommonMark`, by `pulldown-cmark`).
//!
//! Only constructs that every platform can show are accepted. All others are reported as
//! [`UnsupportedMarkdown`] with their line. The caller interprets the sections.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::line_index::LineIndex;
use super::link_fault::bare_url;
use super::{
    Block, HtmlComment, Item, LinkFault, MarkdownSection, RelativeLink, Span, UnsupportedMarkdown,
};

/// Parses Markdown. The first section is always the content before the first heading.
///
/// A link without a scheme keeps its text and is listed in [`MarkdownSection::links`]; one with a scheme
/// other than `http`, `https` or `mailto` is unsupported.
#[must_use]
pub(crate) fn parse(markdown: &str) -> (Vec<MarkdownSection>, Vec<UnsupportedMarkdown>) {
    let lines = LineIndex::new(markdown);
    let mut parser = MarkdownParser {
        lines,
        sections: vec![MarkdownSection {
            line: 1,
            ..MarkdownSection::default()
        }],
        unsupported: Vec::new(),
        spans: Vec::new(),
        style: Span::default(),
        open_link: None,
        heading: None,
        lists: Vec::new(),
        items: Vec::new(),
        code: None,
        html: None,
        skipping: 0,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        parser.handle(event, &range);
    }
    (parser.sections, parser.unsupported)
}

/// The state of the parser: the sections so far, and the open constructs.
struct MarkdownParser {
    lines: LineIndex,
    sections: Vec<MarkdownSection>,
    unsupported: Vec<UnsupportedMarkdown>,
    /// The spans of the current run.
    spans: Vec<Span>,
    /// The style of the next span; its text is unused.
    style: Span,
    /// The line of the open link, and the number of spans before its text.
    open_link: Option<(usize, usize)>,
    /// The section whose heading is being read.
    heading: Option<MarkdownSection>,
    /// The open lists, outermost first, each with its next number.
    lists: Vec<Option<u64>>,
    /// The items of the outermost open list; an open item is the last of its depth.
    items: Vec<Item>,
    /// The info string and the text of the current code block.
    code: Option<(String, String)>,
    /// The current HTML block, with its first line.
    html: Option<(usize, String)>,
    /// Number of open unsupported containers; their content is skipped.
    skipping: usize,
}

impl MarkdownParser {
    fn handle(&mut self, event: Event<'_>, range: &Range<usize>) {
        let line = self.lines.line(range.start);
        match event {
            Event::Start(tag) => self.start(tag, line),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                } else {
                    self.bare_url(&text, line);
                    self.text(&text);
                }
            }
            Event::Code(text) => {
                let code = Span {
                    code: true,
                    ..self.style.clone()
                };
                self.span(code, &text);
            }
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.text("\n"),
            Event::Html(html) => match &mut self.html {
                Some((_, block)) => block.push_str(&html),
                None => self.comments(&html, line),
            },
            Event::InlineHtml(html) => self.comments(&html, line),
            Event::Rule => self.report(line, "a horizontal rule"),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.report(line, "mathematics"),
            Event::FootnoteReference(_) => self.report(line, "a footnote"),
            Event::TaskListMarker(_) => self.report(line, "a task list"),
        }
    }

    fn start(&mut self, tag: Tag<'_>, line: usize) {
        match tag {
            Tag::HtmlBlock => self.html = Some((line, String::new())),
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(MarkdownSection {
                    level: level_number(level),
                    line,
                    ..MarkdownSection::default()
                });
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => self.open_item(),
            Tag::CodeBlock(kind) => {
                self.flush();
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.trim().to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                if self.lists.is_empty() {
                    self.code = Some((language, String::new()));
                } else {
                    self.skip(line, "a code block inside a list");
                }
            }
            Tag::Emphasis => self.style.italic = true,
            Tag::Strong => self.style.bold = true,
            Tag::Link { dest_url, .. } => {
                self.open_link = Some((line, self.spans.len()));
                self.link(&dest_url, line);
            }
            Tag::Image { .. } => self.skip(line, "a picture"),
            Tag::Table(_) => self.skip(line, "a table"),
            Tag::BlockQuote(_) => self.skip(line, "a block quotation"),
            Tag::FootnoteDefinition(_) => self.skip(line, "a footnote"),
            Tag::Strikethrough => self.report(line, "struck-out text"),
            Tag::Paragraph
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::Heading(_) => {
                let heading: String = self.spans.drain(..).map(|span| span.text).collect();
                if let Some(mut section) = self.heading.take() {
                    heading.trim().clone_into(&mut section.heading);
                    self.sections.push(section);
                }
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    let items = std::mem::take(&mut self.items);
                    self.push(Block::List(items));
                }
            }
            TagEnd::CodeBlock => match self.code.take() {
                Some((language, text)) => self.push(Block::Code {
                    language,
                    text: text.trim_end_matches('\n').to_owned(),
                }),
                None => self.skipping = self.skipping.saturating_sub(1),
            },
            TagEnd::Emphasis => self.style.italic = false,
            TagEnd::Strong => self.style.bold = false,
            TagEnd::Link => {
                self.style.link = None;
                self.close_link();
            }
            TagEnd::Image | TagEnd::Table | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.skipping = self.skipping.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                if let Some((line, html)) = self.html.take() {
                    self.comments(&html, line);
                }
            }
            TagEnd::Strikethrough
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open_item(&mut self) {
        self.flush();
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let number = self.lists.last_mut().and_then(|next| {
            let number = *next;
            *next = number.map(|number| number.saturating_add(1));
            number
        });
        self.items.push(Item {
            depth,
            number,
            spans: Vec::new(),
        });
    }

    /// Ends the current run and adds it to the innermost list item, or as a paragraph to the
    /// section.
    fn flush(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if spans.is_empty() {
            return;
        }
        if self.lists.is_empty() {
            self.push(Block::Paragraph(spans));
        } else if let Some(item) = self.items.last_mut() {
            if !item.spans.is_empty() {
                item.spans.push(Span::plain("\n"));
            }
            item.spans.extend(spans);
        }
    }

    fn push(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            section.body.push(block);
        }
    }

    fn text(&mut self, text: &str) {
        self.span(self.style.clone(), text);
    }

    fn span(&mut self, style: Span, text: &str) {
        if self.skipping == 0 {
            self.spans.push(Span {
                text: text.to_owned(),
                ..style
            });
        }
    }

    fn link(&mut self, target: &str, line: usize) {
        let lower = target.to_ascii_lowercase();
        let is_absolute = ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| lower.starts_with(scheme));
        if is_absolute {
            self.style.link = Some(target.to_owned());
        } else if lower.contains("://") || lower.starts_with("javascript:") {
            self.report(line, "a link that is neither http, https nor mailto");
        } else if let Some(section) = self.sections.last_mut() {
            section.links.push(RelativeLink {
                line,
                target: target.to_owned(),
            });
        }
    }

    fn close_link(&mut self) {
        let Some((line, before)) = self.open_link.take() else {
            return;
        };
        let mut text = self.spans.iter().skip(before);
        if self.skipping == 0 && text.all(|span| span.text.trim().is_empty()) {
            self.link_fault(line, LinkFault::NoText);
        }
    }

    fn bare_url(&mut self, text: &str, line: usize) {
        if self.open_link.is_none()
            && self.skipping == 0
            && let Some(url) = bare_url(text)
        {
            self.link_fault(line, LinkFault::Bare(url.to_owned()));
        }
    }

    fn link_fault(&mut self, line: usize, fault: LinkFault) {
        if let Some(section) = self.sections.last_mut() {
            section.link_faults.push((line, fault));
        }
    }

    /// Parses consecutive HTML comments. Any other HTML is unsupported.
    fn comments(&mut self, html: &str, line: usize) {
        let mut rest = html.trim_start();
        let mut line = line;
        while !rest.is_empty() {
            let Some((comment, behind)) = rest
                .strip_prefix("<!--")
                .and_then(|rest| rest.split_once("-->"))
            else {
                return self.report(line, "HTML other than a comment");
            };
            if let Some(section) = self.sections.last_mut() {
                section.comments.push(HtmlComment {
                    line,
                    text: comment.trim().to_owned(),
                });
            }
            let next = behind.trim_start();
            let read = rest.len() - next.len();
            line += rest
                .bytes()
                .take(read)
                .filter(|byte| *byte == b'\n')
                .count();
            rest = next;
        }
    }

    /// Reports an unsupported construct.
    fn report(&mut self, line: usize, what: &'static str) {
        self.unsupported.push(UnsupportedMarkdown { line, what });
    }

    /// Reports an unsupported container and skips its content.
    fn skip(&mut self, line: usize, what: &'static str) {
        self.report(line, what);
        self.skipping += 1;
    }
}

/// Returns the level as a number, 1 to 6.
fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests;
