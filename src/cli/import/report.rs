//! Report of an import: parts that could not be used, files that change, files that stay, counts.

use guidepost_import::{Change, Plan, Skipped};

/// Prints a part of a source that could not be used.
pub(super) fn skipped(one: &Skipped) {
    super::super::print(&format!("not used: {one}"));
}

/// Prints the files that stay as a person left them and, in a dry run, those that would change.
pub(super) fn plan(plan: &Plan, notes: &[String], dry_run: bool) {
    for note in notes {
        super::super::print(note);
    }
    for file in &plan.files {
        let said = match file.change {
            Change::Edited => "stays: you edited it, and its source changed or has it no more",
            Change::Deleted => "stays away: you deleted it",
            Change::Foreign => "stays: it was not imported",
            Change::New if dry_run => "would be new",
            Change::Changed if dry_run => "would change",
            Change::Removed if dry_run => "would go: its source has it no more",
            Change::New | Change::Changed | Change::Removed | Change::Same => continue,
        };
        super::super::print(&format!("{}: {said}", file.path));
    }
}

/// Prints the counts.
pub(super) fn counts(plan: &Plan, skipped: usize, refused: usize) {
    let count = |change| plan.count(change);
    let kept = count(Change::Edited) + count(Change::Deleted) + count(Change::Foreign);
    super::super::print(&format!(
        "{} new, {} changed, {} gone, {} as before, {kept} left to you; {skipped} parts not used, {refused} files refused by the check",
        count(Change::New),
        count(Change::Changed),
        count(Change::Removed),
        count(Change::Same),
    ));
}
