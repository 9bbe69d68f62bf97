//! Tests of the content format: front matter, headings and comments, from text to library.

use std::path::Path;

use super::{
    Address, Effort, Entry, EntryId, EntryKind, Facet, Hours, Interest, Library, Need, PassageKind,
    Problem, SeniorityLevel, SkillLevel, file, template,
};

/// A sound file with further keys above its source, tables below it, and a body.
pub(super) fn text(kind: &str, keys: &str, tables: &str, body: &str) -> String {
    let title = format!("The {kind}");
    format!(
        "+++\ntitle = \"{title}\"\nkind = \"{kind}\"\nreviewed = 2026-01-31\n{keys}\n\
         [[sources]]\ntitle = \"A page\"\nurl = \"https://page.example/\"\n{tables}\n+++\n{body}\n"
    )
}

fn simple(kind: &str, title: &str) -> String {
    text(kind, "", "", "A text.").replace(&format!("The {kind}"), title)
}

pub(super) fn load(files: &[(&str, &str)]) -> Result<Library, Vec<Problem>> {
    let mut problems = Vec::new();
    let drafts = files
        .iter()
        .filter_map(|(name, text)| file::read(name, Path::new(name), text, &mut problems))
        .collect();
    Library::assemble(drafts, problems, Vec::new())
}

/// A library of `text` as `it.md` beside skills and a role that it may name.
fn among_others(text: &str) -> Result<Library, Vec<Problem>> {
    let others: Vec<(String, String)> = [
        "sql", "git", "docker", "python", "java", "go", "django", "talking",
    ]
    .into_iter()
    .map(|id| (format!("{id}.md"), simple("skill", id)))
    .chain([("neighbour.md".to_owned(), simple("role", "Neighbour"))])
    .collect();
    let mut files: Vec<(&str, &str)> = others
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    files.push(("it.md", text));
    load(&files)
}

