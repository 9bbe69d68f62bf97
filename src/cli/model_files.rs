//! Download, import and installation of the files of an embedding model.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use crate::search::SearchResources;

/// Address of all-MiniLM-L6-v2 of Sentence Transformers (Apache-2.0) at a pinned revision.
pub(super) const PUBLISHED: &str = "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/\
     c9745ed1d9f207416be6d2e6f8de32d1f16199bf";
/// The files of that model with their SHA-256.
const PINNED: [(&str, &str); 2] = [
    (
        WEIGHTS,
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    ),
    (
        "tokenizer.json",
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
];
/// Name of the file with the weights.
const WEIGHTS: &str = "model.safetensors";
/// The files that the encoder reads, and whether each is required.
const FILES: [(&str, bool); 5] = [
    (WEIGHTS, true),
    ("tokenizer.json", true),
    ("config.json", false),
    ("1_Pooling/config.json", false),
    ("sentence_bert_config.json", false),
];
/// Time limit for connecting and between two reads.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);

/// A file of a model: its path in the model's folder, and its content.
pub(super) type ModelFile = (&'static str, Vec<u8>);

/// Downloads all-MiniLM-L6-v2; fails if a file differs from the pinned checksum.
pub(super) async fn download(from: &str) -> anyhow::Result<Vec<ModelFile>> {
    let client = crate::network::http_client()
        .connect_timeout(IDLE_TIMEOUT)
        .read_timeout(IDLE_TIMEOUT)
        .user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("the HTTP client cannot be created")?;
    let mut files = Vec::with_capacity(PINNED.len());
    for (name, expected) in PINNED {
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
        files.push((name, bytes.into()));
    }
    Ok(files)
}

/// Reads the files of a model from a folder or a zip archive.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<ModelFile>> {
    if path.is_dir() {
        read_folder(path)
    } else {
        read_archive(path)
    }
}

fn read_folder(folder: &Path) -> anyhow::Result<Vec<ModelFile>> {
    let mut files = Vec::with_capacity(FILES.len());
    for (name, needed) in FILES {
        let file = folder.join(name);
        match fs::read(&file) {
            Ok(bytes) => files.push((name, bytes)),
            Err(error) if !needed && error.kind() == ErrorKind::NotFound => {}
            Err(error) => {
                return Err(error).with_context(|| format!("{} cannot be read", file.display()));
            }
        }
    }
    Ok(files)
}

/// Reads the model in the first folder of an archive that holds weights.
fn read_archive(archive: &Path) -> anyhow::Result<Vec<ModelFile>> {
    let shown = archive.display();
    let file = File::open(archive).with_context(|| format!("{shown} cannot be opened"))?;
    let mut zip = ZipArchive::new(file)
        .with_context(|| format!("{shown} is neither a folder nor a zip archive"))?;
    let paths = zip.file_names().filter_map(Result::ok);
    let paths: Vec<String> = paths.map(std::borrow::Cow::into_owned).collect();
    let folder = paths.iter().find_map(|path| {
        let folder = path.strip_suffix(WEIGHTS)?;
        (folder.is_empty() || folder.ends_with('/')).then_some(folder)
    });
    let Some(folder) = folder else {
        bail!("there is no {WEIGHTS} in {shown}");
    };
    let mut files = Vec::with_capacity(FILES.len());
    for (name, needed) in FILES {
        let inside = format!("{folder}{name}");
        if !paths.contains(&inside) {
            ensure!(!needed, "there is no {inside} in {shown}");
            continue;
        }
        let mut bytes = Vec::new();
        zip.by_name(&inside)
            .map_err(anyhow::Error::from)
            .and_then(|mut file| Ok(file.read_to_end(&mut bytes)?))
            .with_context(|| format!("{inside} in {shown} cannot be unpacked"))?;
        files.push((name, bytes));
    }
    Ok(files)
}

/// Moves the files into the folder after loading them as a model from a temporary one. Files of a model that was there
/// are replaced or removed.
pub(super) fn install(folder: &Path, files: &[ModelFile]) -> anyhow::Result<()> {
    let shown = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("{shown} cannot be created"))?;
    // Inside the target, so that each file can be moved by a rename.
    let staging = folder.join(".new");
    let move_files = || -> anyhow::Result<()> {
        for (name, bytes) in files {
            write(&staging.join(name), bytes)?;
        }
        SearchResources::load(None, Some(&staging))?;
        for (name, _) in FILES {
            let target = folder.join(name);
            if files.iter().any(|(file, _)| *file == name) {
                create_parent(&target)?;
                fs::rename(staging.join(name), target)?;
            } else if target.is_file() {
                fs::remove_file(target)?;
            }
        }
        Ok(())
    };
    let moved = move_files();
    // Also after a failure.
    let _ = fs::remove_dir_all(&staging);
    moved.with_context(|| format!("the model cannot be installed in {shown}"))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    create_parent(path)?;
    fs::write(path, bytes)
}

fn create_parent(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Returns the SHA-256 in hexadecimal.
fn checksum(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = std::fmt::Write::write_fmt(&mut text, format_args!("{byte:02x}"));
    }
    text
}
