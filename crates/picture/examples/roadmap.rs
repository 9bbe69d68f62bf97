//! Draws the roadmap or comparison of a JSON file: `cargo run -p picture --example roadmap -- FILE.json FOLDER`.
//! Writes SVG and PNG, light and dark, and prints their sizes and the alternative text.
#![allow(clippy::print_stdout, reason = "an example prints what it made")]

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use picture::{
    Comparison, ComparisonLabels, Hours, Pay, PayRow, Picture, Progress, Roadmap, RoadmapLabels,
    Skill, Stage, Step, Theme,
};
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let usage = "usage: roadmap FILE.json FOLDER";
    let file = arguments.next().ok_or(usage)?;
    let folder = arguments.next().ok_or(usage)?;
    let json: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
    let name = Path::new(&file).file_stem().ok_or(usage)?;
    let name = name.to_string_lossy();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let (picture, alt) = draw(&json, theme)?;
        let png = picture.png()?;
        let (width, height) = picture.size();
        println!(
            "{name}-{suffix}: {width} × {height}, SVG {} bytes, PNG {} bytes",
            picture.svg().len(),
            png.len()
        );
        if theme == Theme::Light {
            println!("{alt}\n");
        }
        fs::write(format!("{folder}/{name}-{suffix}.svg"), picture.svg())?;
        fs::write(format!("{folder}/{name}-{suffix}.png"), png)?;
    }
    Ok(())
}

fn draw(json: &Value, theme: Theme) -> Result<(Picture, String), Box<dyn Error>> {
    if json.get("stages").is_some() {
        let roadmap = roadmap(json);
        Ok((roadmap.draw(theme)?, roadmap.alt_text(1_024)))
    } else {
        let comparison = comparison(json);
        Ok((comparison.draw(theme)?, comparison.alt_text(1_024)))
    }
}

fn roadmap(json: &Value) -> Roadmap {
    Roadmap {
        title: text(json.get("title")),
        stages: list(json.get("stages"), |stage| Stage {
            name: text(stage.get("name")),
            hours: hours(stage.get("hours")),
            steps: list(stage.get("steps"), step),
        }),
        personal: json.get("personal") == Some(&Value::Bool(true)),
        hours_left: hours(json.get("hours_left")),
        hours_a_week: number(json.get("hours_a_week")).and_then(|hours| u16::try_from(hours).ok()),
        labels: roadmap_labels(json.get("labels")),
    }
}

/// English labels, but for those that the file has.
fn roadmap_labels(json: Option<&Value>) -> RoadmapLabels {
    let mut labels = RoadmapLabels::default();
    let fields = [
        ("heading", &mut labels.heading),
        ("steps", &mut labels.steps),
        ("steps_done", &mut labels.steps_done),
        ("hours", &mut labels.hours),
        ("hours_in_all", &mut labels.hours_in_all),
        ("hours_left", &mut labels.hours_left),
        ("weeks", &mut labels.weeks),
        ("months", &mut labels.months),
        ("pace", &mut labels.pace),
        ("one_of", &mut labels.one_of),
        ("next", &mut labels.next),
        ("done", &mut labels.done),
        ("implied", &mut labels.implied),
        ("open", &mut labels.open),
        ("more", &mut labels.more),
    ];
    for (name, label) in fields {
        if let Some(text) = json.and_then(|labels| labels.get(name)?.as_str()) {
            text.clone_into(label);
        }
    }
    labels
}

fn comparison(json: &Value) -> Comparison {
    Comparison {
        left: text(json.get("left")),
        right: text(json.get("right")),
        shared: list(json.get("shared"), skill),
        only_left: list(json.get("only_left"), skill),
        only_right: list(json.get("only_right"), skill),
        pay: list(json.get("pay"), |row| PayRow {
            region: text(row.get("region")),
            left: row.get("left").map(pay),
            right: row.get("right").map(pay),
        }),
        personal: json.get("personal") == Some(&Value::Bool(true)),
        labels: ComparisonLabels::default(),
    }
}

/// `"SQL"` is an open step, `"+SQL"` a done one, `"~SQL"` an implied one, a list a group of which one is enough.
fn step(json: &Value) -> Step {
    match json {
        Value::Array(skills) => Step::OneOf(skills.iter().map(skill).collect()),
        one => Step::Skill(skill(one)),
    }
}

fn skill(json: &Value) -> Skill {
    let name = text(Some(json));
    if let Some(name) = name.strip_prefix('+') {
        Skill::new(name, Progress::Done)
    } else if let Some(name) = name.strip_prefix('~') {
        Skill::new(name, Progress::Implied)
    } else {
        Skill::new(name, Progress::Open)
    }
}

fn pay(json: &Value) -> Pay {
    Pay {
        low: json.get("low").and_then(amount),
        median: json.get("median").and_then(amount).unwrap_or_default(),
        high: json.get("high").and_then(amount),
        text: text(json.get("text")),
    }
}

/// An amount in JSON, which has whole numbers below 2^24 here.
fn amount(json: &Value) -> Option<f32> {
    json.to_string().parse().ok()
}

fn list<T>(json: Option<&Value>, read: impl Fn(&Value) -> T) -> Vec<T> {
    let items = json.and_then(Value::as_array).into_iter().flatten();
    items.map(read).collect()
}

fn text(json: Option<&Value>) -> String {
    json.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn number(json: Option<&Value>) -> Option<u32> {
    json?.as_u64()?.try_into().ok()
}

fn hours(json: Option<&Value>) -> Option<Hours> {
    let ends = json?.as_array()?;
    Some(Hours {
        low: number(ends.first())?,
        high: number(ends.get(1))?,
    })
}
