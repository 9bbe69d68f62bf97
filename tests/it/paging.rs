//! Long lists and long passages, page by page.

use guidepost::testing::chat::{Ask, Reply, ReplyKind};

use crate::fixtures::{Terminal as _, assistant, entry, folder};

fn text(reply: &Reply) -> String {
    let parts = reply.parts.iter().map(|part| part.body.plain());
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn lists_are_read_page_by_page() {
    let questions: Vec<String> = (0..23)
        .map(|n| format!("### Is number {n} asked?\nYes, it is number {n}.\n"))
        .collect();
    let questions = questions.join("\n");
    let faq = entry(
        "Numbers",
        "faq",
        "",
        &format!("About numbers.\n## Questions\n{questions}"),
    );
    let folder = folder(&[("faq/numbers.md", &faq)]);
    let assistant = assistant(guidepost::testing::knowledge::load(folder.path()).unwrap());
    let first = assistant.line("/faq numbers");
    assert_eq!(first.title, "Questions: Numbers (1 of 3)");
    assert_eq!(first.choices.len(), 10);
    let more = first
        .buttons
        .iter()
        .find(|button| button.label == "More")
        .unwrap();
    let second = assistant.ask(more.ask.clone());
    assert_eq!(second.choices[0].label, "Is number 10 asked?");
    let beyond = assistant.ask(Ask::Faq {
        topic: Some("numbers".to_owned()),
        page: 99,
    });
    assert_eq!(beyond.choices.len(), 3);
}

#[test]
fn a_long_passage_is_read_page_by_page_and_nothing_is_lost() {
    let sentences: Vec<String> = (0..200)
        .map(|n| format!("Sentence number {n} is here."))
        .collect();
    let sentences = sentences.join(" ");
    let long = entry(
        "Long",
        "guide",
        "",
        &format!("A long guide.\n## Story\n{sentences}"),
    );
    let folder = folder(&[("guides/long.md", &long)]);
    let assistant = assistant(guidepost::testing::knowledge::load(folder.path()).unwrap());
    let mut ask = Ask::from_button("1:open:0:long#story");
    let mut read = Vec::new();
    loop {
        let reply = assistant.ask(ask);
        read.push(text(&reply));
        match reply
            .buttons
            .into_iter()
            .find(|button| button.label == "More")
        {
            Some(more) => ask = more.ask,
            None => break,
        }
    }
    assert!(read.len() > 2);
    assert_eq!(read.join(" "), sentences.trim());
}

#[test]
fn a_long_passage_opens_at_the_matching_page_or_at_its_first_by_name() {
    let cleaning = "Wipe the outside of the kettle with a soft cloth and dry it. ".repeat(40);
    let body = format!(
        "A kettle is a vessel to boil water.\n\n## Questions\n\n### How do I get rid of limescale in a kettle?\n\n\
         {cleaning}\n\nAgainst limescale, boil vinegar in it once a month."
    );
    let folder = folder(&[("terms/kettle.md", &entry("Kettle", "term", "", &body))]);
    let library = guidepost::testing::knowledge::load(folder.path()).unwrap();
    let assistant = assistant(library);
    let reply = assistant.line("get rid of limescale in a kettle with vinegar");
    assert!(
        matches!(reply.kind, ReplyKind::Answer | ReplyKind::Likely),
        "{reply:?}"
    );
    assert!(text(&reply).contains("limescale"), "{}", text(&reply));
    let reply = assistant.line("How do I get rid of limescale in a kettle?");
    assert!(text(&reply).starts_with("Wipe"), "{}", text(&reply));
}
