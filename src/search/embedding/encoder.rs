//! The sentence encoder of the crate `minilm`, or, in a build without the feature `meaning`, a stub that
//! cannot be loaded.

#[cfg(feature = "meaning")]
pub(crate) use minilm::{Encoder, Fingerprint, LoadError as EncoderError, dot, quantize};
#[cfg(not(feature = "meaning"))]
pub(crate) use stand_in::{Encoder, EncoderError, Fingerprint, dot, quantize};

#[cfg(not(feature = "meaning"))]
mod stand_in {
    use std::path::Path;

    pub(crate) type Fingerprint = [u8; 32];

    /// An encoder of which no value exists.
    pub(crate) enum Encoder {}

    /// Never called, as there are no vectors without an encoder.
    pub(crate) const fn quantize(_: &[f32]) -> (Vec<i8>, f32) {
        (Vec::new(), 1.0)
    }

    /// Never called, as there are no vectors without an encoder.
    pub(crate) const fn dot(_: &[i8], _: &[i8]) -> i32 {
        0
    }

    /// The reason why a model cannot be loaded.
    #[derive(Debug, thiserror::Error)]
    #[error("this program was built without the feature `meaning`; set search.model to \"off\"")]
    pub struct EncoderError;

    /// Prompts that do not exist.
    pub(crate) struct Prompts {
        pub query: String,
        pub passage: String,
    }

    impl Encoder {
        /// Always fails.
        pub(crate) const fn load(_: &Path) -> Result<Self, EncoderError> {
            Err(EncoderError)
        }

        pub(crate) const fn dimensions(&self) -> usize {
            match *self {}
        }

        pub(crate) const fn is_unigram(&self) -> bool {
            match *self {}
        }

        pub(crate) const fn prompts(&self) -> &Prompts {
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
