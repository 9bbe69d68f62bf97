//! Kinds of questions that are detected before ranking: small talk, other trades, missing sections, follow-ups without
//! a topic, self-descriptions, and words of other scripts.

use guidepost::testing::chat::{Ask, Audience, Certainty, Reply, ReplyKind, Request};
use guidepost::testing::console;
use guidepost::testing::knowledge::load;
use guidepost::testing::search::{Reason, Verdict};

use crate::fixtures::{
    Terminal as _, assistant, entry, first, folder, library, library_search, respond, search,
};

fn text(reply: &Reply) -> String {
    let parts = reply.parts.iter().map(|part| part.body.plain());
    parts.collect::<Vec<_>>().join("\n")
}

#[test]
fn small_talk_gets_a_short_reply_and_no_help() {
    let assistant = assistant(library());
    for (line, says) in [
        ("thanks!", "You are welcome"),
        ("Thank you so much", "You are welcome"),
        ("bye", "Goodbye"),
        ("good morning all", "Hello!"),
        (
            "Good morning all, I hope everyone has a lovely week!",
            "Hello!",
        ),
        ("thx thats really helpful", "You are welcome"),
        (
            "Could you please show me everything you can do?",
            "I am a bot",
        ),
        ("ok", "Good"),
        ("are you a bot?", "I am a bot"),
        ("Hallo", "Hello!"),
        ("नमस्ते", "Hello!"),
        ("hey whats up", "Hello!"),
        ("how are you?", "Fine, thank you!"),
        ("good bye!", "Goodbye"),
        ("ok thanks, bye", "You are welcome"),
        ("hi, are you a real person?", "I am a bot"),
    ] {
        let reply = assistant.line(line);
        assert_eq!(reply.title, says, "{line}");
        assert!(
            reply.buttons.is_empty() && reply.match_info.is_none(),
            "{line}"
        );
    }
    // Part of a question is no small talk.
    for (line, says) in [
        ("thanks, and what is sql", "You are welcome"),
        ("hi, how do I negotiate", "Hello!"),
        ("hey, whats up with junior jobs", "Hello!"),
    ] {
        assert_ne!(assistant.line(line).title, says, "{line}");
    }
}

#[test]
fn a_question_about_another_trade_gets_links_instead_of_an_answer() {
    let assistant = assistant(library());
    for line in [
        "how do I become a nurse",
        "electrician salary",
        "what does a truck driver do",
        "how do i become a flurbologist",
        "how do i become a nurse, is it hard",
        "what does a civil engineer do",
    ] {
        let reply = assistant.line(line);
        assert_eq!(reply.kind, ReplyKind::Nothing, "{line}: {}", reply.title);
        assert!(
            text(&reply).contains("O*NET OnLine"),
            "{line}: {}",
            text(&reply)
        );
        // It is no gap that a mentor could fill.
        assert!(reply.match_info.is_none(), "{line}");
    }
    for command in [
        "/skills plumber",
        "/responsibilities nurse",
        "/roadmap electrician",
        "/what-is plumber",
    ] {
        let reply = assistant.line(command);
        assert!(
            text(&reply).contains("O*NET OnLine"),
            "{command}: {}",
            reply.title
        );
    }
    // Who comes from another trade asks about this one.
    for line in [
        "I am a nurse, how do I become a backend developer",
        "from electrician to software developer",
        "quit dev to be a plumber, am i crazy",
    ] {
        let reply = assistant.line(line);
        assert!(
            !text(&reply).contains("O*NET OnLine"),
            "{line}: {}",
            reply.title
        );
    }
}

#[test]
fn an_entry_named_like_another_trade_is_answered() {
    let nurse = entry("Nurse", "role", "", "Cares for patients.");
    let folder = folder(&[("roles/nurse.md", &nurse)]);
    let search = search(load(folder.path()).unwrap());
    assert_eq!(first(&search, "what is a nurse"), "nurse");
}

#[test]
fn a_missing_section_is_reported_as_missing() {
    let smith = entry(
        "Smith",
        "role",
        "",
        "Works metal.\n## What they do\nThey forge.",
    );
    let folder = folder(&[("roles/smith.md", &smith)]);
    let assistant = assistant(load(folder.path()).unwrap());
    let reply = assistant.line("how much does a smith earn");
    assert!(reply.title.contains("Smith"), "{}", reply.title);
    assert_eq!(reply.audience, Audience::Private);
    // Nothing else of it stands in its place, and it is a gap.
    assert!(reply.choices.is_empty(), "{:?}", reply.choices);
    assert_eq!(text(&reply), "");
    let certainty = reply.match_info.map(|found| found.certainty);
    assert_eq!(certainty, Some(Certainty::Nothing));
}

#[test]
fn a_follow_up_without_a_topic_is_asked_for_its_topic() {
    for (line, asks_back) in [
        ("and the skills?", true),
        ("What about the pay", true),
        ("and their salary?", true),
        ("what are the tools?", false),
        ("skills", false),
        ("and the skills of a data analyst?", false),
        ("how long does it take?", false),
        // It says who "they" are.
        (
            "I work with a shy remote developer. How do I work with them?",
            false,
        ),
    ] {
        let reply = assistant(library()).line(line);
        assert_eq!(
            reply.title == "Of which role?",
            asks_back,
            "{line}: {}",
            reply.title
        );
    }
    let roles = assistant(library()).line("and the skills?").choices;
    assert!(
        roles.iter().any(|role| role.label == "Backend developer"),
        "{roles:?}"
    );
}

