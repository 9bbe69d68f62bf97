//! Reads a `safetensors` file: eight bytes of length, a JSON table, then plain numbers
//! (<https://huggingface.co/docs/safetensors>). Only little-endian 32-bit floats are needed here.

use std::collections::BTreeMap;

use ndarray::Array2;
use serde::Deserialize;

/// What can be wrong with a file of weights.
#[derive(Debug, thiserror::Error)]
pub enum TensorError {
    /// Cut off, or no such file at all.
    #[error("the weights are not in safetensors form")]
    Form,
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
    data_offsets: [usize; 2],
}

/// The weights of a model as they lie in its file.
pub struct Tensors<'a> {
    table: BTreeMap<String, Entry>,
    data: &'a [u8],
}

impl<'a> Tensors<'a> {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// When they are not in safetensors form.
    pub fn open(bytes: &'a [u8]) -> Result<Self, TensorError> {
        let (length, rest) = bytes.split_first_chunk::<8>().ok_or(TensorError::Form)?;
        let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| TensorError::Form)?;
        let (table, data) = rest.split_at_checked(length).ok_or(TensorError::Form)?;
        let mut table: BTreeMap<String, serde_json::Value> = serde_json::from_slice(table)?;
        table.remove("__metadata__");
        let table = table
            .into_iter()
            .map(|(name, entry)| Ok((name, serde_json::from_value(entry)?)))
            .collect::<Result<_, serde_json::Error>>()?;
        Ok(Self { table, data })
    }

    /// A tensor's numbers.
    ///
    /// # Errors
    /// When there is none of that name and shape.
    pub fn vector(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, TensorError> {
        let wrong = || TensorError::Tensor(name.to_owned());
        let entry = self.table.get(name).ok_or_else(wrong)?;
        let [from, to] = entry.data_offsets;
        let bytes = self.data.get(from..to).ok_or_else(wrong)?;
        let (numbers, rest) = bytes.as_chunks::<4>();
        if entry.dtype != "F32"
            || entry.shape != shape
            || !rest.is_empty()
            || numbers.len() != shape.iter().product::<usize>()
        {
            return Err(wrong());
        }
        Ok(numbers.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    /// A matrix.
    ///
    /// # Errors
    /// When there is none of that name and shape.
    pub fn matrix(
        &self,
        name: &str,
        rows: usize,
        columns: usize,
    ) -> Result<Array2<f32>, TensorError> {
        Array2::from_shape_vec((rows, columns), self.vector(name, &[rows, columns])?)
            .map_err(|_| TensorError::Tensor(name.to_owned()))
    }
}
