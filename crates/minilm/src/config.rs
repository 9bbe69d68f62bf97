//! The shape of a model, read from the configuration files of its folder.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::error::{LoadError, Problem};
use crate::simd::LANES;

const CONFIG: &str = "config.json";
const POOLING: &str = "1_Pooling/config.json";
const SENTENCE: &str = "sentence_bert_config.json";

/// Head widths (`hidden_size / num_attention_heads`) for which attention is compiled.
pub(crate) const HEAD_WIDTHS: [usize; 3] = [16, 32, 64];

/// Pooling of the token vectors of a text into one vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The mean over all tokens, as all-MiniLM-L6-v2 has it.
    Mean,
    /// The vector of the first token, `[CLS]`, as bge-small-en has it.
    Cls,
}

/// The shape of a BERT model; fields are named as in `config.json`.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Number of encoder layers, 1 to 48.
    pub num_hidden_layers: usize,
    /// Number of attention heads; each is 16, 32 or 64 wide.
    pub num_attention_heads: usize,
    /// Width of a token's vector and of the result; a multiple of 16, at most 2,048.
    pub hidden_size: usize,
    /// Inner width of the feed-forward network; a multiple of 16, at most 16,384.
    pub intermediate_size: usize,
    /// Number of position embeddings, 2 to 8,192.
    pub max_position_embeddings: usize,
    /// Number of word embeddings, 1 to 1,000,000.
    pub vocab_size: usize,
    /// Number of token type embeddings, 1 to 16, of which the first is used.
    pub type_vocab_size: usize,
    /// Added to the variance in layer normalisation, 0 to 0.001.
    pub layer_norm_eps: f32,
    /// Pooling of the token vectors of a text into one vector.
    pub pooling: Pooling,
    /// Most tokens of a text, `[CLS]` and `[SEP]` among them; further tokens are cut off. At least 2, at most
    /// `max_position_embeddings`.
    pub max_seq_length: usize,
}

impl Default for Config {
    /// The shape of all-MiniLM-L6-v2.
    fn default() -> Self {
        Self {
            num_hidden_layers: 6,
            num_attention_heads: 12,
            hidden_size: 384,
            intermediate_size: 1_536,
            max_position_embeddings: 512,
            vocab_size: 30_522,
            type_vocab_size: 2,
            layer_norm_eps: 1e-12,
            pooling: Pooling::Mean,
            max_seq_length: 256,
        }
    }
}

/// `config.json` as BERT models of Hugging Face have it.
#[derive(Deserialize)]
struct ConfigFile {
    num_hidden_layers: usize,
    num_attention_heads: usize,
    hidden_size: usize,
    intermediate_size: usize,
    max_position_embeddings: usize,
    vocab_size: usize,
    type_vocab_size: Option<usize>,
    layer_norm_eps: Option<f32>,
    model_type: Option<String>,
    hidden_act: Option<String>,
    position_embedding_type: Option<String>,
}

/// `1_Pooling/config.json`.
#[derive(Deserialize)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the form of the file is Sentence Transformers' own"
)]
struct PoolingFile {
    #[serde(default)]
    pooling_mode_mean_tokens: bool,
    #[serde(default)]
    pooling_mode_cls_token: bool,
    #[serde(default)]
    pooling_mode_max_tokens: bool,
    #[serde(default)]
    pooling_mode_mean_sqrt_len_tokens: bool,
    #[serde(default)]
    pooling_mode_weightedmean_tokens: bool,
    #[serde(default)]
    pooling_mode_lasttoken: bool,
}

/// `sentence_bert_config.json`.
#[derive(Deserialize)]
struct SentenceFile {
    max_seq_length: Option<usize>,
}

impl Config {
    /// Reads the configuration of the model in `folder`; a file that is absent leaves the default.
    ///
    /// # Errors
    /// A file cannot be read, is not JSON of its form, or asks for what this encoder does not support.
    pub fn load(folder: &Path) -> Result<Self, LoadError> {
        let mut config = Self::default();
        if let Some(file) = read::<ConfigFile>(folder, CONFIG)? {
            config.merge(file)?;
        }
        if let Some(file) = read::<PoolingFile>(folder, POOLING)? {
            config.pooling = file.pooling()?;
        }
        let file = read::<SentenceFile>(folder, SENTENCE)?;
        let length = file.and_then(|file| file.max_seq_length);
        config.max_seq_length = length
            .unwrap_or(config.max_seq_length)
            .min(config.max_position_embeddings);
        let length = config.max_seq_length;
        check(SENTENCE, "max_seq_length", &length, length >= 2, || {
            "at least 2 tokens are needed".to_owned()
        })?;
        Ok(config)
    }

    /// Width of one attention head.
    pub(crate) const fn head_width(&self) -> usize {
        self.hidden_size / self.num_attention_heads
    }

