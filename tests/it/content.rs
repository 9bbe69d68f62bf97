//! The shipped knowledge. Only these tests and `guidepost check` read it: if one of them fails, an entry under
//! `knowledge/` or the README has to change.

use std::fs;
use std::sync::{Arc, LazyLock};

use guidepost::testing::assistant::Assistant;
use guidepost::testing::chat::{Ask, COMMANDS, ReplyKind};
use guidepost::testing::console;
use guidepost::testing::knowledge::{EntryKind, Library, load};

use crate::fixtures::{Terminal as _, assistant, project};

/// The shipped knowledge, loaded once in a process.
fn shipped() -> Arc<Library> {
    static SHIPPED: LazyLock<Arc<Library>> =
        LazyLock::new(|| Arc::new(load(&project("knowledge")).unwrap()));
    SHIPPED.clone()
}

/// An assistant over the shipped knowledge, indexed once in a process.
pub fn answering() -> &'static Assistant {
    static ASSISTANT: LazyLock<Assistant> = LazyLock::new(|| assistant(shipped()));
    &ASSISTANT
}

#[test]
fn the_shipped_knowledge_has_the_promised_entries() {
    let library = shipped();
    let count = |kind| library.of_kind(kind).count();
    assert!(count(EntryKind::Role) >= 40);
    assert!(count(EntryKind::Term) + count(EntryKind::Skill) >= 250);
    let topics = library.of_kind(EntryKind::Faq);
    let questions: usize = topics.map(|entry| entry.questions().count()).sum();
    assert!(questions >= 200);
    let passages = library.entries().iter().flat_map(|entry| &entry.passages);
    let golden: usize = passages.map(|passage| passage.golden.len()).sum();
    assert!(golden >= 600);
}

#[test]
fn every_source_of_the_shipped_knowledge_can_be_opened() {
    let library = shipped();
    let without = library.entries().iter().filter(|entry| {
        let mut sources = entry.sources.iter();
        sources.any(|source| source.url.is_none())
    });
    let files: Vec<_> = without.map(|entry| &entry.file).collect();
    assert!(files.is_empty(), "{files:?}");
}

#[test]
fn the_readme_shows_what_the_shipped_knowledge_answers() {
    let readme = fs::read_to_string(project("README.md")).unwrap();
    let shown = readme.split("```text\n> ").nth(1).unwrap();
    let shown = shown.split("```").next().unwrap();
    let (question, answer) = shown.split_once('\n').unwrap();
    let reply = answering().ask(Ask::Question(question.to_owned()));
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = one_line(&console::render(reply));
    // The README leaves out some of it, at each ellipsis.
    let mut rest = said.as_str();
    for part in answer.split('…').map(one_line) {
        let found = rest.find(&part);
        let found = found.unwrap_or_else(|| panic!("`{part}` is not in `{rest}`"));
        rest = &rest[found + part.len()..];
    }
}

#[test]
fn the_examples_of_the_commands_are_answered_from_the_shipped_knowledge() {
    // What is about a person's own data needs a store: `store/chat.rs` asks it.
    let answered = COMMANDS
        .iter()
        .filter(|command| !command.ask_text(command.example).is_personal());
    for command in answered {
        let line = format!("/{} {}", command.name, command.example);
        let reply = answering().line(&line);
        assert!(
            matches!(
                reply.kind,
                ReplyKind::Answer | ReplyKind::Likely | ReplyKind::Unsure | ReplyKind::Info
            ),
            "{line}: {:?}",
            reply.kind
        );
    }
}
