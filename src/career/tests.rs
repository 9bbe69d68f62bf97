//! Properties of the career graph, over generated libraries.

use std::fmt::Write as _;
use std::fs;

use super::*;
use crate::knowledge::{EntryId, EntryKind, Library, load};

/// A pseudorandom sequence (a linear congruential generator), the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// Ids of some skills, each once, in quotes and with commas between.
    fn skills(&mut self, of: u64, most: u64) -> Vec<u64> {
        let count = self.below(most + 1);
        let mut ids: Vec<u64> = (0..count).map(|_| self.below(of)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}

fn list(ids: &[u64]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("\"skill-{id}\"")).collect();
    format!("[{}]", ids.join(", "))
}

fn file(title: &str, kind: &str, front: &str, tables: &str) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nkind = \"{kind}\"\nreviewed = 2026-01-31\n{front}\n\
         [[sources]]\ntitle = \"A page\"\nurl = \"https://page.example/\"\n{tables}\n+++\nA {title} is one.\n"
    )
}

/// Loads a library of files, given by their paths.
fn library(files: &[(String, String)]) -> Library {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    load(folder.path()).expect("a library")
}

/// A library of 14 skills, of which later ones build on earlier ones, and 9 roles.
fn generated(seed: u64) -> Library {
    let mut random = Random(seed);
    let mut files = Vec::new();
    for id in 0..14_u64 {
        let mut front = String::new();
        if id > 0 {
            let _ = writeln!(front, "after = {}", list(&random.skills(id, 2)));
            let _ = writeln!(front, "implies = {}", list(&random.skills(id, 1)));
        }
        let _ = writeln!(front, "group = \"group-{}\"", random.below(5));
        let low = 1 + random.below(50);
        let _ = writeln!(front, "hours = [{low}, {}]", low + random.below(90));
        files.push((
            format!("skills/skill-{id}.md"),
            file(&format!("Skill {id}"), "skill", &front, ""),
        ));
    }
    for id in 0..9 {
        let mut core = random.skills(14, 5);
        let mut helpful = random.skills(14, 4);
        helpful.retain(|skill| !core.contains(skill));
        let mut any = random.skills(14, 4);
        any.retain(|skill| !core.contains(skill) && !helpful.contains(skill));
        if core.is_empty() && helpful.is_empty() && any.len() < 2 {
            core.push(0);
            any.clear();
        }
        let mut tables = format!(
            "[skills]\ncore = {}\nhelpful = {}\n",
            list(&core),
            list(&helpful)
        );
        if any.len() > 1 {
            let _ = writeln!(
                tables,
                "[[skills.choice]]\nany = {}\nneed = \"core\"\nlevel = 2",
                list(&any)
            );
        }
        if let Some(first) = core.first() {
            let _ = writeln!(
                tables,
                "[skills.level]\nskill-{first} = {}",
                1 + random.below(3)
            );
        }
        files.push((
            format!("roles/role-{id}.md"),
            file(&format!("Role {id}"), "role", "", &tables),
        ));
    }
    library(&files)
}

fn role_ids(library: &Library) -> Vec<EntryId> {
    library
        .of_kind(EntryKind::Role)
        .map(|role| role.id.clone())
        .collect()
}

#[test]
fn similarity_is_symmetric_and_shares_lie_between_0_and_1() {
    for seed in 0..20 {
        let library = generated(seed);
        let graph = CareerGraph::of(&library);
        for one in role_ids(&library) {
            let profile = Profile::of_role(&graph, &one);
            for requirement in graph.requirements(&one) {
                assert!(requirement.weight > 0.0 && requirement.weight <= 2.0);
            }
            assert!((graph.similarity(&one, &one) - 1.0).abs() < 1e-9);
            assert!((graph.coverage(&profile, &one) - 1.0).abs() < 1e-9);
            for other in role_ids(&library) {
                let similarity = graph.similarity(&one, &other);
                assert!((0.0..=1.0).contains(&similarity));
                assert!((similarity - graph.similarity(&other, &one)).abs() < 1e-12);
                assert!((0.0..=1.0).contains(&graph.coverage(&profile, &other)));
                let (there, back) = (graph.compare(&one, &other), graph.compare(&other, &one));
                let (there, back) = (there.expect("skills"), back.expect("skills"));
                assert_eq!(there.both, back.both);
                assert_eq!(there.only_one, back.only_other);
            }
        }
    }
}

#[test]
fn one_more_skill_never_lowers_the_coverage_of_a_role() {
    for seed in 20..40 {
        let library = generated(seed);
        let graph = CareerGraph::of(&library);
        let skills: Vec<&EntryId> = library
            .of_kind(EntryKind::Skill)
            .map(|skill| &skill.id)
            .collect();
        for role in role_ids(&library) {
            let mut before = 0.0;
            for count in 0..=skills.len() {
                let profile = Profile::of_skills(&skills[..count]);
                let coverage = graph.coverage(&profile, &role);
                assert!(coverage >= before, "{role}: {before} {coverage}");
                before = coverage;
            }
            assert!((before - 1.0).abs() < 1e-9, "all skills cover {role}");
        }
    }
}

