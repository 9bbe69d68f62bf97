//! A [`Library`]: all entries, with ids, names and links checked.

use std::collections::{HashMap, HashSet};

use super::file::Draft;
use super::{Address, Entry, EntryId, EntryKind, Passage, Problem, Rule, names};

/// All entries, ordered by kind and title.
///
/// **Invariant** of a loaded library: ids are unique, names are unique under [`names::key`], and every
/// id that an entry names is the id of an entry.
#[derive(Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    by_id: HashMap<EntryId, usize>,
    /// Problems that did not prevent loading.
    remarks: Vec<Problem>,
}

impl Library {
    /// Builds a library of drafts; `problems` and `remarks` are those of reading the files, remarks do not prevent loading.
    ///
    /// # Errors
    /// All problems, in the order of files and lines.
    pub(super) fn assemble(
        mut drafts: Vec<Draft>,
        mut problems: Vec<Problem>,
        mut remarks: Vec<Problem>,
    ) -> Result<Self, Vec<Problem>> {
        drafts.sort_by(|a, b| order(&a.entry).cmp(&order(&b.entry)));
        let mut by_id: HashMap<EntryId, usize> = HashMap::new();
        for (index, Draft { entry, .. }) in drafts.iter().enumerate() {
            if let Some(first) = by_id.get(&entry.id).and_then(|first| drafts.get(*first)) {
                let message = format!("the id `{}` is also that of {}", entry.id, first.entry.file);
                problems.push(
                    Problem::at(&entry.file, 1, Rule::Name, message)
                        .hint("rename or join one of the files"),
                );
            } else {
                by_id.insert(entry.id.clone(), index);
            }
        }
        check_names(&drafts, &mut problems);
        for Draft { entry, .. } in &drafts {
            for reference in &entry.references {
                if !by_id.contains_key(&reference.target) {
                    let ids = by_id.keys().map(EntryId::as_str);
                    let message = format!("there is no entry `{}`", reference.target);
                    problems.push(
                        Problem::at(&entry.file, reference.line, Rule::Link, message)
                            .column(reference.column)
                            .hint(unknown_id(reference.target.as_str(), ids)),
                    );
                }
            }
        }
        if problems.is_empty() {
            let mut entries = Vec::with_capacity(drafts.len());
            for draft in drafts {
                remarks.extend(draft.remarks);
                entries.push(draft.entry);
            }
            Ok(Self {
                entries,
                by_id,
                remarks,
            })
        } else {
            problems.sort();
            Err(problems)
        }
    }

    /// Builds a library of the drafts without problems. Adds to `left_out` the problems of the others, and the references
    /// to them.
    ///
    /// # Errors
    /// All problems, where no draft is left.
    pub(super) fn assemble_sound(
        mut drafts: Vec<Draft>,
        problems: Vec<Problem>,
        remarks: Vec<Problem>,
        left_out: &mut Vec<Problem>,
    ) -> Result<Self, Vec<Problem>> {
        let broken: HashSet<&str> = problems
            .iter()
            .map(|problem| problem.file.as_str())
            .collect();
        drafts.retain(|draft| !broken.contains(draft.entry.file.as_str()));
        drafts.sort_by(|a, b| order(&a.entry).cmp(&order(&b.entry)));
        let mut found = problems;
        let mut ids = HashSet::new();
        drafts.retain(|Draft { entry, .. }| {
            let is_first = ids.insert(entry.id.clone());
            if !is_first {
                let message = format!("the id `{}` is also that of another file", entry.id);
                found.push(Problem::at(&entry.file, 1, Rule::Name, message));
            }
            is_first
        });
        let mut names = Vec::new();
        check_names(&drafts, &mut names);
        let twice: HashSet<&str> = names.iter().map(|problem| problem.file.as_str()).collect();
        drafts.retain(|draft| !twice.contains(draft.entry.file.as_str()));
        found.extend(names);
        found.sort();
        let ids: HashSet<EntryId> = drafts.iter().map(|draft| draft.entry.id.clone()).collect();
        let stays = |id: &EntryId| ids.contains(id);
        for Draft { entry, .. } in &mut drafts {
            for reference in entry.references.iter().filter(|one| !stays(&one.target)) {
                let message = format!(
                    "there is no entry `{}`; the link is left out",
                    reference.target
                );
                found.push(
                    Problem::at(&entry.file, reference.line, Rule::Link, message)
                        .column(reference.column)
                        .warning(),
                );
            }
            strip(entry, stays);
        }
        if drafts.is_empty() {
            return Err(found);
        }
        left_out.append(&mut found);
        Self::assemble(drafts, Vec::new(), remarks)
    }

    /// Builds a library of entries that were not loaded from files, in the given order, without any
    /// check. Of two entries with one id, look-ups return the first.
    #[must_use]
    pub fn of(entries: Vec<Entry>) -> Self {
        let mut library = Self::default();
        for (index, entry) in entries.iter().enumerate() {
            library.by_id.entry(entry.id.clone()).or_insert(index);
        }
        Self { entries, ..library }
    }

