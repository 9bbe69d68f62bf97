//! `guidepost import`: the result is checked beside the other collections, and answered from.

use std::fs;

use crate::cli::guidepost;
use crate::fixtures::folder;

fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = guidepost().args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

#[test]
fn a_table_is_imported_checked_and_imported_again() {
    let home = folder(&[(
        "faq.csv",
        "question,answer\nCan I bring my dog to the office?,On Fridays you can.\nWho feeds it?,\n",
    )]);
    let source = home.path().join("faq.csv").display().to_string();
    let into = home.path().join("club");
    let into_text = into.display().to_string();
    let (code, out, _) = run(&["import", &source, "--into", &into_text, "--dry-run"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("faq.csv:3: the row has no answer"), "{out}");
    assert!(
        out.contains("faq/faq.md: would be new") && !into.exists(),
        "{out}"
    );

    let (code, out, err) = run(&["import", &source, "--into", &into_text]);
    assert_eq!(code, Some(0), "{out}{err}");
    assert!(
        out.contains("1 new, 0 changed, 0 gone, 0 as before, 0 left to you; 1 parts not used"),
        "{out}"
    );
    let (code, out, err) = run(&["check", &into_text]);
    assert_eq!(code, Some(0), "{out}{err}");

    let file = into.join("faq/faq.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("On Fridays", "On Mondays")).unwrap();
    fs::write(
        home.path().join("faq.csv"),
        "question,answer\nCan I bring my dog to the office?,Never.\n",
    )
    .unwrap();
    let (code, out, _) = run(&["import", &source, "--into", &into_text]);
    assert_eq!(code, Some(0));
    assert!(out.contains("faq/faq.md: stays: you edited it"), "{out}");
    assert!(fs::read_to_string(&file).unwrap().contains("On Mondays"));
}

#[test]
fn names_of_other_collections_stay_theirs() {
    let home = folder(&[(
        "words.csv",
        "term,definition,synonyms\nSQL,SQL is ours.,structured query language\nZebra crossing,A zebra crossing is a path.,\n",
    )]);
    let source = home.path().join("words.csv").display().to_string();
    let into = home.path().join("club").display().to_string();
    let (code, out, err) = run(&["import", &source, "--into", &into]);
    assert_eq!(code, Some(0), "{out}{err}");
    let text = fs::read_to_string(home.path().join("club/terms/sql-words.md")).unwrap();
    assert!(text.contains("title = \"SQL (words)\""), "{text}");
}

#[test]
fn sources_that_cannot_be_used_are_refused_with_the_reason() {
    let home = folder(&[("x.bin", "x"), ("a.csv", "a,b,c\n1,2,3\n")]);
    let path = |name: &str| home.path().join(name).display().to_string();
    for (source, said) in [
        ("nowhere", "there is no file or folder at"),
        ("x.bin", "cannot be guessed; name it with --format"),
        (
            "a.csv",
            "the header has `a`, `b`, `c`; name them with --map",
        ),
    ] {
        let (code, _, err) = run(&["import", &path(source), "--into", &path("club")]);
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains(said), "{err}");
    }
}
