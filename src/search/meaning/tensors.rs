//! Reads a `safetensors` file: eight bytes of length, a JSON table, then plain numbers
//! (<https://huggingface.co/docs/safetensors>). Only little-endian 32-bit floats are needed here, and
//! never the whole file at once.

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom};

use serde::Deserialize;

/// What can be wrong with a file of weights.
#[derive(Debug, thiserror::Error)]
pub enum TensorError {
    /// Cut off, or no such file at all.
    #[error("the weights are not in safetensors form")]
    Form,
    /// It cannot be read to its end.
    #[error("the weights cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The table cannot be read.
    #[error("the weights' table cannot be read: {0}")]
    Table(#[from] serde_json::Error),
    /// A tensor is missing or has another shape or number type.
    #[error("the weights have no tensor {0:?} of 32-bit floats in the expected shape")]
    Tensor(String),
}

#[derive(Deserialize)]
struct Entry {
    #[serde(default)]
    dtype: String,
    #[serde(default)]
    shape: Vec<usize>,
    #[serde(default)]
    data_offsets: [u64; 2],
}

/// The weights of a model as they lie in its file.
pub(crate) struct Tensors<R> {
    table: BTreeMap<String, Entry>,
    from: R,
    /// Where the numbers begin, and where they end.
    start: u64,
    end: u64,
}

impl<R: Read + Seek> Tensors<R> {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is not in safetensors form.
    pub(crate) fn open(mut from: R) -> Result<Self, TensorError> {
        let end = from.seek(SeekFrom::End(0))?;
        from.rewind()?;
        let mut length = [0; 8];
        from.read_exact(&mut length)
            .map_err(|_| TensorError::Form)?;
        let length = u64::from_le_bytes(length);
        let start = length.saturating_add(8);
        if start > end {
            return Err(TensorError::Form);
        }
        let mut table = Vec::new();
        from.by_ref().take(length).read_to_end(&mut table)?;
        let mut table: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&table)?;
        table.remove("__metadata__");
        let table = table
            .into_iter()
            .map(|(name, entry)| Ok((name, serde_json::from_value(entry)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        Ok(Self {
            table,
            from,
            start,
            end,
        })
    }

    /// Takes a tensor's numbers row by row; a row is as long as the last number of the shape says.
    ///
    /// # Errors
    /// When there is none of that name and shape.
    pub(crate) fn rows(
        &mut self,
        name: &str,
        shape: &[usize],
        mut take: impl FnMut(&[f32]),
    ) -> Result<(), TensorError> {
        let wrong = || TensorError::Tensor(name.to_owned());
        let entry = self.table.get(name).ok_or_else(wrong)?;
        let [from, to] = entry.data_offsets;
        let count: usize = shape.iter().product();
        if entry.dtype != "F32"
            || entry.shape != shape
            || to.checked_sub(from) != Some(4 * count as u64)
            || to > self.end - self.start
        {
            return Err(wrong());
        }
        self.from.seek(SeekFrom::Start(self.start + from))?;
        let length = shape.last().copied().unwrap_or(count);
        let mut bytes = vec![0; 4 * length];
        for _ in 0..count / length.max(1) {
            self.from.read_exact(&mut bytes)?;
            let numbers = bytes.as_chunks().0.iter();
            take(&numbers.map(|b| f32::from_le_bytes(*b)).collect::<Vec<_>>());
        }
        Ok(())
    }

    /// A tensor's numbers.
    ///
    /// # Errors
    /// When there is none of that name and shape.
    pub(crate) fn all(&mut self, name: &str, shape: &[usize]) -> Result<Vec<f32>, TensorError> {
        let mut all = Vec::with_capacity(shape.iter().product());
        self.rows(name, shape, |row| all.extend_from_slice(row))?;
        Ok(all)
    }
}
