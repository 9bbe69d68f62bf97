//! `guidepost eval`: banks of judged questions are searched as by the product, and metrics match their definitions.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use guidepost::testing::eval::{Bank, BankMetrics, Measured, golden, json, measure, table};
use guidepost::testing::knowledge::load;
use guidepost::testing::search::{Search, SearchResources};
use tempfile::TempDir;

use crate::fixtures::{entry, folder, project};

fn measured(folder: &Path, leave_out: bool) -> Measured {
    let bank = Bank::load(folder, leave_out).unwrap();
    measure(&bank, Arc::new(SearchResources::built_in().unwrap())).unwrap()
}

fn ours() -> Measured {
    measured(&project("tests/bank"), false)
}

fn near(value: f64, wanted: f64) -> bool {
    (value - wanted).abs() < 1e-9
}

#[test]
fn a_bank_is_measured_on_all_its_questions() {
    let BankMetrics {
        documents,
        answerable,
        hit_at_1,
        recall_at_10,
        answered,
        unanswered,
        kept,
        calibration,
        ..
    } = ours().metrics;
    assert_eq!((documents, answerable), (12, 11));
    assert!(near(hit_at_1, 1.0), "{hit_at_1}");
    assert!(near(recall_at_10, 1.0), "{recall_at_10}");
    assert_eq!((answered.whole(), unanswered.whole()), (11, 2));
    assert_eq!(kept.whole, 11);
    // Nothing answers a question without an answer, so that to say so is right.
    assert_eq!(unanswered.nothing.part, unanswered.nothing.whole);
    assert_eq!(unanswered.sure.part, 0);
    assert_eq!(answered.nothing.part, 0);
    assert!(calibration.auroc.is_some() && calibration.auroc_near.is_none());
    assert_eq!(calibration.curve.len(), 19);
}

#[test]
fn a_run_has_ten_documents_a_question_and_a_confidence() {
    let run = ours().run();
    let mut ranked: HashMap<&str, Vec<(&str, f32, f32)>> = HashMap::new();
    for line in run.lines() {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let [query, "Q0", document, rank, score, "guidepost", confidence] = columns[..] else {
            panic!("{line}")
        };
        let documents = ranked.entry(query).or_default();
        documents.push((
            document,
            score.parse().unwrap(),
            confidence.parse().unwrap(),
        ));
        assert_eq!(rank, documents.len().to_string(), "{line}");
    }
    assert_eq!(ranked.len(), 13);
    for (query, documents) in &ranked {
        // Ten documents have no filter, but a question with one sees only its own.
        let expected = if ["q8", "q9"].contains(query) { 1 } else { 12 };
        assert_eq!(documents.len(), expected, "{query}: {documents:?}");
        assert!(documents.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        assert!(documents.windows(2).all(|pair| pair[0].2 >= pair[1].2));
        assert!(documents.iter().all(|one| (0.0..=1.0).contains(&one.2)));
    }
    assert_eq!(ranked["q8"][0].0, "market-north");
    assert_eq!(ranked["q9"][0].0, "market-south");
    assert_eq!(ranked["q10"][0].0, "11");
}

#[test]
fn answers_that_are_left_out_make_questions_near_the_topic() {
    let all = ours().metrics;
    let some = measured(&project("tests/bank"), true).metrics;
    let gone = all.documents - some.documents;
    assert!(gone > 0);
    let unanswered = some.unanswered.whole();
    assert!(unanswered > all.unanswered.whole());
    assert_eq!(some.answerable + unanswered, 13);
    assert!(some.calibration.auroc_near.is_some());
}

#[test]
fn the_figures_are_a_table_for_people_and_json_for_programs() {
    let metrics = [ours().metrics, ours().metrics];
    let table = table(&metrics);
    let first: Vec<&str> = table.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(first[..4], ["bank", "12", "11", "1.000"]);
    assert!(table.contains("\nmean"));
    let json = json(&metrics);
    assert_eq!(json["banks"].as_array().unwrap().len(), 2);
    assert_eq!(json["banks"][0]["unanswerable"]["questions"], 2);
    assert_eq!(json["mean"]["hit_at_1"], 1.0);
}

/// A bank of two documents, of which the second question wants the one that is not found first.
fn graded() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "corpus.jsonl",
        "{\"id\": \"a\", \"title\": \"apples\", \"text\": \"red apples\"}\n\
         {\"id\": \"b\", \"title\": \"pears\", \"text\": \"green pears\"}\n",
    );
    write(
        "queries.jsonl",
        "{\"id\": \"1\", \"text\": \"red apples\"}\n\n{\"id\": \"2\", \"text\": \"apples\"}\n",
    );
    write("qrels.tsv", "1 0 a 1\n2 0 b 1\n2 0 a 0\n");
    folder
}

#[test]
fn hit_rates_mrr_and_ndcg_match_their_definitions() {
    let metrics = measured(graded().path(), false).metrics;
    assert!(near(metrics.hit_at_1, 0.5));
    assert!(near(metrics.hit_at_5, 1.0));
    assert!(near(metrics.mrr_at_10, 0.75));
    let second = 1.0 / 3.0_f64.log2();
    assert!(near(metrics.ndcg_at_10, f64::midpoint(1.0, second)));
}

#[test]
fn an_invalid_bank_is_reported_with_file_and_line() {
    let folder = graded();
    let problem = |name: &str, text: &str| {
        let before = fs::read_to_string(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let problem = Bank::load(folder.path(), false).err().unwrap().to_string();
        fs::write(folder.path().join(name), before).unwrap();
        problem
    };
    let said = problem("corpus.jsonl", "{\"id\": \"a\"}\nno object\n");
    assert!(said.contains("corpus.jsonl:2: "), "{said}");
    let said = problem("qrels.tsv", "1 a 1\n2 b much\n");
    assert!(said.contains("qrels.tsv:2: the grade `much`"), "{said}");
    fs::remove_file(folder.path().join("queries.jsonl")).unwrap();
    let said = Bank::load(folder.path(), false).err().unwrap().to_string();
    assert!(said.contains("queries.jsonl cannot be read"), "{said}");
}

#[test]
fn golden_questions_are_asked_but_never_read() {
    let kettle =
        "A vessel to boil water.\n<!-- asks: \"boiling water vessel\", \"teatime gizmo\" -->";
    let lamp = "A thing that gives light.\n<!-- asks: \"what gives light\" -->";
    let folder = folder(&[
        ("terms/kettle.md", &entry("Kettle", "term", "", kettle)),
        ("terms/lamp.md", &entry("Lamp", "term", "", lamp)),
    ]);
    let library = Arc::new(load(folder.path()).unwrap());
    let search = Search::build(library, Arc::new(SearchResources::built_in().unwrap())).unwrap();
    let golden = golden(&search);
    assert_eq!(
        (golden.asked, golden.first, golden.among_three),
        (3, 2, 2),
        "{golden:?}"
    );
    assert!(near(golden.mrr(), 2.0 / 3.0));
    let [miss] = &golden.misses[..] else {
        panic!("{golden:?}")
    };
    assert_eq!(miss.question, "teatime gizmo");
    assert_eq!(miss.expected.to_string(), "kettle");
    assert_eq!((miss.rank, miss.first.as_ref()), (None, None));
}
