//! A reader of `safetensors` files (<https://huggingface.co/docs/safetensors>): eight bytes with the length
//! of a JSON header, the header, then the values. Reads row by row, never the whole file: 32-bit floats, or 8-bit
//! integers with a tensor `NAME.scale` of one 32-bit float for each row, with which they are multiplied.

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

    /// Returns whether there is a tensor whose name begins with `prefix`.
    pub(crate) fn has_prefix(&self, prefix: &str) -> bool {
        let mut from = self.entries.range(prefix.to_owned()..);
        from.next()
            .is_some_and(|(name, _)| name.starts_with(prefix))
    }

    /// Calls `take` with each row of a tensor; a row has as many values as the last dimension of `shape`
    /// says.
    ///
    /// # Errors
    /// The tensor is missing, has another type or shape, is cut off or holds a value that is not finite.
    pub(crate) fn rows(
        &mut self,
        name: &str,
        shape: &[usize],
        mut take: impl FnMut(&[f32]),
    ) -> Result<(), Problem> {
        let count: usize = shape.iter().product();
        let width = shape.last().copied().unwrap_or(count).max(1);
        let quantized = self
            .entries
            .get(name)
            .is_some_and(|entry| entry.dtype == "I8");
        let scales = if quantized {
            self.tensor(&format!("{name}.scale"), &[count / width])?
        } else {
            Vec::new()
        };
        let (dtype, size) = if quantized { ("I8", 1) } else { ("F32", 4) };
        self.seek(name, dtype, size, shape)?;
        let mut bytes = vec![0; size * width];
        let mut row = vec![0.0; width];
        for at in 0..count / width {
            self.file.read_exact(&mut bytes)?;
            if let Some(scale) = scales.get(at) {
                for (value, byte) in row.iter_mut().zip(&bytes) {
                    *value = f32::from(byte.cast_signed()) * scale;
                }
            } else {
                for (value, bytes) in row.iter_mut().zip(bytes.as_chunks().0) {
                    *value = f32::from_le_bytes(*bytes);
                }
            }
            if !row.iter().all(|value| value.is_finite()) {
                return Err(Problem::NotFinite(name.to_owned()));
            }
            take(&row);
        }
        Ok(())
    }

    /// Goes to the values of a tensor of this type and shape, of `size` bytes each.
    fn seek(
        &mut self,
        name: &str,
        dtype: &str,
        size: usize,
        shape: &[usize],
    ) -> Result<(), Problem> {
        let entry = self.entries.get(name);
        let entry = entry.ok_or_else(|| Problem::MissingTensor(name.to_owned()))?;
        if entry.dtype != dtype || entry.shape != shape {
            return Err(Problem::Tensor {
                name: name.to_owned(),
                found: format!("{} {:?}", entry.dtype, entry.shape),
                expected: format!("{dtype} {shape:?}"),
            });
        }
        let [from, to] = entry.data_offsets;
        let count: usize = shape.iter().product();
        if to.checked_sub(from) != Some((size * count) as u64) || to > self.length {
            return Err(Problem::Bounds(name.to_owned()));
        }
        self.file.seek(SeekFrom::Start(self.start + from))?;
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
