//! The cache file of a model's vectors: in the folder of the model or, if that cannot be written, in the folder `data`,
//! where the store is by default.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use tracing::info;

use super::cache::EmbeddingCache;
use super::encoder::Fingerprint;

/// Name of the file beside the model.
const NAME: &str = "guidepost-meanings.bin";
/// Fallback folder for the file if the model's folder is read-only, as in a container image.
const FALLBACK_FOLDER: &str = "data";

/// The cache file of a model.
pub(super) struct CacheFile {
    model: Fingerprint,
    beside: PathBuf,
    /// Its name contains the model's fingerprint, as several models may share the folder.
    in_data: PathBuf,
    /// True if vectors are kept in `data`, which is logged once.
    moved: AtomicBool,
}

impl CacheFile {
    /// Creates the handle for the model in `folder`; nothing is read yet.
    pub(super) fn new(folder: &Path, model: Fingerprint) -> Self {
        let model_id = model.first_chunk::<4>().copied().map(u32::from_be_bytes);
        let name = format!(
            "guidepost-meanings-{:08x}.bin",
            model_id.unwrap_or_default()
        );
        Self {
            model,
            beside: folder.join(NAME),
            in_data: Path::new(FALLBACK_FOLDER).join(name),
            moved: AtomicBool::new(false),
        }
    }

    /// Returns the path of the file that vectors were last written to, or else of one that exists, or else of the one
    /// beside the model.
    pub(super) fn path(&self) -> &Path {
        let moved = self.moved.load(Ordering::Relaxed);
        if moved || !self.beside.is_file() && self.in_data.is_file() {
            &self.in_data
        } else {
            &self.beside
        }
    }

    /// Reads the vectors of both files; an unreadable file counts as empty.
    pub(super) fn read(&self) -> EmbeddingCache {
        let mut cache = EmbeddingCache::new(self.model);
        for path in [&self.beside, &self.in_data] {
            let read = File::open(path)
                .and_then(|file| EmbeddingCache::read(BufReader::new(file), self.model));
            if let Ok(read) = read {
                cache.extend(read);
            }
        }
        cache
    }

    /// Writes the vectors beside the model, else in `data`.
    ///
    /// # Errors
    /// Neither file can be written.
    pub(super) fn write(&self, cache: &EmbeddingCache) -> io::Result<()> {
        let Err(error) = write(&self.beside, cache) else {
            return Ok(());
        };
        fs::create_dir_all(FALLBACK_FOLDER)?;
        write(&self.in_data, cache)?;
        if !self.moved.swap(true, Ordering::Relaxed) {
            info!(
                "the embeddings are kept in {}, as {} cannot be written: {error}",
                self.in_data.display(),
                self.beside.display()
            );
        }
        Ok(())
    }
}

/// Writes a new file and renames it, so that the cache file is never incomplete.
fn write(path: &Path, cache: &EmbeddingCache) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = BufWriter::new(File::create(&new)?);
    cache.write(&mut file)?;
    file.flush()?;
    fs::rename(&new, path)
}
