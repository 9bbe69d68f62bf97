//! Rules for references between entries: no orphans, no cycles among skills.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::place;
use crate::knowledge::{EntryId, EntryKind, Library, Problem, Rule};

/// Reports entries without a reference to them, except roles and FAQs, which commands list; warns of skills that no role,
/// roadmap or other skill uses.
pub(super) fn orphans(library: &Library, problems: &mut Vec<Problem>) {
    let mut linked: HashSet<&EntryId> = HashSet::new();
    let mut used: HashSet<&EntryId> = HashSet::new();
    for entry in library.entries() {
        let steps = entry.roadmap.iter().flat_map(|stage| &stage.steps);
        let named = steps
            .chain(entry.skills.with_choices())
            .chain(entry.skill_facts.ids());
        used.extend(named.filter(|id| **id != entry.id));
        linked.extend(entry.related.iter().filter(|id| **id != entry.id));
    }
    for entry in library.entries() {
        let is_used = used.contains(&entry.id);
        let is_listed = matches!(entry.kind, EntryKind::Role | EntryKind::Faq);
        if !is_listed && !is_used && !linked.contains(&entry.id) {
            let message = format!("nothing leads to {}", entry.title);
            let problem = Problem::at(&entry.file, 1, Rule::Orphan, message);
            problems.push(problem.hint("name it under `related` of an entry, or link to it"));
        } else if entry.kind == EntryKind::Skill && !is_used {
            let message = format!("no role, roadmap or other skill names {}", entry.title);
            let problem = Problem::at(&entry.file, 1, Rule::Orphan, message);
            let hint = "add it to [skills] or [[roadmap]] of a role, or to `implies`, `after` or \
                        `instead_of` of a skill";
            problems.push(problem.hint(hint).warning());
        }
    }
}

/// A relation that puts one skill before another: its key and its target.
type Edge<'a> = (&'static str, &'a EntryId);

/// Reports cycles in the union of `implies` and `after`: a skill comes after those that it contains, too.
pub(super) fn cycles(library: &Library, problems: &mut Vec<Problem>) {
    let mut edges: BTreeMap<&EntryId, Vec<Edge<'_>>> = BTreeMap::new();
    for entry in library.entries() {
        let facts = &entry.skill_facts;
        let implies = facts.implies.iter().map(|id| ("implies", id));
        let after = facts.after.iter().map(|id| ("after", id));
        edges.insert(&entry.id, implies.chain(after).collect());
    }
    for start in edges.keys() {
        let Some(cycle) = cycle(start, &edges) else {
            continue;
        };
        let (Some(entry), Some((key, first))) = (library.entry(start), cycle.first()) else {
            continue;
        };
        let (line, column) = place(entry, key, first);
        let path: Vec<_> = cycle.iter().map(|(_, id)| id.as_str()).collect();
        let message = format!(
            "`{start}` comes before itself: {start} → {}",
            path.join(" → ")
        );
        let problem = Problem::at(&entry.file, line, Rule::Cycle, message).column(column);
        problems.push(problem.hint("take one of these steps out of `implies` or `after`"));
    }
}

/// Returns the shortest cycle through `start` (breadth-first search) whose ids are all at least
/// `start`, so that each cycle is found once: at its smallest id.
fn cycle<'a>(
    start: &'a EntryId,
    edges: &BTreeMap<&'a EntryId, Vec<Edge<'a>>>,
) -> Option<Vec<Edge<'a>>> {
    let mut from: HashMap<&EntryId, (&EntryId, Edge<'_>)> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(id) = queue.pop_front() {
        for edge in edges.get(id).into_iter().flatten() {
            let next = edge.1;
            if next < start || from.contains_key(next) {
                continue;
            }
            from.insert(next, (id, *edge));
            if next == start {
                return Some(path(start, &from));
            }
            queue.push_back(next);
        }
    }
    None
}

/// Returns the edges of the path that the search took from `start` back to `start`.
fn path<'a>(
    start: &'a EntryId,
    from: &HashMap<&'a EntryId, (&'a EntryId, Edge<'a>)>,
) -> Vec<Edge<'a>> {
    let mut edges = Vec::new();
    let mut at = start;
    while let Some((before, edge)) = from.get(at) {
        edges.push(*edge);
        at = before;
        if at == start {
            break;
        }
    }
    edges.reverse();
    edges
}
