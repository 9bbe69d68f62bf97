//! The draft of an occupation.

use std::collections::HashMap;

use super::occupation::{Occupation, Zone};
use crate::draft::{Draft, DraftKind, DraftSection, Move, Origin};
use crate::text::{cut, escaped, inline};

/// Maximum number of characters of a list of tasks, which is one page of an answer.
const MAX_LIST: usize = 1_500;
/// Maximum number of technologies of an occupation.
const MAX_TECHNOLOGIES: usize = 24;
/// Maximum number of elements, such as skills, of an occupation.
const MAX_ELEMENTS: usize = 10;
/// Maximum number of moves of an occupation.
const MAX_MOVES: usize = 10;
/// The region that the data describes.
const REGION: &str = "United States";

pub(super) fn draft(
    source: &str,
    one: Occupation,
    aliases: Vec<String>,
    zones: &HashMap<u8, Zone>,
    zone_of: &HashMap<String, u8>,
    version: &str,
) -> Draft {
    let mut sections = Vec::new();
    let mut section = |heading: &str, body: String| {
        if !body.is_empty() {
            sections.push(DraftSection {
                heading: heading.to_owned(),
                body,
            });
        }
    };
    let tasks = one
        .tasks
        .iter()
        .map(|(_, _, task)| task)
        .chain(&one.new_tasks);
    section("What they do", list(tasks));
    let technologies = technologies(&one);
    if one.skills.is_empty() && one.knowledge.is_empty() {
        section("Skills", technologies);
    } else {
        section("Skills", elements(&one));
        section("Languages and tools", technologies);
    }
    if let Some(zone) = one.zone.and_then(|zone| zones.get(&zone)) {
        let start = [zone.experience.as_str(), zone.training.as_str()];
        section("How to start", paragraphs(&one, &start, &zone.education));
        section("Education", education(&one, zone));
    }
    let moves = one
        .related
        .iter()
        .filter(|(_, tier)| *tier < 2)
        .take(MAX_MOVES);
    let moves = moves.map(|(code, tier)| {
        let own = one.zone.unwrap_or_default();
        let other = zone_of.get(code).copied().unwrap_or(own);
        let more = other.saturating_sub(own);
        let near = if *tier == 0 { "among the occupations most like this one" } else { "among the occupations like this one" };
        let why = match more {
            0 => format!("O*NET names it {near}."),
            _ => format!("O*NET names it {near}; it asks for more preparation (job zone {other} instead of {own})."),
        };
        let effort = match (more, tier) {
            (0, 0) => "near",
            (0 | 1, _) => "medium",
            _ => "far",
        };
        Move { to: format!("onet:{code}"), effort, why }
    });
    let moves: Vec<Move> = moves.collect();
    let page = format!("https://www.onetonline.org/link/summary/{}", one.code);
    Draft {
        key: format!("onet:{}", one.code),
        source: source.to_owned(),
        kind: DraftKind::Role,
        related: one
            .related
            .iter()
            .map(|(code, _)| format!("onet:{code}"))
            .collect(),
        moves,
        onet: vec![one.code.clone()],
        origins: vec![
            Origin {
                title: format!("O*NET OnLine: {}", one.title),
                url: Some(page),
            },
            Origin {
                title: format!("{version} by USDOL/ETA, used under CC BY 4.0, modified"),
                url: Some("https://www.onetcenter.org/database.html".to_owned()),
            },
        ],
        region: Some(REGION.to_owned()),
        fallback: true,
        definition: definition(&one.title, &one.description),
        sections,
        questions: Vec::new(),
        line: one.line,
        title: one.title,
        aliases,
    }
}

