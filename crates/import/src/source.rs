//! The files of a source: a file, a folder, or a zip archive, each read within the limits.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Seek};
use std::path::{Component, Path, PathBuf};

use crate::error::{ImportError, Skipped};
use crate::limits::Limits;

/// A file of a source.
pub(crate) struct SourceFile {
    /// Its path below the source, with `/`; the name of the file where the source is one.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Returns the name of a source as the user wrote it.
pub(crate) fn name(source: &Path) -> String {
    source.display().to_string()
}

/// Returns the last part of a path without its extension, as words.
pub(crate) fn stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if stem.is_empty() { name } else { stem };
    stem.replace(['_', '-', '+'], " ").trim().to_owned()
}

/// Returns whether a path has one of the extensions.
pub(crate) fn has_extension(path: &str, extensions: &[&str]) -> bool {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    extensions
        .iter()
        .any(|known| end.eq_ignore_ascii_case(known))
}

/// Reads the files of a source that `wanted` accepts by path, in the order of paths.
pub(crate) fn files(
    source: &Path,
    limits: &Limits,
    wanted: impl Fn(&str) -> bool,
    skipped: &mut Vec<Skipped>,
) -> Result<Vec<SourceFile>, ImportError> {
    let found = fs::metadata(source).map_err(ImportError::io(source))?;
    if found.is_dir() {
        return folder(source, limits, wanted, skipped);
    }
    let own = source
        .file_name()
        .map_or_else(|| name(source), |name| name.to_string_lossy().into_owned());
    if has_extension(&own, &["zip"]) && !wanted(&own) {
        let file = File::open(source).map_err(ImportError::io(source))?;
        return archive(&name(source), file, limits, wanted, skipped);
    }
    let bytes = bounded(source, limits.document_bytes)?;
    Ok(vec![SourceFile { path: own, bytes }])
}

/// Reads a whole file of at most `most` bytes.
pub(crate) fn bounded(path: &Path, most: u64) -> Result<Vec<u8>, ImportError> {
    let file = File::open(path).map_err(ImportError::io(path))?;
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(ImportError::io(path))?;
    if bytes.len() as u64 > most {
        let reason = format!("it has more than {} MB", most >> 20);
        return Err(ImportError::unusable(name(path), reason));
    }
    Ok(bytes)
}

