//! The skills of a role with choices and levels, and the keys of skills.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::reader::{ValueReader, pairs};
use crate::knowledge::address::{MAX_ID, slug};
use crate::knowledge::{EntryId, Need, SkillChoice, SkillLevel, Skills};

/// Reads `[skills]`: three lists, choices, and levels.
pub(super) fn skills(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Skills {
    const KEYS: [&str; 5] = ["core", "helpful", "human", "choice", "level"];
    let mut skills = Skills::default();
    let Some(table) = value.get_ref().as_table() else {
        reader.wrong(value, "a table: [skills]");
        return skills;
    };
    for (key, at, value) in pairs(table) {
        match key {
            "core" => skills.core = reader.ids("skills", value),
            "helpful" => skills.helpful = reader.ids("skills", value),
            "human" => skills.human = reader.ids("skills", value),
            // Both refer to the lists and are read when all of them are known.
            "choice" | "level" => {}
            other => reader.unknown(other, &at, &KEYS),
        }
    }
    if let Some(value) = table.get("choice") {
        skills.choices = choices(reader, value, &skills);
    }
    if let Some(value) = table.get("level") {
        skills.levels = levels(reader, value, &skills);
    }
    skills
}

fn choices(
    reader: &mut ValueReader<'_>,
    value: &Spanned<DeValue<'_>>,
    skills: &Skills,
) -> Vec<SkillChoice> {
    let mut choices = Vec::new();
    for table in reader.tables(value, "[[skills.choice]]") {
        let (mut any, mut need, mut level) = (Vec::new(), None, SkillLevel::default());
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "any" => any = members(reader, value, skills),
                "need" => {
                    need = reader.one_of(value, "need", Need::ALL.map(|one| (one.as_str(), one)));
                }
                "level" => level = self::level(reader, value).unwrap_or_default(),
                other => reader.unknown(other, &at, &["any", "need", "level"]),
            }
        }
        reader.require(&table, "a choice", &["any", "need"]);
        if any.len() == 1 {
            let message = "a choice needs two skills or more".to_owned();
            let hint = "put a single skill into `core`, `helpful` or `human`";
            reader.problem(&table.span(), message, Some(hint.to_owned()));
        }
        choices.extend(need.map(|need| SkillChoice {
            any,
            need,
            level,
            line: reader.line(&table.span()),
        }));
    }
    choices
}

/// Reads the skills of a choice, which stand in no list of the role.
fn members(
    reader: &mut ValueReader<'_>,
    value: &Spanned<DeValue<'_>>,
    skills: &Skills,
) -> Vec<EntryId> {
    let before = reader.references().len();
    let any = reader.ids("skills.choice", value);
    let places = reader
        .references()
        .get(before..)
        .unwrap_or_default()
        .to_vec();
    for place in places {
        let list = Need::ALL
            .into_iter()
            .find(|need| skills.list(*need).contains(&place.target));
        if let Some(list) = list {
            let message = format!(
                "`{}` stands both in a choice and in `{}`",
                place.target,
                list.as_str()
            );
            let hint = "take it out of the list, or out of the choice";
            reader.problem_at(place.line, place.column, message, Some(hint.to_owned()));
        }
    }
    any
}

fn levels(
    reader: &mut ValueReader<'_>,
    value: &Spanned<DeValue<'_>>,
    skills: &Skills,
) -> BTreeMap<EntryId, SkillLevel> {
    let mut levels = BTreeMap::new();
    let Some(table) = value.get_ref().as_table() else {
        reader.wrong(value, "a table: [skills.level]");
        return levels;
    };
    let listed: Vec<&str> = skills.all().map(EntryId::as_str).collect();
    for (key, at, value) in pairs(table) {
        let Some(skill) = skills.all().find(|skill| skill.as_str() == key) else {
            let message = format!("`{key}` stands in none of `core`, `helpful` and `human`");
            let hint = if skills.with_choices().any(|skill| skill.as_str() == key) {
                "give the `level` of a choice in its [[skills.choice]]".to_owned()
            } else {
                match crate::knowledge::names::nearest(key, listed.iter().copied()) {
                    Some(nearest) => format!("did you mean `{nearest}`?"),
                    None => "add it to a list, or take its level out".to_owned(),
                }
            };
            reader.problem(&at, message, Some(hint));
            continue;
        };
        if let Some(level) = self::level(reader, value) {
            levels.insert(skill.clone(), level);
        }
    }
    levels
}

fn level(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Option<SkillLevel> {
    SkillLevel::from_number(reader.number(value, 1..=3)?)
}

/// Reads a group: one word in lower case, words joined by `-`.
pub(super) fn group(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let group = reader.text(value)?;
    if let Some(group) = slug(&group, MAX_ID) {
        return Some(group.to_string());
    }
    let hint = "write lower case, words joined by `-`: language, web-framework";
    let message = format!("`{group}` is no group");
    reader.problem(&value.span(), message, Some(hint.to_owned()));
    None
}
