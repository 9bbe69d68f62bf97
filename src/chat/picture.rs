//! Pictures in replies. No reply has one yet; doors render them already and enforce platform
//! limits.

use std::fmt;
use std::sync::Arc;

use crate::language::Language;
use crate::markup::Markup;

/// A picture file. Its `Debug` output holds the size and not the bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file name without its extension.
    pub name: String,
    /// Its file format.
    pub format: PictureFormat,
    /// The bytes of the file, shared between clones.
    pub bytes: Arc<[u8]>,
    /// The alternative text.
    pub alternative: String,
}

/// A file format that every platform can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// PNG (<https://www.w3.org/TR/png/>).
    Png,
    /// JPEG (<https://www.w3.org/Graphics/JPEG/itu-t81.pdf>).
    Jpeg,
}

impl PictureFormat {
    /// Returns the file name extension.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

impl Picture {
    /// Returns the alternative text as a paragraph, for platforms that cannot show the picture.
    #[must_use]
    pub fn in_words(&self, language: Language) -> Markup {
        let shows = [("shows", (&self.alternative).into())];
        Markup::text(language.text("picture", &shows))
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            format,
            bytes,
            alternative,
        } = self;
        f.debug_struct("Picture")
            .field("name", name)
            .field("format", format)
            .field("bytes", &bytes.len())
            .field("alternative", alternative)
            .finish()
    }
}