    /// Returns a copy without the entries for which `gone` is true, and without the references to them.
    #[must_use]
    pub fn without(&self, gone: impl Fn(&Entry) -> bool) -> Self {
        let (left, out): (Vec<_>, Vec<_>) = self.entries.iter().partition(|entry| !gone(entry));
        let out: HashSet<&EntryId> = out.into_iter().map(|entry| &entry.id).collect();
        let stays = |id: &EntryId| !out.contains(id);
        let mut entries = Vec::with_capacity(left.len());
        for entry in left {
            let mut entry = entry.clone();
            strip(&mut entry, stays);
            entries.push(entry);
        }
        Self::of(entries)
    }

    /// Returns a copy in which passages have further wordings, which search reads as those of files. Wordings of passages
    /// that are not there are left out.
    #[must_use]
    pub fn with_wordings(&self, wordings: &[(Address, String)]) -> Self {
        let mut entries = self.entries.clone();
        for (address, wording) in wordings {
            let Some((entry, passage)) = self.passage(address) else {
                continue;
            };
            let found = self.by_id.get(&entry.id).copied();
            let own = found.and_then(|index| entries.get_mut(index));
            let mut passages = own.into_iter().flat_map(|entry| &mut entry.passages);
            let own = passages.find(|one| one.anchor == passage.anchor);
            if let Some(own) = own.filter(|own| !own.wordings.contains(wording)) {
                own.wordings.push(wording.clone());
            }
        }
        Self::of(entries)
    }

    /// Returns the problems that did not prevent loading.
    pub(super) fn remarks(&self) -> &[Problem] {
        &self.remarks
    }

    /// Returns all entries, ordered by kind and title.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Iterates over the entries of one kind, ordered by title.
    pub fn of_kind(&self, kind: EntryKind) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// Returns the entry with this id, or that of a passage with this short form.
    #[must_use]
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        if id.is_short() {
            return self.of_short_form(id).map(|(entry, _)| entry);
        }
        self.entries.get(*self.by_id.get(id)?)
    }

    /// Returns the passage at this address, with its entry. An address that a heading had before it
    /// was reworded leads to the same passage.
    #[must_use]
    pub fn passage(&self, address: &Address) -> Option<(&Entry, &Passage)> {
        if address.entry.is_short() {
            return self.of_short_form(&address.entry);
        }
        let entry = self.entry(&address.entry)?;
        let passage = entry.passage(address.anchor.as_deref())?;
        Some((entry, passage))
    }

    /// Returns the passage that has an address with this short form, with its entry.
    fn of_short_form(&self, short: &EntryId) -> Option<(&Entry, &Passage)> {
        self.entries.iter().find_map(|entry| {
            let mut passages = entry.passages.iter();
            let passage = passages.find(|one| entry.is_short_form(short, one))?;
            Some((entry, passage))
        })
    }
}

/// Removes the references of an entry to entries for which `stays` is false.
fn strip(entry: &mut Entry, stays: impl Fn(&EntryId) -> bool + Copy) {
    entry.related.retain(stays);
    entry.skills.retain(stays);
    for stage in &mut entry.roadmap {
        stage.steps.retain(stays);
    }
    entry.roadmap.retain(|stage| !stage.steps.is_empty());
    entry.role_facts.moves.retain(|one| stays(&one.to));
    for list in [
        &mut entry.skill_facts.implies,
        &mut entry.skill_facts.instead_of,
        &mut entry.skill_facts.after,
    ] {
        list.retain(stays);
    }
    entry.references.retain(|one| stays(&one.target));
}

/// The sort key of the library: kind, title, file.
fn order(entry: &Entry) -> (EntryKind, String, &str) {
    (entry.kind, entry.title.to_lowercase(), &entry.file)
}

/// Reports names that two entries share, that one entry has twice, or that have no letter or digit.
fn check_names(drafts: &[Draft], problems: &mut Vec<Problem>) {
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let titles = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| (index, &draft.entry.title));
    let aliases = drafts
        .iter()
        .enumerate()
        .flat_map(|(index, draft)| draft.entry.aliases.iter().map(move |alias| (index, alias)));
    for (index, name) in titles.chain(aliases) {
        let Some(Draft { entry, .. }) = drafts.get(index) else {
            continue;
        };
        let key = names::key(name);
        if name.is_empty() {
            // A missing title has its own problem.
        } else if key.is_empty() {
            let message = format!("the name `{name}` has no letter or digit");
            problems.push(Problem::at(&entry.file, 1, Rule::Name, message));
        }
        if key.is_empty() {
            continue;
        }
        match by_name.get(&key).and_then(|first| drafts.get(*first)) {
            Some(first) if first.entry.file == entry.file => {
                let message = format!("the name `{name}` stands here twice");
                let hint = "case, hyphens, blanks and accents make no difference; take one out";
                problems.push(Problem::at(&entry.file, 1, Rule::Name, message).hint(hint));
            }
            Some(first) => {
                let message = format!("the name `{name}` is also that of {}", first.entry.file);
                let hint = "a name leads to one entry; take it out of one of the two";
                problems.push(Problem::at(&entry.file, 1, Rule::Name, message).hint(hint));
            }
            None => {
                by_name.insert(key, index);
            }
        }
    }
}

/// Returns a hint for an unknown id.
fn unknown_id<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> String {
    let mut known: Vec<_> = known.collect();
    known.sort_unstable();
    match names::nearest(id, known) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => "write the entry, or take the id out".to_owned(),
    }
}
