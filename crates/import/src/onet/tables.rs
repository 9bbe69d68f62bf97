//! The tables of the O*NET database: tab-separated text with a header line and without quotes
//! (<https://www.onetcenter.org/dictionary/29.2/text/>).

use crate::decode;
use crate::error::Skipped;
use crate::source::SourceFile;

/// The number of damaged rows of a table that are listed.
const MAX_LISTED: usize = 20;

/// One table.
pub(super) struct Table {
    name: String,
    columns: Vec<String>,
    text: String,
}

/// A row of a table.
pub(super) struct Row<'a> {
    cells: Vec<&'a str>,
    columns: &'a [String],
}

impl Row<'_> {
    /// Returns the cell of a column; empty where it is missing or says that there is no value.
    pub(super) fn cell(&self, column: &str) -> &str {
        let at = self
            .columns
            .iter()
            .position(|known| known.eq_ignore_ascii_case(column));
        let cell = at
            .and_then(|at| self.cells.get(at))
            .copied()
            .unwrap_or_default();
        if cell.eq_ignore_ascii_case("n/a") {
            ""
        } else {
            cell
        }
    }

    /// Returns the code of the occupation.
    pub(super) fn code(&self) -> &str {
        self.cell("O*NET-SOC Code")
    }
}

impl Table {
    /// Returns the table that a file of this name holds; `None` where there is no such file.
    pub(super) fn of(files: &[SourceFile], name: &str) -> Option<Self> {
        let file = files.iter().find(|file| {
            let own = file.path.rsplit('/').next().unwrap_or(&file.path);
            own.strip_suffix(".txt")
                .is_some_and(|own| own.eq_ignore_ascii_case(name))
        })?;
        let (text, _) = decode::text(&file.bytes);
        let header = text.lines().next().unwrap_or_default();
        let columns = header
            .split('\t')
            .map(|cell| cell.trim().to_owned())
            .collect();
        Some(Self {
            name: file.path.clone(),
            columns,
            text,
        })
    }

    /// Returns the first of `columns` that the table lacks.
    pub(super) fn lacks<'a>(&self, columns: &[&'a str]) -> Option<&'a str> {
        let lacks = |column: &&&str| {
            !self
                .columns
                .iter()
                .any(|known| known.eq_ignore_ascii_case(column))
        };
        columns.iter().find(lacks).copied()
    }

    /// Returns the path of its file.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Returns the rows with their line numbers; a row with too few cells or a code of another form is reported.
    pub(super) fn rows<'a>(
        &'a self,
        source: &str,
        skipped: &mut Vec<Skipped>,
    ) -> Vec<(u64, Row<'a>)> {
        let mut rows = Vec::new();
        let mut damaged = 0;
        for (line, text) in (2_u64..).zip(self.text.lines().skip(1)) {
            if text.trim().is_empty() {
                continue;
            }
            let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
            let row = Row {
                cells,
                columns: &self.columns,
            };
            let reason = if row.cells.len() < self.columns.len() {
                format!(
                    "the row has {} of {} columns",
                    row.cells.len(),
                    self.columns.len()
                )
            } else if self.columns.iter().any(|column| column == "O*NET-SOC Code")
                && !is_code(row.code())
            {
                format!("`{}` is no code of an occupation", row.code())
            } else {
                rows.push((line, row));
                continue;
            };
            damaged += 1;
            if damaged <= MAX_LISTED {
                skipped.push(Skipped::new(
                    &format!("{source}/{}", self.name),
                    line,
                    reason,
                ));
            }
        }
        if damaged > MAX_LISTED {
            let reason = format!("{} more rows are damaged", damaged - MAX_LISTED);
            skipped.push(Skipped::new(&format!("{source}/{}", self.name), 0, reason));
        }
        rows
    }
}

/// Returns whether a text has the form of a code: `15-1252.00`.
fn is_code(text: &str) -> bool {
    let digits =
        |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('-').is_some_and(|(major, rest)| {
        digits(major, 2)
            && rest
                .split_once('.')
                .is_some_and(|(minor, detail)| digits(minor, 4) && digits(detail, 2))
    })
}
