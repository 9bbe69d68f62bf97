//! Sources and review dates of an answer: as lines of small print, or as fields and footer of an embed.

use serde_json::{Value, json};

use super::dialect;
use super::limits::{FIELD_NAME, FIELD_VALUE, FIELDS_TOTAL, FOOTER};
use super::text_fit::escaped_line;
use crate::chat::Citation;
use crate::language::Language;
use crate::platform::text::{clip, single_line, utf16_len};

/// UTF-16 code units reserved for the line that counts omitted sources.
const OMITTED_LINE_LENGTH: usize = 60;
/// UTF-16 code units of ` · ` between two links.
const SEPARATOR_LENGTH: usize = 3;
/// UTF-16 code units reserved on each line for the mark of small print, the word before the links and the line end.
const SMALL_PRINT_LENGTH: usize = 24;

/// Returns the lines below the text, escaped, at most `limit` units in all with their marks of small print: the sources of
/// an entry, and the entry with its review. Where several entries are cited, each has one line.
pub(super) fn lines<'a>(
    language: Language,
    citations: impl Iterator<Item = &'a Citation>,
    limit: usize,
) -> Vec<String> {
    let entries = distinct(citations);
    let mut room = limit;
    let mut lines: Vec<String> = Vec::new();
    for citation in &entries {
        let from = language.text("from", &[("entry", (&citation.entry).into())]);
        let from = format!("{from} · {}", reviewed(language, citation));
        let Some(from) = escaped_line(&from, FOOTER) else {
            continue;
        };
        let left = room.saturating_sub(utf16_len(&from) + SMALL_PRINT_LENGTH);
        let sources = links(language, citation, left);
        let added = match (entries.as_slice(), sources) {
            (_, None) => vec![from],
            ([_], Some(sources)) => {
                let before = dialect::escape(&language.text("sources", &[("list", "".into())]));
                vec![format!("{before}{sources}"), from]
            }
            (_, Some(sources)) => vec![format!("{from} · {sources}")],
        };
        let taken: usize = added
            .iter()
            .map(|line| utf16_len(line) + SMALL_PRINT_LENGTH)
            .sum();
        if taken > room {
            break;
        }
        room -= taken;
        lines.extend(added);
    }
    lines
}

/// Returns links to the sources of an entry; a link that does not fit is omitted and counted. `None` where there is none.
fn links(language: Language, citation: &Citation, room: usize) -> Option<String> {
    let room = room.saturating_sub(OMITTED_LINE_LENGTH);
    let mut shown: Vec<String> = Vec::new();
    let mut used = 0;
    let mut left_out = 0;
    for (title, url) in &citation.sources {
        let link = source(title, url.as_deref());
        if used + utf16_len(&link) < room {
            used += utf16_len(&link) + SEPARATOR_LENGTH;
            shown.push(link);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 && !shown.is_empty() {
        shown.push(language.text("more-sources", &[("count", left_out.into())]));
    }
    (!shown.is_empty()).then(|| shown.join(" · "))
}

/// Returns a source as a link, or as escaped text where it is no web page.
fn source(title: &str, url: Option<&str>) -> String {
    let line = single_line(title, FIELD_NAME);
    match url {
        Some(url) => {
            let title = line.unwrap_or_else(|| url.to_owned());
            dialect::masked_link(&title, &dialect::escape(&title), url)
        }
        None => dialect::escape(&line.unwrap_or_default()),
    }
}

/// Returns the first citation of each entry.
fn distinct<'a>(citations: impl Iterator<Item = &'a Citation>) -> Vec<&'a Citation> {
    let mut entries: Vec<&Citation> = Vec::new();
    for citation in citations {
        let id = &citation.address.entry;
        if !entries.iter().any(|known| known.address.entry == *id) {
            entries.push(citation);
        }
    }
    entries
}

/// Returns one field for each cited entry that has sources, and the footer with the review date.
/// If several entries are cited, each field shows its own date and there is no footer.
pub(super) fn fields_and_footer<'a>(
    language: Language,
    citations: impl Iterator<Item = &'a Citation>,
) -> (Vec<Value>, Option<String>) {
    let entries = distinct(citations);
    if let [citation] = entries.as_slice() {
        let name = language.text("source", &[]);
        let fields = field(language, &name, citation, None, FIELDS_TOTAL);
        let footer = format!("{} · {}", citation.entry, reviewed(language, citation));
        return (fields.into_iter().collect(), single_line(&footer, FOOTER));
    }
    let mut room = FIELDS_TOTAL;
    let mut fields = Vec::new();
    for citation in entries {
        let name = language.text("source-of", &[("entry", (&citation.entry).into())]);
        let Some(field) = field(
            language,
            &name,
            citation,
            Some(reviewed(language, citation)),
            room,
        ) else {
            continue;
        };
        let size = |key: &str| field.get(key).and_then(Value::as_str).map_or(0, utf16_len);
        room = room.saturating_sub(size("name") + size("value"));
        fields.push(field);
    }
    (fields, None)
}

/// Returns the month of the review and the region.
fn reviewed(language: Language, citation: &Citation) -> String {
    let reviewed = language.text("reviewed", &[("month", (&citation.month()).into())]);
    match &citation.region {
        Some(region) => {
            let region = language.text("region", &[("region", region.into())]);
            format!("{reviewed} · {region}")
        }
        None => reviewed,
    }
}

/// Renders one line for each source. A line that does not fit is omitted and counted. `None` where
/// there is no source or no room.
fn field(
    language: Language,
    name: &str,
    citation: &Citation,
    last: Option<String>,
    room: usize,
) -> Option<Value> {
    let Citation {
        address: _,
        entry: _,
        sources,
        reviewed: _,
        region: _,
    } = citation;
    let name = clip(
        &dialect::escape(&single_line(name, FIELD_NAME / 2)?),
        FIELD_NAME,
    );
    let last = last.map(|last| dialect::escape(&clip(&last, FOOTER)));
    let taken = last.as_deref().map_or(0, |last| utf16_len(last) + 1);
    let room = FIELD_VALUE
        .min(room.saturating_sub(utf16_len(&name)))
        .saturating_sub(taken + OMITTED_LINE_LENGTH);
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    let mut left_out = 0;
    for (title, url) in sources {
        let source = source(title, url.as_deref());
        if used + utf16_len(&source) < room {
            used += utf16_len(&source) + 1;
            lines.push(source);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 && room > 0 {
        lines.push(language.text("more-sources", &[("count", left_out.into())]));
    }
    lines.extend(last.filter(|_| room > 0));
    (!lines.is_empty()).then(|| json!({ "name": name, "value": lines.join("\n") }))
}
