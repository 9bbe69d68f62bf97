//! Resources that all searches share, loaded once at the start: the lexicon and the optional embedding model.

use std::path::{Path, PathBuf};

use super::document::documents;
use super::embedding::{EmbeddingModel, EmbeddingProgress, ModelError};
use super::rank::RankingModel;
use super::text::{Lexicon, LexiconError};
use crate::knowledge::Library;

/// The lexicon and the optional embedding model.
pub struct SearchResources {
    /// Synonyms, spellings and protected words.
    pub(crate) lexicon: Lexicon,
    /// The weights of ranking and confidence.
    pub(crate) ranking: RankingModel,
    /// The embedding model, if one is configured.
    pub(crate) embeddings: Option<EmbeddingModel>,
}

/// The reason why the resources cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    /// The built-in lexicon is malformed.
    #[error("the lexicon that is built in cannot be used: {0}")]
    BuiltIn(#[source] LexiconError),
    /// The built-in weights are malformed.
    #[error("the weights that are built in cannot be used: {0}")]
    Weights(#[source] serde_json::Error),
    /// A lexicon file cannot be used.
    #[error("the lexicon {} cannot be used", path.display())]
    Lexicon {
        /// Path of the file.
        path: PathBuf,
        /// The reason.
        source: LexiconError,
    },
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// Path of the file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A model cannot be used.
    #[error("the model in {} cannot be used", path.display())]
    Model {
        /// Path of the folder.
        path: PathBuf,
        /// The reason.
        source: ModelError,
    },
}

impl SearchResources {
    /// Loads the built-in lexicon alone.
    ///
    /// # Errors
    /// The built-in lexicon is malformed, which a test rules out.
    pub fn built_in() -> Result<Self, ResourcesError> {
        Self::load(None, None)
    }

    /// Loads the built-in lexicon, extends it by a file, and loads the embedding model of a folder.
    ///
    /// # Errors
    /// A file is missing or malformed.
    pub fn load(lexicon: Option<&Path>, model: Option<&Path>) -> Result<Self, ResourcesError> {
        let mut known = Lexicon::built_in().map_err(ResourcesError::BuiltIn)?;
        if let Some(path) = lexicon {
            let text =
                std::fs::read_to_string(path).map_err(|source| ResourcesError::Unreadable {
                    path: path.to_owned(),
                    source,
                })?;
            known
                .extend(&text)
                .map_err(|source| ResourcesError::Lexicon {
                    path: path.to_owned(),
                    source,
                })?;
        }
        let embeddings = model
            .map(|folder| {
                EmbeddingModel::load(folder).map_err(|source| ResourcesError::Model {
                    path: folder.to_owned(),
                    source,
                })
            })
            .transpose()?;
        Ok(Self {
            lexicon: known,
            ranking: RankingModel::built_in().map_err(ResourcesError::Weights)?,
            embeddings,
        })
    }

    /// Counts the texts of a library that are embedded, and those whose embedding is not in the cache file; nothing
    /// without a model.
    #[must_use]
    pub(crate) fn embedding_status(&self, library: &Library) -> Option<EmbeddingProgress> {
        let model = self.embeddings.as_ref()?;
        Some(model.status(&documents(library)))
    }

    /// Returns the path of the file that keeps the embeddings; nothing without a model.
    #[must_use]
    pub(crate) fn embedding_cache(&self) -> Option<&Path> {
        self.embeddings.as_ref().map(EmbeddingModel::cache_path)
    }

    /// Computes the missing embeddings of a library and keeps them in the cache file. Calls `progress` at the
    /// beginning and after each batch of texts, from several threads.
    ///
    /// # Errors
    /// The cache file cannot be written; missing embeddings are then not computed.
    pub(crate) fn compute_embeddings(
        &self,
        library: &Library,
        progress: &(dyn Fn(EmbeddingProgress) + Sync),
    ) -> std::io::Result<()> {
        let model = self.embeddings.as_ref();
        model.map_or(Ok(()), |model| model.compute(&documents(library), progress))
    }
}
