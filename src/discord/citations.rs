//! Sources and review dates of an answer, as fields and footer of an embed.

use serde_json::{Value, json};

use super::clip::{clip, single_line, utf16_len};
use super::dialect;
use super::limits::{FIELD_NAME, FIELD_VALUE, FIELDS_TOTAL, FOOTER};
use crate::chat::Receipt;
use crate::language::Language;

/// Characters reserved for the line that counts omitted sources.
const OMITTED_LINE: usize = 40;

/// Returns one field for each cited entry that has sources, and the footer with the review date.
/// Where several entries are cited, each field shows its own date and there is no footer.
pub(super) fn fields_and_footer<'a>(
    language: Language,
    receipts: impl Iterator<Item = &'a Receipt>,
) -> (Vec<Value>, Option<String>) {
    let mut entries: Vec<&Receipt> = Vec::new();
    for receipt in receipts {
        if !entries
            .iter()
            .any(|known| known.address.entry == receipt.address.entry)
        {
            entries.push(receipt);
        }
    }
    if let [receipt] = entries.as_slice() {
        let name = language.text("source", &[]);
        let fields = field(language, &name, receipt, None, FIELDS_TOTAL);
        let footer = format!("{} · {}", receipt.entry, reviewed(language, receipt));
        return (fields.into_iter().collect(), single_line(&footer, FOOTER));
    }
    let mut room = FIELDS_TOTAL;
    let mut fields = Vec::new();
    for receipt in entries {
        let name = language.text("source-of", &[("entry", (&receipt.entry).into())]);
        let Some(field) = field(
            language,
            &name,
            receipt,
            Some(reviewed(language, receipt)),
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

fn reviewed(language: Language, receipt: &Receipt) -> String {
    let reviewed = language.text("reviewed", &[("month", (&receipt.month()).into())]);
    match &receipt.region {
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
    receipt: &Receipt,
    last: Option<String>,
    room: usize,
) -> Option<Value> {
    let Receipt {
        address: _,
        entry: _,
        sources,
        reviewed: _,
        region: _,
    } = receipt;
    let name = clip(
        &dialect::escape(&single_line(name, FIELD_NAME / 2)?),
        FIELD_NAME,
    );
    let last = last.map(|last| dialect::escape(&clip(&last, FOOTER)));
    let taken = last.as_deref().map_or(0, |last| utf16_len(last) + 1);
    let room = FIELD_VALUE
        .min(room.saturating_sub(utf16_len(&name)))
        .saturating_sub(taken + OMITTED_LINE);
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
