//! Determinism: the same library and question give the same answer, independent of threads, the order of files, the
//! machine, and with or without the model of `model`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{Ask, Asker, Request};
use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::console;
use guidepost::testing::knowledge::{Library, load};
use guidepost::testing::search::{Search, SearchResources};
use tokio::runtime::Builder;

use crate::fixtures::{entry, folder_of, library, project};
use crate::model::model;

/// Every question of a library: those that are answered and the golden ones.
fn questions(library: &Library) -> Vec<String> {
    let entries = library.entries().iter();
    let passages = entries.flat_map(|entry| &entry.passages);
    let questions = passages.flat_map(|passage| passage.golden.iter().chain([&passage.heading]));
    questions.cloned().collect()
}

/// Everything that is said of each question, to the last digit.
fn said(
    library: impl Into<Arc<Library>>,
    kit: Arc<SearchResources>,
    questions: &[String],
) -> Vec<String> {
    let search = Search::build(library.into(), kit).unwrap();
    let said = questions.iter().map(|question| {
        let asked = search.ask(question, None, 20);
        format!("{:?} {:?}", asked.result, asked.passages)
    });
    said.collect()
}

fn kit(model: Option<&Path>) -> Arc<SearchResources> {
    Arc::new(SearchResources::load(None, model).unwrap())
}

#[test]
fn an_index_made_beside_others_answers_like_one_made_alone() {
    let questions = questions(&library());
    let alone = said(library(), kit(None), &questions);
    thread::scope(|scope| {
        let others = [(); 4].map(|()| scope.spawn(|| said(library(), kit(None), &questions)));
        for other in others {
            assert_eq!(other.join().unwrap(), alone);
        }
    });
}

#[test]
fn replies_are_the_same_with_one_thread_and_with_four() {
    let questions = questions(&library());
    let settings = Settings::read(None, &Environment::default()).unwrap();
    let [one, four] = [1, 4].map(|threads| {
        let libraries = PerCommunity::shared(library());
        let assistant = Assistant::new(&libraries, &settings.answers).unwrap();
        let assistant = Arc::new(assistant);
        let runtime = Builder::new_multi_thread()
            .worker_threads(threads)
            .build()
            .unwrap();
        // All at once, so that they interfere if they can.
        let asked: Vec<_> = questions
            .iter()
            .enumerate()
            .map(|(number, question)| {
                // Each by another person, as a follow-up refers to the person's last answer.
                let request = Request {
                    asker: Asker::new(number.to_string()),
                    ..console::request(Ask::Question(question.clone()))
                };
                let assistant = assistant.clone();
                runtime.spawn(async move { format!("{:?}", assistant.respond(&request).await) })
            })
            .collect();
        let replies = asked
            .into_iter()
            .map(|reply| runtime.block_on(reply).unwrap());
        replies.collect::<Vec<_>>()
    });
    assert_eq!(one, four);
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder)
        .unwrap()
        .map(|item| item.unwrap().path());
    let below = items.flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    below.collect()
}

#[test]
fn the_order_in_which_files_were_written_makes_no_difference() {
    let from = project("tests/knowledge");
    let questions = questions(&library());
    let expected = said(library(), kit(None), &questions);
    let mut files = files(&from);
    files.sort();
    for backwards in [false, true] {
        if backwards {
            files.reverse();
        }
        let to = tempfile::tempdir().unwrap();
        for file in &files {
            let copy = to.path().join(file.strip_prefix(&from).unwrap());
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(file, copy).unwrap();
        }
        let library = load(to.path()).unwrap();
        assert_eq!(said(library, kit(None), &questions), expected);
    }
}

/// A library that does not change with the shipped knowledge, and what is asked of it: with slips, in
/// other words, by letters, and beside the matter.
fn letters() -> (Library, Vec<String>) {
    let subjects = [
        (
            "pens",
            "fountain pen",
            "A pen holds ink and needs no pressure.",
        ),
        (
            "paper",
            "writing paper",
            "Paper that is smooth lets a nib glide.",
        ),
        (
            "stamps",
            "postage stamp",
            "A stamp says that the journey is paid for.",
        ),
        (
            "envelopes",
            "envelope",
            "An envelope keeps a letter private on its way.",
        ),
        (
            "postmen",
            "letter carrier",
            "Letter carriers walk a round each morning.",
        ),
    ];
    let files = subjects.map(|(id, title, definition)| {
        let body = format!(
            "{definition}\n\n## Questions\n\n### What does a {title} cost?\n\nLess than a dinner, more than \
             a coffee.\n\n### Who invented the {title}?\n<!-- also: \"first {title} in history\" -->\n\n\
             Several people, in several countries. {definition}\n"
        );
        (format!("terms/{id}.md"), entry(title, "term", "", &body))
    });
    let asked = [
        "what is a fountain pen",
        "how expensive are envelopes",
        "invetor of the stamp",
        "who came up with paper for writing",
        "postage or envelope?",
        "mailman walks in the morning",
        "how do i bake bread",
    ];
    (
        load(folder_of(files).path()).unwrap(),
        asked.map(str::to_owned).to_vec(),
    )
}

/// Returns verdict and ranking of each question, numbers to the last digit.
fn told(model: Option<&Path>) -> String {
    let (library, questions) = letters();
    let search = Search::build(Arc::new(library), kit(model)).unwrap();
    let told = questions.iter().map(|question| {
        let asked = search.ask(question, None, 3);
        let ranked = asked
            .passages
            .iter()
            .map(|one| format!("  {} {:?} {:?}\n", one.address, one.score, one.confidence));
        let ranked: String = ranked.collect();
        format!("{question}: {:?}\n{ranked}", asked.result.verdict)
    });
    told.collect()
}

#[test]
fn verdicts_and_confidences_match_the_snapshot() {
    insta::assert_snapshot!(told(None));
}

#[test]
fn verdicts_with_a_model_match_the_snapshot() {
    let model = model();
    insta::assert_snapshot!(told(Some(model.path())));
}

#[test]
fn an_embedding_does_not_depend_on_its_batch() {
    let model = model();
    let kept = model.path().join("guidepost-meanings.bin");
    let library = |count: usize| {
        let files = (0..count).map(|at| {
            let words = "heat water for tea and pour it out ".repeat(1 + at % 5);
            let text = entry(&format!("Kettle {at}"), "term", "", &format!("To {words}."));
            (format!("terms/kettle-{at}.md"), text)
        });
        load(folder_of(files).path()).unwrap()
    };
    let asked = ["what boils tea water".to_owned()];
    // A few at first, the others with what is kept of those.
    said(library(2), kit(Some(model.path())), &asked);
    let in_steps = said(library(6), kit(Some(model.path())), &asked);
    let file = fs::read(&kept).unwrap();
    // All at once.
    fs::remove_file(&kept).unwrap();
    let at_once = said(library(6), kit(Some(model.path())), &asked);
    assert_eq!(at_once, in_steps);
    assert!(
        fs::read(&kept).unwrap() == file,
        "the meanings that are kept differ"
    );
    // Damaged: made again.
    fs::write(&kept, &file[..file.len() / 2]).unwrap();
    assert_eq!(said(library(6), kit(Some(model.path())), &asked), at_once);
    assert!(
        fs::read(&kept).unwrap() == file,
        "what was damaged is not mended"
    );
}
