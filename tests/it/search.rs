//! Search without an assistant: words that must not be confused, spelling variants, verdicts and completion.

use std::collections::BTreeSet;

use guidepost::testing::knowledge::{EntryKind, load};
use guidepost::testing::markup::{Block, Markup};
use guidepost::testing::search::{Reason, Search, SuggestScope, Verdict};

use crate::fixtures::{entry, first, folder, folder_of, library_search, search};

/// Entries about one technology each, with a question that reads alike in all.
fn technologies() -> Search {
    let names = [
        ("java", "Java"),
        ("javascript", "JavaScript"),
        ("c", "C"),
        ("cpp", "C++"),
        ("csharp", "C#"),
        ("dotnet", ".NET"),
        ("nodejs", "Node.js"),
        ("ci-cd", "CI/CD"),
        ("r", "R"),
        ("go", "Go"),
        ("k8s", "K8s"),
        ("ux", "UX"),
        ("it", "IT"),
    ];
    let files = names.map(|(id, name)| {
        let body = format!(
            "{name} is one thing among others.\n\n## Questions\n\n\
             ### Is {name} hard to learn in the evening?\n\nThat depends on the evening.\n"
        );
        (format!("skills/{id}.md"), entry(name, "skill", "", &body))
    });
    let folder = folder_of(files);
    search(load(folder.path()).unwrap())
}

#[test]
fn similar_words_of_different_meaning_are_not_confused() {
    let search = technologies();
    for (asked, id) in [
        ("Java", "java"),
        ("JavaScript", "javascript"),
        ("C", "c"),
        ("C++", "cpp"),
        ("C#", "csharp"),
        (".NET", "dotnet"),
        ("Node.js", "nodejs"),
        ("CI/CD", "ci-cd"),
        ("R", "r"),
        ("Go", "go"),
        ("k8s", "k8s"),
        ("Kubernetes", "k8s"),
        ("UX", "ux"),
        ("user experience", "ux"),
        ("golang", "go"),
        ("IT", "it"),
    ] {
        let question = format!("would you say that {asked} is too hard to learn in an evening?");
        let address = first(&search, &question);
        assert!(
            address.starts_with(&format!("{id}#is-")),
            "{question}: {address}"
        );
    }
}

#[test]
fn one_word_in_two_spellings_is_found_by_both() {
    let behaviour = entry(
        "Behaviour",
        "term",
        "",
        "How a back-end programme organises its colours.",
    );
    let other = entry("Other", "term", "", "Something else altogether.");
    let folder = folder(&[
        ("terms/behaviour.md", &behaviour),
        ("terms/other.md", &other),
    ]);
    let search = search(load(folder.path()).unwrap());
    for question in [
        "organizing colors",
        "organising colours",
        "what about a backend program",
        "what about a back end program",
        "what about a back-end programme",
    ] {
        assert_eq!(first(&search, question), "behaviour", "{question}");
    }
}

#[test]
fn typos_are_corrected_in_long_words_only() {
    let search = library_search();
    let found = search.find("/skills for a bakcend developer");
    assert!(
        matches!(found.reasons[0], Reason::Spelling(..)),
        "{found:?}"
    );
    let question = "how long shuold my rseume be";
    assert_eq!(
        first(search, question),
        "first-job#how-long-should-my-cv-be"
    );
    // A slip that has the stem of another word of the library is one all the same.
    let engine = entry("Search engine", "term", "", "An engine that finds.");
    let engineer = entry("Data engineer", "role", "", "Builds pipelines.");
    let folder = folder(&[("terms/se.md", &engine), ("roles/de.md", &engineer)]);
    let found = self::search(load(folder.path()).unwrap());
    assert_eq!(first(&found, "what is a data enginer"), "de");
    // A short word is never taken for another: `sol` is not `sql`.
    let found = search.find("is sol a language");
    let typo = |reason: &Reason| matches!(reason, Reason::Typo(..) | Reason::Spelling(..));
    assert!(!found.reasons.iter().any(typo), "{found:?}");
}

