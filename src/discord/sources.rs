//! Where an answer comes from, as fields and footer of an embed.

use serde_json::{Value, json};

use super::dialect;
use super::limits::{FIELD_NAME, FIELD_VALUE, FIELDS_IN_ALL, FOOTER, clip, length, line};
use crate::chat::Receipt;
use crate::language::Language;

/// The room for the line that says what was left out.
const MORE: usize = 40;

/// One field for each entry that has sources, and a footer that says when it was reviewed; where
/// several entries were quoted, their fields say so instead.
pub(super) fn of<'a>(
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
        let fields = field(language, &name, receipt, None, FIELDS_IN_ALL);
        let footer = format!("{} · {}", receipt.entry, reviewed(language, receipt));
        return (fields.into_iter().collect(), line(&footer, FOOTER));
    }
    let mut room = FIELDS_IN_ALL;
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
        let size = |key: &str| field.get(key).and_then(Value::as_str).map_or(0, length);
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

/// One field with a line for each source. Lines are left out whole, and said to be; nothing where
/// there is nothing to say or no room to say it.
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
    let name = clip(&dialect::escape(&line(name, FIELD_NAME / 2)?), FIELD_NAME);
    let last = last.map(|last| dialect::escape(&clip(&last, FOOTER)));
    let taken = last.as_deref().map_or(0, |last| length(last) + 1);
    let room = FIELD_VALUE
        .min(room.saturating_sub(length(&name)))
        .saturating_sub(taken + MORE);
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    let mut left_out = 0;
    for (title, url) in sources {
        let title = line(title, FIELD_NAME).unwrap_or_else(|| url.clone());
        let source = dialect::linked(&title, &dialect::escape(&title), url);
        if used + length(&source) < room {
            used += length(&source) + 1;
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
