//! JSON Lines: an object a line, whose keys are the columns.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use serde_json::{Map, Value};

use super::Rows;
use crate::error::ImportError;
use crate::source;

pub(super) fn read(path: &Path, rows: &mut Rows<'_>) -> Result<(), ImportError> {
    let name = source::name(path);
    let most = rows.limits().row_bytes;
    let file = File::open(path).map_err(ImportError::io(path))?;
    let mut reader = BufReader::new(file);
    let mut keys: Vec<String> = Vec::new();
    let mut line = 0_u64;
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        let read = reader
            .by_ref()
            .take(most + 1)
            .read_until(b'\n', &mut bytes)
            .map_err(ImportError::io(path))?;
        if read == 0 {
            return Ok(());
        }
        line += 1;
        if bytes.len() as u64 > most {
            let reason = format!("line {line}: the row is longer than {} MB", most >> 20);
            return Err(ImportError::unusable(name, reason));
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let object = match serde_json::from_slice::<Map<String, Value>>(text) {
            Ok(object) => object,
            Err(error) => {
                rows.skip(line, format!("the line is no JSON object: {error}"));
                continue;
            }
        };
        if keys.is_empty() {
            keys = object.keys().cloned().collect();
            rows.header(&keys)
                .map_err(|reason| ImportError::unusable(&name, reason))?;
        }
        let cells: Vec<String> = keys
            .iter()
            .map(|key| object.get(key).map(cell).unwrap_or_default())
            .collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        rows.row(line, &cells)?;
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(bool) => bool.to_string(),
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(";"),
        Value::Null | Value::Object(_) => String::new(),
    }
}