#[test]
fn a_matching_question_outranks_the_names_in_it() {
    let search = library_search();
    let finding = search.find("What is the difference between a frontend and a backend developer?");
    let Verdict::Sure(address) = finding.verdict else {
        panic!("{finding:?}")
    };
    assert!(address.anchor.is_some(), "{address}");
    let finding = search.find("javascript vs python");
    assert!(
        matches!(finding.verdict, Verdict::Compare(..)),
        "{finding:?}"
    );
}

#[test]
fn a_ranking_is_best_first_and_its_confidence_never_rises() {
    let search = library_search();
    for question in [
        "do I need a degree",
        "skills of a backend developer",
        "tell me of money",
    ] {
        let asked = search.ask(question, None, 10);
        assert!(asked.passages.len() > 5, "{question}");
        let falls = |a: f32, b: f32| a >= b;
        assert!(
            asked
                .passages
                .windows(2)
                .all(|pair| falls(pair[0].score, pair[1].score)
                    && falls(pair[0].confidence, pair[1].confidence)),
            "{question}"
        );
        assert!((asked.passages[0].confidence - asked.result.confidence).abs() < f32::EPSILON);
    }
}

#[test]
fn matching_words_are_located_for_highlighting() {
    let search = library_search();
    let text = Markup::text("Résumés: how the developer's JS code is organised.");
    let marked = search.mark("organizing javascript for my CV as a develper", &text);
    assert_eq!(marked.plain(), text.plain());
    let [Block::Paragraph(spans)] = &marked.blocks[..] else {
        panic!("{marked:?}")
    };
    let bold = spans.iter().filter(|span| span.bold);
    let bold: Vec<_> = bold.map(|span| span.text.as_str()).collect();
    assert_eq!(bold, ["Résumés", "developer's", "JS", "organised"]);
}

fn suggested(search: &Search, text: &str, scope: SuggestScope) -> Vec<String> {
    let found = search.suggest(text, scope, 25).into_iter();
    found.map(|one| one.label).collect()
}

#[test]
fn questions_that_have_the_words_themselves_are_suggested_before_their_other_wordings() {
    let search = library_search();
    let found = suggested(search, "porfolio", SuggestScope::Questions);
    let has: Vec<_> = found
        .iter()
        .map(|label| label.to_lowercase().contains("portfolio"))
        .collect();
    assert!(has[0] && has.is_sorted_by(|a, b| a >= b), "{found:?}");
}

#[test]
fn completions_match_whatever_the_spelling() {
    let search = library_search();
    for (text, label) in [
        ("java", "Java"),
        ("javas", "JavaScript"),
        ("back end dev", "Backend developer"),
        ("developer back", "Backend developer"),
        ("bakcend", "Backend developer"),
        ("bakcend de", "Backend developer"),
        ("kubern", "Kubernetes"),
        ("k8s", "Kubernetes"),
        ("script", "TypeScript"),
    ] {
        let found = suggested(search, text, SuggestScope::Entries);
        assert!(
            found.iter().take(3).any(|one| one == label),
            "{text}: {found:?}"
        );
    }
    let roles = suggested(search, "engineer", SuggestScope::Kind(EntryKind::Role));
    assert!(roles.len() > 5, "{roles:?}");
    for (text, label) in [
        ("how long should my c", "How long should my CV be?"),
        ("cv long", "How long should my CV be?"),
        ("how long shuold my cv", "How long should my CV be?"),
    ] {
        let found = suggested(search, text, SuggestScope::Questions);
        assert!(
            found.iter().take(3).any(|one| one == label),
            "{text}: {found:?}"
        );
    }
    assert!(suggested(search, "zzzz qqqq", SuggestScope::Entries).is_empty());
}

#[test]
fn a_matching_heading_of_the_only_named_entry_is_a_sure_answer() {
    let body = "A machine that turns wood.\n\n## How to learn it\n\nLearn to carve a bowl by hand, then on the lathe.\n";
    let text = entry("Lathe", "skill", "", body);
    let folder = folder(&[("skills/lathe.md", text.as_str())]);
    let search = search(load(folder.path()).unwrap());
    let section = "lathe#how-to-learn-it";
    let verdict = |question: &str| search.find(question).verdict;
    let Verdict::Sure(address) = verdict("how do i learn the lathe") else {
        panic!("not sure of an entry that is named");
    };
    assert_eq!(address.to_string(), section);
    let unnamed = verdict("how do i learn to carve a bowl by hand");
    assert!(!matches!(unnamed, Verdict::Sure(_)), "{unnamed:?}");
}

