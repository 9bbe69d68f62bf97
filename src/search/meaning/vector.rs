//! A meaning in whole numbers, so that comparing two gives the same on every machine.

/// Numbers of a meaning: as many as all-MiniLM-L6-v2 gives.
pub const WIDTH: usize = 384;

/// A meaning in whole numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    /// From -127 to 127.
    pub numbers: Box<[i8]>,
    /// What one of them is worth.
    pub scale: f32,
}

impl Vector {
    /// From numbers of any size.
    pub fn new(values: &[f32]) -> Self {
        let (numbers, scale) = quantise(values);
        Self {
            numbers: numbers.into(),
            scale,
        }
    }

    /// How near two meanings are: -1 to 1 (cosine, to about 1 %).
    pub fn similarity(&self, other: &Self) -> f32 {
        let sum: i32 = self
            .numbers
            .iter()
            .zip(&other.numbers)
            .map(|(&a, &b)| i32::from(a) * i32::from(b))
            .sum();
        sum as f32 * self.scale * other.scale
    }
}

/// A vector as whole numbers from -127 to 127 and what one of them is worth.
pub fn quantise(values: &[f32]) -> (Vec<i8>, f32) {
    let most = values
        .iter()
        .fold(0.0_f32, |m, v| m.max(v.abs()))
        .max(f32::MIN_POSITIVE);
    let scale = most / 127.0;
    #[allow(
        clippy::cast_possible_truncation,
        reason = "rounded and within -127 to 127"
    )]
    let whole = values.iter().map(|v| (v / scale).round() as i8).collect();
    (whole, scale)
}
