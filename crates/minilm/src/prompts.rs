//! The texts that a model was trained with in front of questions and of passages, from
//! `config_sentence_transformers.json`.

use std::path::Path;

use serde::Deserialize;

use crate::config::read;
use crate::error::LoadError;

const FILE: &str = "config_sentence_transformers.json";

/// Texts in front of what is encoded; empty where the model expects none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Prompts {
    /// In front of a question, such as `query: `.
    pub query: String,
    /// In front of a passage, such as `passage: `.
    pub passage: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    prompts: Prompts,
}

impl Prompts {
    /// Reads the prompts of the model in `folder`; those that are absent are empty.
    ///
    /// # Errors
    /// The file cannot be read or is not JSON of its form.
    pub(crate) fn load(folder: &Path) -> Result<Self, LoadError> {
        let file = read::<File>(folder, FILE)?;
        Ok(file.map(|file| file.prompts).unwrap_or_default())
    }
}
