//! Writing an import into a folder that an earlier one may have written and that people may have edited since.
//!
//! A manifest beside the files ([`MANIFEST`]) keeps the hash of each file as it was written. A file that still has this
//! hash follows its source; one that a person changed or deleted stays as it is. All is written into a copy of the folder,
//! which then takes its place, so that no reader sees a half of it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::ImportError;
use crate::settle::KnowledgeFile;

/// The name of the manifest; files that begin with a dot are no entries.
const MANIFEST: &str = ".guidepost-import.json";

/// Record of the files that an import wrote.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Files by their path.
    #[serde(default)]
    files: BTreeMap<String, Written>,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Written {
    key: String,
    source: String,
    sha256: String,
    /// The day on which this text was first imported.
    reviewed: Date,
}

impl Manifest {
    /// Reads the manifest of a folder; an empty one where there is none.
    ///
    /// # Errors
    /// It cannot be read, or is damaged.
    pub fn read(folder: &Path) -> Result<Self, ImportError> {
        let path = folder.join(MANIFEST);
        let damaged = |what: String| {
            let reason = format!("it is damaged ({what}); delete it to import everything anew");
            ImportError::unusable(path.display().to_string(), reason)
        };
        match fs::read(&path) {
            Ok(bytes) => {
                let read: Self =
                    serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
                // A file outside of the folder is never written or deleted.
                match read.files.keys().find(|file| !stays_inside(file)) {
                    Some(file) => Err(damaged(format!("{file:?} is not in the folder"))),
                    None => Ok(read),
                }
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(ImportError::io(path)(error)),
        }
    }

    /// Returns the path of each key.
    #[must_use]
    pub fn paths(&self) -> HashMap<String, String> {
        let files = self.files.iter();
        files
            .map(|(path, file)| (file.key.clone(), path.clone()))
            .collect()
    }
}

/// Change of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is new.
    New,
    /// Its source changed, and so does the file.
    Changed,
    /// Nothing changed.
    Same,
    /// Its source has it no more, and the file goes.
    Removed,
    /// A person edited it: it stays, though its source changed or has it no more.
    Edited,
    /// A person deleted it: it stays away.
    Deleted,
    /// It stands there and was not imported: it stays.
    Foreign,
}

/// A file with what happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The path below the folder.
    pub path: String,
    /// Its change.
    pub change: Change,
}

/// The changes of a folder.
#[derive(Debug)]
pub struct Plan {
    into: PathBuf,
    /// Files in the order of paths.
    pub files: Vec<Planned>,
    texts: BTreeMap<String, String>,
    manifest: Manifest,
}

