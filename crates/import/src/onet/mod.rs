//! The O*NET database (<https://www.onetcenter.org/database.html>): one role for each occupation.
//!
//! Only `Occupation Data` is required. The texts are used under CC BY 4.0; each entry names the database and its licence
//! as a source, and the README of the collection attributes it in the form that the licence page asks for.

mod entry;
mod occupation;
mod reader;
mod tables;
mod titles;

use std::collections::HashMap;

use crate::error::{ImportError, Skipped};
use crate::format::Imported;
use crate::source::{self, SourceFile};
use crate::text::one_line;
use entry::draft;
use occupation::Occupation;
use reader::Reader;
use tables::Table;
use titles::Settled;

/// Reads the files of the database.
pub(crate) fn read(
    name: &str,
    files: &[SourceFile],
    imported: &mut Imported,
) -> Result<(), ImportError> {
    let skipped = &mut imported.skipped;
    let Some(data) = Table::of(files, "Occupation Data") else {
        return Err(ImportError::unusable(
            name,
            "it holds no `Occupation Data.txt` of the O*NET database",
        ));
    };
    if let Some(column) = data.lacks(&["O*NET-SOC Code", "Title", "Description"]) {
        let reason = format!("{} has no column `{column}`", data.name());
        return Err(ImportError::unusable(name, reason));
    }
    let mut all: Vec<Occupation> = Vec::new();
    let mut by_code: HashMap<String, usize> = HashMap::new();
    for (line, row) in data.rows(name, skipped) {
        let (code, title) = (row.code(), one_line(row.cell("Title")));
        if title.is_empty() || by_code.contains_key(code) {
            let reason = format!("`{code}` has no title, or stands here twice");
            skipped.push(Skipped::new(
                &format!("{name}/{}", data.name()),
                line,
                reason,
            ));
            continue;
        }
        by_code.insert(code.to_owned(), all.len());
        all.push(Occupation {
            code: code.to_owned(),
            title,
            description: one_line(row.cell("Description")),
            line,
            ..Occupation::default()
        });
    }
    let version = version(files);
    let mut reader = Reader {
        name,
        files,
        by_code: &by_code,
        all: &mut all,
        skipped,
    };
    reader.tasks();
    reader.technologies();
    reader.elements();
    reader.related();
    reader.education();
    let zones = reader.zones();
    let settled = reader.titles();
    let Settled {
        aliases,
        shared,
        general,
    } = settled;
    imported.notes.push(format!(
        "{} occupations of {version}; of the alternate titles that several occupations list, {shared} lead to the one named most like them and {general} are too general to lead to one",
        all.len()
    ));
    let zone_of: HashMap<String, u8> = all
        .iter()
        .filter_map(|one| Some((one.code.clone(), one.zone?)))
        .collect();
    for (occupation, aliases) in all.into_iter().zip(aliases) {
        imported
            .drafts
            .push(draft(name, occupation, aliases, &zones, &zone_of, &version));
    }
    imported.readme = Some(readme(&version));
    Ok(())
}

/// Returns the name of the database with its version, as its own read-me begins.
fn version(files: &[SourceFile]) -> String {
    let read_me = files
        .iter()
        .find(|file| file.path.to_lowercase().ends_with("read me.txt"));
    let first = read_me.and_then(|file| std::str::from_utf8(&file.bytes).ok()?.lines().next());
    match first.map(one_line) {
        Some(line) if line.starts_with("O*NET") && line.len() < 60 => line,
        _ => "O*NET Database".to_owned(),
    }
}

fn readme(version: &str) -> String {
    format!(
        "# Occupations of O*NET\n\n\
         These files were made by `guidepost import` from the {version}; run it again when a new version is out.\n\n\
         This collection includes information from the [{version}](https://www.onetcenter.org/database.html) by the U.S. Department of Labor, \
         Employment and Training Administration (USDOL/ETA). Used under the \
         [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) license. O*NET® is a trademark of USDOL/ETA. \
         The information was modified: shortened, joined into sentences and lists, and arranged by occupation. \
         USDOL/ETA has not approved, endorsed, or tested these modifications.\n"
    )
}

/// Returns whether the files are those of the database.
pub(crate) fn is_onet(path: &str) -> bool {
    let own = path.rsplit('/').next().unwrap_or(path);
    source::has_extension(own, &["txt"])
}
