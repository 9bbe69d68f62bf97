//! Sources and review dates of an answer, as fields and footer of an embed.

use serde_json::{Value, json};

use super::dialect;
use super::limits::{FIELD_NAME, FIELD_VALUE, FIELDS_TOTAL, FOOTER};
use crate::chat::Citation;
use crate::language::Language;
use crate::platform::text::{clip, single_line, utf16_len};

/// UTF-16 code units reserved for the line that counts omitted sources.
const OMITTED_LINE_LENGTH: usize = 40;

/// Returns one field for each cited entry that has sources, and the footer with the review date.
/// Where several entries are cited, each field shows its own date and there is no footer.
pub(super) fn fields_and_footer<'a>(
    language: Language,
    citations: impl Iterator<Item = &'a Citation>,
) -> (Vec<Value>, Option<String>) {
    let mut entries: Vec<&Citation> = Vec::new();
    for citation in citations {
        if !entries
            .iter()
            .any(|known| known.address.entry == citation.address.entry)
        {
            entries.push(citation);
        }
    }
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
        let title = single_line(title, FIELD_NAME).unwrap_or_else(|| url.clone());
        let source = dialect::masked_link(&title, &dialect::escape(&title), url);
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
