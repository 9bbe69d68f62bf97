//! Rules for the skills of roles: ids of the right kind, mentioned in the text, and different for
//! each role.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::place;
use crate::knowledge::{Entry, EntryId, EntryKind, Library, Problem, Rule};

/// Reports ids of the wrong kind, ids that a key has twice, and entries that name themselves. Roadmaps cannot have cycles,
/// as their steps are skills and terms.
pub(super) fn kinds(library: &Library, entry: &Entry, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for reference in &entry.references {
        let (key, id) = (reference.key, &reference.target);
        let (kinds, only): (&[EntryKind], &str) = match key {
            "roadmap" | "skills" => (&[EntryKind::Skill, EntryKind::Term], "skills and terms"),
            "skills.choice" | "implies" | "after" | "instead_of" => (&[EntryKind::Skill], "skills"),
            "move" => (&[EntryKind::Role], "roles"),
            _ => continue,
        };
        let mut report = |message: String, hint: Option<String>| {
            let line = reference.line;
            let mut problem = Problem::at(&entry.file, line, Rule::FrontMatter, message);
            problem.hint = hint;
            problems.push(problem.column(reference.column));
        };
        match library.entry(id) {
            Some(named) if !kinds.contains(&named.kind) => report(
                format!("`{key}` names `{id}`, which is a {}", named.kind),
                Some(format!("name {only} only")),
            ),
            _ => {}
        }
        if !seen.insert((key, id)) {
            report(format!("`{key}` names `{id}` twice"), None);
        }
        if *id == entry.id && matches!(key, "move" | "instead_of") {
            report(format!("`{key}` names the entry itself"), None);
        }
    }
}

/// Warns of listed skills that the text of a role does not mention. Of a choice, one skill that is
/// mentioned is enough.
pub(super) fn mentions(library: &Library, entry: &Entry, problems: &mut Vec<Problem>) {
    if entry.kind != EntryKind::Role {
        return;
    }
    let mut text = String::new();
    for passage in &entry.passages {
        text.push_str(&words(&passage.heading));
        text.push_str(&words(&passage.body.plain()));
    }
    let links: HashSet<&EntryId> = entry
        .references
        .iter()
        .filter(|reference| reference.key == "text")
        .map(|reference| &reference.target)
        .collect();
    let is_mentioned = |id: &EntryId| {
        links.contains(id)
            || library.entry(id).is_some_and(|skill| {
                let mut names = std::iter::once(&skill.title).chain(&skill.aliases);
                names.any(|name| text.contains(&words(name)))
            })
    };
    let listed: Vec<&EntryId> = entry.skills.all().filter(|id| !is_mentioned(id)).collect();
    if let Some(first) = listed.first() {
        let (line, column) = place(entry, "skills", first);
        let ids: Vec<_> = listed.iter().map(|id| format!("`{id}`")).collect();
        let message = format!("the text never mentions {}", ids.join(", "));
        let problem = Problem::at(&entry.file, line, Rule::Mention, message).column(column);
        let hint = "say what the job needs them for, or take them out of [skills]";
        problems.push(problem.hint(hint).warning());
    }
    for choice in &entry.skills.choices {
        if !choice.any.iter().any(is_mentioned) {
            let message = "the text mentions no skill of this choice";
            let problem = Problem::at(&entry.file, choice.line, Rule::Mention, message);
            let hint = "say what the job needs one of them for";
            problems.push(problem.hint(hint).warning());
        }
    }
}

/// Returns the words of a text in lower case without plural endings, each between two blanks.
fn words(text: &str) -> String {
    let mut words = String::from(" ");
    let lower = text.to_lowercase();
    let parts = lower.split(|symbol: char| !symbol.is_alphanumeric() && !"+#".contains(symbol));
    for word in parts.filter(|word| !word.is_empty()) {
        let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
        words.push_str(stem.unwrap_or(word));
        words.push(' ');
    }
    words
}

/// Reports roles with the same skills.
pub(super) fn twins(library: &Library, problems: &mut Vec<Problem>) {
    let mut known: BTreeMap<BTreeSet<&EntryId>, &Entry> = BTreeMap::new();
    for entry in library.of_kind(EntryKind::Role) {
        let skills: BTreeSet<_> = entry.skills.with_choices().collect();
        let Some(first) = entry.skills.with_choices().next() else {
            continue;
        };
        if let Some(other) = known.get(&skills) {
            let (line, _) = place(entry, "skills", first);
            let message = format!("`skills` names the same skills as {}", other.file);
            let problem = Problem::at(&entry.file, line, Rule::Twin, message);
            problems.push(problem.hint("name what this role needs and the other does not"));
        } else {
            known.insert(skills, entry);
        }
    }
}
