//! Cuts the text of a reply to a limit in UTF-16 code units, before it is escaped, so that no escape sequence, style or
//! code block is cut.

use super::dialect;
use crate::markup::{Block, Markup};
use crate::platform::text::{single_line, utf16_len};

/// The last line of text that was cut.
pub(super) const CUT_MARK: &str = "\n…";

/// Returns a line of text escaped, within `limit` units; `None` where nothing is left to see.
pub(super) fn escaped_line(line: &str, limit: usize) -> Option<String> {
    let mut size = limit;
    loop {
        let escaped = dialect::escape(&single_line(line, size)?);
        let over = utf16_len(&escaped).saturating_sub(limit);
        if over == 0 {
            // Nothing may be left after characters are dropped.
            return Some(escaped).filter(|line| !line.trim().is_empty());
        }
        size = size.saturating_sub(over).max(1);
    }
}

/// Returns as much of the text as fits into `room` units, and whether that is all; `None` where nothing fits.
pub(super) fn fit(body: &Markup, room: usize) -> Option<(String, bool)> {
    let whole = dialect::text(body);
    if room > 0 && utf16_len(&whole) <= room {
        return Some((whole, true));
    }
    let mut limit = room;
    while limit > 0 {
        let mut first = body.pages(limit).into_iter().next()?;
        // A cut code block is dropped where a block precedes it.
        if first.blocks.len() > 1 && is_cut_code(body, &first) {
            first.blocks.pop();
        }
        let text = dialect::text(&first);
        if utf16_len(&text) <= room {
            return Some((text, false));
        }
        // Escaping lengthens the text, so a shorter page is tried.
        limit = limit * 3 / 4;
    }
    None
}

/// Returns whether the first page ends inside a code block.
fn is_cut_code(whole: &Markup, first: &Markup) -> bool {
    let last = first.blocks.last();
    let same = first.blocks.len().checked_sub(1);
    let same = same.and_then(|at| whole.blocks.get(at));
    matches!(last, Some(Block::Code { .. })) && last != same
}
