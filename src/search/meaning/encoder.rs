//! A sentence encoder: BERT's layers (Devlin et al. 2019), the mean of the last layer's words, to
//! length one; made for all-MiniLM-L6-v2 (6 layers, 384 numbers, 12 heads; Reimers & Gurevych 2019).
//! One thread; the same numbers on every machine, whatever else is encoded with a text.

use std::io::{Read, Seek};

use super::arithmetic::{Norm, gelu, sum};
use super::attention::attend;
use super::dense::Dense;
use super::tensors::{TensorError, Tensors};
use super::vector::{WIDTH, quantise};

const HIDDEN: usize = 1536;
const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
const LAYERS: usize = 6;
const PIECES: usize = 30_522;
/// Most word pieces of one sentence; the positions the model has.
pub(crate) const LONGEST: usize = 256;
const POSITIONS: usize = 512;

struct Layer {
    attend: Dense,
    project: Dense,
    project_norm: Norm,
    widen: Dense,
    narrow: Dense,
    narrow_norm: Norm,
}

/// The model's weights, ready to use: about 11 MB of layers and 12 MB of words.
pub(crate) struct Encoder {
    words: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    /// Takes the weights from an open file.
    ///
    /// # Errors
    /// When a tensor is missing or has an unexpected shape.
    pub(crate) fn load<R: Read + Seek>(tensors: &mut Tensors<R>) -> Result<Self, TensorError> {
        let mut words = Vec::with_capacity(PIECES * WIDTH);
        let mut word_scales = Vec::with_capacity(PIECES);
        let name = "embeddings.word_embeddings.weight";
        tensors.rows(name, &[PIECES, WIDTH], |row| {
            let (word, scale) = quantise(row);
            words.extend(word);
            word_scales.push(scale);
        })?;
        let kind = tensors.all("embeddings.token_type_embeddings.weight", &[2, WIDTH])?;
        let mut positions = Vec::with_capacity(LONGEST * WIDTH);
        let name = "embeddings.position_embeddings.weight";
        tensors.rows(name, &[POSITIONS, WIDTH], |row| {
            // Every sentence is of the first kind: its vector is part of every position.
            if positions.len() < LONGEST * WIDTH {
                positions.extend(
                    row.iter()
                        .zip(&kind)
                        .map(|(position, kind)| position + kind),
                );
            }
        })?;
        let layers = (0..LAYERS).map(|number| Layer::load(tensors, number));
        Ok(Self {
            words,
            word_scales,
            positions,
            layers: layers.collect::<Result<_, _>>()?,
            norm: norm(tensors, "embeddings.LayerNorm")?,
        })
    }

    /// The meaning of each sequence of word pieces, as a vector of length one.
    pub(crate) fn encode(&self, sequences: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let lengths: Vec<usize> = sequences.iter().map(|one| one.len().min(LONGEST)).collect();
        let mut x = Vec::new();
        let mut places = Vec::new();
        for sequence in sequences {
            for (&piece, place) in sequence.iter().zip(self.positions.chunks_exact(WIDTH)) {
                self.word(piece, &mut x);
                places.extend_from_slice(place);
            }
        }
        self.norm.add(&mut x, &places);
        for layer in &self.layers {
            layer.apply(&mut x, &lengths);
        }
        split(&x, WIDTH, &lengths).map(mean).collect()
    }

    fn word(&self, piece: u32, to: &mut Vec<f32>) {
        let at = piece as usize;
        let scale = self.word_scales.get(at).copied().unwrap_or(0.0);
        let word = self.words.get(at * WIDTH..(at + 1) * WIDTH);
        let word = word.unwrap_or(&[0; WIDTH]);
        to.extend(word.iter().map(|&number| f32::from(number) * scale));
    }
}

impl Layer {
    fn load<R: Read + Seek>(tensors: &mut Tensors<R>, number: usize) -> Result<Self, TensorError> {
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let parts = ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        Ok(Self {
            attend: dense(tensors, &parts, WIDTH, WIDTH)?,
            project: dense(tensors, &[name("attention.output.dense")], WIDTH, WIDTH)?,
            project_norm: norm(tensors, &name("attention.output.LayerNorm"))?,
            widen: dense(tensors, &[name("intermediate.dense")], WIDTH, HIDDEN)?,
            narrow: dense(tensors, &[name("output.dense")], HIDDEN, WIDTH)?,
            narrow_norm: norm(tensors, &name("output.LayerNorm"))?,
        })
    }

    fn apply(&self, x: &mut [f32], lengths: &[usize]) {
        let asked = self.attend.apply(x);
        let mut taken = vec![0.0; x.len()];
        let mut rest = taken.as_mut_slice();
        for asked in split(&asked, 3 * WIDTH, lengths) {
            let (taken, later) = rest.split_at_mut(asked.len() / 3);
            attend::<HEAD_WIDTH>(asked, WIDTH, taken);
            rest = later;
        }
        self.project_norm.add(x, &self.project.apply(&taken));
        let mut wide = self.widen.apply(x);
        gelu(&mut wide);
        self.narrow_norm.add(x, &self.narrow.apply(&wide));
    }
}

/// The rows of one sequence after the other.
fn split<'x>(x: &'x [f32], width: usize, lengths: &[usize]) -> impl Iterator<Item = &'x [f32]> {
    let mut rest = x;
    lengths.iter().map(move |length| {
        let (sequence, later) = rest.split_at_checked(length * width).unwrap_or((rest, &[]));
        rest = later;
        sequence
    })
}

/// The mean of rows, to length one.
fn mean(rows: &[f32]) -> Vec<f32> {
    let mut total = vec![0.0; WIDTH];
    for row in rows.chunks_exact(WIDTH) {
        for (total, value) in total.iter_mut().zip(row) {
            *total += value;
        }
    }
    let length = sum(&total, |value| value * value).sqrt();
    for value in &mut total {
        *value /= length.max(f32::MIN_POSITIVE);
    }
    total
}

/// Layers of the same inputs side by side, as one.
fn dense<R: Read + Seek>(
    tensors: &mut Tensors<R>,
    names: &[String],
    inputs: usize,
    outputs: usize,
) -> Result<Dense, TensorError> {
    let mut weights = Vec::new();
    let mut biases = Vec::new();
    for name in names {
        weights.extend(tensors.all(&format!("{name}.weight"), &[outputs, inputs])?);
        biases.extend(tensors.all(&format!("{name}.bias"), &[outputs])?);
    }
    Ok(Dense::new(inputs, &weights, &biases))
}

fn norm<R: Read + Seek>(tensors: &mut Tensors<R>, name: &str) -> Result<Norm, TensorError> {
    Ok(Norm {
        scale: tensors.all(&format!("{name}.weight"), &[WIDTH])?,
        shift: tensors.all(&format!("{name}.bias"), &[WIDTH])?,
    })
}
