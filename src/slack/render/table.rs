//! Lists of one aspect as a table with a caption and row headers, which screen readers read with each cell
//! (<https://docs.slack.dev/reference/block-kit/blocks/data-table-block>).

use serde_json::{Value, json};

use crate::chat::ReplyPart;
use crate::language::Language;
use crate::platform::text::{clip, utf16_len};
use crate::slack::{limits, mrkdwn};

/// Builds the table of flat lists with headings: one row for each item, with the item as the row header and the heading of
/// its list beside it. `None` where a part is anything else, a cell would be empty, or the table is too large.
pub(super) fn table(
    language: Language,
    title: &str,
    aspect: &str,
    run: &[ReplyPart],
) -> Option<Value> {
    let caption = if title.contains(aspect) {
        title.to_owned()
    } else {
        format!("{title}: {aspect}")
    };
    let mut rows = vec![vec![
        cell(aspect)?,
        cell(&language.text("table-group", &[]))?,
    ]];
    for part in run {
        let heading = part
            .heading
            .as_deref()
            .filter(|_| part.citation.is_none())?;
        for item in part.flat_list()? {
            let text: String = item.spans.iter().map(|span| span.text.as_str()).collect();
            rows.push(vec![cell(&text)?, cell(heading)?]);
        }
    }
    let length: usize = rows.iter().flatten().map(|text| utf16_len(text)).sum();
    let fits = (2..=limits::TABLE_ROWS).contains(&rows.len()) && length <= limits::TABLE;
    let cells = |row: &Vec<String>| -> Vec<Value> {
        let cells = row.iter();
        cells
            .map(|text| json!({ "type": "raw_text", "text": text }))
            .collect()
    };
    fits.then(|| {
        json!({
            "type": "data_table",
            "caption": clip(&mrkdwn::plain_text(&caption), limits::HEADER),
            "row_header_column_index": 0,
            "page_size": rows.len() - 1,
            "rows": rows.iter().map(cells).collect::<Vec<_>>(),
        })
    })
}

/// Formats the text of a cell; none where nothing is left to see, as Slack refuses a message with an empty cell.
fn cell(text: &str) -> Option<String> {
    let text = clip(mrkdwn::plain_text(text).trim(), limits::CELL);
    let is_seen = text
        .chars()
        .any(|symbol| !symbol.is_whitespace() && !symbol.is_control());
    is_seen.then_some(text)
}