/// Joins a title and a description, which begins with a verb, into a sentence.
fn definition(title: &str, description: &str) -> String {
    const NO_VERBS: [&str; 6] = ["All", "Any", "The", "This", "A", "An"];
    let first = description.split([' ', ',']).next().unwrap_or_default();
    let mut letters = description.chars();
    let lower = match letters.next() {
        Some(letter) => letter.to_lowercase().collect::<String>() + letters.as_str(),
        None => return escaped(&format!("{title} are an occupation of O*NET.")),
    };
    let shouted = first.chars().nth(1).is_some_and(char::is_uppercase);
    let text = if NO_VERBS.contains(&first)
        || shouted
        || title.contains(',')
        || first.ends_with("ly") && first == "Directly"
    {
        format!("{title}: {description}")
    } else {
        format!("{title} {lower}")
    };
    escaped(&text)
}

/// Returns the texts as a list of at most [`MAX_LIST`] characters.
fn list<'a>(texts: impl Iterator<Item = &'a String>) -> String {
    let mut out = String::new();
    for text in texts.filter(|text| !text.is_empty()) {
        let item = format!("- {}", escaped(text));
        if out.chars().count() + item.chars().count() > MAX_LIST {
            break;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&item);
    }
    out
}

/// Returns a person of an occupation, for the middle of a sentence.
fn in_sentence(title: &str) -> String {
    inline(title)
}

fn technologies(one: &Occupation) -> String {
    let mut lines = Vec::new();
    for (heading, demanded, hot) in [
        ("In demand", Some(true), None),
        ("Hot technologies", Some(false), Some(true)),
        ("Also used", Some(false), Some(false)),
    ] {
        let names =
            one.technologies
                .iter()
                .take(MAX_TECHNOLOGIES)
                .filter(|(in_demand, is_hot, _)| {
                    demanded.is_none_or(|wanted| wanted == *in_demand)
                        && hot.is_none_or(|wanted| wanted == *is_hot)
                });
        let names: Vec<String> = names.map(|(_, _, name)| inline(name)).collect();
        if !names.is_empty() {
            lines.push(format!("- **{heading}:** {}", names.join(", ")));
        }
    }
    if lines.is_empty() {
        return String::new();
    }
    format!(
        "Software and tools of {} in O\\*NET:\n\n{}",
        in_sentence(&one.title),
        lines.join("\n")
    )
}

fn elements(one: &Occupation) -> String {
    let named = |list: &[(f64, String)]| {
        let names: Vec<String> = list
            .iter()
            .take(MAX_ELEMENTS)
            .map(|(_, name)| inline(name))
            .collect();
        names.join(", ")
    };
    let mut lines = Vec::new();
    for (heading, list) in [("Skills", &one.skills), ("Knowledge", &one.knowledge)] {
        if !list.is_empty() {
            lines.push(format!("- **{heading}:** {}", named(list)));
        }
    }
    format!(
        "What matters most for {}:\n\n{}",
        in_sentence(&one.title),
        lines.join("\n")
    )
}

fn paragraphs(one: &Occupation, texts: &[&str], education: &str) -> String {
    let mut out = vec![format!(
        "{} are in job zone {} of O\\*NET, of 5.",
        in_sentence(&one.title),
        one.zone.unwrap_or_default()
    )];
    let texts = [education].into_iter().chain(texts.iter().copied());
    out.extend(texts.filter(|text| !text.is_empty()).map(escaped));
    let joined = out.join("\n\n");
    cut_blocks(&joined)
}

/// Returns whole paragraphs as far as they fit into a passage.
fn cut_blocks(text: &str) -> String {
    let mut out = String::new();
    for block in text.split("\n\n") {
        if out.chars().count() + block.chars().count() > MAX_LIST {
            break;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(block);
    }
    out
}

fn education(one: &Occupation, zone: &Zone) -> String {
    if one.education.is_empty() {
        return escaped(&zone.education);
    }
    let shares = one
        .education
        .iter()
        .take(4)
        .map(|(share, name)| format!("- {share:.0} %: {}", inline(name)));
    let shares: Vec<String> = shares.collect();
    let (text, _) = cut(&escaped(&zone.education), MAX_LIST / 2);
    format!(
        "Level of education that people in the occupation say is required:\n\n{}\n\n{text}",
        shares.join("\n")
    )
}
