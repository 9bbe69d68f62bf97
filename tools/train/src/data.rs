//! The questions with their candidates, by kind.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use guidepost::testing::eval::{Bank, labelled_questions};
use guidepost::testing::knowledge::{self, Address, Library};
use guidepost::testing::search::training::{Evidence, Example};
use guidepost::testing::search::{Search, SearchResources};

use crate::Args;

/// Name of the group of golden questions.
pub(crate) const GOLDEN: &str = "golden";
/// Languages in which each question of a translated file is written, one after the other.
const LANGUAGES: usize = 6;

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
    /// Number of neighbouring questions that are one in several languages, and never apart in a part that is left out.
    pub translations: usize,
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
pub(crate) fn load(args: &Args, evidence: Evidence) -> anyhow::Result<Vec<Group>> {
    let model = args.model.as_deref();
    let model = model.filter(|_| evidence == Evidence::Embeddings);
    let multilingual = args.multilingual.as_deref();
    let multilingual = multilingual.filter(|_| evidence == Evidence::Multilingual);
    let resources = SearchResources::load(None, model)?.with_multilingual(multilingual)?;
    let resources = Arc::new(resources);
    let library = Arc::new(knowledge::load(&args.knowledge)?);
    let search = Search::build(library.clone(), resources.clone())?;
    let mut groups = vec![golden(&library, &search, evidence)];
    for (file, fitted) in args
        .questions
        .iter()
        .map(|file| (file, true))
        .chain(args.unseen.iter().map(|file| (file, false)))
    {
        groups.push(labelled(file, fitted, &search, evidence)?);
    }
    if evidence == Evidence::Multilingual {
        for file in &args.translated {
            groups.push(Group {
                translations: LANGUAGES,
                ..labelled(file, true, &search, evidence)?
            });
        }
        return Ok(groups);
    }
    for folder in &args.banks {
        groups.push(bank(folder, resources.clone(), evidence)?);
    }
    Ok(groups)
}

fn question(
    search: &Search,
    text: &str,
    scope: Option<&str>,
    evidence: Evidence,
    right: impl Fn(&Address) -> bool,
) -> Question {
    let example = search.example(text, scope, evidence);
    let right = example.candidates.iter().map(|(address, _)| right(address));
    Question {
        text: text.to_owned(),
        right: right.collect(),
        example,
    }
}

fn golden(library: &Library, search: &Search, evidence: Evidence) -> Group {
    let mut questions = Vec::new();
    for entry in library.entries() {
        for passage in &entry.passages {
            let wanted = entry.address(passage);
            for text in &passage.golden {
                questions.push(question(search, text, None, evidence, |one| *one == wanted));
            }
        }
    }
    Group {
        name: GOLDEN.to_owned(),
        questions,
        people: false,
        fitted: true,
        translations: 1,
    }
}

fn labelled(
    file: &Path,
    fitted: bool,
    search: &Search,
    evidence: Evidence,
) -> anyhow::Result<Group> {
    let text = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let labelled = labelled_questions(&text).map_err(anyhow::Error::msg)?;
    let questions = labelled.iter().map(|labelled| {
        question(search, &labelled.text, None, evidence, |address| {
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
        translations: 1,
    })
}

fn bank(
    folder: &Path,
    resources: Arc<SearchResources>,
    evidence: Evidence,
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
            evidence,
            |address| relevant.contains(address),
        )
    });
    Ok(Group {
        name: bank.name.clone(),
        questions: questions.collect(),
        people: false,
        fitted: true,
        translations: 1,
    })
}
