//! The choice of the embedding models: the shipped one, none, or that of a folder; for other languages than English the
//! one that is installed, none, or that of a folder.

use std::path::{Path, PathBuf};

use super::SearchSettings;

/// Folder of the shipped model, in the working folder or beside the program.
const SHIPPED: &str = "models/bge-small-en-v1.5";
/// Folder in which `guidepost model install multilingual` puts its model, found in the same places.
pub(crate) const MULTILINGUAL_FOLDER: &str = "models/multilingual-e5-small";
/// File by which the folder of a model is recognised.
const WEIGHTS: &str = "model.safetensors";
/// Value of `search.model` and `search.multilingual` that switches a model off.
const OFF: &str = "off";

/// The origin of the embedding model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ModelOrigin {
    /// It is the shipped one.
    Shipped,
    /// There is no model, as the shipped one is missing.
    #[default]
    Absent,
    /// The settings switch it off, or the program was built without the feature `meaning`.
    Off,
    /// The settings name its folder.
    Named,
}

impl SearchSettings {
    /// Resolves the values of `search.model` and `search.multilingual` to folders, or to none.
    pub(super) fn choose_model(&mut self) {
        let beside = std::env::current_exe().ok();
        let beside = beside.as_deref().and_then(Path::parent);
        let places = [Some(Path::new("")), beside];
        self.choose_model_in(places.into_iter().flatten());
    }

    /// Like [`Self::choose_model`], with the folders in which the shipped and the installed model are looked for.
    pub(super) fn choose_model_in<'p>(&mut self, places: impl Iterator<Item = &'p Path>) {
        let places: Vec<&Path> = places.collect();
        let wanted = self.model.take();
        let found = |model: &str| {
            let mut folders = places.iter().map(|place| place.join(model));
            folders.find(|folder| folder.join(WEIGHTS).is_file())
        };
        (self.model_origin, self.model) = match wanted {
            Some(off) if off == Path::new(OFF) => (ModelOrigin::Off, None),
            Some(folder) => (ModelOrigin::Named, Some(folder)),
            None if cfg!(not(feature = "meaning")) => (ModelOrigin::Off, None),
            None => found(SHIPPED).map_or((ModelOrigin::Absent, None), |folder: PathBuf| {
                (ModelOrigin::Shipped, Some(folder))
            }),
        };
        self.multilingual = match self.multilingual.take() {
            Some(off) if off == Path::new(OFF) => None,
            None if cfg!(feature = "meaning") => found(MULTILINGUAL_FOLDER),
            named => named,
        };
    }

    /// Returns a warning if the shipped model should be used and is not there.
    #[must_use]
    pub(crate) fn model_warning(&self) -> Option<String> {
        (self.model_origin == ModelOrigin::Absent).then(|| {
            format!(
                "there is no embedding model ({SHIPPED} is neither in the working folder nor beside the program), so \
                 questions are answered by their words alone; set search.model (GUIDEPOST_SEARCH_MODEL) to the folder \
                 of a model, or to \"{OFF}\" to go without"
            )
        })
    }
}
