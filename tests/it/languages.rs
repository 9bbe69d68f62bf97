//! Knowledge in other languages than English: stems, function words, and where the language is named.

use std::path::PathBuf;

use guidepost::testing::knowledge::{LoadOptions, load, load_with};
use guidepost::testing::search::Search;

use crate::fixtures::{entry, first, folder_of, search};

const QUESTIONS: &str = "Fragen zum Arbeitsrecht.\n\n## Questions\n\n\
     ### Wie lange ist die Kündigungsfrist in der Probezeit?\n\nZwei Wochen, wenn nichts anderes vereinbart ist.\n\n\
     ### Welche Unterlagen gehören zu einer Bewerbung?\n\nLebenslauf und Zeugnisse; ein Anschreiben, wo es verlangt wird.\n\n\
     ### Wie fragt man in SQL zwei Tabellen ab?\n\nMit einem JOIN.\n";

fn german(language: &str) -> Search {
    let german = entry("Arbeitsrecht", "faq", language, QUESTIONS);
    let english = "SQL is the language of databases.\n\n## Questions\n\n\
         ### How long is a notice period in SQL shops?\n\nThat depends on the contract.\n";
    let folder = folder_of([
        ("faq/arbeitsrecht.md".to_owned(), german),
        (
            "skills/sql.md".to_owned(),
            entry("SQL", "skill", "", english),
        ),
    ]);
    search(load(folder.path()).unwrap())
}

#[test]
fn words_of_another_language_match_in_their_inflected_forms() {
    let search = german("language = \"de\"");
    for (question, passage) in [
        (
            "Kündigungsfristen in Probezeiten",
            "arbeitsrecht#wie-lange-ist-die-kundigungsfrist-in-der",
        ),
        (
            "welcher Unterlage bedarf es bei Bewerbungen?",
            "arbeitsrecht#welche-unterlagen-gehoren-zu-einer-bewerbung",
        ),
        (
            "zwei Tabelle mit SQL abfragen",
            "arbeitsrecht#wie-fragt-man-in-sql-zwei-tabellen-ab",
        ),
        ("what is SQL?", "sql"),
    ] {
        assert_eq!(first(&search, question), passage, "{question}");
    }
    let confidence = |search: &Search| {
        search
            .ask("Bewerbungen und Unterlage", None, 1)
            .result
            .confidence
    };
    // Without the language German words are cut by English rules, which know none of these endings.
    assert!(confidence(&search) > confidence(&german("")));
}

#[test]
fn function_words_of_another_language_carry_no_content() {
    // The words are those of the heading, so that stems make no difference: only `wie`, `lange`, `ist`, `die`, `in`
    // and `der` do, which the question leaves out.
    let found = |search: &Search| {
        let asked = search.ask("Kündigungsfrist Probezeit", None, 3);
        assert_eq!(
            asked.passages[0].address.to_string(),
            "arbeitsrecht#wie-lange-ist-die-kundigungsfrist-in-der"
        );
        asked.result.confidence
    };
    assert!(found(&german("language = \"de\"")) > found(&german("")));
}

#[test]
fn a_file_or_a_collection_names_its_language() {
    let folder = folder_of([
        (
            "faq/recht.md".to_owned(),
            entry("Recht", "faq", "", QUESTIONS),
        ),
        (
            "faq/droit.md".to_owned(),
            entry("Droit", "faq", "language = \"fr\"", QUESTIONS),
        ),
    ]);
    let languages = [(folder.path().to_owned(), "de".to_owned())];
    let options = LoadOptions {
        languages: &languages,
        ..LoadOptions::default()
    };
    let library = load_with(&[folder.path()], &options).unwrap().library;
    let languages = library
        .entries()
        .iter()
        .map(|entry| entry.language.as_deref());
    assert_eq!(languages.collect::<Vec<_>>(), [Some("fr"), Some("de")]);
}

#[test]
fn an_unknown_language_is_an_error_that_names_the_known_ones() {
    let folder = folder_of([(
        "faq/recht.md".to_owned(),
        entry("Recht", "faq", "language = \"german\"", QUESTIONS),
    )]);
    let error = load(folder.path()).unwrap_err().to_string();
    assert!(error.contains("`german` is no language"), "{error}");
    let languages: [(PathBuf, String); 1] = [(folder.path().to_owned(), "xx".to_owned())];
    let options = LoadOptions {
        languages: &languages,
        ..LoadOptions::default()
    };
    let error = load_with(&[folder.path()], &options)
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("[languages]") && error.contains("de, el, en"),
        "{error}"
    );
}
