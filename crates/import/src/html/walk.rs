//! From the elements of a page to blocks: navigation, banners, forms and advertising are left out.

use scraper::{ElementRef, Node};

use super::skipped::{is_skipped, plain};
use crate::document::Block;
use crate::headings::is_question;
use crate::text::{block_start, fragment, is_address, link, one_line};

/// Elements below each other that are followed; what is deeper is left out.
const MAX_DEPTH: usize = 256;
/// Elements inside a line.
const INLINE: [&str; 33] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var",
];

/// Collects the blocks below an element.
pub(crate) struct Walker<'a> {
    /// Returns the address that a link leads to; `None` where the text alone is kept.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
    /// The blocks.
    pub blocks: Vec<Block>,
    line: String,
}

impl<'a> Walker<'a> {
    pub(crate) fn new(resolve: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self {
            resolve,
            blocks: Vec::new(),
            line: String::new(),
        }
    }

    /// Walks an element and returns its blocks.
    pub(crate) fn walk(mut self, element: ElementRef<'_>) -> Vec<Block> {
        self.children(element, 0);
        self.flush();
        self.blocks
    }

    fn children(&mut self, element: ElementRef<'_>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(child) {
                        self.element(child, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = fragment(text);
        if self.line.is_empty() || self.line.ends_with(' ') {
            self.line.push_str(text.trim_start());
        } else {
            self.line.push_str(&text);
        }
    }

    fn element(&mut self, element: ElementRef<'_>, depth: usize) {
        let name = element.value().name();
        if is_skipped(element) {
            return;
        }
        match name {
            "br" => self.text(" "),
            "hr" => self.flush(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
                let text = plain(element);
                if !text.is_empty() {
                    self.blocks.push(Block::Heading(level, text));
                }
            }
            "ul" | "ol" => {
                self.flush();
                self.list(element, 0, depth);
            }
            "dl" => {
                self.flush();
                self.definitions(element, depth);
            }
            "details" => {
                self.flush();
                self.details(element, depth);
            }
            "table" => {
                self.flush();
                self.table(element);
            }
            "pre" => {
                self.flush();
                let language = language(element);
                let text: String = element.text().collect();
                if !text.trim().is_empty() {
                    self.blocks
                        .push(Block::Code(language, text.trim_matches('\n').to_owned()));
                }
            }
            name if INLINE.contains(&name) && !has_blocks(element) => {
                let text = self.inline(element, depth);
                if self.line.is_empty() || self.line.ends_with(' ') {
                    self.line.push_str(text.trim_start());
                } else {
                    self.line.push_str(&text);
                }
            }
            _ => {
                self.flush();
                self.children(element, depth);
                self.flush();
            }
        }
    }

    /// Returns an element inside a line as Markdown.
    fn inline(&self, element: ElementRef<'_>, depth: usize) -> String {
        let name = element.value().name();
        if depth > MAX_DEPTH || is_skipped(element) {
            return String::new();
        }
        if matches!(name, "code" | "kbd" | "samp") {
            let text = one_line(&element.text().collect::<String>());
            return if text.is_empty() || text.contains('`') {
                fragment(&text)
            } else {
                format!("`{text}`")
            };
        }
        let mut out = String::new();
        for child in element.children() {
            let part = match child.value() {
                Node::Text(text) => fragment(text),
                Node::Element(one) if one.name() == "br" => " ".to_owned(),
                Node::Element(_) => ElementRef::wrap(child)
                    .map(|child| self.inline(child, depth + 1))
                    .unwrap_or_default(),
                _ => continue,
            };
            if out.is_empty() || out.ends_with(' ') {
                let gap = if out.is_empty() && part.starts_with(' ') {
                    " "
                } else {
                    ""
                };
                out.push_str(gap);
                out.push_str(part.trim_start());
            } else {
                out.push_str(&part);
            }
        }
        let inner = out.trim();
        if inner.is_empty() {
            return if out.is_empty() { out } else { " ".to_owned() };
        }
        let marked = match name {
            "b" | "strong" if !inner.contains('*') => format!("**{inner}**"),
            "i" | "em" | "cite" | "dfn" if !inner.contains('*') => format!("*{inner}*"),
            "a" if !inner.contains("](") => match element
                .value()
                .attr("href")
                .and_then(|href| (self.resolve)(href))
            {
                Some(target) => link(inner, &target),
                None => inner.to_owned(),
            },
            _ => inner.to_owned(),
        };
        let before = if out.starts_with(' ') { " " } else { "" };
        let after = if out.ends_with(' ') { " " } else { "" };
        format!("{before}{marked}{after}")
    }

    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.chars().any(char::is_alphanumeric) {
            self.blocks.push(Block::Paragraph(block_start(line)));
        }
    }

