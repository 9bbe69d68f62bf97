//! The questions with their candidates, by kind.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use guidepost::testing::eval::{Bank, labelled_questions};
use guidepost::testing::knowledge::{self, Address, Library};
use guidepost::testing::search::training::Example;
use guidepost::testing::search::{Search, SearchResources};

/// Questions of one kind.
pub(crate) struct Group {
    /// Its name.
    pub name: String,
    /// The questions.
    pub questions: Vec<Question>,
    /// True if the labels are those of people's questions, by which the bands are chosen.
    pub people: bool,
    /// True if the weights are fitted on it; else it is only evaluated.
    pub fitted: bool,
}

/// A question with its candidates.
pub(crate) struct Question {
    /// Its text.
    pub text: String,
    /// The candidates with their features.
    pub example: Example,
    /// True if each candidate answers.
    pub right: Vec<bool>,
}

/// Loads all kinds of questions.
///
/// # Errors
/// A file is missing or malformed.
pub(crate) fn load(
    banks: &[PathBuf],
    files: &[PathBuf],
    unseen: &[PathBuf],
    folder: &Path,
    model: &Path,
    with_embeddings: bool,
) -> anyhow::Result<Vec<Group>> {
    let model = with_embeddings.then_some(model);
    let resources = Arc::new(SearchResources::load(None, model)?);
    let library = Arc::new(knowledge::load(folder)?);
    let search = Search::build(library.clone(), resources.clone())?;
    let mut groups = vec![golden(&library, &search, with_embeddings)];
    for (file, fitted) in files
        .iter()
        .map(|file| (file, true))
        .chain(unseen.iter().map(|file| (file, false)))
    {
        groups.push(labelled(file, fitted, &search, with_embeddings)?);
    }
    for folder in banks {
        groups.push(bank(folder, resources.clone(), with_embeddings)?);
    }
    Ok(groups)
}

fn question(
    search: &Search,
    text: &str,
    scope: Option<&str>,
    with_embeddings: bool,
    right: impl Fn(&Address) -> bool,
) -> Question {
    let example = search.example(text, scope, with_embeddings);
    let right = example.candidates.iter().map(|(address, _)| right(address));
    Question {
        text: text.to_owned(),
        right: right.collect(),
        example,
    }
}

fn golden(library: &Library, search: &Search, with_embeddings: bool) -> Group {
    let mut questions = Vec::new();
    for entry in library.entries() {
        for passage in &entry.passages {
            let wanted = entry.address(passage);
            for text in &passage.golden {
                questions.push(question(search, text, None, with_embeddings, |one| {
                    *one == wanted
                }));
            }
        }
    }
    Group {
        name: "golden".to_owned(),
        questions,
        people: false,
        fitted: true,
    }
}

fn labelled(
    file: &Path,
    fitted: bool,
    search: &Search,
    with_embeddings: bool,
) -> anyhow::Result<Group> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let labelled = labelled_questions(&text).map_err(anyhow::Error::msg)?;
    let questions = labelled.iter().map(|labelled| {
        question(search, &labelled.text, None, with_embeddings, |address| {
            labelled.answered_by(address)
        })
    });
    Ok(Group {
        name: file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        questions: questions.collect(),
        people: true,
        fitted,
    })
}

fn bank(
    folder: &Path,
    resources: Arc<SearchResources>,
    with_embeddings: bool,
) -> anyhow::Result<Group> {
    let bank = Bank::load(folder, false)?;
    let search = Search::build(bank.library.clone(), resources)?;
    let questions = bank.queries.iter().map(|query| {
        let relevant: HashSet<Address> = bank
            .library
            .entries()
            .iter()
            .filter(|entry| {
                bank.number(&entry.id)
                    .is_some_and(|n| query.relevant.contains_key(&n))
            })
            .flat_map(|entry| entry.passages.iter().map(|one| entry.address(one)))
            .collect();
        question(
            &search,
            &query.text,
            query.filter.as_deref(),
            with_embeddings,
            |address| relevant.contains(address),
        )
    });
    Ok(Group {
        name: bank.name.clone(),
        questions: questions.collect(),
        people: false,
        fitted: true,
    })
}
