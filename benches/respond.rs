//! Benchmark of the response time over the shipped knowledge: `cargo bench --bench respond`.
//!
//! Prints the median and the 99th percentile of single replies, in microseconds, and criterion's estimate
//! of the mean for each request.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at once when its ground is gone, and prints its figures"
)]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use criterion::{Criterion, criterion_group, criterion_main};
use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{Request, line};
use guidepost::testing::config::{Environment, Settings};
use guidepost::testing::{console, knowledge};

const LINES: [&str; 8] = [
    "what does a backend developer do?",
    "/what-is bakcend",
    "/skills backend developer",
    "/compare frontend vs backend",
    "how long should my CV be?",
    "i am 45 and want to switch careers, is it hopeless",
    "what is the capital of france",
    "/faq getting started",
];

fn respond(criterion: &mut Criterion) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    let library = knowledge::load(&path).expect("the shipped knowledge");
    let libraries = PerCommunity::shared(Arc::new(library));
    let settings = Settings::read(None, &Environment::default()).expect("the defaults");
    let assistant = Assistant::new(&libraries, &settings.answers).expect("an index");
    let requests: Vec<Request> = LINES
        .iter()
        .map(|line| console::request(line::parse(line)))
        .collect();

    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let respond = |request: &Request| runtime.block_on(assistant.respond(request));

    let mut took = Vec::new();
    for _ in 0..2_000 {
        for request in &requests {
            let started = Instant::now();
            black_box(respond(black_box(request)));
            took.push(started.elapsed());
        }
    }
    took.sort();
    let at = |percent: usize| {
        let index = (took.len() - 1) * percent / 100;
        took.get(index).map_or(0, std::time::Duration::as_micros)
    };
    println!(
        "respond: p50 {} us, p99 {} us over {} replies",
        at(50),
        at(99),
        took.len()
    );

    for request in &requests {
        criterion.bench_function(&format!("{:?}", request.ask), |bencher| {
            bencher.iter(|| respond(black_box(request)));
        });
    }
    criterion.bench_function("index the shipped knowledge", |bencher| {
        bencher.iter(|| Assistant::new(&libraries, &settings.answers));
    });
}

criterion_group!(benches, respond);
criterion_main!(benches);
