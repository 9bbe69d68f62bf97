//! The keys of roles: roadmap, occupation codes, pay, levels, moves and likes.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::reader::{ValueReader, pairs};
use crate::knowledge::codes::{self, WIDE_REGIONS};
use crate::knowledge::{Effort, Interest, Likes, Pay, RoleLevel, RoleMove, SeniorityLevel, Stage};

/// Years for which pay may be given.
const PAY_YEARS: std::ops::RangeInclusive<i64> = 1990..=2100;
/// Maximum yearly pay, in whole units of any currency.
const MAX_PAY: i64 = 1_000_000_000_000;

/// Reads `[[roadmap]]`.
pub(super) fn roadmap(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Stage> {
    let mut stages = Vec::new();
    for table in reader.tables(value, "[[roadmap]]") {
        let mut stage = None;
        let mut hours = None;
        let mut steps = Vec::new();
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "stage" => stage = reader.text(value),
                "hours" => hours = reader.hours(value),
                "steps" => steps = reader.ids("roadmap", value),
                other => reader.unknown(other, &at, &["stage", "hours", "steps"]),
            }
        }
        match stage {
            Some(name) if !steps.is_empty() => stages.push(Stage { name, hours, steps }),
            _ => reader.problem(
                &table.span(),
                "a stage needs a `stage` (its name) and `steps`".to_owned(),
                None,
            ),
        }
    }
    stages
}

/// Reads `onet`, a list of O*NET-SOC codes.
pub(super) fn onet(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<String> {
    let mut codes = Vec::new();
    for (code, span) in reader.spanned_texts(value) {
        if codes::is_onet(&code) {
            codes.push(code);
        } else {
            let message = format!("`{code}` is no O*NET-SOC code");
            let hint = "write it as onetonline.org does: 15-1252.00";
            reader.problem(&span, message, Some(hint.to_owned()));
        }
    }
    codes
}

/// Reads `[[pay]]`; `sources` is the number of the entry's sources.
pub(super) fn pay(
    reader: &mut ValueReader<'_>,
    value: &Spanned<DeValue<'_>>,
    sources: usize,
) -> Vec<Pay> {
    const KEYS: [&str; 7] = [
        "region", "year", "currency", "median", "low", "high", "source",
    ];
    let mut rows = Vec::new();
    for table in reader.tables(value, "[[pay]]") {
        let (mut region, mut year, mut currency) = (None, None, None);
        let (mut median, mut low, mut high, mut source) = (None, None, None, None);
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "region" => region = self::region(reader, value),
                "year" => year = reader.number(value, PAY_YEARS),
                "currency" => currency = self::currency(reader, value),
                "median" => median = reader.number(value, 1..=MAX_PAY),
                "low" => low = reader.number(value, 1..=MAX_PAY),
                "high" => high = reader.number(value, 1..=MAX_PAY),
                "source" => source = self::source(reader, value, sources),
                other => reader.unknown(other, &at, &KEYS),
            }
        }
        reader.require(
            &table,
            "pay",
            &["region", "year", "currency", "median", "source"],
        );
        if let (Some(region), Some(year), Some(currency), Some(median), Some(source)) =
            (region, year, currency, median, source)
        {
            rows.push(Pay {
                region,
                year,
                currency,
                median,
                low,
                high,
                source,
                line: reader.line(&table.span()),
            });
        }
    }
    rows
}

fn region(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let region = reader.text(value)?;
    if codes::is_region(&region) {
        return Some(region);
    }
    let message = format!("`{region}` is no region that pay is given for");
    let hint = if region == "UK" {
        "the code of the United Kingdom is `GB`".to_owned()
    } else {
        let wide = WIDE_REGIONS.map(|wide| format!("`{wide}`")).join(", ");
        format!("write the code of a country, such as `US`, `GB` or `IN`, or one of {wide}")
    };
    reader.problem(&value.span(), message, Some(hint));
    None
}

