//! Comma- and tab-separated values of any encoding, with the separator that the header has most of.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use super::Rows;
use crate::decode::{self, GUESSED};
use crate::error::ImportError;
use crate::source;

/// Passes bytes on until a row has too many.
struct Bounded<R> {
    inner: R,
    /// Bytes since the last row ended.
    since: Rc<Cell<u64>>,
    most: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since.get() > self.most {
            return Err(io::Error::new(io::ErrorKind::InvalidData, TOO_LONG));
        }
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read as u64);
        Ok(read)
    }
}

const TOO_LONG: &str = "the row is too long; is a quotation mark not closed?";

pub(super) fn read(path: &Path, tabs: bool, rows: &mut Rows<'_>) -> Result<(), ImportError> {
    let name = source::name(path);
    let mut file = File::open(path).map_err(ImportError::io(path))?;
    let mut head = Vec::new();
    file.by_ref()
        .take(GUESSED as u64)
        .read_to_end(&mut head)
        .map_err(ImportError::io(path))?;
    if decode::is_binary(&head) {
        return Err(ImportError::unusable(
            name,
            "it is no text; a spreadsheet is imported as xlsx",
        ));
    }
    let separator = if tabs { b'\t' } else { separator(&head) };
    let since = Rc::new(Cell::new(0));
    let bounded = Bounded {
        inner: decode::reader(&head, file),
        since: since.clone(),
        most: rows.limits().row_bytes,
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .terminator(terminator(&head))
        .has_headers(false)
        .flexible(true)
        .from_reader(bounded);
    let mut record = csv::StringRecord::new();
    let mut columns = 0;
    loop {
        since.set(0);
        let begins = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cells: Vec<&str> = record.iter().collect();
                if columns == 0 {
                    if cells.iter().all(|cell| cell.trim().is_empty()) {
                        continue;
                    }
                    columns = cells.len();
                    let header: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
                    rows.header(&header)
                        .map_err(|reason| ImportError::unusable(&name, reason))?;
                } else if cells.len() > columns {
                    rows.skip(
                        line,
                        format!("the row has {} columns, the header {columns}", cells.len()),
                    );
                } else {
                    rows.row(line, &cells)?;
                }
            }
            Err(error) => {
                let line = begins;
                let reason = match error.into_kind() {
                    csv::ErrorKind::Io(error) if error.to_string() == TOO_LONG => {
                        format!("line {line}: {TOO_LONG}")
                    }
                    csv::ErrorKind::Io(error) => return Err(ImportError::io(path)(error)),
                    _ => format!("line {line}: the row cannot be read"),
                };
                return Err(ImportError::unusable(name, reason));
            }
        }
    }
}

/// Returns the end of a row. That of the library for `\r\n` counts lines one too few, and a `\r` at the end of a cell is
/// trimmed.
fn terminator(head: &[u8]) -> csv::Terminator {
    if head.contains(&b'\n') {
        csv::Terminator::Any(b'\n')
    } else {
        csv::Terminator::CRLF
    }
}

/// Returns the separator that stands most in the first line.
fn separator(head: &[u8]) -> u8 {
    let first = head
        .split(|byte| *byte == b'\n')
        .find(|line| line.len() > 1)
        .unwrap_or_default();
    let count = |separator: &u8| first.split(|byte| byte == separator).count();
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(b',')
}
