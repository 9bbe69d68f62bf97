//! `guidepost check` on passages that answer the same question.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::fixtures::{entry, folder, project};
use crate::model::model;

/// The lines that `check` prints, without hints and the summary.
fn check(arguments: &[&str], model: Option<&Path>, knowledge: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .current_dir(project(""))
        .env_clear()
        .env("GUIDEPOST_KNOWLEDGE_PATH", knowledge)
        .env("GUIDEPOST_SEARCH_MODEL", model.unwrap_or(Path::new("off")))
        .env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_1", "0")
        .env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_3", "0")
        .args(["check", "--warnings"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.stderr.is_empty() || model.is_some(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter(|line| line.contains('['));
    lines.map(str::to_owned).collect()
}

/// A topic with one question.
fn topic(title: &str, question: &str, also: &str, answer: &str) -> String {
    let body = format!(
        "About {title}.\n\n## Questions\n\n### {question}\n<!-- also: \"{also}\" -->\n\n{answer}"
    );
    entry(title, "faq", "", &body)
}

/// Two topics with the same question in other words.
fn cv_twice() -> [String; 2] {
    [
        topic(
            "Papers",
            "How do I write a CV?",
            "cv layout",
            "Begin with work.",
        ),
        topic(
            "Forms",
            "How should I write my resume?",
            "resume fonts",
            "Be short.",
        ),
    ]
}

#[test]
fn passages_that_answer_the_same_question_are_named_with_both_addresses() {
    let [cv, resume] = cv_twice();
    let other = topic(
        "Letters",
        "Why do I write a CV?",
        "cv purpose",
        "It is asked for.",
    );
    let folder = folder(&[
        ("papers.md", &cv),
        ("forms.md", &resume),
        ("letters.md", &other),
    ]);
    assert_eq!(
        check(&[], None, folder.path()),
        [
            "papers.md:14:1: warning: `papers#how-do-i-write-a-cv` and `forms#how-should-i-write-my-resume` answer the \
             same question: “How do I write a CV?” and “How should I write my resume?” [double]"
        ]
    );
}

#[test]
fn answers_that_begin_with_yes_and_with_no_to_one_question_contradict_each_other() {
    let first = topic(
        "Study",
        "Do I need a degree?",
        "is school needed",
        "Yes, for this.",
    );
    let second = topic(
        "Work",
        "Do I need a degree?",
        "is university a must",
        "No. Not here.",
    );
    let third = topic("Play", "Is a CV needed?", "cv or not", "No CV is read.");
    let fourth = topic("Rest", "Is my resume needed?", "resume or not", "Yes.");
    let folder = folder(&[
        ("study.md", &first),
        ("work.md", &second),
        ("play.md", &third),
        ("rest.md", &fourth),
    ]);
    let found = check(&[], None, folder.path());
    let contradicts = "`study#do-i-need-a-degree` begins with Yes and `work#do-i-need-a-degree` with No, and both \
                       answer “Do I need a degree?” [contradiction]";
    assert!(
        found.iter().any(|line| line.ends_with(contradicts)),
        "{found:?}"
    );
    // The same words are an error of their own; an answer that begins with `No CV` denies nothing.
    let of = |rule: &str| found.iter().filter(|line| line.ends_with(rule)).count();
    assert_eq!(
        [of("[duplicate]"), of("[double]"), of("[contradiction]")],
        [1, 1, 1]
    );
}

#[test]
fn paraphrases_are_found_by_embeddings() {
    let model = model();
    let one = topic(
        "Views",
        "Is frontend dying?",
        "frontend decline",
        "It changes.",
    );
    let other = topic("News", "Is frontend dead?", "end of an era", "It lives.");
    let folder = folder(&[("views.md", &one), ("news.md", &other)]);
    assert_eq!(check(&[], None, folder.path()), [""; 0]);
    let found = check(&[], Some(model.path()), folder.path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains("answer the same question: “Is frontend dying?” and “Is frontend dead?”"),
        "{found:?}"
    );
}

#[test]
fn a_file_of_ones_own_is_checked_beside_the_knowledge_and_its_problems_come_first() {
    let [cv, resume] = cv_twice();
    let loose = entry("Loose", "term", "", "It hangs loose.");
    let folder = folder(&[("forms.md", &resume), ("about/loose.md", &loose)]);
    let own = tempfile::tempdir().unwrap();
    let draft = own.path().join("papers.md");
    fs::write(&draft, &cv).unwrap();
    let found = check(&[draft.to_str().unwrap()], None, folder.path());
    assert!(found[0].starts_with(&format!("{}:14:1: warning: `papers#", draft.display())));
    assert!(found[0].ends_with("[double]"), "{found:?}");
    assert!(
        found[1..]
            .iter()
            .any(|line| line.contains("about/loose.md")),
        "{found:?}"
    );

    // A file of the knowledge itself is named as it is there.
    fs::copy(&draft, folder.path().join("about/papers.md")).unwrap();
    let file = folder.path().join("forms.md");
    let found = check(&[file.to_str().unwrap()], None, folder.path());
    assert!(
        found[0].starts_with("forms.md:14:1: warning: `forms#"),
        "{found:?}"
    );
    assert!(found[0].ends_with("[double]"), "{found:?}");
}
