//! Passages that do not answer what is asked, however near they are: definitions where more is asked, sections of roles that
//! are not named, answers on the opposite move, prefaces of topics.

use guidepost::testing::chat::ReplyKind;
use guidepost::testing::knowledge::load;

use crate::fixtures::{Terminal as _, assistant, entry, first, folder, passage, search};

#[test]
fn a_definition_is_offered_at_most_where_more_is_asked() {
    let entries = [
        entry(
            "Imposter syndrome",
            "term",
            "",
            "Doubt in one's own ability despite proof of it.",
        ),
        entry("Plotter", "term", "", "A machine that draws with pens."),
    ];
    let folder = folder(&[
        ("terms/imposter-syndrome.md", &entries[0]),
        ("terms/plotter.md", &entries[1]),
    ]);
    let assistant = assistant(load(folder.path()).unwrap());
    for (line, offered) in [
        ("imposter syndrome", false),
        ("what is imposter syndrome", false),
        ("imposter syndrome help", true),
        ("how do I get over imposter syndrome", true),
        ("why does my plotter print twice", true),
        ("how do I lose weight", true),
    ] {
        let reply = assistant.line(line);
        let answered = matches!(reply.kind, ReplyKind::Answer | ReplyKind::Likely);
        assert_eq!(answered, !offered, "{line}: {:?}", reply.kind);
        // What no entry is near to stays unanswered.
        let nothing = reply.kind == ReplyKind::Nothing;
        assert_eq!(nothing, line.contains("weight"), "{line}: {:?}", reply.kind);
    }
}

#[test]
fn a_section_of_a_role_that_the_question_has_no_word_of_is_offered_at_most() {
    let smith = entry(
        "Smith",
        "role",
        "",
        "Works metal.\n## Certificates\nA free certification of the guild counts; paid certifications do not.",
    );
    let folder = folder(&[("roles/smith.md", &smith)]);
    let assistant = assistant(load(folder.path()).unwrap());
    let answered = |line: &str| {
        let kind = assistant.line(line).kind;
        matches!(kind, ReplyKind::Answer | ReplyKind::Likely)
    };
    assert!(answered("certifications for a smith"));
    assert!(!answered("free certifications"));
}

#[test]
fn the_answer_on_a_move_is_none_on_the_opposite_move() {
    let faq = entry(
        "Changing role",
        "faq",
        "",
        "Answers on moves.\n## Questions\n### How do I move from forging to weaving?\nLearn to weave.\n\
         ### I am a tailor: how do I move into forging?\nLearn to forge.\n\
         ### Who leaves the forge for a loom?\n<!-- also: \"from smith to weaver\" -->\nMany.",
    );
    let folder = folder(&[("faq/changing-role.md", &faq)]);
    let search = search(load(folder.path()).unwrap());
    assert_eq!(
        first(&search, "how do I get from forging to weaving"),
        "changing-role#how-do-i-move-from-forging-to-weaving"
    );
    let verdict = search.find("from weaver to smith").verdict;
    let shown = format!("{verdict:?}");
    assert!(!shown.contains("who-leaves"), "{shown}");
    for question in [
        "how do I move from weaving to forging",
        "how do I move to forging from weaving",
        "weaving to forging?",
        "from hand weaving to hand forging",
        "how do I get from weaver to forger",
    ] {
        let verdict = search.find(question).verdict;
        let shown = format!("{verdict:?}");
        assert!(
            !shown.contains("from-forging-to-weaving"),
            "{question}: {shown}"
        );
    }
}

#[test]
fn the_preface_of_a_topic_is_no_answer() {
    let body =
        "Preface about lathes and bowls.\n\n## Questions\n\n### How do I turn a bowl?\n\nSlowly.\n";
    let topic = entry("Lathes", "faq", "", body);
    let folder = folder(&[("faq/lathes.md", topic.as_str())]);
    let search = search(load(folder.path()).unwrap());
    for asked in [
        "preface about lathes and bowls",
        "lathes",
        "bowls on lathes",
    ] {
        let ranked = search.ask(asked, None, 10).passages;
        assert!(
            ranked.iter().all(|one| one.address.anchor.is_some()),
            "{asked}"
        );
    }
}

#[test]
fn pay_in_a_place_that_the_passage_does_not_tell_of_is_said_to_be_missing() {
    let smith = entry(
        "Smith",
        "role",
        "",
        "Works metal.\n## Pay\nSmiths in the United States earn 50,000 dollars, in Germany 40,000 euros.",
    );
    let folder = folder(&[("roles/smith.md", &smith)]);
    let assistant = assistant(load(folder.path()).unwrap());
    for (place, told) in [
        ("germany", true),
        ("the united states", true),
        ("poland", false),
        ("india", false),
    ] {
        let question = format!("what is the salary of a smith in {place} these days");
        let reply = assistant.line(&question);
        assert!(passage(&reply).is_some(), "{question}");
        let says = reply.parts.iter().map(|part| part.body.plain());
        let says = says.collect::<Vec<_>>().join(" ");
        assert_ne!(says.contains("I have no pay figures for"), told, "{says}");
        assert!(told || reply.kind == ReplyKind::Likely, "{question}");
    }
}
