//! What a search reads with, loaded once at the start: the lexicon and, where there is one, a model
//! of meaning.

use std::path::{Path, PathBuf};

use super::analysis::{Lexicon, LexiconError};
use super::embedding::{EmbeddingModel, ModelError};

/// A lexicon and perhaps a model.
pub struct Kit {
    /// What words mean.
    pub(crate) lexicon: Lexicon,
    /// What sentences mean.
    pub(crate) embeddings: Option<EmbeddingModel>,
}

/// What keeps a kit from being loaded.
#[derive(Debug, thiserror::Error)]
pub enum KitError {
    /// The lexicon that is built in is broken.
    #[error("the lexicon that is built in cannot be used: {0}")]
    BuiltIn(#[source] LexiconError),
    /// A lexicon file cannot be used.
    #[error("the lexicon {} cannot be used", path.display())]
    Lexicon {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: LexiconError,
    },
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A model cannot be used.
    #[error("the model in {} cannot be used", path.display())]
    Model {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        source: ModelError,
    },
}

impl Kit {
    /// The lexicon that is built in, without a model.
    ///
    /// # Errors
    /// Never, as a test reads that lexicon.
    pub fn built_in() -> Result<Self, KitError> {
        Self::load(None, None)
    }

    /// The lexicon that is built in with what a file adds to it, and the model in a folder.
    ///
    /// # Errors
    /// A file is missing or not of its form.
    pub fn load(lexicon: Option<&Path>, model: Option<&Path>) -> Result<Self, KitError> {
        let mut known = Lexicon::built_in().map_err(KitError::BuiltIn)?;
        if let Some(path) = lexicon {
            let text = std::fs::read_to_string(path).map_err(|source| KitError::Unreadable {
                path: path.to_owned(),
                source,
            })?;
            known.extend(&text).map_err(|source| KitError::Lexicon {
                path: path.to_owned(),
                source,
            })?;
        }
        let embeddings = model
            .map(|folder| {
                EmbeddingModel::load(folder).map_err(|source| KitError::Model {
                    path: folder.to_owned(),
                    source,
                })
            })
            .transpose()?;
        Ok(Self {
            lexicon: known,
            embeddings,
        })
    }
}
