//! Reads the tables into the occupations; a table that is missing adds nothing.

use std::collections::HashMap;

use super::occupation::{Occupation, Zone};
use super::tables::{self, Table};
use super::titles::{Settled, Titles};
use crate::error::Skipped;
use crate::source::SourceFile;
use crate::text::one_line;

/// Minimum importance of a skill, on O*NET's scale from 1 to 5.
const MIN_IMPORTANCE: f64 = 3.0;

/// Reads the tables into the occupations.
pub(super) struct Reader<'a> {
    pub name: &'a str,
    pub files: &'a [SourceFile],
    pub by_code: &'a HashMap<String, usize>,
    pub all: &'a mut Vec<Occupation>,
    pub skipped: &'a mut Vec<Skipped>,
}

impl Reader<'_> {
    /// Calls `take` with the occupation of each row of a table; does nothing where the table is missing.
    fn each(&mut self, table: &str, mut take: impl FnMut(&mut Occupation, &tables::Row<'_>)) {
        let Some(table) = Table::of(self.files, table) else {
            return;
        };
        for (_, row) in table.rows(self.name, self.skipped) {
            let at = self.by_code.get(row.code()).copied();
            if let Some(occupation) = at.and_then(|at| self.all.get_mut(at)) {
                take(occupation, &row);
            }
        }
    }

    pub(super) fn tasks(&mut self) {
        let mut importance: HashMap<String, f64> = HashMap::new();
        self.each("Task Ratings", |one, row| {
            if row.cell("Scale ID") == "IM" {
                let value = row.cell("Data Value").parse().unwrap_or(0.0);
                importance.insert(format!("{}:{}", one.code, row.cell("Task ID")), value);
            }
        });
        self.each("Task Statements", |one, row| {
            let rated = importance.get(&format!("{}:{}", one.code, row.cell("Task ID")));
            let core = row.cell("Task Type") != "Supplemental";
            one.tasks.push((
                core,
                rated.copied().unwrap_or(0.0),
                one_line(row.cell("Task")),
            ));
        });
        self.each("Emerging Tasks", |one, row| {
            if row.cell("Category") == "New" {
                one.new_tasks.push(one_line(row.cell("Task")));
            }
        });
        for one in self.all.iter_mut() {
            // A stable sort: tasks without ratings stay in the order of the file, which is that of their importance.
            one.tasks
                .sort_by(|a, b| b.0.cmp(&a.0).then(b.1.total_cmp(&a.1)));
        }
    }

    pub(super) fn technologies(&mut self) {
        self.each("Technology Skills", |one, row| {
            let is = |column: &str| row.cell(column) == "Y";
            let name = one_line(row.cell("Example"));
            if !name.is_empty() && !one.technologies.iter().any(|(_, _, known)| *known == name) {
                one.technologies
                    .push((is("In Demand"), is("Hot Technology"), name));
            }
        });
        for one in self.all.iter_mut() {
            one.technologies
                .sort_by_key(|(in_demand, hot, _)| std::cmp::Reverse((*in_demand, *hot)));
        }
    }

    pub(super) fn elements(&mut self) {
        let read = |list: &mut Vec<(f64, String)>, row: &tables::Row<'_>| {
            let value = row.cell("Data Value").parse().unwrap_or(0.0);
            if row.cell("Scale ID") == "IM" && value >= MIN_IMPORTANCE {
                list.push((value, one_line(row.cell("Element Name"))));
            }
        };
        self.each("Skills", |one, row| read(&mut one.skills, row));
        self.each("Knowledge", |one, row| read(&mut one.knowledge, row));
        for one in self.all.iter_mut() {
            one.skills.sort_by(|a, b| b.0.total_cmp(&a.0));
            one.knowledge.sort_by(|a, b| b.0.total_cmp(&a.0));
        }
    }

    pub(super) fn related(&mut self) {
        self.each("Related Occupations", |one, row| {
            let tier = match row.cell("Relatedness Tier") {
                "Primary-Short" => 0,
                "Primary-Long" => 1,
                _ => 2,
            };
            one.related
                .push((row.cell("Related O*NET-SOC Code").to_owned(), tier));
        });
        for one in self.all.iter_mut() {
            one.related.sort_by_key(|(_, tier)| *tier);
        }
        self.each("Job Zones", |one, row| {
            one.zone = row.cell("Job Zone").parse().ok();
        });
    }

    pub(super) fn education(&mut self) {
        let mut names: HashMap<String, String> = HashMap::new();
        if let Some(table) = Table::of(self.files, "Education, Training, and Experience Categories")
        {
            for (_, row) in table.rows(self.name, self.skipped) {
                if row.cell("Scale ID") == "RL" {
                    let name = row.cell("Category Description");
                    let name = name.split(" - ").next().unwrap_or(name);
                    names.insert(row.cell("Category").to_owned(), one_line(name));
                }
            }
        }
        self.each("Education, Training, and Experience", |one, row| {
            let value = row.cell("Data Value").parse().unwrap_or(0.0);
            if row.cell("Scale ID") == "RL"
                && value >= 5.0
                && let Some(name) = names.get(row.cell("Category"))
            {
                one.education.push((value, name.clone()));
            }
        });
        for one in self.all.iter_mut() {
            one.education.sort_by(|a, b| b.0.total_cmp(&a.0));
        }
    }

    pub(super) fn zones(&mut self) -> HashMap<u8, Zone> {
        let mut zones = HashMap::new();
        if let Some(table) = Table::of(self.files, "Job Zone Reference") {
            for (_, row) in table.rows(self.name, self.skipped) {
                let Ok(number) = row.cell("Job Zone").parse() else {
                    continue;
                };
                let zone = Zone {
                    experience: one_line(row.cell("Experience")),
                    education: one_line(row.cell("Education")),
                    training: one_line(row.cell("Job Training")),
                };
                zones.insert(number, zone);
            }
        }
        zones
    }

    pub(super) fn titles(&mut self) -> Settled {
        let titles: Vec<String> = self.all.iter().map(|one| one.title.clone()).collect();
        let mut found = Titles::of(&titles);
        for (name, column, reported) in [
            ("Sample of Reported Titles", "Reported Job Title", true),
            ("Alternate Titles", "Alternate Title", false),
        ] {
            let Some(table) = Table::of(self.files, name) else {
                continue;
            };
            for (_, row) in table.rows(self.name, self.skipped) {
                if let Some(at) = self.by_code.get(row.code()) {
                    let sources = row.cell("Source(s)").split(',').count();
                    found.add(
                        *at,
                        row.cell(column),
                        row.cell("Short Title"),
                        reported,
                        sources,
                    );
                }
            }
        }
        found.settle()
    }
}
