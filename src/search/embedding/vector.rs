//! Vectors in 8-bit integers, so that comparing two gives the same on every machine.

use super::encoder::{dot, quantize};

/// Number of dimensions, that of bge-small-en-v1.5 and all-MiniLM-L6-v2.
pub(crate) const DIMENSIONS: usize = 384;

/// An embedding in 8-bit integers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Vector {
    /// The quantized values, -127 to 127.
    pub values: [i8; DIMENSIONS],
    /// Factor that restores the original of a value, with an error of at most half of it.
    pub scale: f32,
}

impl Vector {
    /// Quantizes an embedding; of other lengths than 384 it takes the first values, and zeros.
    pub(crate) fn new(values: &[f32]) -> Self {
        let (integers, scale) = quantize(values);
        let value = |at: usize| integers.get(at).copied().unwrap_or(0);
        Self {
            values: std::array::from_fn(value),
            scale,
        }
    }

    /// Returns the normalized mean of vectors of length 1.
    pub(crate) fn mean(vectors: &[Self]) -> Self {
        if let [only] = vectors {
            return only.clone();
        }
        let mut sum = [0.0_f32; DIMENSIONS];
        for one in vectors {
            for (sum, value) in sum.iter_mut().zip(one.values) {
                *sum += f32::from(value) * one.scale;
            }
        }
        let length = sum.iter().map(|value| value * value).sum::<f32>().sqrt();
        Self::new(&sum.map(|value| value / length.max(f32::MIN_POSITIVE)))
    }

    /// Returns the largest cosine with one of some vectors of length 1, to about 1 %; 0 where there is none
    /// above 0.
    pub(crate) fn max_cosine(&self, among: &[Self]) -> f32 {
        among.iter().fold(0.0, |max, one| {
            let sum = dot(&one.values, &self.values);
            max.max(sum as f32 * one.scale * self.scale)
        })
    }
}
