//! Cutting a long text into pages, at the best place there is: between blocks, between items,
//! after a sentence, between words; inside a word only where the word alone is longer than a page,
//! and inside a character never.

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Item, Markup, Span};

impl Markup {
    /// Cuts the text into pages of at most `limit` characters of plain text each (at least 1).
    ///
    /// A text that fits is one page; nothing to read is no page at all. A page counts the markers of
    /// lists and the blank lines between blocks, as [`Markup::plain`] writes them.
    #[must_use]
    pub fn pages(&self, limit: usize) -> Vec<Self> {
        let limit = limit.max(1);
        let mut pages = Vec::new();
        let mut page = Self::default();
        let mut length = 0;
        for block in self.blocks.iter().flat_map(|block| block.cut(limit)) {
            let gap = if page.is_empty() { 0 } else { 2 };
            let more = count(&block.plain());
            if !page.is_empty() && length + gap + more > limit {
                pages.push(std::mem::take(&mut page));
                length = more;
            } else {
                length += gap + more;
            }
            page.push(block);
        }
        if !page.is_empty() {
            pages.push(page);
        }
        pages
    }
}

impl Block {
    /// The block in parts of at most `limit` characters each; itself where it fits.
    fn cut(&self, limit: usize) -> Vec<Self> {
        if count(&self.plain()) <= limit {
            return vec![self.clone()];
        }
        match self {
            Self::Paragraph(spans) => cut_spans(spans, limit)
                .into_iter()
                .map(Self::Paragraph)
                .collect(),
            Self::List(items) => cut_list(items, limit),
            Self::Code { language, text } => cut_lines(text, limit)
                .into_iter()
                .map(|text| Self::Code {
                    language: language.clone(),
                    text,
                })
                .collect(),
        }
    }
}

fn cut_list(items: &[Item], limit: usize) -> Vec<Block> {
    let mut lists = Vec::new();
    let mut list: Vec<Item> = Vec::new();
    let mut length = 0;
    for item in items {
        let frame = 2 * usize::from(item.depth) + count(&item.marker());
        for spans in cut_spans(&item.spans, limit.saturating_sub(frame).max(1)) {
            let text: usize = spans.iter().map(|span| count(&span.text)).sum();
            let more = frame + text;
            let gap = usize::from(!list.is_empty());
            if !list.is_empty() && length + gap + more > limit {
                lists.push(Block::List(std::mem::take(&mut list)));
                length = more;
            } else {
                length += gap + more;
            }
            list.push(Item {
                spans,
                ..item.clone()
            });
        }
    }
    if !list.is_empty() {
        lists.push(Block::List(list));
    }
    lists
}

/// Cuts code at its line ends; a line that is longer than `limit` also inside.
fn cut_lines(text: &str, limit: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut part = String::new();
    for line in text.lines().flat_map(|line| chunks(line, limit)) {
        if !part.is_empty() && count(&part) + 1 + count(&line) > limit {
            parts.push(std::mem::take(&mut part));
        }
        if !part.is_empty() {
            part.push('\n');
        }
        part.push_str(&line);
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// Cuts a run after a sentence where one ends in the second half of the room, else between words.
fn cut_spans(spans: &[Span], limit: usize) -> Vec<Vec<Span>> {
    let mut parts = Vec::new();
    let mut part: Vec<Span> = Vec::new();
    let mut length = 0;
    // How many spans of `part` end with a whole sentence, and how long they are together.
    let mut sentence: Option<(usize, usize)> = None;
    for word in words(spans, limit) {
        let more = count(&word.text);
        if length + more > limit {
            let rest = match sentence.take() {
                Some((end, at)) if at * 2 >= limit => {
                    length -= at;
                    part.split_off(end)
                }
                _ => {
                    length = 0;
                    Vec::new()
                }
            };
            parts.push(std::mem::replace(&mut part, rest));
            if length + more > limit {
                parts.push(std::mem::take(&mut part));
                length = 0;
            }
        }
        length += more;
        let blank = word.text.trim().is_empty();
        let after_stop = part
            .last()
            .is_some_and(|last| last.text.ends_with(['.', '!', '?', '…', '。', '！', '？']));
        part.push(word);
        if blank && after_stop {
            sentence = Some((part.len(), length));
        }
    }
    parts.push(part);
    parts
        .into_iter()
        .map(super::tidy)
        .filter(|part| !part.is_empty())
        .collect()
}

/// The run word by word, each at most `limit` characters long and in its own style.
fn words(spans: &[Span], limit: usize) -> Vec<Span> {
    spans
        .iter()
        .flat_map(|span| {
            span.text
                .split_word_bounds()
                .flat_map(|word| chunks(word, limit))
                .map(|text| Span {
                    text,
                    ..span.clone()
                })
                .collect::<Vec<_>>()
        })
        .collect()
}

/// `text` in pieces of at most `limit` characters, cut between what a reader sees as characters.
/// Only a single such character that is longer than `limit` is left whole.
fn chunks(text: &str, limit: usize) -> Vec<String> {
    let mut chunks = Vec::new();
    let mut chunk = String::new();
    let mut length = 0;
    for grapheme in text.graphemes(true) {
        let more = count(grapheme);
        if !chunk.is_empty() && length + more > limit {
            chunks.push(std::mem::take(&mut chunk));
            length = 0;
        }
        chunk.push_str(grapheme);
        length += more;
    }
    chunks.push(chunk);
    chunks
}

fn count(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_is_one_page() {
        let text = Markup::text("Short enough.");
        assert_eq!(text.pages(100), std::slice::from_ref(&text));
        assert_eq!(Markup::default().pages(100), []);
    }

    #[test]
    fn a_long_paragraph_is_cut_after_a_sentence() {
        let pages = Markup::text("One two three. Four five six. Seven eight nine.").pages(32);
        let plain: Vec<_> = pages.iter().map(Markup::plain).collect();
        assert_eq!(
            plain,
            ["One two three. Four five six.", "Seven eight nine."]
        );
    }

    #[test]
    fn no_page_is_longer_than_the_limit_and_no_word_is_lost() {
        let words: Vec<String> = (0..400).map(|n| format!("word{n}")).collect();
        let mut text = Markup::text(words.join(" "));
        text.append(Markup::list(
            words.iter().map(|word| vec![Span::plain(word)]),
        ));
        text.push(Block::Code {
            language: String::new(),
            text: words.join("\n"),
        });
        let pages = text.pages(97);
        assert!(pages.iter().all(|page| page.plain().chars().count() <= 97));
        let read: Vec<String> = pages.iter().map(Markup::plain).collect();
        let read = read.join("\n").replace("- ", "");
        let expected: Vec<_> = words.iter().chain(&words).chain(&words).collect();
        assert_eq!(read.split_whitespace().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_family_of_emoji_is_never_cut_apart() {
        let family = "👩‍👩‍👧‍👦";
        let pages = Markup::text(family.repeat(9)).pages(15);
        assert!(pages.len() > 1);
        assert!(
            pages
                .iter()
                .all(|page| page.plain().replace(family, "").is_empty())
        );
    }
}