impl Plan {
    /// Compares files with a folder. With `force`, files that a person edited, deleted or wrote are replaced.
    ///
    /// # Errors
    /// The folder, or a file in it, cannot be read, or the folder is given without its name, such as `.`.
    pub fn new(
        into: &Path,
        files: &[KnowledgeFile],
        sources: &[String],
        today: Date,
        force: bool,
    ) -> Result<Self, ImportError> {
        if into.file_name().is_none() {
            let reason =
                "the folder is replaced as a whole; run this outside of it and give its name";
            return Err(ImportError::unusable(into.display().to_string(), reason));
        }
        let before = Manifest::read(into)?;
        let mut manifest = before.clone();
        let mut plan = Self {
            into: into.to_owned(),
            files: Vec::new(),
            texts: BTreeMap::new(),
            manifest: Manifest::default(),
        };
        let mut seen: HashSet<&str> = HashSet::new();
        let by_key: HashMap<&str, &str> = before
            .files
            .iter()
            .map(|(path, file)| (file.key.as_str(), path.as_str()))
            .collect();
        for file in files {
            let old_path = by_key.get(file.key.as_str()).copied();
            let written = old_path.and_then(|path| before.files.get(path));
            let path = file.path.as_str();
            seen.insert(path);
            // The kind of an entry may have changed, and its folder with it.
            if let Some(old) = old_path
                && old != path
            {
                seen.insert(old);
                plan.leave(into, old, &before, &mut manifest, force)?;
            }
            let reviewed = written.map_or(today, |written| written.reviewed);
            let kept = file.text(reviewed);
            let same_source = written.is_some_and(|written| written.sha256 == hash(&kept));
            let text = if same_source { kept } else { file.text(today) };
            let on_disk = on_disk(&into.join(path))?;
            let known = before.files.get(path);
            let change = match (known, on_disk.as_deref()) {
                (None, None) => Change::New,
                (None, Some(found)) if found == text => Change::Same,
                (None, Some(_)) => Change::Foreign,
                (Some(_), None) => Change::Deleted,
                (Some(known), Some(found)) if hash(found) == known.sha256 => {
                    if same_source {
                        Change::Same
                    } else {
                        Change::Changed
                    }
                }
                (Some(_), Some(_)) if same_source => Change::Same,
                (Some(_), Some(_)) => Change::Edited,
            };
            let write = matches!(change, Change::New | Change::Changed)
                || force && matches!(change, Change::Edited | Change::Deleted | Change::Foreign);
            if write || (known.is_none() && change == Change::Same) {
                let written = Written {
                    key: file.key.clone(),
                    source: file.source.clone(),
                    sha256: hash(&text),
                    reviewed: if same_source { reviewed } else { today },
                };
                manifest.files.insert(path.to_owned(), written);
            }
            if write {
                plan.texts.insert(path.to_owned(), text);
            }
            let change = if write && change != Change::New {
                Change::Changed
            } else {
                change
            };
            plan.files.push(Planned {
                path: path.to_owned(),
                change,
            });
        }
        let gone: Vec<String> = before
            .files
            .iter()
            .filter(|(path, file)| sources.contains(&file.source) && !seen.contains(path.as_str()))
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            plan.leave(into, &path, &before, &mut manifest, force)?;
        }
        plan.files.sort_by(|one, other| one.path.cmp(&other.path));
        plan.manifest = manifest;
        Ok(plan)
    }

    /// Plans for a file that its source has no more.
    fn leave(
        &mut self,
        into: &Path,
        path: &str,
        before: &Manifest,
        manifest: &mut Manifest,
        force: bool,
    ) -> Result<(), ImportError> {
        let found = on_disk(&into.join(path))?;
        let unedited = match (&found, before.files.get(path)) {
            (Some(found), Some(written)) => hash(found) == written.sha256,
            _ => true,
        };
        if unedited || force {
            manifest.files.remove(path);
            if found.is_some() {
                self.files.push(Planned {
                    path: path.to_owned(),
                    change: Change::Removed,
                });
            }
        } else {
            self.files.push(Planned {
                path: path.to_owned(),
                change: Change::Edited,
            });
        }
        Ok(())
    }

    /// Counts the files of a change.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.files
            .iter()
            .filter(|file| file.change == change)
            .count()
    }

    /// Returns whether nothing is to be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.count(Change::Removed) == 0
    }

    /// Returns whether a file is written.
    #[must_use]
    pub fn writes(&self, path: &str) -> bool {
        self.texts.contains_key(path)
    }

    /// Leaves out files, such as those that a check refused; what stands in their place stays.
    pub fn leave_out(&mut self, paths: &HashSet<String>) {
        self.texts.retain(|path, _| !paths.contains(path));
        let refused = |file: &Planned| {
            paths.contains(&file.path) && matches!(file.change, Change::New | Change::Changed)
        };
        for file in self.files.iter().filter(|file| refused(file)) {
            self.manifest.files.remove(&file.path);
        }
        self.files.retain(|file| !refused(file));
    }

    /// Writes the folder as it will be beside the one that is there, and returns it. It is deleted when it is dropped,
    /// unless [`Self::replace`] puts it in place.
    ///
    /// # Errors
    /// Something cannot be read or written.
    pub fn stage(&self) -> Result<tempfile::TempDir, ImportError> {
        let parent = match self.into.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(ImportError::io(parent))?;
        let fresh = tempfile::Builder::new()
            .prefix(".guidepost-import-")
            .tempdir_in(parent)
            .map_err(ImportError::io(parent))?;
        let root = fresh.path();
        if self.into.is_dir() {
            copy(&self.into, root)?;
        }
        for file in self
            .files
            .iter()
            .filter(|file| file.change == Change::Removed)
        {
            let path = root.join(&file.path);
            fs::remove_file(&path).map_err(ImportError::io(&path))?;
        }
        for (path, text) in &self.texts {
            let path = root.join(path);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(ImportError::io(folder))?;
            }
            fs::write(&path, text).map_err(ImportError::io(&path))?;
        }
        let manifest = serde_json::to_vec_pretty(&self.manifest).unwrap_or_default();
        let path = root.join(MANIFEST);
        fs::write(&path, manifest).map_err(ImportError::io(&path))?;
        Ok(fresh)
    }

    /// Puts a staged folder in the place of the one that is there.
    ///
    /// # Errors
    /// A folder cannot be renamed; the old one is in its place again.
    pub fn replace(&self, fresh: tempfile::TempDir) -> Result<(), ImportError> {
        let fresh = fresh.keep();
        set_permissions(&fresh, &self.into);
        if !self.into.exists() {
            return fs::rename(&fresh, &self.into).map_err(ImportError::io(&self.into));
        }
        let mut aside = fresh.clone().into_os_string();
        aside.push(".old");
        let aside = PathBuf::from(aside);
        fs::rename(&self.into, &aside).map_err(ImportError::io(&self.into))?;
        if let Err(error) = fs::rename(&fresh, &self.into) {
            let _ = fs::rename(&aside, &self.into);
            let _ = fs::remove_dir_all(&fresh);
            return Err(ImportError::io(&self.into)(error));
        }
        fs::remove_dir_all(&aside).map_err(ImportError::io(&aside))
    }
}

/// Gives a fresh folder, which only its owner may open, the permissions of the old one, or those of new folders.
fn set_permissions(fresh: &Path, into: &Path) {
    let like = if into.exists() {
        Some(into)
    } else {
        into.parent()
            .filter(|parent| !parent.as_os_str().is_empty())
    };
    let found = fs::metadata(like.unwrap_or(Path::new(".")));
    if let Ok(found) = found {
        let _ = fs::set_permissions(fresh, found.permissions());
    }
}

/// Returns the text of a file; `None` where there is none.
fn on_disk(path: &Path) -> Result<Option<String>, ImportError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ImportError::io(path)(error)),
    }
}

fn copy(from: &Path, to: &Path) -> Result<(), ImportError> {
    for item in fs::read_dir(from).map_err(ImportError::io(from))? {
        let item = item.map_err(ImportError::io(from))?;
        let target = to.join(item.file_name());
        let kind = item.file_type().map_err(ImportError::io(item.path()))?;
        if kind.is_dir() {
            fs::create_dir_all(&target).map_err(ImportError::io(&target))?;
            copy(&item.path(), &target)?;
        } else if !kind.is_file() {
            let reason = "it is a link or no regular file; import into a folder without such";
            return Err(ImportError::unusable(
                item.path().display().to_string(),
                reason,
            ));
        } else {
            fs::copy(item.path(), &target).map_err(ImportError::io(item.path()))?;
        }
    }
    Ok(())
}

/// Returns whether a path of the manifest has nothing but names of folders and of a file.
fn stays_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    !path.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

fn hash(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