#[test]
fn nothing_is_learned_before_what_it_builds_on() {
    let mut ordered = 0;
    for seed in 40..60 {
        let library = generated(seed);
        let graph = CareerGraph::of(&library);
        let ids = role_ids(&library);
        for (from, to) in ids
            .iter()
            .flat_map(|from| ids.iter().map(move |to| (from, to)))
        {
            let Some(plan) = graph.switch(from, to) else {
                assert_eq!(from, to);
                continue;
            };
            let all = plan.have.len() + plan.partly.len() + plan.learn.len() + plan.later.len();
            assert_eq!(all + plan.people.len(), graph.requirements(to).len());
            let single = |one: &Covered<'_>| one.requirement.any.len() == 1;
            for (at, then) in plan.learn.iter().enumerate().filter(|(_, one)| single(one)) {
                for first in plan.learn[at + 1..].iter().filter(|one| single(one)) {
                    let (first, then) = (first.requirement.any[0], then.requirement.any[0]);
                    assert!(!graph.is_before(first, then), "{then} before {first}");
                    ordered += 1;
                }
            }
        }
    }
    assert!(ordered > 50, "{ordered}");
}

#[test]
fn roles_that_fit_equally_well_are_ordered_by_id() {
    let skill = |id: &str| (format!("skills/{id}.md"), file(id, "skill", "", ""));
    let role = |id: &str, skills: &str| {
        let tables = format!("[skills]\ncore = [\"{skills}\"]\n");
        (format!("roles/{id}.md"), file(id, "role", "", &tables))
    };
    let library = library(&[
        skill("sewing"),
        skill("baking"),
        role("tailor", "sewing"),
        role("dressmaker", "sewing"),
        role("baker", "baking"),
        (
            String::from("roles/guest.md"),
            file("guest", "role", "", ""),
        ),
    ]);
    let graph = CareerGraph::of(&library);
    let id = |text: &str| EntryId::new(text).expect("an id");
    let sewing = graph.skill(&id("sewing")).expect("a skill");
    let fits = graph.nearest(&[sewing], 9);
    let ids: Vec<&str> = fits.iter().map(|fit| fit.role.id.as_str()).collect();
    assert_eq!(ids, ["dressmaker", "tailor"]);
    assert!(
        fits.iter()
            .all(|fit| (0.0..=1.0).contains(&fit.score) && fit.is_first_job)
    );
    assert!(graph.openings(&fits, 3).is_empty());
    // A role without skills is no part of the graph.
    assert_eq!(graph.switch(&id("guest"), &id("tailor")), None);
    assert_eq!(graph.switch(&id("tailor"), &id("guest")), None);
    assert_eq!(graph.skill(&id("tailor")), None);
}

#[test]
fn an_alternative_and_another_of_the_group_carry_over_in_part() {
    let skill = |id: &str, front: &str| (format!("skills/{id}.md"), file(id, "skill", front, ""));
    let library = library(&[
        skill("python", "group = \"language\""),
        skill("java", "group = \"language\""),
        skill("django", "implies = [\"python\"]\nafter = [\"http\"]"),
        skill("flask", "instead_of = [\"django\"]"),
        skill("http", ""),
    ]);
    let graph = CareerGraph::of(&library);
    let id = |text: &str| EntryId::new(text).expect("an id");
    let percent = |known: &str, needed: &str| {
        graph
            .carry(&id(known), &id(needed))
            .map(|carry| carry.percent)
    };
    assert_eq!(percent("django", "python"), Some(100));
    assert_eq!(percent("django", "http"), Some(70));
    assert_eq!(percent("flask", "django"), Some(50));
    assert_eq!(percent("django", "flask"), Some(50));
    assert_eq!(percent("python", "django"), Some(50));
    assert_eq!(percent("django", "java"), Some(40));
    assert_eq!(percent("http", "java"), None);
    assert_eq!(percent("http", "no-such"), None);
}

#[test]
fn quiz_answers_survive_a_button_and_other_texts_are_refused() {
    let mut answers = QuizAnswers::default();
    while answers.question().is_some() {
        answers = answers.with(QuizAnswer::Second);
        assert_eq!(QuizAnswers::parse(&answers.encode()), Some(answers.clone()));
    }
    assert_eq!(answers.len(), QuizAnswers::QUESTIONS);
    for text in ["abcd", "aaaaaaaaa", "A", "💥"] {
        assert_eq!(QuizAnswers::parse(text), None, "{text}");
    }
}
