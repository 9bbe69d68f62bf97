//! Spreadsheets: every sheet with a header of questions or terms. A formula counts as the value that was last computed.

use std::fs::File;
use std::io::{self, BufReader, Read as _};
use std::path::Path;

use calamine::{DataRef, Reader as _, Xlsx, open_workbook};

use super::Rows;
use crate::error::ImportError;
use crate::source;

/// Maximum number of columns that are read.
const MAX_COLUMNS: u32 = 256;

pub(super) fn read(path: &Path, rows: &mut Rows<'_>) -> Result<(), ImportError> {
    let name = source::name(path);
    unpacked_size(path, rows.limits().archive_bytes)?;
    let broken = |error: &dyn std::fmt::Display| {
        ImportError::unusable(&name, format!("it is no readable spreadsheet: {error}"))
    };
    let mut workbook: Xlsx<BufReader<File>> =
        open_workbook(path).map_err(|error: calamine::XlsxError| broken(&error))?;
    let sheets = workbook.sheet_names();
    let several = sheets.len() > 1;
    let mut used = 0;
    let mut reasons = Vec::new();
    for sheet in sheets {
        let mut cells = workbook
            .worksheet_cells_reader(&sheet)
            .map_err(|error| broken(&error))?;
        rows.sheet = several.then(|| sheet.clone());
        let mut row: Vec<String> = Vec::new();
        let mut at: Option<u32> = None;
        let mut header = Header::Missing;
        loop {
            let cell = match cells.next_cell() {
                Ok(cell) => cell,
                Err(error) => return Err(broken(&error)),
            };
            let place = cell.as_ref().map(calamine::Cell::get_position);
            if place.map(|(row, _)| row) != at {
                if let Some(number) = at {
                    take(rows, &mut header, u64::from(number) + 1, &row)?;
                    row.clear();
                }
                at = place.map(|(row, _)| row);
            }
            let (Some(cell), Some((_, column))) = (cell, place) else {
                break;
            };
            if column >= MAX_COLUMNS {
                continue;
            }
            let column = usize::try_from(column).unwrap_or_default();
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(slot) = row.get_mut(column) {
                *slot = value(cell.get_value());
            }
        }
        match header {
            Header::Found => used += 1,
            Header::Refused(reason) => reasons.push(format!("sheet “{sheet}”: {reason}")),
            Header::Missing => {}
        }
    }
    if used == 0 {
        let reason = reasons
            .into_iter()
            .next()
            .unwrap_or_else(|| "it has no rows".to_owned());
        return Err(ImportError::unusable(name, reason));
    }
    for reason in reasons {
        rows.skip(0, reason);
    }
    Ok(())
}

/// The header of a sheet.
enum Header {
    Missing,
    Found,
    Refused(String),
}

fn take(
    rows: &mut Rows<'_>,
    header: &mut Header,
    line: u64,
    row: &[String],
) -> Result<(), ImportError> {
    match header {
        Header::Refused(_) => Ok(()),
        Header::Found => {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            rows.row(line, &cells)
        }
        Header::Missing => {
            *header = match rows.header(row) {
                Ok(()) => Header::Found,
                Err(reason) => Header::Refused(reason),
            };
            Ok(())
        }
    }
}

fn value(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        other => calamine::Data::from(other.clone()).to_string(),
    }
}

/// Checks what a workbook holds after decompression, without keeping it.
fn unpacked_size(path: &Path, most: u64) -> Result<(), ImportError> {
    let name = source::name(path);
    let broken = |error: &dyn std::fmt::Display| {
        ImportError::unusable(&name, format!("it is no readable spreadsheet: {error}"))
    };
    let file = File::open(path).map_err(ImportError::io(path))?;
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(|error| broken(&error))?;
    let mut left = most / 4;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|error| broken(&error))?;
        let read =
            io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(|error| broken(&error))?;
        let Some(rest) = left.checked_sub(read) else {
            let reason = format!(
                "it has more than {} MB after decompression",
                (most / 4) >> 20
            );
            return Err(ImportError::unusable(name, reason));
        };
        left = rest;
    }
    Ok(())
}
