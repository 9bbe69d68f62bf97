//! Weights of 8 bits: a packed file gives the vectors of the floats that it stands for, and one whose scales do not
//! fit is refused with the reason. The files are made from the tiny model's.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first failure"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minilm::Encoder;
use serde_json::{Map, Value, json};
use tempfile::TempDir;

/// A matrix of the tiny model: 15 rows of 32 values.
const WORDS: &str = "embeddings.word_embeddings.weight";

/// Number type, shape and bytes of a tensor.
type Tensor = (String, Vec<usize>, Vec<u8>);
type Tensors = BTreeMap<String, Tensor>;

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tiny")
}

fn read(path: &Path) -> Tensors {
    let file = fs::read(path).unwrap();
    let (length, rest) = file.split_first_chunk().unwrap();
    let (header, values) = rest.split_at(usize::try_from(u64::from_le_bytes(*length)).unwrap());
    let header: Map<String, Value> = serde_json::from_slice(header).unwrap();
    let entries = header
        .into_iter()
        .filter(|(name, _)| name != "__metadata__");
    let numbers = |value: &Value| -> Vec<usize> { serde_json::from_value(value.clone()).unwrap() };
    let tensor = |entry: &Value| {
        let offsets = numbers(&entry["data_offsets"]);
        let bytes = values[offsets[0]..offsets[1]].to_vec();
        let dtype = entry["dtype"].as_str().unwrap().to_owned();
        (dtype, numbers(&entry["shape"]), bytes)
    };
    entries
        .map(|(name, entry)| (name, tensor(&entry)))
        .collect()
}

fn write(path: &Path, tensors: &Tensors) {
    let mut header = Map::new();
    let mut values: Vec<u8> = Vec::new();
    for (name, (dtype, shape, bytes)) in tensors {
        let from = values.len();
        values.extend(bytes);
        let offsets = [from, values.len()];
        let entry = json!({"dtype": dtype, "shape": shape, "data_offsets": offsets});
        header.insert(name.clone(), entry);
    }
    let header = serde_json::to_vec(&header).unwrap();
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend(header);
    file.extend(values);
    fs::write(path, file).unwrap();
}

fn bytes(values: impl IntoIterator<Item = f32>) -> Vec<u8> {
    values.into_iter().flat_map(f32::to_le_bytes).collect()
}

/// Packs the matrices; returns the packed tensors and the floats that they stand for.
fn packed(tensors: &Tensors) -> (Tensors, Tensors) {
    let (mut packed, mut floats) = (tensors.clone(), tensors.clone());
    for (name, (_, shape, values)) in tensors {
        let &[_, width] = shape.as_slice() else {
            continue;
        };
        let values = values
            .as_chunks()
            .0
            .iter()
            .map(|one| f32::from_le_bytes(*one));
        let values: Vec<f32> = values.collect();
        let (mut integers, mut scales, mut stood_for) = (Vec::new(), Vec::new(), Vec::new());
        for row in values.chunks(width) {
            let largest = row
                .iter()
                .fold(0.0_f32, |largest, value| largest.max(value.abs()));
            let scale = largest / 127.0;
            #[allow(clippy::cast_possible_truncation, reason = "from -127 to 127")]
            let row = row.iter().map(|value| (value / scale).round() as i8);
            for value in row {
                integers.push(value.cast_unsigned());
                stood_for.push(f32::from(value) * scale);
            }
            scales.push(scale);
        }
        let rows = scales.len();
        packed.insert(name.clone(), ("I8".to_owned(), shape.clone(), integers));
        packed.insert(
            format!("{name}.scale"),
            ("F32".to_owned(), vec![rows], bytes(scales)),
        );
        floats.insert(
            name.clone(),
            ("F32".to_owned(), shape.clone(), bytes(stood_for)),
        );
    }
    (packed, floats)
}

/// The tiny model with other weights.
fn with(tensors: &Tensors) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("1_Pooling")).unwrap();
    for file in [
        "config.json",
        "tokenizer.json",
        "sentence_bert_config.json",
        "1_Pooling/config.json",
    ] {
        fs::copy(tiny().join(file), folder.path().join(file)).unwrap();
    }
    write(&folder.path().join("model.safetensors"), tensors);
    folder
}

fn error(tensors: &Tensors) -> String {
    let folder = with(tensors);
    let loaded = Encoder::load(folder.path()).map(|_| "it is loaded".to_owned());
    loaded.unwrap_or_else(|error| error.to_string())
}

#[test]
fn packed_weights_give_the_vectors_of_the_floats_that_they_stand_for() {
    let (packed, floats) = packed(&read(&tiny().join("model.safetensors")));
    assert_eq!(packed[WORDS].0, "I8");
    let texts = ["Ask a Question", "ask?", ""];
    let vectors = |tensors| Encoder::load(with(tensors).path()).unwrap().encode(&texts);
    let from_packed = vectors(&packed);
    assert_eq!(from_packed, vectors(&floats));
    let original = Encoder::load(&tiny()).unwrap().encode(&texts);
    for (one, other) in from_packed.iter().zip(&original) {
        let cosine: f32 = one.iter().zip(other).map(|(a, b)| a * b).sum();
        assert!(cosine > 0.999, "{cosine}");
    }
}

#[test]
fn scales_that_are_missing_too_few_or_not_finite_are_named() {
    let (whole, _) = packed(&read(&tiny().join("model.safetensors")));
    let scale = format!("{WORDS}.scale");
    let mut without = whole.clone();
    without.remove(&scale);
    assert_eq!(
        error(&without),
        "model.safetensors: has no tensor `embeddings.word_embeddings.weight.scale`"
    );
    let changed = |shape: usize, values: Vec<f32>| {
        let mut changed = whole.clone();
        let tensor = ("F32".to_owned(), vec![shape], bytes(values));
        changed.insert(scale.clone(), tensor);
        error(&changed)
    };
    assert_eq!(
        changed(14, vec![1.0; 14]),
        "model.safetensors: tensor `embeddings.word_embeddings.weight.scale` is F32 [14], \
         but F32 [15] is needed"
    );
    assert_eq!(
        changed(15, vec![1.0; 14]),
        "model.safetensors: tensor `embeddings.word_embeddings.weight.scale` does not lie within the file"
    );
    assert_eq!(
        changed(15, vec![f32::NAN; 15]),
        "model.safetensors: tensor `embeddings.word_embeddings.weight.scale` holds a value that is not finite"
    );
    let mut short = whole.clone();
    if let Some((_, _, integers)) = short.get_mut(WORDS) {
        integers.pop();
    }
    assert_eq!(
        error(&short),
        "model.safetensors: tensor `embeddings.word_embeddings.weight` does not lie within the file"
    );
}
