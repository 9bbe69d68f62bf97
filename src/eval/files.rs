//! Parsers of a bank's files: JSON Lines, and a TREC table of relevance judgements (qrels).

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, de};

/// The reason that a bank cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum BankError {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    Unreadable {
        /// Path of the file.
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// A line is malformed.
    #[error("{}:{line}: {problem}", path.display())]
    Form {
        /// Path of the file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// The reason.
        problem: String,
    },
}

/// A line of `corpus.jsonl`.
#[derive(Deserialize)]
pub(crate) struct BankDocument {
    #[serde(deserialize_with = "id")]
    pub id: String,
    #[serde(default)]
    pub question: Option<String>,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub answer: Option<String>,
    #[serde(default)]
    pub text: Option<String>,
    #[serde(default)]
    pub section: Option<String>,
    #[serde(default, deserialize_with = "perhaps")]
    pub filter: Option<String>,
}

/// A line of `queries.jsonl`.
#[derive(Deserialize)]
pub(crate) struct BankQuestion {
    #[serde(deserialize_with = "id")]
    pub id: String,
    pub text: String,
    #[serde(default, deserialize_with = "perhaps")]
    pub filter: Option<String>,
}

/// A line of `aliases.jsonl`.
#[derive(Deserialize)]
pub(crate) struct Aliases {
    #[serde(deserialize_with = "id")]
    pub id: String,
    pub aliases: Vec<String>,
}

/// Deserializes an id from a string or a number.
fn id<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    perhaps(source)?.ok_or_else(|| de::Error::custom("write a text"))
}

fn perhaps<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    match serde_json::Value::deserialize(source)? {
        serde_json::Value::Null => Ok(None),
        serde_json::Value::String(text) => Ok(Some(text)),
        serde_json::Value::Number(number) => Ok(Some(number.to_string())),
        _ => Err(de::Error::custom("write a text")),
    }
}

/// Relevant documents, as id and grade above 0, by query id.
pub(crate) type Judgements = HashMap<String, Vec<(String, f64)>>;

fn read(path: &Path) -> Result<String, BankError> {
    fs::read_to_string(path).map_err(|source| BankError::Unreadable {
        path: path.to_owned(),
        source,
    })
}

/// Parses a JSON Lines file; blank lines are skipped.
pub(crate) fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, BankError> {
    let text = read(path)?;
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line).map_err(|error| BankError::Form {
                path: path.to_owned(),
                line: number + 1,
                problem: error.to_string(),
            })
        })
        .collect()
}

/// Parses relevance judgements; grades of 0 or below are left out. Columns are separated by white space:
/// query, document, grade, or the four columns of TREC qrels, whose second is ignored. A header line is
/// skipped.
pub(crate) fn judged(path: &Path) -> Result<Judgements, BankError> {
    let mut judged = Judgements::new();
    for (number, line) in read(path)?.lines().enumerate() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let (query, document, grade) = match columns.as_slice() {
            [] => continue,
            [query, document, grade] | [query, _, document, grade] => (query, document, grade),
            _ => {
                return Err(BankError::Form {
                    path: path.to_owned(),
                    line: number + 1,
                    problem: "write a query, a document and a grade".to_owned(),
                });
            }
        };
        match grade.parse::<f64>() {
            Ok(grade) if grade > 0.0 => judged
                .entry((*query).to_owned())
                .or_default()
                .push(((*document).to_owned(), grade)),
            Ok(_) => {}
            Err(_) if number == 0 => {}
            Err(_) => {
                return Err(BankError::Form {
                    path: path.to_owned(),
                    line: number + 1,
                    problem: format!("the grade `{grade}` is no number"),
                });
            }
        }
    }
    Ok(judged)
}
