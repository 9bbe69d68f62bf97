//! A picture beside a reply's text, such as the card of a role. It knows no platform's limits.

use std::fmt;
use std::sync::Arc;

use crate::language::Language;
use crate::markup::Markup;

/// A picture. Its `Debug` shows how large it is, and not what it is made of.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// What its file is called, without the ending.
    pub name: String,
    /// How it is encoded.
    pub format: PictureFormat,
    /// The file, shared by all who hold the picture.
    pub bytes: Arc<[u8]>,
    /// What it shows, for those who do not see it.
    pub alternative: String,
}

/// How a picture is encoded: what every platform shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureFormat {
    /// <https://www.w3.org/TR/png/>
    Png,
    /// <https://www.w3.org/Graphics/JPEG/itu-t81.pdf>
    Jpeg,
}

impl PictureFormat {
    /// The ending of its files' names.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
        }
    }
}

impl Picture {
    /// What it shows, where it cannot be shown.
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
