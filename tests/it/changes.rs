//! `guidepost check --save` and `--against`: the effect of a change of the knowledge on its golden questions.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::fixtures::{entry, folder, project};

/// A topic with one question and a comment below it.
fn topic(title: &str, question: &str, comment: &str) -> String {
    let body = format!("About {title}.\n\n## Questions\n\n### {question}\n{comment}\n\nAn answer.");
    entry(title, "faq", "", &body)
}

fn knowledge() -> TempDir {
    folder(&[
        (
            "faq/papers.md",
            &topic(
                "Papers",
                "How do I write a CV?",
                "<!-- asks: \"cv writing for beginners\" -->",
            ),
        ),
        (
            "faq/letters.md",
            &topic(
                "Letters",
                "Where do I send letters?",
                "<!-- asks: \"send a letter\" -->",
            ),
        ),
    ])
}

/// Adds a passage that is nearer to a golden question than the expected one.
fn add(folder: &Path) {
    let nearer = topic("Writing", "Is CV writing for beginners hard?", "");
    fs::write(folder.join("faq/writing.md"), nearer).unwrap();
}

fn check(arguments: &[&str], knowledge: &Path, path: Option<&str>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guidepost"));
    command
        .current_dir(project(""))
        .env_clear()
        .env("GUIDEPOST_KNOWLEDGE_PATH", knowledge)
        .env("GUIDEPOST_SEARCH_MODEL", "off")
        .env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_1", "0")
        .env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_3", "0")
        .arg("check")
        .args(arguments);
    if let Some(path) = path {
        command.env("PATH", path);
    }
    command.output().unwrap()
}

/// The lines on golden questions.
fn golden(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text
        .lines()
        .skip_while(|line| !line.contains("would be answered"));
    lines.skip(1).map(str::to_owned).collect()
}

const CHANGED: [&str; 2] = [
    "worse: “cv writing for beginners” wants papers#how-do-i-write-a-cv: was papers#how-do-i-write-a-cv (sure), is \
     writing#is-cv-writing-for-beginners-hard (sure)",
    "of 2 golden questions 1 changed hands: 0 better, 1 worse, 0 other; of those answered rightly as before, 0 are \
     surer and 0 less sure; 0 are new, 0 are gone",
];

#[test]
fn a_saved_baseline_shows_which_golden_questions_an_addition_took_over() {
    let folder = knowledge();
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("baseline.jsonl");
    let file = file.to_str().unwrap();
    assert_eq!(
        check(&["--save", file], folder.path(), None).status.code(),
        Some(0)
    );
    let saved = fs::read_to_string(file).unwrap();
    assert_eq!(saved.lines().count(), 2);
    let first: serde_json::Value = serde_json::from_str(saved.lines().nth(1).unwrap()).unwrap();
    assert_eq!(first["question"], "cv writing for beginners");
    assert_eq!(first["wanted"], "papers#how-do-i-write-a-cv");
    assert_eq!(first["won"], "papers#how-do-i-write-a-cv");

    add(folder.path());
    let output = check(&["--against", file], folder.path(), None);
    assert_eq!(golden(&output), CHANGED);
    let output = check(
        &["--against", file, "--format", "json"],
        folder.path(),
        None,
    );
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["changes"]["worse"], 1);
    assert_eq!(json["changes"]["compared"], 2);
    assert_eq!(
        json["changes"]["questions"][0]["is"],
        "writing#is-cv-writing-for-beginners-hard"
    );

    fs::write(file, "{}\n").unwrap();
    let output = check(&["--against", file], folder.path(), None);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("is no file that `guidepost check --save` wrote: line 1: "),
        "{said}"
    );
}

#[test]
fn a_git_revision_is_compared_with_as_a_baseline_is() {
    let repository = knowledge();
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .arg("-C")
            .arg(repository.path())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(arguments)
            .output();
        output.is_ok_and(|output| output.status.success())
    };
    if !git(&["init", "--quiet"]) {
        eprintln!("skipped: git cannot be run here");
        return;
    }
    let knowledge = repository.path().join("faq");
    let path = std::env::var("PATH").ok();
    let path = path.as_deref();
    let said = |name: &str, path: Option<&str>| {
        let output = check(&["--against", name], &knowledge, path);
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(git(&["add", "."]) && git(&["commit", "--quiet", "--message", "x"]));
    add(repository.path());
    let output = check(&["--against", "HEAD"], &knowledge, path);
    assert_eq!(golden(&output), CHANGED, "{output:?}");
    // Neither the folder nor its index is touched.
    assert!(knowledge.join("writing.md").is_file() && git(&["diff", "--quiet", "--cached"]));

    let unknown = said("no-such-branch", path);
    assert!(
        unknown.contains("`no-such-branch` is neither a file that `guidepost check --save` wrote nor a git revision"),
        "{unknown}"
    );
    let without_git = said("HEAD", Some("/nowhere"));
    assert!(
        without_git.contains("needs the program `git`, which was not found"),
        "{without_git}"
    );
    fs::remove_dir_all(repository.path().join(".git")).unwrap();
    let outside = said("HEAD", path);
    assert!(
        outside.contains("is in no git repository that can be read"),
        "{outside}"
    );
}
