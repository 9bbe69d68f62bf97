//! The layers of a BERT encoder (Devlin et al. 2019, <https://arxiv.org/abs/1810.04805>): token ids in, one
//! vector for each sequence out. Runs on the thread of its caller.

use std::io::{Read, Seek};

use crate::attention::attention;
use crate::config::{Config, Pooling};
use crate::dense::{Dense, QuantizedRows, resized};
use crate::error::Problem;
use crate::gelu::gelu;
use crate::layer_norm::{LayerNorm, sum};
use crate::quantize::quantize;
use crate::safetensors::SafeTensors;

/// Most tokens that go through the layers together: their rows stay in the caches of a core.
const GROUP: usize = 128;

/// The weights of a model: about 23 MB for the 6 layers and 30,522 word embeddings of all-MiniLM-L6-v2.
pub(crate) struct Bert {
    config: Config,
    /// 8-bit word embeddings, `hidden_size` for each token id, and one scale for each token id.
    words: Vec<i8>,
    word_scales: Vec<f32>,
    /// Position embeddings with the embedding of the first token type added, as all tokens are of that type.
    positions: Vec<f32>,
    norm: LayerNorm,
    layers: Vec<Layer>,
}

/// The rows of sequences that go through the layers together, and the memory in which a layer computes.
#[derive(Default)]
struct Batch {
    /// The rows of all tokens, `hidden_size` values each, one sequence after the other.
    x: Vec<f32>,
    /// Number of rows of each sequence.
    lengths: Vec<usize>,
    /// Quantized inputs of a dense layer.
    quantized: QuantizedRows,
    /// Outputs of the layers that widen: query, key and value, or the inner values of the feed-forward network.
    wide: Vec<f32>,
    /// Outputs of attention and of the layers that narrow.
    narrow: Vec<f32>,
    projected: Vec<f32>,
}

/// One encoder layer: self-attention, then a feed-forward network, each with a residual connection and layer
/// normalization behind it.
struct Layer {
    qkv: Dense,
    out: Dense,
    attention_norm: LayerNorm,
    ffn_up: Dense,
    ffn_down: Dense,
    ffn_norm: LayerNorm,
}

impl Bert {
    /// Reads the weights.
    ///
    /// # Errors
    /// A tensor is missing or malformed, or there are more layers than the configuration says.
    pub(crate) fn load<R: Read + Seek>(
        tensors: &mut SafeTensors<R>,
        config: Config,
    ) -> Result<Self, Problem> {
        let width = config.hidden_size;
        let mut words = Vec::new();
        let mut word_scales = Vec::new();
        let shape = [config.vocab_size, width];
        tensors.rows("embeddings.word_embeddings.weight", &shape, |row| {
            let (word, scale) = quantize(row);
            words.extend(word);
            word_scales.push(scale);
        })?;
        let shape = [config.type_vocab_size, width];
        let types = tensors.tensor("embeddings.token_type_embeddings.weight", &shape)?;
        let mut positions = Vec::new();
        let shape = [config.max_position_embeddings, width];
        tensors.rows("embeddings.position_embeddings.weight", &shape, |row| {
            if positions.len() < config.max_seq_length * width {
                positions.extend(
                    row.iter()
                        .zip(&types)
                        .map(|(position, kind)| position + kind),
                );
            }
        })?;
        let layers = (0..config.num_hidden_layers).map(|at| Layer::load(tensors, at, &config));
        let layers = layers.collect::<Result<_, _>>()?;
        if tensors.has_prefix(&format!("encoder.layer.{}.", config.num_hidden_layers)) {
            return Err(Problem::MoreLayers(config.num_hidden_layers));
        }
        Ok(Self {
            words,
            word_scales,
            positions,
            layers,
            norm: layer_norm(tensors, "embeddings.LayerNorm", &config)?,
            config,
        })
    }

    /// Returns the pooled vector of each sequence of token ids, `hidden_size` values of Euclidean length 1.
    /// Tokens beyond `max_seq_length` are left out. The vector of a sequence does not depend on the others.
    pub(crate) fn encode(&self, sequences: &[Vec<u32>]) -> Vec<Vec<f32>> {
        let mut vectors = Vec::with_capacity(sequences.len());
        let mut batch = Batch::default();
        let mut rest = sequences;
        while !rest.is_empty() {
            let mut tokens = 0;
            let fitting = rest.iter().take_while(|ids| {
                tokens += ids.len();
                tokens <= GROUP
            });
            let (group, later) = rest.split_at(fitting.count().max(1));
            self.encode_group(group, &mut batch, &mut vectors);
            rest = later;
        }
        vectors
    }

