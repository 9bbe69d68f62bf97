//! A sentence encoder: BERT's layers (Devlin et al. 2019), the mean of the last layer's words, to
//! length one; made for all-MiniLM-L6-v2 (6 layers, 384 numbers, 12 heads; Reimers & Gurevych 2019).
//! One thread, the same sums in the same order whatever else is encoded with it.

use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, ArrayView2, Axis, Slice};

use super::tensors::{TensorError, Tensors};
use super::vector::{WIDTH, quantise};

const HIDDEN: usize = 1536;
const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
const LAYERS: usize = 6;
const PIECES: usize = 30_522;
/// Most word pieces of one sentence; the positions the model has.
pub const LONGEST: usize = 256;
const POSITIONS: usize = 512;
const EPSILON: f32 = 1e-12;

struct Dense {
    weight: Array2<f32>,
    bias: Array1<f32>,
}

struct Norm {
    scale: Array1<f32>,
    shift: Array1<f32>,
}

struct Layer {
    attend: Dense,
    project: Dense,
    project_norm: Norm,
    widen: Dense,
    narrow: Dense,
    narrow_norm: Norm,
}

/// The model's weights, ready to use: about 43 MB of layers and 12 MB of words.
pub struct Encoder {
    words: Vec<i8>,
    word_scales: Vec<f32>,
    positions: Array2<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

impl Encoder {
    /// Takes the weights from an open file.
    ///
    /// # Errors
    /// When a tensor is missing or has an unexpected shape.
    pub fn load(tensors: &Tensors<'_>) -> Result<Self, TensorError> {
        let words = tensors.vector("embeddings.word_embeddings.weight", &[PIECES, WIDTH])?;
        let (words, word_scales) = quantise_rows(&words);
        let kind = tensors.matrix("embeddings.token_type_embeddings.weight", 2, WIDTH)?;
        let mut positions =
            tensors.matrix("embeddings.position_embeddings.weight", POSITIONS, WIDTH)?;
        // Every sentence is of the first kind: its vector is part of every position.
        positions += &kind.row(0);
        let layers = (0..LAYERS)
            .map(|i| Layer::load(tensors, i))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            words,
            word_scales,
            positions,
            norm: Norm::load(tensors, "embeddings.LayerNorm")?,
            layers,
        })
    }

    /// The meaning of each sequence of word pieces, as a vector of length one.
    pub fn encode(&self, sequences: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let mut bounds = Vec::with_capacity(sequences.len());
        let mut rows = 0;
        for sequence in sequences {
            let length = sequence.len().min(LONGEST);
            bounds.push((rows, rows + length));
            rows += length;
        }
        let mut x = Array2::<f32>::zeros((rows, WIDTH));
        for (sequence, &(start, end)) in sequences.iter().zip(&bounds) {
            for ((mut row, &piece), position) in x
                .slice_axis_mut(Axis(0), Slice::from(start..end))
                .rows_mut()
                .into_iter()
                .zip(sequence)
                .zip(self.positions.rows())
            {
                let at = piece as usize;
                let scale = self.word_scales.get(at).copied().unwrap_or(0.0);
                let word = self
                    .words
                    .get(at * WIDTH..(at + 1) * WIDTH)
                    .unwrap_or_default();
                for ((cell, &w), &p) in row.iter_mut().zip(word).zip(position) {
                    *cell = f32::from(w) * scale + p;
                }
            }
        }
        self.norm.apply(&mut x);
        for layer in &self.layers {
            layer.apply(&mut x, &bounds);
        }
        bounds
            .iter()
            .map(|&(start, end)| {
                let sum = x
                    .slice_axis(Axis(0), Slice::from(start..end))
                    .sum_axis(Axis(0));
                let length = sum
                    .iter()
                    .map(|v| v * v)
                    .sum::<f32>()
                    .sqrt()
                    .max(f32::MIN_POSITIVE);
                sum.iter().map(|v| v / length).collect()
            })
            .collect()
    }
}

