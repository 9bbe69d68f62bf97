//! Blocks of the parts of a reply: sections, columns for what stands side by side, and citations.

use std::slice;

use serde_json::Value;

use super::table;
use crate::chat::{Citation, ReplyPart, side_by_side};
use crate::language::Language;
use crate::markup::{Block, Markup};
use crate::platform::text::{clip, utf16_len};
use crate::slack::blocks::{context, fields, section};
use crate::slack::{limits, mrkdwn};

/// Maximum length of passages that stand side by side, in UTF-16 code units. Longer ones stand one below the other.
const COLUMN: usize = 1_000;

/// Renders the parts in their order, and their sources, which follow the text; a citation is not repeated. Lists in a row stand
/// in columns, as do parts of one aspect; with `tables`, lists of one aspect are a table.
pub(super) fn blocks(
    language: Language,
    title: &str,
    parts: &[ReplyPart],
    tables: bool,
) -> (Vec<Value>, Vec<Value>) {
    let mut out = Vec::new();
    let mut rest = parts;
    while let Some(run) = side_by_side(rest).next() {
        let aspect = run.first().and_then(|part| part.aspect.as_deref());
        let lists: Vec<String> = rest.iter().map_while(list).collect();
        let shown = if let Some(aspect) = aspect {
            let table = tables.then(|| table::table(language, title, aspect, run));
            match table.flatten() {
                Some(table) => out.push(table),
                None => out.extend(beside(title, aspect, run)),
            }
            run
        } else if lists.len() > 1 {
            out.extend(lists.chunks(limits::FIELDS).map(fields));
            rest.get(..lists.len()).unwrap_or(rest)
        } else {
            let texts = run.iter().flat_map(|part| sections(part, &part.body));
            out.extend(texts.map(|text| section(&text)));
            run
        };
        rest = rest.get(shown.len()..).unwrap_or_default();
    }
    let sources = citations(language, parts);
    (
        out,
        sources
            .iter()
            .map(|one| context(slice::from_ref(one)))
            .collect(),
    )
}

/// Formats the citations of the parts, each once, and the sources of an entry with the first of its citations.
pub(super) fn citations(language: Language, parts: &[ReplyPart]) -> Vec<String> {
    let mut cited: Vec<&Citation> = Vec::new();
    let mut texts = Vec::new();
    for citation in parts.iter().filter_map(|part| part.citation.as_ref()) {
        if cited.iter().any(|known| is_same(known, citation)) {
            continue;
        }
        let sources = cited.iter().all(|known| known.sources != citation.sources);
        texts.push(self::citation(language, citation, sources));
        cited.push(citation);
    }
    texts
}

/// Formats a part that is a list with a heading and nothing else as a column; none for other parts.
fn list(part: &ReplyPart) -> Option<String> {
    let ReplyPart {
        aspect,
        heading: _,
        body,
        citation,
    } = part;
    let is_list = matches!(body.blocks.as_slice(), [Block::List(_)]);
    let alone = aspect.is_none() && citation.is_none();
    column(part, body, limits::FIELD).filter(|_| is_list && alone)
}

/// Renders the parts of one aspect below its name, unless the title says it: as columns where they are short.
fn beside(title: &str, aspect: &str, run: &[ReplyPart]) -> Vec<Value> {
    let named = (!title.contains(aspect)).then(|| bold(aspect)).flatten();
    let bodies: Vec<(&ReplyPart, Markup)> = run.iter().map(|part| (part, part.in_line())).collect();
    let columns = bodies.iter().map(|(part, body)| column(part, body, COLUMN));
    let columns: Option<Vec<String>> = columns.collect();
    let mut out: Vec<Value> = named.iter().map(|named| section(named)).collect();
    if let Some(columns) = columns.filter(|columns| columns.len() > 1) {
        out.extend(columns.chunks(limits::FIELDS).map(fields));
    } else {
        let texts = bodies.iter().flat_map(|(part, body)| sections(part, body));
        out.extend(texts.map(|text| section(&text)));
    }
    out
}

/// Formats a part with a heading as one text; none where it is longer than `limit`.
fn column(part: &ReplyPart, body: &Markup, limit: usize) -> Option<String> {
    heading(part)?;
    match sections(part, body).as_slice() {
        [text] if utf16_len(text) <= limit && !body.is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// Returns the heading of a part in bold, if it has one.
fn heading(part: &ReplyPart) -> Option<String> {
    bold(part.heading.as_deref()?)
}

fn bold(text: &str) -> Option<String> {
    let text = mrkdwn::escape(&clip(text.trim(), limits::HEADER));
    (!text.is_empty()).then(|| format!("*{text}*"))
}

/// Formats the heading of a part and its body, split into sections.
fn sections(part: &ReplyPart, body: &Markup) -> Vec<String> {
    let mut texts = split_sections(body);
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
fn is_same(one: &Citation, other: &Citation) -> bool {
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
fn citation(language: Language, citation: &Citation, with_sources: bool) -> String {
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
            let title = clip(title, limits::OPTION);
            let source = match url {
                Some(url) => mrkdwn::link(url, &title),
                None => mrkdwn::escape(&title),
            };
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