    /// Appends the vectors of sequences whose rows go through the layers together.
    fn encode_group(&self, sequences: &[Vec<u32>], batch: &mut Batch, to: &mut Vec<Vec<f32>>) {
        let width = self.config.hidden_size;
        let most = self.config.max_seq_length;
        let lengths = sequences.iter().map(|ids| ids.len().min(most));
        batch.lengths.clear();
        batch.lengths.extend(lengths);
        batch.x.clear();
        let mut positions = Vec::new();
        for sequence in sequences {
            for (&id, position) in sequence.iter().zip(self.positions.chunks_exact(width)) {
                self.embed(id, &mut batch.x);
                positions.extend_from_slice(position);
            }
        }
        self.norm.add(&mut batch.x, &positions);
        // Of the last layer only the pooled rows are needed.
        let pooled = match self.config.pooling {
            Pooling::Mean => usize::MAX,
            Pooling::Cls => 1,
        };
        let last = self.layers.len().saturating_sub(1);
        for (at, layer) in self.layers.iter().enumerate() {
            let rows = if at == last { pooled } else { usize::MAX };
            layer.apply(batch, width, self.config.head_width(), rows);
        }
        let mut rest = batch.x.as_slice();
        for length in &batch.lengths {
            let (rows, later) = rest.split_at_checked(length * width).unwrap_or((rest, &[]));
            to.push(pool(rows, width));
            rest = later;
        }
    }

    /// Appends the word embedding of a token; zeros for an id that the model does not have.
    fn embed(&self, id: u32, to: &mut Vec<f32>) {
        let (at, width) = (id as usize, self.config.hidden_size);
        let scale = self.word_scales.get(at).copied().unwrap_or(0.0);
        match self.words.get(at * width..(at + 1) * width) {
            Some(word) => to.extend(word.iter().map(|&value| f32::from(value) * scale)),
            None => to.extend(std::iter::repeat_n(0.0, width)),
        }
    }
}

/// Returns the mean of the rows of a sequence, scaled to Euclidean length 1.
fn pool(rows: &[f32], width: usize) -> Vec<f32> {
    let mut total = vec![0.0; width];
    for row in rows.chunks_exact(width) {
        for (total, value) in total.iter_mut().zip(row) {
            *total += value;
        }
    }
    // The sum points where the mean does.
    let length = sum(&total, |value| value * value).sqrt();
    for value in &mut total {
        *value /= length.max(f32::MIN_POSITIVE);
    }
    total
}

impl Layer {
    fn load<R: Read + Seek>(
        tensors: &mut SafeTensors<R>,
        at: usize,
        config: &Config,
    ) -> Result<Self, Problem> {
        let (width, inner) = (config.hidden_size, config.intermediate_size);
        let name = |part: &str| format!("encoder.layer.{at}.{part}");
        let qkv = ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        let out = [name("attention.output.dense")];
        let norm = name("attention.output.LayerNorm");
        Ok(Self {
            qkv: dense(tensors, &qkv, width, width)?,
            out: dense(tensors, &out, width, width)?,
            attention_norm: layer_norm(tensors, &norm, config)?,
            ffn_up: dense(tensors, &[name("intermediate.dense")], width, inner)?,
            ffn_down: dense(tensors, &[name("output.dense")], inner, width)?,
            ffn_norm: layer_norm(tensors, &name("output.LayerNorm"), config)?,
        })
    }

    /// Replaces the rows of each sequence by the output of the layer for its first `rows` rows.
    fn apply(&self, batch: &mut Batch, width: usize, head_width: usize, rows: usize) {
        let Batch {
            x,
            lengths,
            quantized,
            wide,
            narrow,
            projected,
        } = batch;
        let qkv: &[f32] = self.qkv.apply(x, quantized, wide);
        let attended = resized(narrow, x.len());
        let (mut read, mut written) = (0, 0);
        for length in lengths {
            let from = read..read + *length * width;
            let to = written..written + (*length).min(rows) * width;
            let of_sequence = qkv.get(3 * from.start..3 * from.end).unwrap_or_default();
            let out = attended.get_mut(to.clone()).unwrap_or_default();
            match head_width {
                16 => attention::<16>(of_sequence, width, out),
                32 => attention::<32>(of_sequence, width, out),
                _ => attention::<64>(of_sequence, width, out),
            }
            x.copy_within(from.start..from.start + to.len(), to.start);
            (read, written) = (from.end, to.end);
            *length = to.len() / width;
        }
        x.truncate(written);
        let attended = attended.get(..written).unwrap_or_default();
        let out = self.out.apply(attended, quantized, projected);
        self.attention_norm.add(x, out);
        let inner = self.ffn_up.apply(x, quantized, wide);
        gelu(inner);
        let out = self.ffn_down.apply(inner, quantized, projected);
        self.ffn_norm.add(x, out);
    }
}

/// Reads layers with the same inputs as one layer whose outputs stand side by side.
fn dense<R: Read + Seek>(
    tensors: &mut SafeTensors<R>,
    names: &[String],
    inputs: usize,
    outputs: usize,
) -> Result<Dense, Problem> {
    let mut weights = Vec::new();
    let mut biases = Vec::new();
    for name in names {
        weights.extend(tensors.tensor(&format!("{name}.weight"), &[outputs, inputs])?);
        biases.extend(tensors.tensor(&format!("{name}.bias"), &[outputs])?);
    }
    Ok(Dense::new(inputs, &weights, &biases))
}

fn layer_norm<R: Read + Seek>(
    tensors: &mut SafeTensors<R>,
    name: &str,
    config: &Config,
) -> Result<LayerNorm, Problem> {
    let shape = [config.hidden_size];
    Ok(LayerNorm {
        scale: tensors.tensor(&format!("{name}.weight"), &shape)?,
        shift: tensors.tensor(&format!("{name}.bias"), &shape)?,
        epsilon: config.layer_norm_eps,
    })
}