#[test]
fn of_many_roles_those_that_most_entries_relate_to_are_to_choose_from() {
    let skills = "Works.\n## Skills\nMany.";
    let related = "related = [\"role-30\"]";
    let files: Vec<(String, String)> = (1..=30)
        .map(|number| {
            let more = if number < 30 { related } else { "" };
            let text = entry(&format!("Role {number:02}"), "role", more, skills);
            (format!("roles/role-{number:02}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let folder = folder(&files);
    let reply = assistant(load(folder.path()).unwrap()).line("and the skills?");
    let labels: Vec<&str> = reply
        .choices
        .iter()
        .map(|role| role.label.as_str())
        .collect();
    // As many as a select of Discord holds, in the order of the alphabet.
    assert_eq!(labels.len(), 25);
    assert!(
        labels.is_sorted() && labels.last() == Some(&"Role 30"),
        "{labels:?}"
    );
}

#[test]
fn self_descriptions_do_not_change_the_topic() {
    let search = library_search();
    let found = search.find("I'm 34, a bartender, know python and sql, what fits me");
    assert!(!matches!(found.verdict, Verdict::Sure(_)), "{found:?}");
    for name in ["Python", "SQL", "IAM"] {
        let named = Reason::Name(name.to_owned());
        assert!(!found.reasons.contains(&named), "{found:?}");
    }
    // Alone, the same words name what is asked about.
    let Verdict::Sure(address) = search.find("python").verdict else {
        panic!("python");
    };
    assert_eq!(address.to_string(), "python");
}

#[test]
fn a_word_of_the_library_is_not_corrected_to_a_name() {
    let spring = entry("Spring", "skill", "", "A framework.");
    let scrum = entry(
        "Scrum",
        "term",
        "",
        "Work in sprints: a sprint takes two weeks.",
    );
    let folder = folder(&[("skills/spring.md", &spring), ("terms/scrum.md", &scrum)]);
    let assistant = assistant(load(folder.path()).unwrap());
    let reply = assistant.line("/what-is sprint");
    assert_ne!(reply.title, "Spring");
    assert_eq!(assistant.line("/what-is srping").title, "Spring");
}

#[test]
fn apostrophes_and_chat_noise_do_not_lower_a_sure_verdict() {
    let search = library_search();
    for asked in [
        "what's sql",
        "what’s sql",
        "what´s sql",
        "what`s sql",
        "what is sql bro",
        "what is sql lol",
        "what is sql btw",
        "what is sql tia",
        "what is sql asap pls 🙏",
    ] {
        let found = search.find(asked);
        let Verdict::Sure(address) = &found.verdict else {
            panic!("{asked}: {found:?}");
        };
        assert_eq!(address.to_string(), "sql", "{asked}");
    }
}

#[test]
fn question_words_of_other_languages_are_recognised() {
    let search = library_search();
    for asked in [
        "¿qué es SQL?",
        "was ist SQL",
        "SQLとは",
        "o que é SQL",
        "c'est quoi SQL",
    ] {
        let found = search.find(asked);
        let Verdict::Sure(address) = &found.verdict else {
            panic!("{asked}: {found:?}");
        };
        assert_eq!(address.to_string(), "sql", "{asked}");
    }
}

#[test]
fn the_closest_passage_is_for_the_asker_alone_unless_they_want_it_public() {
    let assistant = assistant(library());
    let question = Ask::Question("how long until i can work as a programmer".to_owned());
    for (wish, expected) in [
        (None, Audience::Private),
        (Some(Audience::Private), Audience::Private),
        (Some(Audience::Public), Audience::Public),
    ] {
        let request = Request {
            audience: wish,
            ..console::request(question.clone())
        };
        let reply = respond(&assistant, &request);
        assert_eq!(reply.kind, ReplyKind::Likely, "{}", reply.title);
        assert_eq!(reply.audience, expected, "{wish:?}");
        let certainty = reply.match_info.map(|found| found.certainty);
        assert_eq!(certainty, Some(Certainty::Likely));
    }
}

#[test]
fn sections_that_terms_never_have_are_not_reported_missing() {
    let term = entry(
        "Total pay",
        "term",
        "",
        "TestDatabase salary, bonus and shares together.",
    );
    let folder = folder(&[("terms/total-pay.md", &term)]);
    let assistant = assistant(load(folder.path()).unwrap());
    let reply = assistant.line("what is the salary part of total pay");
    assert!(
        !reply.title.contains("Nobody has written"),
        "{}",
        reply.title
    );
}

#[test]
fn a_long_text_is_answered_by_the_question_at_its_end() {
    let story = entry(
        "Stories",
        "faq",
        "",
        "Preface.\n\n## Questions\n\n### Which database should a start-up take?\n\nPostgres.\n\n\
         ### Is a part-time course worth it?\n\nOften.\n",
    );
    let folder = folder(&[("faq/stories.md", story.as_str())]);
    let search = search(load(folder.path()).unwrap());
    let told = "Our start-up changed its database twice, the database migration took months and nobody \
                knows which database we will take next.";
    for asked in [
        "What I want to ask is whether a part-time course is worth it",
        "anyway, is it worth taking a course part-time?",
    ] {
        let question = format!("{told} {asked}");
        assert_eq!(
            first(&search, &question),
            "stories#is-a-part-time-course-worth-it",
            "{question}"
        );
    }
    // However much is told: of a text with too many words the last ones count.
    let more: Vec<String> = (0..90).map(|at| format!("tale{at}")).collect();
    let question = format!("{}. {told} Is a part-time course worth it?", more.join(" "));
    assert_eq!(
        first(&search, &question),
        "stories#is-a-part-time-course-worth-it"
    );
    // Where the last sentence says nothing by itself, all of it counts.
    let question = format!("{told} Which one?");
    assert_eq!(
        first(&search, &question),
        "stories#which-database-should-a-start-up-take"
    );
}
