//! A sentence encoder for small BERT models (Devlin et al. 2019, <https://arxiv.org/abs/1810.04805>), such as
//! all-MiniLM-L6-v2 and bge-small-en: texts in, vectors of length 1 out (Sentence-BERT, Reimers & Gurevych
//! 2019, <https://arxiv.org/abs/1908.10084>), on the CPU, without a network.
//!
//! [`Encoder::load`] reads a model folder in the layout of Sentence Transformers:
//!
//! | file | needed | read from it |
//! | --- | --- | --- |
//! | `model.safetensors` | yes | the weights: 32-bit floats, or 8-bit integers with a scale for each row |
//! | `tokenizer.json` | yes | the vocabulary: `WordPiece` with lower-casing, accents, Chinese characters, or Unigram |
//! | `config.json` | no | the shape ([`Config`]); without it that of all-MiniLM-L6-v2 |
//! | `1_Pooling/config.json` | no | [`Pooling`]; without it the mean |
//! | `sentence_bert_config.json` | no | the most tokens of a text; without it 256 |
//! | `config_sentence_transformers.json` | no | [`Prompts`] in front of questions and passages; without it none |
//!
//! A file of 8-bit integers has, for each such tensor `NAME` of type I8, a tensor `NAME.scale` of one 32-bit float for
//! each row, with which the row is multiplied; `tools/model/pack.py` writes it. It is a quarter as long as one of floats
//! and gives the vectors of the floats that it stands for.
//!
//! Weights are held as 8-bit integers and layer inputs as 14-bit integers, with 32-bit integer sums. The
//! remaining floating-point operations are sums, products, quotients and square roots in a fixed order, which
//! IEEE 754 rounds alike everywhere. So a text's vector does not depend on the machine, on its SIMD
//! instructions, on the number of threads or on the texts that are encoded with it.

mod attention;
mod bert;
mod config;
mod dense;
mod encoder;
mod error;
mod gelu;
mod layer_norm;
mod prompts;
mod quantize;
mod safetensors;
mod simd;
mod tokenizer;
mod unigram;
mod word_piece;

pub use config::{Config, Pooling};
pub use encoder::{Encoder, Fingerprint};
pub use error::{LoadError, Problem};
pub use prompts::Prompts;
pub use quantize::{dot, quantize};
