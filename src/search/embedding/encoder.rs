//! The sentence encoder of the crate `minilm`, or, in a build without the feature `meaning`, a stand-in that
//! cannot be loaded.

#[cfg(feature = "meaning")]
pub(crate) use minilm::{Encoder, Fingerprint, LoadError as EncoderError};
#[cfg(not(feature = "meaning"))]
pub(crate) use stand_in::{Encoder, EncoderError, Fingerprint};

#[cfg(not(feature = "meaning"))]
mod stand_in {
    use std::path::Path;

    pub(crate) type Fingerprint = [u8; 32];

    /// An encoder that does not exist.
    pub(crate) enum Encoder {}

    /// The reason why a model cannot be loaded.
    #[derive(Debug, thiserror::Error)]
    #[error("this program was built without the feature `meaning`; set search.model to \"off\"")]
    pub struct EncoderError;

    impl Encoder {
        /// Always fails.
        pub(crate) const fn load(_: &Path) -> Result<Self, EncoderError> {
            Err(EncoderError)
        }

        pub(crate) const fn dimensions(&self) -> usize {
            match *self {}
        }

        pub(crate) const fn fingerprint(&self) -> Fingerprint {
            match *self {}
        }

        pub(crate) const fn encode(&self, _: &[&str]) -> Vec<Vec<f32>> {
            match *self {}
        }
    }
}
