//! Pagination of long texts. Break points in order of preference: between blocks, between list
//! items, after a sentence, between words. Words and lines of code are split only if they alone are
//! longer than a page; grapheme clusters never are.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Item, Markup, Span, joined};

impl Markup {
    /// Splits the text into pages of at most `limit` characters of plain text each (at least 1).
    ///
    /// A text that fits is one page; an empty text has no pages. List markers and blank lines
    /// between blocks count, as in [`Markup::plain`]. The continuation of a list item on the next
    /// page is a paragraph without a marker.
    #[must_use]
    pub fn pages(&self, limit: usize) -> Vec<Self> {
        let limit = limit.max(1);
        let mut pages = Vec::new();
        let mut page = Self::default();
        let mut length = 0;
        for block in self.blocks.iter().flat_map(|block| block.split(limit)) {
            let gap = if page.is_empty() { 0 } else { 2 };
            let added = char_count(&block.plain());
            if !page.is_empty() && length + gap + added > limit {
                pages.push(std::mem::take(&mut page));
                length = added;
            } else {
                length += gap + added;
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
    /// Splits the block into parts of at most `limit` characters each; a block that fits is one
    /// part.
    fn split(&self, limit: usize) -> Vec<Self> {
        if char_count(&self.plain()) <= limit {
            return vec![self.clone()];
        }
        match self {
            Self::Paragraph(spans) => split_run(spans, limit, limit)
                .into_iter()
                .map(Self::Paragraph)
                .collect(),
            Self::List(items) => split_list(items, limit),
            Self::Code { language, text } => split_code(text, limit)
                .into_iter()
                .map(|text| Self::Code {
                    language: language.clone(),
                    text,
                })
                .collect(),
        }
    }
}

/// Splits a list between its items; the rest of an item longer than `limit` becomes paragraphs.
fn split_list(items: &[Item], limit: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut list: Vec<Item> = Vec::new();
    let mut length = 0;
    for item in items {
        let frame = 2 * usize::from(item.depth) + char_count(&item.marker());
        let first = limit.saturating_sub(frame).max(1);
        let mut sections = split_run(&item.spans, first, limit).into_iter();
        let Some(spans) = sections.next() else {
            continue;
        };
        let added = frame + char_count(&joined(&spans));
        let gap = usize::from(!list.is_empty());
        if !list.is_empty() && length + gap + added > limit {
            blocks.push(Block::List(std::mem::take(&mut list)));
            length = added;
        } else {
            length += gap + added;
        }
        let begun = item.clone();
        list.push(Item { spans, ..begun });
        for rest in sections {
            if !list.is_empty() {
                blocks.push(Block::List(std::mem::take(&mut list)));
                length = 0;
            }
            blocks.push(Block::Paragraph(rest));
        }
    }
    if !list.is_empty() {
        blocks.push(Block::List(list));
    }
    blocks
}

/// Splits code between its lines, and lines longer than `limit` between their words.
fn split_code(text: &str, limit: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut part: Option<String> = None;
    for line in text.lines().flat_map(|line| split_line(line, limit)) {
        part = Some(match part {
            Some(before) if char_count(&before) + 1 + char_count(line) <= limit => {
                format!("{before}\n{line}")
            }
            before => {
                parts.extend(before);
                line.to_owned()
            }
        });
    }
    parts.extend(part);
    parts
}

/// Splits a line of code between its words if it is longer than `limit`.
fn split_line(line: &str, limit: usize) -> Vec<&str> {
    if char_count(line) <= limit {
        return vec![line];
    }
    let ranges = split_ranges(line, limit, limit).into_iter();
    ranges.filter_map(|range| line.get(range)).collect()
}

/// Splits a run of spans into parts of at most `limit` characters, the first of at most `first`.
fn split_run(spans: &[Span], first: usize, limit: usize) -> Vec<Vec<Span>> {
    split_ranges(&joined(spans), first, limit)
        .iter()
        .map(|range| super::normalized(within(spans, range)))
        .filter(|part| !part.is_empty())
        .collect()
}

/// Returns the parts of the spans within this byte range of their joined text.
fn within(spans: &[Span], range: &Range<usize>) -> Vec<Span> {
    let mut end = 0;
    let parts = spans.iter().filter_map(|span| {
        let begin = end;
        end += span.text.len();
        let from = range.start.clamp(begin, end) - begin;
        let to = range.end.clamp(begin, end) - begin;
        let text = span.text.get(from..to)?.to_owned();
        let style = span.clone();
        Some(Span { text, ..style })
    });
    parts.collect()
}

/// Returns the byte ranges of the parts of a text. Each part has at most `limit` characters, the
/// first at most `first`. It ends after a sentence if one ends in its second half, else between
/// words.
fn split_ranges(text: &str, first: usize, limit: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut start, mut end, mut length) = (0, 0, 0);
    // Byte offset of the end of the last whole sentence, and the characters of this part up to
    // there.
    let mut sentence: Option<(usize, usize)> = None;
    let mut stopped = false;
    for word in words(text, first.min(limit)) {
        let added = char_count(word);
        let available = if ranges.is_empty() { first } else { limit };
        if length + added > available {
            let (at, before) = sentence
                .take()
                .filter(|(_, before)| before * 2 >= available)
                .unwrap_or((end, length));
            ranges.push(start..at);
            start = at;
            length -= before;
            // The text carried over to the next part may leave no space for the word.
            if length + added > limit {
                ranges.push(start..end);
                start = end;
                length = 0;
            }
        }
        end += word.len();
        length += added;
        let blank = word.trim().is_empty();
        // CJK punctuation ends a sentence without a space after it.
        if (blank && stopped) || word.ends_with(['。', '！', '？']) {
            sentence = Some((end, length));
        }
        stopped = word
            .trim_end_matches([')', ']', '"', '\'', '”', '’', '»', '*'])
            .ends_with(['.', '!', '?', '…', '।']);
    }
    ranges.push(start..end);
    ranges
}

/// Splits a text into words and whitespace. A word longer than `limit` is split at Unicode word
/// boundaries (UAX #29), for scripts without spaces; a part that is still longer, after as many
/// grapheme clusters as fit.
fn words(text: &str, limit: usize) -> Vec<&str> {
    let is_blank = |part: &str| part.trim().is_empty();
    let between_blanks = runs(text, |before, next| is_blank(before) == is_blank(next));
    let mut words = Vec::new();
    for word in between_blanks {
        if char_count(word) <= limit {
            words.push(word);
            continue;
        }
        for word in word.split_word_bounds() {
            let mut length = 0;
            words.extend(runs(word, |_, next| {
                length += char_count(next);
                let fits = length <= limit;
                if !fits {
                    length = char_count(next);
                }
                fits
            }));
        }
    }
    words
}

/// Groups the grapheme clusters of a text into runs: a cluster joins the run of the one before if
/// `same_run` returns true for the two.
fn runs(text: &str, mut same_run: impl FnMut(&str, &str) -> bool) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        // Also called for the first cluster, so that the closure can count it.
        let together = same_run(before.unwrap_or(grapheme), grapheme);
        if before.is_some() && !together {
            runs.extend(text.get(start..at));
            start = at;
        }
        before = Some(grapheme);
    }
    runs.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    runs
}

fn char_count(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests;
