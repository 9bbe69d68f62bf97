//! Errors of loading a model: each names the file and the reason.

use std::io;
use std::path::PathBuf;

/// A model file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {problem}", file.display())]
pub struct LoadError {
    /// Path of the file, relative to the model folder.
    pub file: PathBuf,
    /// The reason, which the error's own text includes.
    pub problem: Problem,
}

impl LoadError {
    /// An error of `file`.
    pub(crate) fn new(file: &str, problem: impl Into<Problem>) -> Self {
        Self {
            file: file.into(),
            problem: problem.into(),
        }
    }
}

/// The reason why a model file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The file is missing, or the operating system cannot read it to its end.
    #[error("cannot be read: {0}")]
    Read(#[from] io::Error),
    /// The file, or the header of the weights, is not JSON of the expected form.
    #[error("is not JSON of the expected form: {0}")]
    Json(#[from] serde_json::Error),
    /// The weights do not begin with the length of a header that fits into the file.
    #[error("is not in safetensors format: it ends before its header does")]
    Header,
    /// A setting has a value that this encoder does not support.
    #[error("`{key}` is {value}, but {expected}")]
    Unsupported {
        /// Name of the setting in the file.
        key: &'static str,
        /// Its value.
        value: String,
        /// The values that are supported.
        expected: String,
    },
    /// The vocabulary lacks a special token, such as `[CLS]`.
    #[error("the vocabulary has no {0}")]
    SpecialToken(String),
    /// The vocabulary has an id for which the weights have no row.
    #[error("the vocabulary has the id {id}, but the model has {rows} word embeddings")]
    TokenId {
        /// The id.
        id: u32,
        /// Number of rows of the word embeddings.
        rows: usize,
    },
    /// A tensor that the configuration asks for is missing.
    #[error("has no tensor `{0}`")]
    MissingTensor(String),
    /// A tensor is neither of 32-bit floats nor of 8-bit integers, or has another shape than the configuration says.
    #[error("tensor `{name}` is {found}, but {expected} is needed")]
    Tensor {
        /// Name of the tensor.
        name: String,
        /// Number type and shape in the file.
        found: String,
        /// Number type and shape by the configuration.
        expected: String,
    },
    /// The bytes of a tensor are not all in the file.
    #[error("tensor `{0}` does not lie within the file")]
    Bounds(String),
    /// A tensor holds an infinity or a NaN.
    #[error("tensor `{0}` holds a value that is not finite")]
    NotFinite(String),
    /// The weights have more layers than the configuration says.
    #[error("has more than {0} encoder layers, which is what the configuration says")]
    MoreLayers(usize),
}

/// Refuses a setting that is there and has another value than `needed`.
pub(crate) fn supported(
    key: &'static str,
    value: Option<&str>,
    needed: &'static str,
) -> Result<(), Problem> {
    match value {
        Some(value) if value != needed => Err(Problem::Unsupported {
            key,
            value: format!("`{value}`"),
            expected: format!("only `{needed}` is supported"),
        }),
        _ => Ok(()),
    }
}