pub(super) fn said(problems: &[Problem]) -> String {
    let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

fn it(text: &str) -> Entry {
    let library = among_others(text).unwrap_or_else(|problems| panic!("{}", said(&problems)));
    library.entry(&id("it")).expect("the entry").clone()
}

fn id(text: &str) -> EntryId {
    EntryId::new(text).expect(text)
}

const ROLE: &str = "
[[roadmap]]
stage = \"Data\"
hours = [30, 60]
steps = [\"sql\"]
[skills]
core = [\"sql\", \"git\"]
human = [\"talking\"]
[[skills.choice]]
any = [\"python\", \"java\", \"go\"]
need = \"core\"
level = 2
[skills.level]
sql = 3
[[pay]]
region = \"US\"
year = 2025
currency = \"USD\"
median = 100_000
low = 70_000
source = 1
[[level]]
name = \"mid\"
scope = \"a feature\"
signals = [\"ships alone\"]
[[move]]
to = \"neighbour\"
effort = \"near\"
why = \"Both ask for SQL.\"
[likes]
building = 2
people = -1
[[resources]]
title = \"A course\"
url = \"https://course.example/\"
note = \"free\"
";

#[test]
fn front_matter_without_an_end_is_told_from_none() {
    for (text, message) in [
        (
            "+++\ntitle = \"A\"\n\nText.\n",
            "the front matter has no end",
        ),
        ("Text.\n", "there is no front matter"),
        ("---\ntitle: A\n---\n", "there is no front matter"),
    ] {
        let mut problems = Vec::new();
        file::read("a.md", Path::new("a.md"), text, &mut problems);
        let found: Vec<&str> = problems.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(found, [message], "{text}");
    }
}

#[test]
fn a_role_gives_all_of_its_data() {
    let role = it(&text("role", "onet = [\"15-1252.00\"]", ROLE, "A text."));
    assert_eq!(role.role_facts.onet, ["15-1252.00"]);
    assert_eq!(role.roadmap[0].hours, Some(Hours { low: 30, high: 60 }));
    let choice = &role.skills.choices[0];
    assert_eq!(choice.any, [id("python"), id("java"), id("go")]);
    assert_eq!(
        (choice.need, choice.level, choice.line),
        (Need::Core, SkillLevel::WorksAlone, 17)
    );
    assert_eq!(role.skills.level(&id("sql")), SkillLevel::Leads);
    assert_eq!(role.skills.level(&id("git")), SkillLevel::Knows);
    assert_eq!(role.skills.all().count(), 3);
    assert_eq!(role.skills.with_choices().count(), 6);
    let pay = &role.role_facts.pay[0];
    assert_eq!(
        (pay.region.as_str(), pay.year, pay.currency.as_str()),
        ("US", 2025, "USD")
    );
    assert_eq!(
        (pay.median, pay.low, pay.high),
        (100_000, Some(70_000), None)
    );
    let source = role.source(pay.source).expect("a source");
    assert_eq!(source.title, "A page");
    let level = &role.role_facts.levels[0];
    assert_eq!(
        (level.name, level.scope.as_str(), level.signals.len()),
        (SeniorityLevel::Mid, "a feature", 1)
    );
    let step = &role.role_facts.moves[0];
    assert_eq!((&step.to, step.effort), (&id("neighbour"), Effort::Near));
    let likes = &role.role_facts.likes;
    assert_eq!(
        [Interest::Building, Interest::People, Interest::Risk].map(|interest| likes.get(interest)),
        [2, -1, 0]
    );
    assert_eq!(role.resources[0].note.as_deref(), Some("free"));
}

#[test]
fn a_skill_gives_all_of_its_data() {
    let keys = "implies = [\"python\"]\ngroup = \"framework\"\ninstead_of = [\"java\"]\n\
                after = [\"git\"]\ndone = \"You can build a page.\"\nhours = [40, 80]";
    let skill = it(&text("skill", keys, "", "A text.")).skill_facts;
    assert_eq!(skill.implies, [id("python")]);
    assert_eq!(skill.instead_of, [id("java")]);
    assert_eq!(skill.after, [id("git")]);
    assert_eq!(skill.group.as_deref(), Some("framework"));
    assert_eq!(skill.done.as_deref(), Some("You can build a page."));
    assert_eq!(skill.hours, Some(Hours { low: 40, high: 80 }));
}

#[test]
fn invalid_data_is_reported_with_line_and_hint() {
    let tables = "
[[roadmap]]
stage = \"Data\"
hours = [60, 30]
steps = [\"sql\"]
[skills]
core = [\"sql\"]
[[skills.choice]]
any = [\"sql\", \"java\"]
need = \"cor\"
[[skills.choice]]
any = [\"python\"]
need = \"core\"
[skills.level]
sgl = 2
sql = 4
java = 2
[[pay]]
region = \"UK\"
year = 2025
currency = \"pounds\"
median = 0
source = 2
[[level]]
name = \"sr\"
scope = \"a team\"
signals = [\"x\"]
[[move]]
to = \"nowhere\"
effort = \"nearby\"
why = \"x\"
[likes]
bilding = 1
people = 3
[[resources]]
title = \"No page\"
review_by = 2026-12-01
";
    let keys = "onet = [\"15-1252\"]\nimplies = [\"python\"]";
    let problems = among_others(&text("role", keys, tables, "A text.")).unwrap_err();
    insta::assert_snapshot!(said(&problems));
}

#[test]
fn interview_questions_have_a_level_and_are_no_questions_of_readers() {
    let body = "A text.\n\n## Is it for you\n\nPerhaps.\n\n## Interview questions\n\n\
                ### What is a join?\n<!-- level: junior -->\n\nAn answer.\n\n\
                ### What is an index?\n\nAn answer.\n\n## Questions\n\n### May I?\n\nYes.";
    let role = it(&text("role", "", "", body));
    let asked: Vec<_> = role
        .interview_questions()
        .map(|(passage, level)| (passage.heading.as_str(), level))
        .collect();
    assert_eq!(
        asked,
        [
            ("What is a join?", Some(SeniorityLevel::Junior)),
            ("What is an index?", None)
        ]
    );
    assert_eq!(role.questions().count(), 1);
    assert!(role.facet(Facet::Fit).is_some());
    assert_eq!(role.facet(Facet::InterviewQuestions), None);

    let body =
        "A text.\n\n## Interview questions\n\nMany.\n\n## Other\n<!-- level: mid -->\n\nText.";
    let problems = among_others(&text("role", "", "", body)).unwrap_err();
    assert_eq!(
        said(&problems),
        "it.md:18:1: only a question of an interview has a `level:` [comment]\n    \
         hint: put the question under `## Interview questions`"
    );
}

#[test]
fn an_address_from_before_a_heading_was_reworded_still_leads_to_it() {
    let body =
        "A text.\n\n## New words\n<!-- was: old-words; older -->\n<!-- was: oldest -->\n\nHere.";
    let library = among_others(&text("term", "", "", body)).unwrap();
    for anchor in ["new-words", "old-words", "older", "oldest"] {
        let address = Address::parse(&format!("it#{anchor}")).unwrap();
        let (entry, passage) = library.passage(&address).expect(anchor);
        assert_eq!(passage.kind, PassageKind::Section(None));
        assert_eq!(entry.address(passage).to_string(), "it#new-words");
    }

    let body = "A text.\n\n## One\n<!-- was: two -->\n\nHere.\n\n## Two\n\nHere.\n\n\
                ## Three\n<!-- was: one; x -->\n\nHere.\n\n## Four\n<!-- was: x -->\n\nHere.";
    let problems = among_others(&text("term", "", "", body)).unwrap_err();
    insta::assert_snapshot!(said(&problems));
}

#[test]
fn ignored_files_and_comments_are_warnings_and_the_rest_is_loaded() {
    let body = "Text with https://bare.example/page in it.\n\n## One\n<!-- alos: \"x\" -->\n\n\
                A [](https://page.example/) link.\n\n## Questions\n<!-- asks: \"y\" -->\n\n### Q?\n\nA.";
    let library = among_others(&text("term", "", "", body)).unwrap();
    insta::assert_snapshot!(said(library.remarks()));
}

#[test]
fn a_library_without_a_skill_has_no_reference_to_it() {
    let library = among_others(&text("role", "", ROLE, "A text.")).unwrap();
    let gone = ["java", "go", "sql", "neighbour"];
    let library = library.without(|entry| gone.contains(&entry.id.as_str()));
    let role = library.entry(&id("it")).unwrap();
    assert_eq!(role.skills.core, [id("git"), id("python")]);
    assert_eq!(role.skills.choices, []);
    assert_eq!(role.skills.levels.len(), 1);
    assert_eq!(role.roadmap, []);
    assert_eq!(role.role_facts.moves, []);
    let names: Vec<_> = role.references.iter().map(|one| &one.target).collect();
    assert!(names.iter().all(|name| !gone.contains(&name.as_str())));
}

#[test]
fn the_optional_lines_of_a_template_are_valid_once_they_are_uncommented() {
    for kind in [EntryKind::Role, EntryKind::Skill] {
        let today = jiff::civil::date(2026, 1, 31);
        let (_, written) = template(kind, "It", today).expect("a template");
        assert!(file::read("it.md", Path::new(""), &written, &mut Vec::new()).is_some());
        let uncommented = written
            .lines()
            .filter(|line| !line.starts_with("# These lines"))
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .map(|line| {
                line.strip_prefix('#')
                    .filter(|rest| rest.is_empty())
                    .unwrap_or(line)
            })
            .map(|line| line.replace("median = 0", "median = 1"))
            .collect::<Vec<_>>()
            .join("\n");
        let mut problems = Vec::new();
        file::read("it.md", Path::new(""), &uncommented, &mut problems);
        assert_eq!(said(&problems), "", "{uncommented}");
        assert_ne!(uncommented, written);
    }
}

/// The examples of `knowledge/README.md`, by kind.
fn example(kind: &str) -> String {
    let readme = include_str!("../../knowledge/README.md");
    let key = format!("kind = \"{kind}\"");
    let mut blocks = readme.split("```markdown\n").skip(1);
    let block = blocks.find(|block| block.contains(&key)).expect(kind);
    block.split("```").next().expect("the example").to_owned()
}

#[test]
fn the_examples_of_the_readme_are_valid_but_for_what_they_leave_out() {
    for kind in ["role", "skill"] {
        let mut problems = Vec::new();
        let text = example(kind);
        let draft = file::read("it.md", Path::new(""), &text, &mut problems);
        assert_eq!(said(&problems), "", "{kind}");
        assert!(draft.is_some_and(|draft| draft.remarks.is_empty()));
    }
}

#[test]
fn the_readme_lists_every_axis_level_and_heading() {
    let readme = include_str!("../../knowledge/README.md");
    for interest in Interest::ALL {
        assert!(readme.contains(&format!("\n| `{}` |", interest.as_str())));
    }
    for level in SeniorityLevel::ALL {
        assert!(readme.contains(&format!("`\"{}\"`", level.as_str())));
    }
    for (heading, _) in super::facet::HEADINGS {
        assert!(readme.contains(&format!("`{heading}`")), "{heading}");
    }
}
