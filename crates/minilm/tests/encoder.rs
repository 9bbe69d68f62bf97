//! The encoder as a whole: against reference vectors (`reference.py` makes them with numpy), and with
//! malformed model files. Uses the tiny model beside this file and the model that the repository ships.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test stops at the first failure, and says what it skips"
)]

use std::fs;
use std::path::{Path, PathBuf};

use minilm::{Encoder, Pooling};
use serde::Deserialize;
use tempfile::TempDir;

/// Least cosine of a vector with the original model's: the loss by 8-bit weights and 14-bit inputs.
/// Measured at least 0.9998.
const LEAST_COSINE: f64 = 0.9995;
/// The files of the tiny model.
const FILES: [&str; 5] = [
    "config.json",
    "tokenizer.json",
    "model.safetensors",
    "sentence_bert_config.json",
    "1_Pooling/config.json",
];

/// A text and its vector by the original model.
#[derive(Deserialize)]
struct Reference {
    text: String,
    vector: Vec<f64>,
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// Encodes the texts of a reference file and compares their vectors.
fn compare(encoder: &Encoder, references: &str) {
    let json = fs::read_to_string(tests().join(references)).unwrap();
    let references: Vec<Reference> = serde_json::from_str(&json).unwrap();
    assert!(references.len() > 5);
    let texts: Vec<&str> = references.iter().map(|one| one.text.as_str()).collect();
    let together = encoder.encode(&texts);
    for (reference, vector) in references.iter().zip(together) {
        let pairs = reference.vector.iter().zip(&vector);
        let cosine: f64 = pairs.map(|(a, &b)| a * f64::from(b)).sum();
        eprintln!("{cosine:.6} {:.40}", reference.text);
        assert_eq!(vector.len(), reference.vector.len());
        assert!(cosine >= LEAST_COSINE, "{cosine} for {:?}", reference.text);
        assert!(encoder.encode(&[&reference.text]) == [vector], "alone");
    }
}

#[test]
fn vectors_of_the_tiny_model_are_those_of_the_reference() {
    let encoder = Encoder::load(&tests().join("tiny")).unwrap();
    assert_eq!(encoder.config().pooling, Pooling::Cls);
    assert_eq!(encoder.config().hidden_size, 32);
    compare(&encoder, "tiny.json");
    assert!(encoder.encode(&[]).is_empty());
}

#[test]
fn vectors_of_the_shipped_model_are_those_of_the_original() {
    let folder = tests().join("../../../models/bge-small-en-v1.5");
    let encoder = Encoder::load(&folder).unwrap();
    assert_eq!(encoder.config().pooling, Pooling::Cls);
    assert_eq!(encoder.config().num_hidden_layers, 12);
    compare(&encoder, "bge-small-en-v1.5.json");
}

/// The tiny model in a folder of its own.
fn tiny() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("1_Pooling")).unwrap();
    for file in FILES {
        fs::copy(tests().join("tiny").join(file), folder.path().join(file)).unwrap();
    }
    folder
}

/// Loads the model and, where that succeeds, encodes with it; returns the error.
fn load(folder: &Path) -> Option<String> {
    match Encoder::load(folder) {
        Ok(encoder) => {
            assert_eq!(encoder.encode(&["Ask a question?", ""]).len(), 2);
            None
        }
        Err(error) => Some(error.to_string()),
    }
}

/// Places in a file of some bytes: all of a JSON file; of the weights every fifth of the header, then fewer.
fn places(bytes: usize) -> impl Iterator<Item = usize> {
    let step = if bytes > 3_000 { 5 } else { 1 };
    let header = (0..bytes.min(3_000)).step_by(step);
    header.chain((3_000..bytes).step_by(997))
}

#[test]
fn a_file_that_is_cut_off_is_named() {
    let folder = tiny();
    for file in FILES {
        let path = folder.path().join(file);
        let whole = fs::read(&path).unwrap();
        // A JSON file lacks nothing without its line break.
        let content = whole.len() - usize::from(whole.ends_with(b"\n"));
        for length in places(content) {
            fs::write(&path, &whole[..length]).unwrap();
            let error = load(folder.path()).unwrap_or_else(|| panic!("{file} with {length} bytes"));
            assert!(error.starts_with(file), "{error}");
        }
        fs::write(&path, whole).unwrap();
    }
    assert_eq!(load(folder.path()), None);
}