fn folder(
    root: &Path,
    limits: &Limits,
    wanted: impl Fn(&str) -> bool,
    skipped: &mut Vec<Skipped>,
) -> Result<Vec<SourceFile>, ImportError> {
    let mut paths: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut open = vec![(root.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = open.pop() {
        let items = fs::read_dir(&folder).map_err(ImportError::io(&folder))?;
        for item in items {
            let item = item.map_err(ImportError::io(&folder))?;
            let Ok(own) = item.file_name().into_string() else {
                skipped.push(Skipped::new(
                    &name(&item.path()),
                    0,
                    "its name is not UTF-8",
                ));
                continue;
            };
            let path = format!("{prefix}{own}");
            let kind = item.file_type().map_err(ImportError::io(item.path()))?;
            if own.starts_with('.') || kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                if depth + 1 >= limits.depth {
                    skipped.push(Skipped::new(
                        &name(&item.path()),
                        0,
                        "the folder is too deep",
                    ));
                } else {
                    open.push((item.path(), format!("{path}/"), depth + 1));
                }
            } else if !kind.is_file() {
                // Reading a pipe would wait for its writer.
                skipped.push(Skipped::new(
                    &name(&item.path()),
                    0,
                    "it is no regular file",
                ));
            } else if wanted(&path) {
                paths.insert(path, item.path());
            }
            if paths.len() > limits.files {
                let reason = format!("it has more than {} files", limits.files);
                return Err(ImportError::unusable(name(root), reason));
            }
        }
    }
    let mut files = Vec::new();
    let mut left = limits.archive_bytes;
    for (path, full) in paths {
        match bounded(&full, limits.document_bytes) {
            Ok(bytes) => {
                left = left
                    .checked_sub(bytes.len() as u64)
                    .ok_or_else(|| too_large(&name(root), limits))?;
                files.push(SourceFile { path, bytes });
            }
            Err(ImportError::Unusable { file, reason }) => {
                skipped.push(Skipped::new(&file, 0, reason));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(files)
}

fn too_large(name: &str, limits: &Limits) -> ImportError {
    let reason = format!(
        "its files have more than {} MB together",
        limits.archive_bytes >> 20
    );
    ImportError::unusable(name, reason)
}

/// Reads the files of a zip archive. What an archive says of sizes is not believed: bytes are counted while they are
/// inflated.
pub(crate) fn archive<R: Read + Seek>(
    name: &str,
    reader: R,
    limits: &Limits,
    wanted: impl Fn(&str) -> bool,
    skipped: &mut Vec<Skipped>,
) -> Result<Vec<SourceFile>, ImportError> {
    let broken = |error: zip::result::ZipError| {
        ImportError::unusable(name, format!("it is no readable zip archive: {error}"))
    };
    let mut archive = zip::ZipArchive::new(reader).map_err(broken)?;
    if archive.len() > limits.files {
        let reason = format!("it has more than {} files", limits.files);
        return Err(ImportError::unusable(name, reason));
    }
    let mut files = Vec::new();
    let mut left = limits.archive_bytes;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let path = match file.name() {
            Ok(path) => path.replace('\\', "/"),
            Err(error) => {
                skipped.push(Skipped::new(
                    name,
                    0,
                    format!("the name of a file in it is damaged: {error}"),
                ));
                continue;
            }
        };
        if file.is_dir() || !wanted(&path) {
            continue;
        }
        let shown = format!("{name}/{path}");
        if climbs(&path) {
            skipped.push(Skipped::new(&shown, 0, "its path leads out of the archive"));
            continue;
        }
        let most = limits.document_bytes.min(left);
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            if most == left {
                return Err(too_large(name, limits));
            }
            let reason = format!("it has more than {} MB", limits.document_bytes >> 20);
            skipped.push(Skipped::new(&shown, 0, reason));
            left = left.saturating_sub(most);
            continue;
        }
        left -= bytes.len() as u64;
        match read {
            Ok(_) => files.push(SourceFile { path, bytes }),
            Err(error) => skipped.push(Skipped::new(&shown, 0, format!("it is damaged: {error}"))),
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// Returns whether a path of an archive is absolute or has a part `..`.
fn climbs(path: &str) -> bool {
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    !plain || path.contains(':')
}

/// Returns the paths of the files of a folder or archive, without reading them.
pub(crate) fn names(source: &Path, limits: &Limits) -> Result<Vec<String>, ImportError> {
    if source.is_file() {
        let file = File::open(source).map_err(ImportError::io(source))?;
        let archive = zip::ZipArchive::new(file).map_err(|error| {
            ImportError::unusable(
                name(source),
                format!("it is no readable zip archive: {error}"),
            )
        })?;
        return Ok(archive
            .file_names()
            .flatten()
            .map(std::borrow::Cow::into_owned)
            .take(limits.files)
            .collect());
    }
    let mut names = Vec::new();
    let mut open = vec![(source.to_owned(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = open.pop() {
        for item in fs::read_dir(&folder).map_err(ImportError::io(&folder))? {
            let item = item.map_err(ImportError::io(&folder))?;
            let (Ok(own), Ok(kind)) = (item.file_name().into_string(), item.file_type()) else {
                continue;
            };
            if kind.is_dir() && depth + 1 < limits.depth && !own.starts_with('.') {
                open.push((item.path(), format!("{prefix}{own}/"), depth + 1));
            } else if kind.is_file() && names.len() < limits.files {
                names.push(format!("{prefix}{own}"));
            }
        }
    }
    Ok(names)
}
