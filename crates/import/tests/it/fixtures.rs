//! Folders with small files, and what an import makes of them.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use guidepost_import::{
    Format, Imported, KnowledgeFile, ReadOptions, Settle, Skipped, Taken, read,
};
use jiff::civil::Date;
use tempfile::TempDir;

/// A folder with files.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(&folder.path().join(path), text.as_bytes());
    }
    folder
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A zip archive.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive
            .start_file(*path, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub(crate) fn day() -> Date {
    "2026-11-28".parse().unwrap()
}

pub(crate) fn import(format: Format, source: &Path) -> Imported {
    read(
        format,
        &[source.to_owned()],
        &ReadOptions::default(),
        &mut |_| {},
    )
    .unwrap()
}

/// The error of an import.
pub(crate) fn refused(format: Format, source: &Path) -> String {
    let read = read(
        format,
        &[source.to_owned()],
        &ReadOptions::default(),
        &mut |_| {},
    );
    read.unwrap_err().to_string()
}

pub(crate) fn settled(imported: Imported) -> (Vec<KnowledgeFile>, Vec<Skipped>) {
    let (taken, known) = (Taken::default(), HashMap::new());
    imported.into_files(&Settle {
        taken: &taken,
        known: &known,
    })
}

/// The files of an import by path, and what was not used.
pub(crate) fn files(format: Format, source: &Path) -> (BTreeMap<String, String>, Vec<String>) {
    let (files, skipped) = settled(import(format, source));
    let files = files
        .into_iter()
        .map(|file| (file.path.clone(), file.text(day())));
    let root = format!("{}/", source.display());
    let skipped = skipped.iter().map(|one| one.to_string().replace(&root, ""));
    (files.collect(), skipped.collect())
}

/// A folder beside the repository, where it is there.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared")
        .join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: there is no folder {}", folder.display());
    None
}

/// The text of a file below its front matter.
pub(crate) fn body(text: &str) -> &str {
    text.split_once("\n+++\n").unwrap().1
}