#[test]
fn corrupted_files_never_panic() {
    let folder = tiny();
    for file in FILES {
        let path = folder.path().join(file);
        let whole = fs::read(&path).unwrap();
        for at in places(whole.len()) {
            let mut changed = whole.clone();
            for byte in [changed[at] ^ 1, b'9', 0xFF] {
                changed[at] = byte;
                fs::write(&path, &changed).unwrap();
                if let Some(error) = load(folder.path()) {
                    assert!(FILES.iter().any(|file| error.starts_with(file)), "{error}");
                }
            }
        }
        fs::write(&path, whole).unwrap();
    }
}

#[test]
fn an_unsupported_configuration_is_refused_with_its_reason() {
    let folder = tiny();
    for (file, from, to, reason) in [
        (
            "config.json",
            "\"gelu\"",
            "\"relu\"",
            "`hidden_act` is relu, but only gelu is supported",
        ),
        (
            "config.json",
            "\"bert\"",
            "\"mpnet\"",
            "`model_type` is mpnet, but only bert is supported",
        ),
        (
            "config.json",
            "\"num_attention_heads\": 2",
            "\"num_attention_heads\": 0",
            "`num_attention_heads` is 0, but hidden_size / num_attention_heads must be one of [16, 32, 64]",
        ),
        (
            "config.json",
            "\"hidden_size\": 32",
            "\"hidden_size\": 40",
            "`hidden_size` is 40, but multiples of 16 up to 2048 are supported",
        ),
        (
            "1_Pooling/config.json",
            "\"pooling_mode_mean_tokens\": false",
            "\"pooling_mode_mean_tokens\": true",
            "either the mean or the CLS token alone is supported",
        ),
        (
            "sentence_bert_config.json",
            "16",
            "1",
            "`max_seq_length` is 1, but at least 2 tokens are needed",
        ),
        (
            "tokenizer.json",
            "\"WordPiece\"",
            "\"BPE\"",
            "`model.type` is `BPE`, but only `WordPiece` and `Unigram` are supported",
        ),
        (
            "tokenizer.json",
            "\"[UNK]\": 1",
            "\"[unk]\": 1",
            "the vocabulary has no [UNK]",
        ),
        (
            "tokenizer.json",
            "\"quest\": 14",
            "\"quest\": 15",
            "the vocabulary has the id 15, but the model has 15 word embeddings",
        ),
    ] {
        let path = folder.path().join(file);
        let whole = fs::read_to_string(&path).unwrap();
        let changed = whole.replacen(from, to, 1);
        assert_ne!(whole, changed, "{from}");
        fs::write(&path, changed).unwrap();
        let error = load(folder.path()).unwrap();
        let named = error.starts_with(&format!("{file}: "));
        assert!(named && error.contains(reason), "{error}");
        fs::write(&path, whole).unwrap();
    }
}

#[test]
fn weights_that_do_not_fit_the_configuration_are_named() {
    let folder = tiny();
    let path = folder.path().join("config.json");
    let whole = fs::read_to_string(&path).unwrap();
    for (from, to, reason) in [
        (
            "\"num_hidden_layers\": 2",
            "\"num_hidden_layers\": 1",
            "has more than 1 encoder layers, which is what the configuration says",
        ),
        (
            "\"num_hidden_layers\": 2",
            "\"num_hidden_layers\": 3",
            "has no tensor `encoder.layer.2.attention.self.query.weight`",
        ),
        (
            "\"intermediate_size\": 48",
            "\"intermediate_size\": 64",
            "tensor `encoder.layer.0.intermediate.dense.weight` is F32 [48, 32], but F32 [64, 32] is needed",
        ),
    ] {
        fs::write(&path, whole.replacen(from, to, 1)).unwrap();
        let error = load(folder.path()).unwrap();
        assert_eq!(error, format!("model.safetensors: {reason}"));
    }
}

#[test]
fn a_fingerprint_changes_with_weights_vocabulary_and_pooling() {
    let folder = tiny();
    let fingerprint = || Encoder::load(folder.path()).unwrap().fingerprint();
    let first = fingerprint();
    assert_eq!(fingerprint(), first);
    fs::remove_file(folder.path().join("1_Pooling/config.json")).unwrap();
    let mean = fingerprint();
    assert_ne!(mean, first);
    let path = folder.path().join("tokenizer.json");
    let json = fs::read_to_string(&path).unwrap();
    fs::write(&path, json.replace("##uest", "##rest")).unwrap();
    let vocabulary = fingerprint();
    assert_ne!(vocabulary, mean);
    let path = folder.path().join("model.safetensors");
    let mut weights = fs::read(&path).unwrap();
    *weights.last_mut().unwrap() ^= 1;
    fs::write(&path, weights).unwrap();
    assert_ne!(fingerprint(), vocabulary);
}
