//! Benchmark of drawing: `cargo bench -p picture`. The largest shipped roadmap has 29 steps in 7 stages; the bounds
//! allow 48 steps.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "a bench stops at once when its ground is gone, and criterion's macros have no documentation"
)]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use picture::{
    Comparison, ComparisonLabels, Hours, Progress, Roadmap, RoadmapLabels, Skill, Stage, Step,
    Theme,
};

const NAMES: [&str; 5] = [
    "Programming basics",
    "Responsive design",
    "Continuous integration and delivery",
    "SQL",
    "Stakeholder management",
];

fn skill(at: usize) -> Skill {
    let progress = [Progress::Done, Progress::Implied, Progress::Open];
    let name = NAMES.iter().cycle().nth(at).unwrap();
    Skill::new(*name, *progress.iter().cycle().nth(at).unwrap())
}

fn roadmap(stages: usize, steps: usize) -> Roadmap {
    let stage = |at: usize| Stage {
        name: format!("Stage {at} of the roadmap"),
        hours: Some(Hours { low: 60, high: 120 }),
        steps: (0..steps)
            .map(|step| Step::Skill(skill(at + step)))
            .collect(),
    };
    Roadmap {
        title: "Backend developer".to_owned(),
        stages: (0..stages).map(stage).collect(),
        personal: true,
        hours_left: Some(Hours {
            low: 300,
            high: 700,
        }),
        hours_a_week: Some(8),
        labels: RoadmapLabels::default(),
    }
}

fn comparison() -> Comparison {
    let skills = || (0..12).map(skill).collect::<Vec<_>>();
    Comparison {
        left: "QA engineer".to_owned(),
        right: "Data engineer".to_owned(),
        shared: skills(),
        only_left: skills(),
        only_right: skills(),
        pay: Vec::new(),
        personal: true,
        labels: ComparisonLabels::default(),
    }
}

fn draw(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("draw");
    group
        .sample_size(20)
        .measurement_time(Duration::from_secs(4));
    let shipped = roadmap(7, 4);
    let largest = roadmap(12, 4);
    let comparison = comparison();
    group.bench_function("roadmap of 28 steps, SVG", |bench| {
        bench.iter(|| black_box(&shipped).draw(Theme::Light).unwrap());
    });
    group.bench_function("roadmap of 28 steps, PNG", |bench| {
        bench.iter(|| {
            black_box(&shipped)
                .draw(Theme::Light)
                .unwrap()
                .png()
                .unwrap()
        });
    });
    group.bench_function("roadmap of 48 steps, PNG", |bench| {
        bench.iter(|| {
            black_box(&largest)
                .draw(Theme::Dark)
                .unwrap()
                .png()
                .unwrap()
        });
    });
    group.bench_function("comparison, PNG", |bench| {
        bench.iter(|| {
            black_box(&comparison)
                .draw(Theme::Light)
                .unwrap()
                .png()
                .unwrap()
        });
    });
    group.finish();
}

criterion_group!(benches, draw);
criterion_main!(benches);