impl Layer {
    fn load(tensors: &Tensors<'_>, number: usize) -> Result<Self, TensorError> {
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let query = Dense::load(tensors, &name("attention.self.query"), WIDTH, WIDTH)?;
        let key = Dense::load(tensors, &name("attention.self.key"), WIDTH, WIDTH)?;
        let value = Dense::load(tensors, &name("attention.self.value"), WIDTH, WIDTH)?;
        let mut weight = Array2::zeros((WIDTH, 3 * WIDTH));
        let mut bias = Array1::zeros(3 * WIDTH);
        for (i, part) in [query, key, value].iter().enumerate() {
            weight
                .slice_axis_mut(Axis(1), Slice::from(i * WIDTH..(i + 1) * WIDTH))
                .assign(&part.weight);
            bias.slice_axis_mut(Axis(0), Slice::from(i * WIDTH..(i + 1) * WIDTH))
                .assign(&part.bias);
        }
        Ok(Self {
            attend: Dense { weight, bias },
            project: Dense::load(tensors, &name("attention.output.dense"), WIDTH, WIDTH)?,
            project_norm: Norm::load(tensors, &name("attention.output.LayerNorm"))?,
            widen: Dense::load(tensors, &name("intermediate.dense"), WIDTH, HIDDEN)?,
            narrow: Dense::load(tensors, &name("output.dense"), HIDDEN, WIDTH)?,
            narrow_norm: Norm::load(tensors, &name("output.LayerNorm"))?,
        })
    }

    fn apply(&self, x: &mut Array2<f32>, bounds: &[(usize, usize)]) {
        let attended = self.attend.apply(x.view());
        let mut context = Array2::<f32>::zeros(x.raw_dim());
        for &(start, end) in bounds {
            for head in 0..HEADS {
                let part = |which: usize| {
                    let from = which * WIDTH + head * HEAD_WIDTH;
                    attended
                        .slice_axis(Axis(0), Slice::from(start..end))
                        .slice_axis_move(Axis(1), Slice::from(from..from + HEAD_WIDTH))
                };
                let mut scores = part(0).dot(&part(1).t());
                scores /= (HEAD_WIDTH as f32).sqrt();
                for mut row in scores.rows_mut() {
                    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                    row.mapv_inplace(|v| (v - most).exp());
                    let sum = row.sum();
                    row /= sum;
                }
                let from = head * HEAD_WIDTH;
                let mut rows = context.slice_axis_mut(Axis(0), Slice::from(start..end));
                let mut block = rows.slice_axis_mut(Axis(1), Slice::from(from..from + HEAD_WIDTH));
                general_mat_mul(1.0, &scores, &part(2), 0.0, &mut block);
            }
        }
        *x += &self.project.apply(context.view());
        self.project_norm.apply(x);
        let mut wide = self.widen.apply(x.view());
        wide.mapv_inplace(gelu);
        *x += &self.narrow.apply(wide.view());
        self.narrow_norm.apply(x);
    }
}

impl Dense {
    /// Weights lie in the file as rows of outputs; here as columns, the way they are multiplied.
    fn load(
        tensors: &Tensors<'_>,
        name: &str,
        from: usize,
        to: usize,
    ) -> Result<Self, TensorError> {
        let weight = tensors.matrix(&format!("{name}.weight"), to, from)?;
        let weight = weight.t().as_standard_layout().into_owned();
        Ok(Self {
            weight,
            bias: Array1::from_vec(tensors.vector(&format!("{name}.bias"), &[to])?),
        })
    }

    fn apply(&self, x: ArrayView2<'_, f32>) -> Array2<f32> {
        let mut out = Array2::zeros((x.nrows(), self.bias.len()));
        for mut row in out.rows_mut() {
            row.assign(&self.bias);
        }
        general_mat_mul(1.0, &x, &self.weight, 1.0, &mut out);
        out
    }
}

impl Norm {
    fn load(tensors: &Tensors<'_>, name: &str) -> Result<Self, TensorError> {
        Ok(Self {
            scale: Array1::from_vec(tensors.vector(&format!("{name}.weight"), &[WIDTH])?),
            shift: Array1::from_vec(tensors.vector(&format!("{name}.bias"), &[WIDTH])?),
        })
    }

    fn apply(&self, x: &mut Array2<f32>) {
        for mut row in x.rows_mut() {
            let mean = row.sum() / WIDTH as f32;
            let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / WIDTH as f32;
            let factor = 1.0 / (variance + EPSILON).sqrt();
            for ((v, a), b) in row.iter_mut().zip(&self.scale).zip(&self.shift) {
                *v = (*v - mean) * factor * a + b;
            }
        }
    }
}

/// GELU by the error function; erf after Abramowitz & Stegun 7.1.26 (error below 1.5e-7).
fn gelu(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = ((((1.061_405_4 * t - 1.453_152_1) * t + 1.421_413_8) * t - 0.284_496_72) * t
        + 0.254_829_6)
        * t;
    let erf = (1.0 - poly * (-z * z).exp()).copysign(x);
    0.5 * x * (1.0 + erf)
}

fn quantise_rows(values: &[f32]) -> (Vec<i8>, Vec<f32>) {
    values.chunks_exact(WIDTH).map(quantise).fold(
        (Vec::with_capacity(values.len()), Vec::new()),
        |mut all, (q, s)| {
            all.0.extend(q);
            all.1.push(s);
            all
        },
    )
}
