//! Cutting a long text into pages, at the best place there is: between blocks, between items, after a
//! sentence, between words; inside a word or a line of code only where that alone is longer than a page,
//! and inside what a reader sees as one character never.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Block, Item, Markup, Span, joined};

impl Markup {
    /// Cuts the text into pages of at most `limit` characters of plain text each (at least 1).
    ///
    /// A text that fits is one page; nothing to read is no page at all. A page counts the markers of
    /// lists and the blank lines between blocks, as [`Markup::plain`] writes them. What goes on behind
    /// the end of a page in the middle of an item has no marker, as it is no item of its own.
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
            Self::Paragraph(spans) => cut_run(spans, limit, limit)
                .into_iter()
                .map(Self::Paragraph)
                .collect(),
            Self::List(items) => cut_list(items, limit),
            Self::Code { language, text } => cut_code(text, limit)
                .into_iter()
                .map(|text| Self::Code {
                    language: language.clone(),
                    text,
                })
                .collect(),
        }
    }
}

/// Cuts a list between its items; an item that is longer than `limit` goes on as a paragraph.
fn cut_list(items: &[Item], limit: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut list: Vec<Item> = Vec::new();
    let mut length = 0;
    for item in items {
        let frame = 2 * usize::from(item.depth) + count(&item.marker());
        let first = limit.saturating_sub(frame).max(1);
        let mut sections = cut_run(&item.spans, first, limit).into_iter();
        let Some(spans) = sections.next() else {
            continue;
        };
        let more = frame + count(&joined(&spans));
        let gap = usize::from(!list.is_empty());
        if !list.is_empty() && length + gap + more > limit {
            blocks.push(Block::List(std::mem::take(&mut list)));
            length = more;
        } else {
            length += gap + more;
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

/// Cuts code between its lines; a line that is longer than `limit` also inside.
fn cut_code(text: &str, limit: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut part: Option<String> = None;
    for line in text.lines().flat_map(|line| cut_line(line, limit)) {
        part = Some(match part {
            Some(before) if count(&before) + 1 + count(line) <= limit => {
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

fn cut_line(line: &str, limit: usize) -> Vec<&str> {
    if count(line) <= limit {
        return vec![line];
    }
    let seams = seams(line, limit, limit).into_iter();
    seams.filter_map(|range| line.get(range)).collect()
}

/// Cuts a run of spans; the first part may be of another length.
fn cut_run(spans: &[Span], first: usize, limit: usize) -> Vec<Vec<Span>> {
    seams(&joined(spans), first, limit)
        .iter()
        .map(|range| super::tidy(within(spans, range)))
        .filter(|part| !part.is_empty())
        .collect()
}

/// The spans as far as they are within this range of their text.
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

/// Where a text is cut: ranges of at most `limit` characters, the first of at most `first`, each up to
/// the end of a sentence where one ends in the second half of the room, else between words.
fn seams(text: &str, first: usize, limit: usize) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let (mut start, mut end, mut length) = (0, 0, 0);
    // Where the last whole sentence ends, and how long it is up to there.
    let mut sentence: Option<(usize, usize)> = None;
    let mut stopped = false;
    for word in words(text, first.min(limit)) {
        let more = count(word);
        let room = if ranges.is_empty() { first } else { limit };
        if length + more > room {
            let (at, before) = sentence
                .take()
                .filter(|(_, before)| before * 2 >= room)
                .unwrap_or((end, length));
            ranges.push(start..at);
            start = at;
            length -= before;
            // What is carried over may leave no room for the word.
            if length + more > limit {
                ranges.push(start..end);
                start = end;
                length = 0;
            }
        }
        end += word.len();
        length += more;
        let blank = word.trim().is_empty();
        // These need no blank behind them.
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

/// The text in words and blanks. A word is what stands between blanks; where it is longer than `limit`,
/// as whole sentences are in some scripts, what a dictionary would call one; and where that is longer
/// still, as many characters as fit.
fn words(text: &str, limit: usize) -> Vec<&str> {
    let is_blank = |part: &str| part.trim().is_empty();
    let between_blanks = runs(text, |before, next| is_blank(before) == is_blank(next));
    let mut words = Vec::new();
    for word in between_blanks {
        if count(word) <= limit {
            words.push(word);
            continue;
        }
        for word in word.split_word_bounds() {
            let mut length = 0;
            words.extend(runs(word, |_, next| {
                length += count(next);
                let fits = length <= limit;
                if !fits {
                    length = count(next);
                }
                fits
            }));
        }
    }
    words
}

/// The text in runs of what a reader sees as characters, as long as `goes_on` says of one and the next
/// that they belong together.
fn runs(text: &str, mut goes_on: impl FnMut(&str, &str) -> bool) -> Vec<&str> {
    let mut runs = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        // The first one of a run is asked about, too, so that it can be counted.
        let together = goes_on(before.unwrap_or(grapheme), grapheme);
        if before.is_some() && !together {
            runs.extend(text.get(start..at));
            start = at;
        }
        before = Some(grapheme);
    }
    runs.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    runs
}

fn count(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests;
