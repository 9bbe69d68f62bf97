//! Pictures as a viewer reads them: what they say, that nothing overlaps, and what they keep to themselves.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at once when its ground is gone"
)]

mod layout;
mod safety;
mod words;

use picture::{
    Comparison, ComparisonLabels, Hours, Pay, PayRow, Progress, Roadmap, RoadmapLabels, Skill,
    Stage, Step,
};

/// A roadmap with every kind of step.
fn roadmap() -> Roadmap {
    let stage = |name: &str, low, high, steps| Stage {
        name: name.to_owned(),
        hours: Some(Hours { low, high }),
        steps,
    };
    Roadmap {
        title: "Data engineer".to_owned(),
        stages: vec![
            stage(
                "Foundations",
                120,
                250,
                vec![
                    Step::skill("Programming basics", Progress::Implied),
                    Step::skill("Python", Progress::Done),
                ],
            ),
            stage(
                "Data in motion",
                100,
                200,
                vec![
                    Step::skill("Git", Progress::Done),
                    Step::skill("Data warehouse", Progress::Open),
                    Step::OneOf(vec![
                        Skill::new("AWS", Progress::Open),
                        Skill::new("Google Cloud", Progress::Open),
                    ]),
                ],
            ),
            stage(
                "Running it",
                60,
                60,
                vec![Step::OneOf(vec![
                    Skill::new("Docker", Progress::Done),
                    Skill::new("Podman", Progress::Open),
                ])],
            ),
        ],
        personal: true,
        hours_left: Some(Hours { low: 90, high: 180 }),
        hours_a_week: Some(6),
        labels: RoadmapLabels::default(),
    }
}

/// A comparison with every kind of row.
fn comparison() -> Comparison {
    let skills = |names: &[&str]| {
        let names = names.iter();
        names
            .map(|name| Skill::new(*name, Progress::Open))
            .collect::<Vec<_>>()
    };
    let pay = |low, median, high, text: &str| Pay {
        low: Some(low),
        median,
        high: Some(high),
        text: text.to_owned(),
    };
    let mut shared = skills(&["SQL", "Git", "Communication"]);
    shared[0].progress = Progress::Done;
    shared[1].progress = Progress::Implied;
    Comparison {
        left: "QA engineer".to_owned(),
        right: "Data engineer".to_owned(),
        shared,
        only_left: skills(&["Exploratory testing", "User story"]),
        only_right: skills(&["ETL", "Data warehouse", "Apache Spark"]),
        pay: vec![
            PayRow {
                region: "United States, 2025".to_owned(),
                left: Some(pay(61_440.0, 104_300.0, 167_010.0, "$104,300")),
                right: Some(pay(86_240.0, 139_500.0, 204_000.0, "$139,500")),
            },
            PayRow {
                region: "United Kingdom, 2025".to_owned(),
                left: None,
                right: Some(pay(42_289.0, 56_914.0, 75_794.0, "£56,914")),
            },
        ],
        personal: true,
        labels: ComparisonLabels::default(),
    }
}

/// A text that no layout has room for.
fn long_name(at: usize) -> String {
    format!(
        "{at} Zusammenhangsuntersuchungsverfahren and the management of very many stakeholders "
    )
    .repeat(6)
}

/// A roadmap far beyond every bound.
fn endless_roadmap() -> Roadmap {
    let stages = (0..40).map(|stage| Stage {
        name: long_name(stage),
        hours: Some(Hours {
            low: u32::MAX - 1,
            high: u32::MAX,
        }),
        steps: (0..40)
            .map(|step| {
                let skill = |at| Skill::new(long_name(at), Progress::Open);
                if step % 5 == 0 {
                    Step::OneOf((0..50).map(skill).collect())
                } else {
                    Step::Skill(skill(step))
                }
            })
            .collect(),
    });
    Roadmap {
        title: long_name(0),
        stages: stages.collect(),
        personal: true,
        hours_left: Some(Hours {
            low: 0,
            high: u32::MAX,
        }),
        hours_a_week: Some(1),
        labels: RoadmapLabels::default(),
    }
}

/// A comparison far beyond every bound.
fn endless_comparison() -> Comparison {
    let skills = || {
        let names = (0..200).map(long_name);
        names
            .map(|name| Skill::new(name, Progress::Done))
            .collect::<Vec<_>>()
    };
    let pay = |median| {
        Some(Pay {
            low: Some(f32::NEG_INFINITY),
            median,
            high: Some(f32::NAN),
            text: long_name(9),
        })
    };
    let row = PayRow {
        region: long_name(1),
        left: pay(1.0),
        right: pay(f32::NAN),
    };
    Comparison {
        left: long_name(1),
        right: long_name(2),
        shared: skills(),
        only_left: skills(),
        only_right: skills(),
        pay: vec![row; 50],
        personal: true,
        labels: ComparisonLabels::default(),
    }
}
