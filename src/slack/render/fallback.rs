//! The whole answer as one text, which notifications and screen readers use, and which is sent where Slack refuses the blocks.

use super::parts::citations;
use crate::chat::ReplyPart;
use crate::language::Language;
use crate::markup::Markup;
use crate::platform::text::{clip, utf16_len};
use crate::slack::{limits, mrkdwn};

/// Formats title, parts, `notes`, the citations of the parts and the line in small print as mrkdwn of at most
/// [`limits::FALLBACK_TEXT`], in the order in which the blocks are read.
pub(super) fn text<'a>(
    language: Language,
    title: &str,
    parts: &'a [ReplyPart],
    notes: impl Iterator<Item = &'a Markup>,
    small: Option<&Markup>,
) -> String {
    let citations = citations(language, parts);
    let sources: usize = citations.iter().map(|one| utf16_len(one) + 1).sum();
    // A long text leaves room for its sources.
    let mut text = Text {
        limit: limits::FALLBACK_TEXT - sources.min(limits::FALLBACK_TEXT / 2),
        ..Text::default()
    };
    text.push(title);
    let mut told: Option<&str> = None;
    for part in parts {
        let ReplyPart {
            aspect,
            heading,
            body,
            citation: _,
        } = part;
        let aspect = aspect.as_deref();
        if aspect != told {
            text.push(
                aspect
                    .filter(|one| !title.contains(one))
                    .unwrap_or_default(),
            );
        }
        told = aspect;
        text.push(heading.as_deref().unwrap_or_default());
        text.push(&body.plain());
    }
    for note in notes {
        text.push(&note.plain());
    }
    text.limit = limits::FALLBACK_TEXT;
    text.is_full = false;
    for citation in &citations {
        text.push_whole(citation);
    }
    if let Some(small) = small {
        text.push(&small.plain());
    }
    if text.written.trim().is_empty() {
        text.push("Guidepost");
    }
    text.written
}

/// A text that grows up to its limit.
#[derive(Default)]
struct Text {
    written: String,
    /// Its limit in UTF-16 code units.
    limit: usize,
    is_full: bool,
}

impl Text {
    /// Appends lines, escaped; the end of what does not fit is clipped.
    fn push(&mut self, lines: &str) {
        let lines = lines.trim();
        if lines.is_empty() || self.is_full {
            return;
        }
        let room = self.room();
        let escaped = mrkdwn::escape(lines);
        if utf16_len(&escaped) <= room {
            return self.append(&escaped);
        }
        self.is_full = true;
        let mut size = room;
        // The length of escapes is known only after clipping.
        while size > 1 {
            let clipped = mrkdwn::escape(&clip(lines, size));
            if utf16_len(&clipped) <= room {
                return self.append(&clipped);
            }
            size /= 2;
        }
    }

    /// Appends a text in mrkdwn, if it fits as a whole.
    fn push_whole(&mut self, text: &str) {
        if utf16_len(text) <= self.room() && !self.is_full {
            self.append(text);
        }
    }

    fn append(&mut self, text: &str) {
        if !self.written.is_empty() {
            self.written.push('\n');
        }
        self.written.push_str(text);
    }

    /// Returns the length of what fits after a line feed.
    fn room(&self) -> usize {
        self.limit.saturating_sub(utf16_len(&self.written) + 1)
    }
}

/// Splits a text in mrkdwn at line feeds into texts of at most [`limits::SECTION`]. A longer line, which [`text`] writes only
/// for one that is longer than any page, is cut.
pub(in crate::slack) fn split_text(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match out.last_mut() {
            Some(last) if utf16_len(last) + 1 + utf16_len(line) <= limits::SECTION => {
                last.push('\n');
                last.push_str(line);
            }
            _ => out.push(clip(line, limits::SECTION)),
        }
    }
    out
}