    /// Takes the shape from `config.json`, if it is one that is supported.
    fn merge(&mut self, file: ConfigFile) -> Result<(), LoadError> {
        let names = [
            ("model_type", file.model_type, "bert"),
            ("hidden_act", file.hidden_act, "gelu"),
            (
                "position_embedding_type",
                file.position_embedding_type,
                "absolute",
            ),
        ];
        for (key, value, needed) in names {
            let value = value.unwrap_or_else(|| needed.to_owned());
            check(CONFIG, key, &value, value == needed, || {
                format!("only {needed} is supported")
            })?;
        }
        *self = Self {
            num_hidden_layers: file.num_hidden_layers,
            num_attention_heads: file.num_attention_heads,
            hidden_size: file.hidden_size,
            intermediate_size: file.intermediate_size,
            max_position_embeddings: file.max_position_embeddings,
            vocab_size: file.vocab_size,
            type_vocab_size: file.type_vocab_size.unwrap_or(self.type_vocab_size),
            layer_norm_eps: file.layer_norm_eps.unwrap_or(self.layer_norm_eps),
            pooling: self.pooling,
            max_seq_length: self.max_seq_length,
        };
        self.check()
    }

    /// Checks the bounds within which the arithmetic holds and memory stays reasonable.
    fn check(&self) -> Result<(), LoadError> {
        for (key, value, most) in [
            ("num_hidden_layers", self.num_hidden_layers, 48),
            (
                "max_position_embeddings",
                self.max_position_embeddings,
                8_192,
            ),
            ("vocab_size", self.vocab_size, 1_000_000),
            ("type_vocab_size", self.type_vocab_size, 16),
        ] {
            check(CONFIG, key, &value, (1..=most).contains(&value), || {
                format!("1 to {most} are supported")
            })?;
        }
        for (key, value, most) in [
            ("hidden_size", self.hidden_size, 2_048),
            ("intermediate_size", self.intermediate_size, 16_384),
        ] {
            let fits = value.is_multiple_of(LANES) && (LANES..=most).contains(&value);
            check(CONFIG, key, &value, fits, || {
                format!("multiples of {LANES} up to {most} are supported")
            })?;
        }
        let heads = self.num_attention_heads;
        let fitting = HEAD_WIDTHS.map(|width| width.checked_mul(heads));
        let fits = fitting.contains(&Some(self.hidden_size));
        check(CONFIG, "num_attention_heads", &heads, fits, || {
            format!("hidden_size / num_attention_heads must be one of {HEAD_WIDTHS:?}")
        })?;
        let epsilon = self.layer_norm_eps;
        check(
            CONFIG,
            "layer_norm_eps",
            &epsilon,
            (0.0..=1e-3).contains(&epsilon),
            || "0 to 0.001 is supported".to_owned(),
        )
    }
}

impl PoolingFile {
    fn pooling(&self) -> Result<Pooling, LoadError> {
        let modes = [
            ("pooling_mode_mean_tokens", self.pooling_mode_mean_tokens),
            ("pooling_mode_cls_token", self.pooling_mode_cls_token),
            ("pooling_mode_max_tokens", self.pooling_mode_max_tokens),
            (
                "pooling_mode_mean_sqrt_len_tokens",
                self.pooling_mode_mean_sqrt_len_tokens,
            ),
            (
                "pooling_mode_weightedmean_tokens",
                self.pooling_mode_weightedmean_tokens,
            ),
            ("pooling_mode_lasttoken", self.pooling_mode_lasttoken),
        ];
        let chosen = modes.iter().filter(|(_, on)| *on).map(|(name, _)| *name);
        let chosen: Vec<_> = chosen.collect();
        match chosen[..] {
            ["pooling_mode_mean_tokens"] => Ok(Pooling::Mean),
            ["pooling_mode_cls_token"] => Ok(Pooling::Cls),
            _ => Err(unsupported(
                POOLING,
                "pooling_mode_*",
                format!("[{}]", chosen.join(", ")),
                "either the mean or the CLS token alone is supported".to_owned(),
            )),
        }
    }
}

fn check(
    file: &str,
    key: &'static str,
    value: &dyn std::fmt::Display,
    fits: bool,
    expected: impl FnOnce() -> String,
) -> Result<(), LoadError> {
    if fits {
        Ok(())
    } else {
        Err(unsupported(file, key, value.to_string(), expected()))
    }
}

fn unsupported(file: &str, key: &'static str, value: String, expected: String) -> LoadError {
    let problem = Problem::Unsupported {
        key,
        value,
        expected,
    };
    LoadError::new(file, problem)
}

/// Reads a JSON file of the folder; none where it does not exist.
pub(crate) fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Option<T>, LoadError> {
    let text = match fs::read_to_string(folder.join(name)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(LoadError::new(name, error)),
    };
    serde_json::from_str(&text)
        .map(Some)
        .map_err(|error| LoadError::new(name, error))
}
