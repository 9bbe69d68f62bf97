//! Informal questions: shorthand, typos in short words, sections requested in other words, and questions without an
//! answer.

use std::collections::BTreeSet;

use guidepost::testing::markup::{Block, Markup};
use guidepost::testing::search::{Reason, Search, Verdict};

use crate::fixtures::{first, library_search};

/// Returns the address of the sure answer.
fn sure(search: &Search, asked: &str) -> String {
    match search.find(asked).verdict {
        Verdict::Sure(found) => found.to_string(),
        other => panic!("{asked}: {other:?}"),
    }
}

#[test]
fn chat_shorthand_is_expanded() {
    let search = library_search();
    for (asked, address) in [
        ("wat is backend", "backend-developer"),
        ("wats an api", "api"),
        (
            "wat skils do i need for data engeneer",
            "data-engineer#skills",
        ),
        (
            "what skills does an sre need pls",
            "site-reliability-engineer#skills",
        ),
    ] {
        assert_eq!(sure(search, asked), address, "{asked}");
    }
    for (short, long) in [
        (
            "can u be a dev w/o degree",
            "can you be a dev without degree",
        ),
        ("do i ned a degre", "do i need a degre"),
        ("wich language shoud i lern", "which language shoud i learn"),
        (
            "idk what ppl do b4 they start",
            "i dont know what people do before they start",
        ),
    ] {
        assert_eq!(search.find(short), search.find(long), "{short}");
    }
}

#[test]
fn swapped_letters_are_corrected_in_short_words() {
    let search = library_search();
    let found = search.find("how long til i get my first dev jbo");
    let typo = Reason::Typo("jbo".to_owned(), "job".to_owned());
    assert!(found.reasons.contains(&typo), "{found:?}");
    // A helping word with a slip asks, as it does without: it is not what is asked about.
    assert_eq!(
        search.find("waht is kubernetes").verdict,
        search.find("what is kubernetes").verdict
    );
    let text = Markup::text("You should learn Git.");
    let marked = search.mark("shoudl I learn Git", &text);
    let [Block::Paragraph(spans)] = &marked.blocks[..] else {
        panic!("{marked:?}")
    };
    let bold = spans.iter().filter(|span| span.bold);
    let bold: Vec<_> = bold.map(|span| span.text.as_str()).collect();
    assert_eq!(bold, ["learn", "Git"]);
}

#[test]
fn a_section_requested_in_other_words_ranks_first() {
    let search = library_search();
    for (asked, address) in [
        ("whats it like being an sdet", "sdet#a-typical-day"),
        (
            "in what order do i learn to be an ios developer",
            "ios-developer#roadmap",
        ),
        (
            "what do i need to know to be an ai engineer in 2026",
            "ai-engineer#skills",
        ),
    ] {
        assert_eq!(first(search, asked), address, "{asked}");
    }
    // Why it was found is said, too.
    let found = search.find("what skills does a good data engineer have");
    let why = [
        Reason::Name("Data engineer".to_owned()),
        Reason::Section("Skills".to_owned()),
    ];
    assert_eq!(found.reasons[..2], why, "{found:?}");
}

#[test]
fn a_passage_about_another_topic_is_never_a_sure_answer() {
    let search = library_search();
    // All jobs have tasks, but nothing is known of this one.
    let found = search.find("what does a dentist do");
    assert_eq!(found.verdict, Verdict::Nothing, "{found:?}");
}

#[test]
fn an_ambiguous_abbreviation_suggests_both_roles() {
    let search = library_search();
    let found = search.find("hw do i become a pm");
    let Verdict::Unsure(offered) = &found.verdict else {
        panic!("{found:?}")
    };
    let offered: Vec<_> = offered.iter().take(2).map(ToString::to_string).collect();
    assert_eq!(
        offered,
        [
            "project-manager#how-to-start-with-no-experience",
            "product-manager#how-to-start-with-no-experience"
        ]
    );
}

#[test]
fn a_name_of_several_entries_is_asked_back() {
    let search = library_search();
    for question in [
        "what is a PM",
        "what does a pm do",
        "what does a manager do",
    ] {
        let found = search.find(question);
        let Verdict::Unsure(offered) = &found.verdict else {
            panic!("{question}: {found:?}")
        };
        let entries: BTreeSet<_> = offered.iter().map(|one| one.entry.as_str()).collect();
        for one in ["project-manager", "product-manager"] {
            assert!(entries.contains(one), "{question}: {offered:?}");
        }
    }
}

#[test]
fn what_is_nearest_to_a_named_entry_is_offered_where_nothing_answers() {
    let search = library_search();
    let found = search.find("is python dying");
    let Verdict::Unsure(offered) = &found.verdict else {
        panic!("{found:?}")
    };
    assert!(
        offered.iter().any(|one| one.entry.as_str() == "python"),
        "{offered:?}"
    );
}

#[test]
fn an_age_is_recognised_in_a_question() {
    let search = library_search();
    assert_eq!(
        first(search, "im 35 is it too late for me"),
        "getting-started#am-i-too-old-to-become-a-developer"
    );
    // A number of something is none.
    let found = search.find("over 40 applications and no answer");
    assert_eq!(found.verdict, Verdict::Nothing, "{found:?}");
}

#[test]
fn pay_that_an_entry_is_silent_about_is_not_answered_with_something_else_of_it() {
    let search = library_search();
    for asked in [
        "whats the salary of a devops engineer",
        "how much does a data engineer make",
    ] {
        let found = search.find(asked);
        let Verdict::Unsure(offered) = &found.verdict else {
            panic!("{asked}: {found:?}")
        };
        for address in offered {
            let entry = address.entry.as_str();
            assert!(
                entry != "devops-engineer" && entry != "data-engineer",
                "{asked}: {address}"
            );
        }
    }
}
