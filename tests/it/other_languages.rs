//! Questions in other languages: answered by a second embedding model, with a note in the asker's language, at each
//! door. The shipped model stands in for multilingual-e5-small where its vectors do not matter.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{Ask, Reply};
use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::knowledge::{Library, load};
use guidepost::testing::search::{Search, SearchResources};
use guidepost::testing::{console, discord, slack};
use serde_json::Value;
use tempfile::TempDir;

use crate::fixtures::{entry, folder, respond};
use crate::model::model;

const QUESTION: &str = "Wie wird man eigentlich ein guter Anwalt?";
const NOTE: &str = "Was folgt, ist auf Englisch, so wie es jemand geschrieben hat.";

/// Entries about law, of which one has a German wording, and about tea.
fn knowledge(answer: &str) -> TempDir {
    let questions = format!(
        "Lawyers defend people.\n\n## Questions\n\n### How do I become a lawyer?\n\
         <!-- also: \"Wie wird man Anwalt?\" -->\n\n{answer}\n"
    );
    folder(&[
        ("guides/law.md", &entry("Law", "guide", "", &questions)),
        (
            "terms/kettle.md",
            &entry("Kettle", "term", "", "A vessel in which water is boiled."),
        ),
        (
            "terms/cv.md",
            &entry("CV", "term", "", "A document that lists your work."),
        ),
    ])
}

fn library(knowledge: &TempDir) -> Arc<Library> {
    Arc::new(load(knowledge.path()).unwrap())
}

/// An assistant with no model for English and with this one for other languages.
fn assistant(knowledge: &TempDir, multilingual: &Path) -> Assistant {
    let environment = Environment::from([
        ("GUIDEPOST_SEARCH_MODEL", "off"),
        (
            "GUIDEPOST_SEARCH_MULTILINGUAL",
            multilingual.to_str().unwrap(),
        ),
    ]);
    let settings = Settings::read(None, &environment).unwrap();
    let libraries = PerCommunity::shared(library(knowledge));
    Assistant::with_search_settings(&libraries, &settings.answers, &settings.search).unwrap()
}

fn ask(assistant: &Assistant, question: &str) -> Reply {
    respond(
        assistant,
        &console::request(Ask::Question(question.to_owned())),
    )
}

/// All texts of a payload.
fn texts(payload: &Value) -> String {
    match payload {
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) => items.iter().map(texts).collect(),
        Value::Object(fields) => fields.values().map(texts).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

#[test]
fn an_answer_in_english_says_so_in_the_language_of_the_question_at_every_door() {
    let model = model();
    let knowledge = knowledge("Study law for five years, then pass the bar.");
    let assistant = assistant(&knowledge, model.path());
    let reply = || ask(&assistant, QUESTION);
    for said in [
        texts(&discord::preview(reply())),
        texts(&slack::preview(reply())),
        console::render(reply()),
    ] {
        assert!(said.contains(NOTE), "{said}");
        assert!(said.contains("lawyer"), "{said}");
    }
    let english = console::render(ask(&assistant, "how do I become a lawyer"));
    assert!(
        english.contains("Study law") && !english.contains(NOTE),
        "{english}"
    );
}

#[test]
fn a_passage_in_the_language_of_the_question_has_no_note() {
    let model = model();
    let knowledge = knowledge("Man muss dafür Jura studieren und dann die Prüfungen bestehen.");
    let assistant = assistant(&knowledge, model.path());
    let reply = ask(&assistant, "Wie wird man Anwalt?");
    let said = console::render(reply);
    assert!(said.contains("Jura") && !said.contains(NOTE), "{said}");
}

#[test]
fn without_the_model_a_question_in_another_language_is_answered_as_before() {
    let knowledge = knowledge("Study law for five years, then pass the bar.");
    let assistant = assistant(&knowledge, Path::new("off"));
    assert!(!assistant.lacks_embeddings());
    let said = console::render(ask(&assistant, QUESTION));
    assert!(!said.contains(NOTE), "{said}");
    // Its own wording needs no model.
    let said = console::render(ask(&assistant, "Wie wird man Anwalt?"));
    assert!(said.contains("Study law"), "{said}");
}

#[test]
fn an_english_question_is_answered_the_same_with_and_without_the_model() {
    let model = model();
    let library = library(&knowledge("Study law for five years, then pass the bar."));
    let search = |multilingual: Option<&Path>| {
        let resources = SearchResources::load(None, None).unwrap();
        let resources = resources.with_multilingual(multilingual).unwrap();
        Search::build(library.clone(), Arc::new(resources)).unwrap()
    };
    let (with, without) = (search(Some(model.path())), search(None));
    let asked = |search: &Search, question: &str| {
        let asked = search.ask(question, None, 10);
        format!("{:?} {:?}", asked.result, asked.passages)
    };
    for question in [
        "how do I become a lawyer",
        "what is a kettle",
        "who defends people in court",
        "cv",
        "résumé or CV?",
    ] {
        assert_eq!(asked(&with, question), asked(&without, question));
    }
    assert_eq!(with.foreign_language(QUESTION), Some("de"));
    assert_ne!(asked(&with, QUESTION), asked(&without, QUESTION));
}

#[test]
fn the_vectors_of_the_second_model_are_computed_in_the_background_and_without_bodies() {
    let model = model();
    let knowledge = knowledge("Study law for five years, then pass the bar.");
    for at in 0..50 {
        let text = entry(&format!("Spoon {at}"), "term", "", "Stirs tea.");
        fs::write(knowledge.path().join(format!("terms/spoon-{at}.md")), text).unwrap();
    }
    let assistant = assistant(&knowledge, model.path());
    assert!(assistant.lacks_embeddings());
    let before = console::render(ask(&assistant, QUESTION));
    assert!(!before.contains(NOTE), "{before}");
    assert!(assistant.compute_embeddings().unwrap());
    assert!(!assistant.lacks_embeddings());
    let after = console::render(ask(&assistant, QUESTION));
    assert!(after.contains(NOTE), "{after}");
    let kept = fs::metadata(model.path().join("guidepost-meanings.bin")).unwrap();
    // 53 titles, the question and its other wording, each with a hash and a scale; none of the bodies.
    let vectors = 55 * (16 + 4 + 384);
    assert_eq!(kept.len(), 8 + 32 + vectors + 32);
}