fn currency(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let currency = reader.text(value)?;
    if codes::is_currency(&currency) {
        return Some(currency);
    }
    let message = format!("`{currency}` is no code of a currency");
    let hint = "write its three letters: `USD`, `EUR`, `GBP`, `INR`";
    reader.problem(&value.span(), message, Some(hint.to_owned()));
    None
}

fn source(
    reader: &mut ValueReader<'_>,
    value: &Spanned<DeValue<'_>>,
    sources: usize,
) -> Option<usize> {
    let number: usize = reader.number(value, 1..=i64::from(u32::MAX))?;
    if number <= sources {
        return Some(number);
    }
    let message = format!("there is no source number {number}; there are {sources}");
    let hint = "count the [[sources]] of this file from 1";
    reader.problem(&value.span(), message, Some(hint.to_owned()));
    None
}

/// Reads `[[level]]`.
pub(super) fn levels(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<RoleLevel> {
    let mut levels: Vec<RoleLevel> = Vec::new();
    for table in reader.tables(value, "[[level]]") {
        let (mut name, mut scope, mut signals) = (None, None, Vec::new());
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "name" => {
                    name = reader.one_of(
                        value,
                        "level",
                        SeniorityLevel::ALL.map(|one| (one.as_str(), one)),
                    );
                }
                "scope" => scope = reader.text(value),
                "signals" => signals = reader.texts(value),
                other => reader.unknown(other, &at, &["name", "scope", "signals"]),
            }
        }
        reader.require(&table, "a level", &["name", "scope", "signals"]);
        let (Some(name), Some(scope)) = (name, scope) else {
            continue;
        };
        if levels.iter().any(|level| level.name == name) {
            let message = format!("the level `{}` stands here twice", name.as_str());
            reader.problem(&table.span(), message, None);
        }
        levels.push(RoleLevel {
            name,
            scope,
            signals,
            line: reader.line(&table.span()),
        });
    }
    levels
}

/// Reads `[[move]]`.
pub(super) fn moves(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Vec<RoleMove> {
    let mut moves: Vec<RoleMove> = Vec::new();
    for table in reader.tables(value, "[[move]]") {
        let (mut to, mut effort, mut why) = (None, None, None);
        for (key, at, value) in pairs(table.get_ref()) {
            match key {
                "to" => to = reader.id("move", value),
                "effort" => {
                    effort =
                        reader.one_of(value, "effort", Effort::ALL.map(|one| (one.as_str(), one)));
                }
                "why" => why = reader.text(value),
                other => reader.unknown(other, &at, &["to", "effort", "why"]),
            }
        }
        reader.require(&table, "a move", &["to", "effort", "why"]);
        let (Some(to), Some(effort), Some(why)) = (to, effort, why) else {
            continue;
        };
        if moves.iter().any(|other| other.to == to) {
            let message = format!("the move to `{to}` stands here twice");
            reader.problem(&table.span(), message, None);
        }
        moves.push(RoleMove {
            to,
            effort,
            why,
            line: reader.line(&table.span()),
        });
    }
    moves
}

/// Reads `[likes]`.
pub(super) fn likes(reader: &mut ValueReader<'_>, value: &Spanned<DeValue<'_>>) -> Likes {
    let mut likes = BTreeMap::new();
    let Some(table) = value.get_ref().as_table() else {
        reader.wrong(value, "a table: [likes]");
        return Likes::default();
    };
    for (key, at, value) in pairs(table) {
        let Some(interest) = Interest::ALL
            .into_iter()
            .find(|interest| interest.as_str() == key)
        else {
            reader.unknown(key, &at, &Interest::ALL.map(Interest::as_str));
            continue;
        };
        let bounds = i64::from(Likes::MIN)..=i64::from(Likes::MAX);
        if let Some(liking) = reader.number(value, bounds) {
            likes.insert(interest, liking);
        }
    }
    likes.into_iter().collect()
}
