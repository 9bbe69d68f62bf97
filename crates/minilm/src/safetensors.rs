//! A reader of `safetensors` files (<https://huggingface.co/docs/safetensors>): eight bytes with the length
//! of a JSON header, the header, then the values. Reads 32-bit floats row by row, never the whole file.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};

use serde::Deserialize;

use crate::error::Problem;

/// Most bytes of a header, as in the format's own library.
const MAX_HEADER: u64 = 100_000_000;

/// A tensor's entry of the header.
#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    /// Begin and end, in bytes behind the header.
    data_offsets: [u64; 2],
}

/// An open `safetensors` file.
pub(crate) struct SafeTensors<R> {
    entries: BTreeMap<String, Entry>,
    file: R,
    /// Offset of the values, in bytes.
    start: u64,
    /// Bytes of values.
    length: u64,
}

impl<R: Read + Seek> SafeTensors<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// The file cannot be read or is not in safetensors format.
    pub(crate) fn open(mut file: R) -> Result<Self, Problem> {
        let end = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        let mut length = [0; 8];
        file.read_exact(&mut length).map_err(|_| Problem::Header)?;
        let length = u64::from_le_bytes(length);
        let start = length.saturating_add(8);
        if start > end || length > MAX_HEADER {
            return Err(Problem::Header);
        }
        let mut header = Vec::new();
        file.by_ref().take(length).read_to_end(&mut header)?;
        let mut header: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&header)?;
        header.remove("__metadata__");
        let entries = header
            .into_iter()
            .map(|(name, entry)| Ok((name, serde_json::from_value(entry)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        Ok(Self {
            entries,
            file,
            start,
            length: end - start,
        })
    }

    /// Whether there is a tensor whose name begins with `prefix`.
    pub(crate) fn has_prefix(&self, prefix: &str) -> bool {
        let mut from = self.entries.range(prefix.to_owned()..);
        from.next()
            .is_some_and(|(name, _)| name.starts_with(prefix))
    }

    /// Calls `take` with each row of a tensor; a row has as many values as the last dimension of `shape`
    /// says.
    ///
    /// # Errors
    /// The tensor is missing, is not of 32-bit floats in this shape, is cut off or holds a value that is not
    /// finite.
    pub(crate) fn rows(
        &mut self,
        name: &str,
        shape: &[usize],
        mut take: impl FnMut(&[f32]),
    ) -> Result<(), Problem> {
        let entry = self.entries.get(name);
        let entry = entry.ok_or_else(|| Problem::MissingTensor(name.to_owned()))?;
        if entry.dtype != "F32" || entry.shape != shape {
            return Err(Problem::Tensor {
                name: name.to_owned(),
                found: format!("{} {:?}", entry.dtype, entry.shape),
                expected: format!("F32 {shape:?}"),
            });
        }
        let [from, to] = entry.data_offsets;
        let count: usize = shape.iter().product();
        if to.checked_sub(from) != Some(4 * count as u64) || to > self.length {
            return Err(Problem::Bounds(name.to_owned()));
        }
        self.file.seek(SeekFrom::Start(self.start + from))?;
        let width = shape.last().copied().unwrap_or(count).max(1);
        let mut bytes = vec![0; 4 * width];
        let mut row = vec![0.0; width];
        for _ in 0..count / width {
            self.file.read_exact(&mut bytes)?;
            for (value, bytes) in row.iter_mut().zip(bytes.as_chunks().0) {
                *value = f32::from_le_bytes(*bytes);
            }
            if !row.iter().all(|value| value.is_finite()) {
                return Err(Problem::NotFinite(name.to_owned()));
            }
            take(&row);
        }
        Ok(())
    }

    /// Returns all values of a tensor.
    ///
    /// # Errors
    /// As [`Self::rows`].
    pub(crate) fn tensor(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Problem> {
        let mut all = Vec::new();
        self.rows(name, shape, |row| all.extend_from_slice(row))?;
        Ok(all)
    }
}
