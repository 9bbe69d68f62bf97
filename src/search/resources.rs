//! Resources that all searches share, loaded once at the start: the lexicon and the optional embedding models.

use std::path::{Path, PathBuf};

use tracing::warn;

use super::document::{Document, documents};
use super::embedding::{
    EmbeddedTexts, EmbeddingIndex, EmbeddingModel, EmbeddingProgress, MissingPolicy, ModelError,
};
use super::rank::RankingModel;
use super::text::{Lexicon, LexiconError};
use crate::knowledge::Library;

/// The lexicon and the optional embedding models.
pub struct SearchResources {
    /// Synonyms, spellings and protected words.
    pub(crate) lexicon: Lexicon,
    /// The weights of ranking and confidence.
    pub(crate) ranking: RankingModel,
    /// The embedding model, if one is configured.
    pub(crate) embeddings: Option<EmbeddingModel>,
    /// The embedding model for questions in other languages than English, if there is one.
    pub(crate) multilingual: Option<EmbeddingModel>,
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
        Ok(Self {
            lexicon: known,
            ranking: RankingModel::built_in().map_err(ResourcesError::Weights)?,
            embeddings: model
                .map(|folder| load_model(folder, EmbeddedTexts::All))
                .transpose()?,
            multilingual: None,
        })
    }

    /// Adds the embedding model in a folder for questions in other languages than English.
    ///
    /// # Errors
    /// A file of it is missing or malformed.
    pub fn with_multilingual(mut self, folder: Option<&Path>) -> Result<Self, ResourcesError> {
        self.multilingual = folder
            .map(|folder| load_model(folder, EmbeddedTexts::Wordings))
            .transpose()?;
        let is_multilingual = self.multilingual.as_ref();
        if let (Some(folder), Some(false)) =
            (folder, is_multilingual.map(EmbeddingModel::is_multilingual))
        {
            warn!(
                "search.multilingual names {}, whose vocabulary (WordPiece) is that of models for English; questions \
                 in other languages will hardly be understood. `guidepost model install multilingual` puts a model \
                 for them there",
                folder.display()
            );
        }
        Ok(self)
    }

    fn models(&self) -> impl Iterator<Item = &EmbeddingModel> {
        self.embeddings.iter().chain(&self.multilingual)
    }

    /// Returns the embeddings of passages by each model, the one for English first; nothing where there is no model or
    /// `missing` says to do without.
    pub(super) fn index(
        &self,
        documents: &[Document],
        missing: MissingPolicy,
    ) -> [Option<EmbeddingIndex>; 2] {
        let mut missing = missing;
        [&self.embeddings, &self.multilingual].map(|model| {
            let model = model.as_ref()?;
            if missing != MissingPolicy::ComputeNext {
                return model.index(documents, missing);
            }
            if let Some(index) = model.index(documents, MissingPolicy::Leave) {
                return Some(index);
            }
            // The other model waits for its turn.
            missing = MissingPolicy::Leave;
            model.index(documents, MissingPolicy::Compute)
        })
    }

    /// Counts the texts of a library that are embedded, and those whose embedding is not in a cache file, for each model;
    /// nothing without a model.
    #[must_use]
    pub(crate) fn embedding_status(&self, library: &Library) -> Option<EmbeddingProgress> {
        let documents = documents(library);
        let each = self.models().map(|model| model.status(&documents));
        each.reduce(|one, other| EmbeddingProgress {
            texts: one.texts + other.texts,
            missing: one.missing + other.missing,
            share: 0.0,
        })
    }

    /// Returns the paths of the files that keep the embeddings, one for each model.
    #[must_use]
    pub(crate) fn embedding_caches(&self) -> Vec<&Path> {
        self.models().map(EmbeddingModel::cache_path).collect()
    }

    /// Computes the missing embeddings of a library and keeps them in the cache file, for one model after the other. Calls
    /// `progress` at the beginning and after each batch of texts, from several threads.
    ///
    /// # Errors
    /// A cache file cannot be written; what is missing then is not computed.
    pub(crate) fn compute_embeddings(
        &self,
        library: &Library,
        progress: &(dyn Fn(EmbeddingProgress) + Sync),
    ) -> std::io::Result<()> {
        let documents = documents(library);
        self.models()
            .try_for_each(|model| model.compute(&documents, progress))
    }
}

fn load_model(folder: &Path, texts: EmbeddedTexts) -> Result<EmbeddingModel, ResourcesError> {
    EmbeddingModel::load(folder, texts).map_err(|source| ResourcesError::Model {
        path: folder.to_owned(),
        source,
    })
}