#[test]
fn a_partial_question_is_completed_with_passages_and_nonsense_with_none() {
    let search = library_search();
    for (text, label) in [
        ("how lengthy is a resume supp", "How long should my CV be?"),
        (
            "is it ok to leave out my photo on",
            "Should I put a photo on my CV?",
        ),
    ] {
        let found = suggested(search, text, SuggestScope::Questions);
        assert!(found.contains(&label.to_owned()), "{text}: {found:?}");
        assert!(found.len() <= 5, "{text}: {found:?}");
    }
    let roles = suggested(
        search,
        "person who tests software",
        SuggestScope::Kind(EntryKind::Role),
    );
    assert!(roles.contains(&"QA engineer".to_owned()), "{roles:?}");
    assert!(suggested(search, "grglfx brmpf wsstl", SuggestScope::Questions).is_empty());
}

#[test]
fn empty_text_is_completed_with_one_question_of_each_entry_first() {
    let search = library_search();
    let roles = suggested(search, "", SuggestScope::Kind(EntryKind::Role));
    assert!(roles.contains(&"Backend developer".to_owned()), "{roles:?}");
    // One question of each entry, before further ones of the same entries.
    let questions = search.suggest("", SuggestScope::Questions, 25);
    let entries = |count: usize| -> BTreeSet<_> {
        let first = questions.iter().take(count);
        first.map(|one| one.address.entry.clone()).collect()
    };
    let all = entries(questions.len()).len();
    assert!(all > 5, "{all}");
    assert_eq!(entries(all).len(), all);
}

#[test]
fn an_entry_name_with_a_facet_finds_the_section() {
    let search = library_search();
    for (question, address) in [
        ("skills for data engeneer", "data-engineer#skills"),
        ("roadmap for devops", "devops-engineer#roadmap"),
        ("what does a qa do", "qa-engineer#what-they-do"),
        (
            "tools of a data scientist",
            "data-scientist#languages-and-tools",
        ),
        (
            "backend dev interview questions",
            "backend-developer#interview-topics",
        ),
    ] {
        assert_eq!(first(search, question), address, "{question}");
    }
    let finding = search.find("frontend or backend?");
    assert!(
        matches!(finding.verdict, Verdict::Compare(..)),
        "{finding:?}"
    );
}

#[test]
fn a_named_entry_is_found_or_suggested_among_other_words() {
    let search = library_search();
    for asked in [
        "what skills do i need to be a good data engeneer in 2026",
        "would my neighbour from the bakery have the skills of a data engineer",
    ] {
        let found = search.find(asked);
        let offered = match &found.verdict {
            Verdict::Sure(address) | Verdict::Likely(address, _) => std::slice::from_ref(address),
            Verdict::Unsure(offered) => offered,
            _ => panic!("{asked}: {found:?}"),
        };
        assert_eq!(offered[0].to_string(), "data-engineer#skills", "{asked}");
    }
    // A word or two that also name something are not what a question is about.
    let found = search.find("how do I cook a carbonara for eight guests with python at easter");
    assert!(
        matches!(found.verdict, Verdict::Nothing | Verdict::Unsure(_)),
        "{found:?}"
    );
}

#[test]
fn abbreviations_and_typos_are_resolved_to_entries() {
    let search = library_search();
    let comparison = |asked: &str| match search.find(asked).verdict {
        Verdict::Compare(one, other) => [one.to_string(), other.to_string()],
        other => panic!("{asked}: {other:?}"),
    };
    assert_eq!(
        comparison("be vs fe"),
        ["backend-developer", "frontend-developer"]
    );
    assert_eq!(
        comparison("diffrence between data engineer and data scientist"),
        ["data-engineer", "data-scientist"]
    );
    for asked in ["what does SRE stand for", "what does sre mean", "whats sre"] {
        let Verdict::Sure(address) = search.find(asked).verdict else {
            panic!("{asked}")
        };
        assert_eq!(address.to_string(), "site-reliability-engineer", "{asked}");
    }
}