    /// Reads the items of a list; lists deeper than one below another are flat.
    fn list(&mut self, list: ElementRef<'_>, level: u8, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        let mut number = (list.value().name() == "ol").then_some(0_u64);
        for item in list.children().filter_map(ElementRef::wrap) {
            if matches!(item.value().name(), "ul" | "ol") {
                self.list(item, 1, depth + 1);
                continue;
            }
            if is_skipped(item) {
                continue;
            }
            number = number.map(|number| number + 1);
            let mut inner = Walker::new(self.resolve);
            let mut nested = Vec::new();
            for child in item.children() {
                match (child.value(), ElementRef::wrap(child)) {
                    (Node::Text(text), _) => inner.text(text),
                    (_, Some(child)) if matches!(child.value().name(), "ul" | "ol") => {
                        nested.push(child);
                    }
                    (_, Some(child)) => inner.element(child, depth + 1),
                    _ => {}
                }
            }
            inner.flush();
            let mut texts: Vec<String> = Vec::new();
            let mut codes = Vec::new();
            for block in inner.blocks {
                match block {
                    Block::Paragraph(text) | Block::Item(_, _, text) => texts.push(text),
                    Block::Heading(_, text) | Block::Question(text) => {
                        texts.push(format!("**{}**", fragment(&text)));
                    }
                    Block::Code(..) => codes.push(block),
                    Block::EndOfAnswer => {}
                }
            }
            if !texts.is_empty() {
                self.blocks
                    .push(Block::Item(level, number, texts.join(" ")));
            }
            self.blocks.append(&mut codes);
            for child in nested {
                self.list(child, 1, depth + 1);
            }
        }
    }

    /// Reads a list of terms or questions, each with its text.
    fn definitions(&mut self, list: ElementRef<'_>, depth: usize) {
        let mut open = false;
        let groups = list.children().filter_map(ElementRef::wrap);
        let items: Vec<ElementRef<'_>> = groups
            .flat_map(|child| match child.value().name() {
                "div" => child.children().filter_map(ElementRef::wrap).collect(),
                _ => vec![child],
            })
            .collect();
        for item in items {
            if item.value().name() == "dt" {
                if open {
                    self.blocks.push(Block::EndOfAnswer);
                }
                let text = plain(item);
                let question = if is_question(&text) {
                    text
                } else {
                    format!("What does “{text}” mean?")
                };
                self.blocks.push(Block::Question(question));
                open = true;
            } else if !is_skipped(item) {
                self.children(item, depth + 1);
                self.flush();
            }
        }
        if open {
            self.blocks.push(Block::EndOfAnswer);
        }
    }

    /// Reads a summary with its details as a question with its answer.
    fn details(&mut self, details: ElementRef<'_>, depth: usize) {
        let mut children = details.children().filter_map(ElementRef::wrap);
        let summary = children.find(|child| child.value().name() == "summary");
        let text = summary.map(plain).unwrap_or_default();
        if text.is_empty() {
            return self.children(details, depth + 1);
        }
        self.blocks.push(Block::Question(text));
        for child in details.children() {
            match (child.value(), ElementRef::wrap(child)) {
                (Node::Text(text), _) => self.text(text),
                (_, Some(child)) if child.value().name() != "summary" => {
                    self.element(child, depth + 1);
                }
                _ => {}
            }
        }
        self.flush();
        self.blocks.push(Block::EndOfAnswer);
    }

    /// Reads a table as a list: an item a row, its cells with their headings.
    fn table(&mut self, table: ElementRef<'_>) {
        let mut headings: Vec<String> = Vec::new();
        for row in table
            .descendants()
            .filter_map(ElementRef::wrap)
            .filter(|one| one.value().name() == "tr")
        {
            let cells = row.children().filter_map(ElementRef::wrap);
            let cells: Vec<ElementRef<'_>> = cells
                .filter(|one| matches!(one.value().name(), "td" | "th"))
                .collect();
            let texts: Vec<String> = cells.iter().map(|cell| fragment(&plain(*cell))).collect();
            if headings.is_empty() && cells.iter().all(|cell| cell.value().name() == "th") {
                headings = texts;
                continue;
            }
            let cells = texts
                .iter()
                .enumerate()
                .filter(|(_, text)| !text.is_empty());
            let cells: Vec<String> = cells
                .map(|(at, text)| {
                    match headings
                        .get(at)
                        .filter(|heading| at > 0 && !heading.is_empty())
                    {
                        Some(heading) => format!("{heading}: {text}"),
                        None => text.clone(),
                    }
                })
                .collect();
            if !cells.is_empty() {
                self.blocks.push(Block::Item(0, None, cells.join("; ")));
            }
        }
    }
}

/// Returns whether an element has one that begins a block.
fn has_blocks(element: ElementRef<'_>) -> bool {
    let mut below = element.descendants().skip(1).filter_map(ElementRef::wrap);
    below.any(|one| {
        !INLINE.contains(&one.value().name())
            && !matches!(one.value().name(), "br" | "img" | "wbr" | "svg")
    })
}

/// Returns the language that the class of a code block names.
fn language(element: ElementRef<'_>) -> String {
    let mut below = element.descendants().filter_map(ElementRef::wrap).take(2);
    let found = below.find_map(|one| {
        one.value()
            .classes()
            .find_map(|class| class.strip_prefix("language-"))
    });
    let found = found.unwrap_or_default();
    found
        .chars()
        .filter(|symbol| symbol.is_ascii_alphanumeric() || "+#-".contains(*symbol))
        .collect()
}

/// Returns the target of a link that leads to a web page.
pub(crate) fn web(href: &str) -> Option<String> {
    is_address(href.trim()).then(|| href.trim().to_owned())
}
