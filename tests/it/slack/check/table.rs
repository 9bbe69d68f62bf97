//! Checks of data tables.

use serde_json::Value;

use super::Check;

impl Check {
    /// <https://docs.slack.dev/reference/block-kit/blocks/data-table-block>
    pub(super) fn table(&mut self, block: &Value) {
        let known = [
            "type",
            "caption",
            "row_header_column_index",
            "page_size",
            "rows",
        ];
        self.keys(block, &known);
        let persistent = self.persistent;
        self.expect(persistent, || {
            format!("a table in a private message: {block}")
        });
        self.string(&block["caption"], 150);
        let rows = block["rows"].as_array().cloned().unwrap_or_default();
        let page = block["page_size"].as_u64().unwrap_or_default();
        self.expect((1..=100).contains(&page), || format!("page_size {page}"));
        self.expect((2..=101).contains(&rows.len()), || {
            format!("{} rows", rows.len())
        });
        let columns = rows.first().map_or(0, |row| row.as_array().unwrap().len());
        self.expect((1..=20).contains(&columns), || format!("{columns} columns"));
        let before = self.sum;
        for row in &rows {
            let cells = row.as_array().cloned().unwrap_or_default();
            self.expect(cells.len() == columns, || {
                format!("a row of another length: {row}")
            });
            for cell in &cells {
                self.keys(cell, &["type", "text"]);
                self.expect(cell["type"] == "raw_text", || format!("no text: {cell}"));
                let text = cell["text"].as_str().unwrap_or_default();
                self.expect(!text.trim().is_empty(), || "an empty cell".to_owned());
                self.string(&cell["text"], 10_000);
            }
        }
        let all = self.sum - before;
        self.expect(all <= 10_000, || format!("{all} units in a table"));
    }
}
