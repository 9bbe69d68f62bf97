//! Errors of drawing.

/// A letter that the fonts do not have, such as one of Devanagari or Japanese.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the fonts of the pictures have no letter {letter:?}")]
pub struct MissingLetter {
    /// The first such letter.
    pub letter: char,
}

/// A picture that could not be made a PNG.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG was not understood.
    #[error("the picture is no readable SVG: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The picture has no size that fits into memory.
    #[error("the picture is too large")]
    Size,
    /// The pixels could not be encoded.
    #[error("the picture could not be encoded: {0}")]
    Encode(String),
}
