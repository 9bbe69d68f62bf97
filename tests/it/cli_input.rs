//! Input and output of the program that are not as expected: bytes that are no text, a reader that stops, paths and
//! settings that name nothing.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Output, Stdio};

use crate::cli::guidepost;
use crate::fixtures::{entry, folder};

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn run(arguments: &[&str]) -> Output {
    guidepost().args(arguments).output().unwrap()
}

#[test]
fn a_line_that_is_not_utf_8_is_said_to_be_and_the_prompt_goes_on() {
    let mut child = guidepost()
        .arg("chat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // In Latin-1.
    let lines = b"was verdient ein Gesch\xe4ftsf\xfchrer\n/what-is sql\nexit\n";
    child.stdin.take().unwrap().write_all(lines).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = text(&output.stdout);
    let complaint = said.find("That line is not UTF-8 text");
    let answer = said.find("[sql, reviewed");
    assert!(complaint.is_some() && complaint < answer, "{said}");
}

#[test]
fn a_reader_that_stops_ends_the_prompt_without_an_error() {
    let mut child = guidepost()
        .arg("chat")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // As `head -1` does.
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    reader.read_line(&mut first).unwrap();
    drop(reader);
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"/what-is sql\n/what-is api\n").unwrap();
    drop(stdin);
    let mut said = String::new();
    let mut stderr = child.stderr.take().unwrap();
    stderr.read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{said}");
    assert_eq!(said, "");
}

#[test]
fn a_path_to_check_that_does_not_exist_is_named() {
    for path in ["knowledge/roles/no-such-role.md", "no-such-folder"] {
        let output = run(&["check", path]);
        assert_eq!(output.status.code(), Some(2));
        let sentence = format!("guidepost: there is no file or folder at {path}\n");
        assert_eq!(text(&output.stderr), sentence);
    }
}

#[test]
fn the_code_of_a_language_may_be_in_capitals_and_an_unknown_one_ends_every_command() {
    let settings = folder(&[
        ("capitals.toml", "[languages]\nshipped = \"DE\"\n"),
        ("unknown.toml", "[languages]\nshipped = \"german\"\n"),
    ]);
    let with = |file: &str, arguments: &[&str]| {
        let file = settings.path().join(file);
        let mut command = guidepost();
        command.arg("--config").arg(file).args(arguments);
        command.output().unwrap()
    };
    let output = with("capitals.toml", &["ask", "what is sql"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    for command in ["ask x", "check", "commands discord", "model status"] {
        let arguments: Vec<&str> = command.split(' ').collect();
        let output = with("unknown.toml", &arguments);
        assert_eq!(output.status.code(), Some(2), "{command}");
        let said = text(&output.stderr);
        let sentence = "guidepost: [languages]: `german`, the language of tests/knowledge, is none that search can read";
        assert!(said.starts_with(sentence), "{command}: {said}");
    }
}

#[test]
fn an_entry_that_is_still_a_template_is_not_answered() {
    let knowledge = folder(&[(
        "terms/anvil.md",
        &entry("Anvil", "term", "", "It is struck."),
    )]);
    let path = knowledge.path().to_str().unwrap();
    let output = run(&["new", "term", "Knot", "--path", path]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let ask = |question: &str| {
        let mut command = guidepost();
        command.env("GUIDEPOST_KNOWLEDGE_PATH", path);
        text(&command.args(["ask", question]).output().unwrap().stdout)
    };
    assert!(ask("what is an anvil").contains("It is struck."));
    let said = ask("what is a knot");
    assert!(!said.contains("[knot"), "{said}");
}

#[test]
#[cfg(feature = "meaning")]
fn a_model_for_english_in_the_place_of_the_multilingual_one_is_warned_of() {
    let english = "models/bge-small-en-v1.5";
    let status = |variable: &str| {
        let mut command = guidepost();
        command.env(variable, english).args(["model", "status"]);
        text(&command.output().unwrap().stderr)
    };
    let warning = format!("search.multilingual names {english}, whose vocabulary (WordPiece)");
    let said = status("GUIDEPOST_SEARCH_MULTILINGUAL");
    assert!(said.contains(&warning), "{said}");
    assert!(!status("GUIDEPOST_SEARCH_MODEL").contains("WordPiece"));
}

#[test]
fn each_line_of_standard_input_is_a_question_with_one_line_of_json() {
    let mut child = guidepost()
        .arg("ask")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let long = "x".repeat(100_000);
    let lines = format!("what is sql\n\n  /what-is api \n{long}\nwhat is sql");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    // Not UTF-8.
    stdin.write_all(b"\xe4\n").unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = text(&output.stdout);
    let answers: Vec<serde_json::Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let shown: Vec<_> = answers
        .iter()
        .map(|answer| {
            (
                answer["question"].as_str().unwrap(),
                answer["entry"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        shown[..2],
        [("what is sql", Some("sql")), ("/what-is api", Some("api"))]
    );
    assert_eq!(shown.len(), 4, "{said}");
    assert_eq!(shown[2].0.len(), 16 * 1024);
    assert_eq!(shown[3].0, "what is sql\u{fffd}");
}

#[test]
fn questions_are_no_longer_answered_once_the_reader_has_gone() {
    let mut child = guidepost()
        .arg("ask")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"what is sql\n").unwrap();
    reader.read_line(&mut first).unwrap();
    assert!(first.contains("sql"), "{first}");
    drop(reader);
    // The input stays open: only the closed output ends the program.
    stdin.write_all(b"what is sql\n").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
