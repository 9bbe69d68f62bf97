//! A community's own collection beside the shipped one: among equal passages its own wins.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use guidepost::testing::console;
use guidepost::testing::knowledge::{load, load_collections};
use guidepost::testing::search::{Search, Verdict};
use tempfile::TempDir;

use crate::fixtures::{Terminal as _, assistant, entry, first, folder, project, search};

/// A topic with one question.
fn topic(title: &str, question: &str, also: &str, answer: &str) -> String {
    let body = format!(
        "About {title}.\n\n## Questions\n\n### {question}\n<!-- also: \"{also}\" -->\n\n{answer}"
    );
    entry(title, "faq", "", &body)
}

fn one(file: &str, text: &str) -> TempDir {
    folder(&[(file, text)])
}

/// Searches folders, of which the later ones are a community's own.
fn layered(folders: &[&TempDir]) -> Search {
    let folders: Vec<_> = folders.iter().map(|folder| folder.path()).collect();
    search(load_collections(&folders, &[]).unwrap_or_else(|error| panic!("{error}")))
}

fn sure(search: &Search, question: &str) -> String {
    match search.find(question).verdict {
        Verdict::Sure(address) => address.to_string(),
        other => panic!("{question}: {other:?}"),
    }
}

#[test]
fn the_own_collection_wins_among_equal_passages() {
    let question = "How do I write a CV?";
    let long =
        "A CV is written by writing down what you did, and a CV that is written well is short.";
    let shipped = one("papers.md", &topic("Papers", question, "cv writing", long));
    for title in ["Club", "Zebra"] {
        let own = one(
            "club.md",
            &topic(title, question, "cv for the club", "Ask us."),
        );
        let search = layered(&[&shipped, &own]);
        for asked in [question, "how do i write a cv", "HOW DO I WRITE A CV!"] {
            assert_eq!(sure(&search, asked), "club#how-do-i-write-a-cv", "{asked}");
        }
        for asked in [
            "how do you write your cv",
            "please tell me how to write a cv",
        ] {
            assert_eq!(first(&search, asked), "club#how-do-i-write-a-cv", "{asked}");
        }
        // The order of the collections decides, not that of titles.
        let other = layered(&[&own, &shipped]);
        assert_eq!(sure(&other, question), "papers#how-do-i-write-a-cv");
        // What the shipped answer alone is asked is answered by it.
        assert_eq!(sure(&search, "cv writing"), "papers#how-do-i-write-a-cv");
    }
}

#[test]
fn a_less_relevant_passage_of_the_own_collection_does_not_win() {
    let shipped = one(
        "papers.md",
        &topic("Papers", "How do I write a CV?", "cv", "In words."),
    );
    let own = one(
        "club.md",
        &topic("Club", "How do I write a letter?", "letters", "In ink."),
    );
    let search = layered(&[&shipped, &own]);
    for asked in ["How do I write a CV?", "please tell me how to write a cv"] {
        assert_eq!(
            first(&search, asked),
            "papers#how-do-i-write-a-cv",
            "{asked}"
        );
    }
}

#[test]
fn check_names_what_an_answer_of_ones_own_takes_over() {
    let cv = "How do I write a CV?";
    let asked = topic("Papers", cv, "cv writing", "In words.")
        .replace("<!-- also", "<!-- asks: \"cv for the club\" -->\n<!-- also");
    let shipped = one("papers.md", &asked);
    let own = one("club.md", &topic("Club", cv, "cv for the club", "Ask us."));
    let settings = tempfile::tempdir().unwrap();
    let file = settings.path().join("guidepost.toml");
    let folder = own.path().display();
    fs::write(&file, format!("[collections]\nclub = \"{folder}\"\n")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_guidepost"))
        .current_dir(project(""))
        .env_clear()
        .env("GUIDEPOST_KNOWLEDGE_PATH", shipped.path())
        .env("GUIDEPOST_SEARCH_MODEL", "off")
        .env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_1", "0")
        .env("GUIDEPOST_CHECK_GOLDEN_HIT_AT_3", "0")
        .arg("check")
        .arg("--config")
        .arg(&file)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let expected = format!(
        "{folder}/club.md:14:1: warning: “{cv}” is also asked at `papers#how-do-i-write-a-cv` of another collection; \
         `club#how-do-i-write-a-cv` is answered in its place [duplicate]"
    );
    assert!(said.contains(&expected), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
}

#[test]
fn an_entry_of_a_reference_collection_answers_only_questions_that_name_it() {
    let own = one(
        "papers.md",
        &topic(
            "Papers",
            "How do I forecast my pay?",
            "pay forecast",
            "With a table.",
        ),
    );
    let body = "Actuaries forecast risk and pay.\n\n## Skills\n\n- Statistics\n\n## How to start\n\nForecast the pay of others with a table of mortality.";
    let front = "aliases = [\"actuary\"]\nfallback = true\n";
    let reference = one("actuaries.md", &entry("Actuaries", "role", front, body));
    for folders in [[&own, &reference], [&reference, &own]] {
        let search = layered(&folders);
        assert_eq!(
            sure(&search, "how do i become an actuary"),
            "actuaries#how-to-start"
        );
        assert_eq!(sure(&search, "what is an actuary?"), "actuaries");
        assert_eq!(
            first(&search, "forecasting pay with a table"),
            "papers#how-do-i-forecast-my-pay"
        );
        let unnamed = search.find("a table of mortality").verdict;
        let shown = format!("{unnamed:?}");
        assert!(!shown.contains("actuaries"), "{shown}");
    }
}

#[test]
fn a_source_that_is_no_web_page_is_named_with_the_answer() {
    let text = entry("Night bus", "term", "", "The night bus is a bus.");
    let text = text.replace(
        "url = \"https://page.example/\"",
        "[[sources]]\ntitle = \"Answered in #buses, <@1> March 2026\"",
    );
    let folder = folder(&[("terms/night-bus.md", &text)]);
    let reply = assistant(Arc::new(load(folder.path()).unwrap())).line("/what-is night bus");
    let citation = reply.parts[0].citation.as_ref().unwrap();
    let named = "Answered in #buses, <@1> March 2026".to_owned();
    let page = ("A page".to_owned(), None);
    assert_eq!(citation.sources, [page, (named.clone(), None)]);
    let shown = console::render(reply.clone());
    assert!(shown.contains(&named), "{shown}");
    let slack = guidepost::testing::slack::preview(reply.clone()).to_string();
    assert!(slack.contains("#buses, &lt;@1&gt; March"), "{slack}");
    let discord = guidepost::testing::discord::preview(reply).to_string();
    assert!(
        discord.contains("Answered in") && !discord.contains("<@1>"),
        "{discord}"
    );
}
