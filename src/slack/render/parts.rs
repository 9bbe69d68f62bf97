//! Blocks of the parts of a reply: sections, columns for what stands side by side, and citations.

use std::slice;

use serde_json::Value;

use crate::chat::{Citation, ReplyPart};
use crate::language::Language;
use crate::markup::{Block, Markup};
use crate::platform::text::{clip, utf16_len};
use crate::slack::blocks::{context, fields, section};
use crate::slack::{limits, mrkdwn};

/// Maximum length of passages that stand side by side, in UTF-16 code units. In a channel beside a thread a column has about
/// 30 characters a line, so that longer passages are easier to read one below the other.
const COLUMN: usize = 500;

/// Renders the parts in their order. Lists in a row stand in columns, as do short passages about two entries at the
/// beginning. A citation is not repeated.
pub(super) fn blocks(language: Language, parts: &[ReplyPart]) -> Vec<Value> {
    let mut out = Vec::new();
    let mut cited: Vec<&Citation> = Vec::new();
    let mut rest = parts;
    while let Some((part, others)) = rest.split_first() {
        let mut columns: Vec<String> = rest.iter().map_while(list).collect();
        if columns.len() < 2 {
            let first = rest.len() == parts.len();
            columns = first
                .then(|| side_by_side(parts))
                .flatten()
                .unwrap_or_default();
        }
        let (shown, after) = if columns.is_empty() {
            out.extend(sections(part).iter().map(|text| section(text)));
            (slice::from_ref(part), others)
        } else {
            out.extend(columns.chunks(limits::FIELDS).map(fields));
            rest.split_at_checked(columns.len()).unwrap_or((rest, &[]))
        };
        for citation in shown.iter().filter_map(|part| part.citation.as_ref()) {
            if cited.iter().any(|known| is_same(known, citation)) {
                continue;
            }
            let sources = cited.iter().all(|known| known.sources != citation.sources);
            out.push(context(&[self::citation(language, citation, sources)]));
            cited.push(citation);
        }
        rest = after;
    }
    out
}

/// Formats a part that is a list with a heading and nothing else as a column; none for other parts.
fn list(part: &ReplyPart) -> Option<String> {
    let ReplyPart {
        heading: _,
        body,
        citation,
    } = part;
    let is_list = matches!(body.blocks.as_slice(), [Block::List(_)]) && citation.is_none();
    column(part, limits::FIELD).filter(|_| is_list)
}

/// Formats the first two parts as columns, if they are short and quote two entries.
fn side_by_side(parts: &[ReplyPart]) -> Option<Vec<String>> {
    let [one, other, ..] = parts else {
        return None;
    };
    let entry = |part: &'_ ReplyPart| Some(part.citation.as_ref()?.address.entry.clone());
    let differ = entry(one)? != entry(other)?;
    let columns = vec![column(one, COLUMN)?, column(other, COLUMN)?];
    differ.then_some(columns)
}

/// Formats a part with a heading as one text; none where it is longer than `limit`.
fn column(part: &ReplyPart, limit: usize) -> Option<String> {
    heading(part)?;
    match sections(part).as_slice() {
        [text] if utf16_len(text) <= limit && !part.body.is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// Returns the heading of a part in bold, if it has one.
fn heading(part: &ReplyPart) -> Option<String> {
    let heading = part.heading.as_deref()?.trim();
    let heading = mrkdwn::escape(&clip(heading, limits::HEADER));
    (!heading.is_empty()).then(|| format!("*{heading}*"))
}

/// Formats the heading and the text of a part, split into sections.
fn sections(part: &ReplyPart) -> Vec<String> {
    let mut texts = split_sections(&part.body);
    if let Some(heading) = heading(part) {
        match texts.first_mut() {
            Some(first) if utf16_len(first) + utf16_len(&heading) < limits::SECTION => {
                *first = format!("{heading}\n{first}");
            }
            _ => texts.insert(0, heading),
        }
    }
    texts
}

/// Returns whether the citation of two passages reads the same.
pub(super) fn is_same(one: &Citation, other: &Citation) -> bool {
    let Citation {
        // Not shown; the entry's name is.
        address: _,
        entry,
        sources,
        reviewed,
        region,
    } = one;
    (entry, sources, reviewed, region)
        == (&other.entry, &other.sources, &other.reviewed, &other.region)
}

/// Formats a citation: the entry, its review and region, and its sources where `with_sources`.
pub(super) fn citation(language: Language, citation: &Citation, with_sources: bool) -> String {
    let Citation {
        address: _,
        entry,
        sources,
        reviewed: _,
        region,
    } = citation;
    let mut origin = vec![
        language.text("from", &[("entry", entry.into())]),
        language.text("reviewed", &[("month", (&citation.month()).into())]),
    ];
    origin.extend(
        region
            .as_ref()
            .map(|region| language.text("region", &[("region", region.into())])),
    );
    let mut text = mrkdwn::escape(&origin.join(" · "));
    if with_sources && !sources.is_empty() {
        // Only the text around the list is escaped; the links are mrkdwn already.
        text.push('\n');
        text.push_str(&mrkdwn::escape(
            &language.text("sources", &[("list", "".into())]),
        ));
        for (number, (title, url)) in sources.iter().enumerate() {
            let source = mrkdwn::link(url, &clip(title, limits::OPTION));
            let gap = if number == 0 { "" } else { " · " };
            if utf16_len(&text) + utf16_len(gap) + utf16_len(&source) > limits::CONTEXT {
                break;
            }
            text.push_str(gap);
            text.push_str(&source);
        }
    }
    text
}

/// Splits a text into sections, before it is escaped, so that no entity, link or style is cut.
pub(super) fn split_sections(body: &Markup) -> Vec<String> {
    fn cut(body: &Markup, size: usize, out: &mut Vec<String>) {
        let text = mrkdwn::format(body);
        if utf16_len(&text) <= limits::SECTION {
            out.push(text);
        } else if size > 1 {
            // The length of escapes is known only after formatting.
            for page in body.pages(size) {
                cut(&page, size / 2, out);
            }
        }
        // A single character with thousands of combining marks is dropped.
    }
    let mut out = Vec::new();
    if !body.is_empty() {
        cut(body, limits::SECTION * 9 / 10, &mut out);
    }
    out
}
