//! Load test of the program at its doors, over the fake platforms of the tests: `cargo bench --bench doors --
//! --door discord --rate 200 --seconds 10`. Without options both doors get 50, 200, 500 and 1,000 events a second.
//!
//! Open loop: events leave on a fixed schedule, whether or not earlier ones are answered, and an
//! acknowledgement is timed from the planned moment. A third each are `/ask` with a question of
//! `tests/questions/people.tsv`, `/what-is` and `/skills`, over the shipped knowledge and model.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    dead_code,
    unreachable_pub,
    reason = "a bench stops at once when its ground is gone, and the fakes are those of the tests"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{sleep_until, timeout};

use discord::fake::{FakeDiscord, FakeOptions, Received};
use discord::payload::{IN_SERVER, Sender};
use program::{Options, Program};
use slack::fake::FakeSlack;

#[path = "doors/program.rs"]
mod program;

#[path = "../tests/it/discord"]
mod discord {
    pub mod check;
    pub mod fake;
    pub mod payload;
}
#[path = "../tests/it/slack"]
mod slack {
    pub mod check;
    pub mod fake;
}

/// Time after which the platforms give an event up.
const LIMIT: Duration = Duration::from_secs(3);
/// Wait for late acknowledgements and answers after the last event.
const GRACE: Duration = Duration::from_secs(20);
/// Title of the message that too many ask at once.
const BUSY: &str = "Many ask at once";

/// The door under load.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Discord, by its gateway.
    Discord,
    /// Slack, by Socket Mode.
    Slack,
}

impl Door {
    const fn name(self) -> &'static str {
        match self {
            Self::Discord => "discord",
            Self::Slack => "slack",
        }
    }
}

/// Response to an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Answered,
    /// Acknowledged without an answer, which follows.
    Deferred,
    /// Asked to try again.
    Refused,
    /// An answer that was announced before; no acknowledgement.
    Followed,
}

/// An outcome of the event with this number, and its time.
type Seen = (usize, Outcome, Instant);

/// A platform with the connected program.
enum Platform {
    Discord(Arc<FakeDiscord>, UnboundedReceiver<Received>),
    Slack(FakeSlack),
}

impl Platform {
    /// Starts a fake and the program, and waits until they are connected.
    async fn start(door: Door, options: &Options, seen: UnboundedSender<Seen>) -> (Self, Program) {
        match door {
            Door::Discord => {
                let observer = Box::new(move |token: &str, body: &Value| {
                    let number = token.rsplit_once('-').and_then(|(_, id)| id.parse().ok());
                    let number: usize = number.expect("a token of the fake");
                    let card = &body["data"]["components"][0]["components"];
                    let title = card[0]["content"].as_str();
                    let outcome = match (
                        body["type"].as_u64(),
                        title.map(|title| title.trim_start_matches("## ")),
                    ) {
                        (None, _) => Outcome::Followed,
                        (Some(5 | 6), _) => Outcome::Deferred,
                        (_, Some(BUSY)) => Outcome::Refused,
                        _ => Outcome::Answered,
                    };
                    let _ = seen.send((number, outcome, Instant::now()));
                });
                let options_of_fake = FakeOptions {
                    observer: Some(observer),
                    ..FakeOptions::default()
                };
                let (fake, mut events) = FakeDiscord::start(options_of_fake).await;
                let variables = [
                    ("DISCORD_TOKEN", discord::fake::TOKEN.to_owned()),
                    ("DISCORD_API_URL", format!("http://{}", fake.address)),
                ];
                let program = Program::start(options, &variables);
                while let Some(event) = events.recv().await {
                    if matches!(event, Received::Registered(_)) {
                        break;
                    }
                }
                program.ready().await;
                (Self::Discord(fake, events), program)
            }
            Door::Slack => {
                let (fake, mut deliveries) = FakeSlack::start().await;
                // Answers that follow a deferral.
                tokio::spawn(async move {
                    while deliveries.recv().await.is_some() {
                        let _ = seen.send((0, Outcome::Followed, Instant::now()));
                    }
                });
                let variables = [
                    ("SLACK_BOT_TOKEN", slack::fake::BOT_TOKEN.to_owned()),
                    ("SLACK_APP_TOKEN", slack::fake::APP_TOKEN.to_owned()),
                    ("SLACK_API_URL", fake.api_url()),
                ];
                let program = Program::start(options, &variables);
                fake.greeted(2).await;
                program.ready().await;
                (Self::Slack(fake), program)
            }
        }
    }

    /// Sends the event with this number, which is also its person's, to the program.
    fn send(
        &self,
        number: usize,
        (command, option, text): (&str, &str, &str),
        seen: &UnboundedSender<Seen>,
    ) {
        let person = 1_100_000_000_000_100_000 + number;
        match self {
            Self::Discord(fake, _) => {
                let person = person.to_string();
                let from = Sender {
                    person: &person,
                    ..IN_SERVER
                };
                let asked =
                    discord::payload::command(from, number as u64 + 1, command, &[(option, text)]);
                fake.dispatch("INTERACTION_CREATE", asked);
            }
            Self::Slack(fake) => {
                let command = json!({
                    "token": "legacy", "team_id": "T1", "team_domain": "fake", "channel_id": "C1",
                    "channel_name": "careers", "user_id": format!("U{person}"), "user_name": "ada",
                    "command": format!("/{command}"), "text": text, "api_app_id": "A1",
                    "is_enterprise_install": "false", "response_url": fake.response_url(),
                    "trigger_id": format!("{number}.2.abc"),
                });
                let acknowledged = fake.envelope("A1", "slash_commands", &command);
                let seen = seen.clone();
                tokio::spawn(async move {
                    let Ok(body) = acknowledged.await else { return };
                    let at = Instant::now();
                    let title = body
                        .as_ref()
                        .map(|body| body["blocks"][0]["text"]["text"].as_str());
                    let outcome = match title {
                        None => Outcome::Deferred,
                        Some(Some(BUSY)) => Outcome::Refused,
                        Some(_) => Outcome::Answered,
                    };
                    let _ = seen.send((number + 1, outcome, at));
                });
            }
        }
    }
}

/// The commands that are sent in turn: name, option and text.
fn commands() -> Vec<(&'static str, &'static str, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions/people.tsv");
    let text = std::fs::read_to_string(path).expect("the questions");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let questions = lines.filter_map(|line| line.split('\t').next());
    let terms = ["sql", "kubernetes", "rest api", "agile", "linter", "devops"];
    let roles = [
        "backend developer",
        "data analyst",
        "qa engineer",
        "product manager",
    ];
    let third = |(at, question): (usize, &str)| {
        [
            ("ask", "question", question.to_owned()),
            ("what-is", "term", terms[at % terms.len()].to_owned()),
            ("skills", "role", roles[at % roles.len()].to_owned()),
        ]
    };
    questions.enumerate().flat_map(third).collect()
}

/// Measures one door at one rate and prints a line.
async fn measure(door: Door, rate: u32, options: &Options) {
    let (seen, mut outcomes) = unbounded_channel();
    let (platform, program) = Platform::start(door, options, seen.clone()).await;
    let commands = commands();
    let total = (rate * options.seconds) as usize;
    let before = program.cpu_ms();
    let start = tokio::time::Instant::now() + Duration::from_millis(50);
    let planned = |number: usize| start + Duration::from_secs(1) * number as u32 / rate;
    for number in 0..total {
        sleep_until(planned(number)).await;
        let (command, option, text) = &commands[number % commands.len()];
        platform.send(number, (command, option, text), &seen);
    }
    let mut took: Vec<Option<Duration>> = vec![None; total];
    let (mut answered, mut deferred, mut refused, mut followed) = (0, 0, 0, 0);
    let mut left = total;
    while left > 0 || followed < deferred {
        let Ok(Some((number, outcome, at))) = timeout(GRACE, outcomes.recv()).await else {
            break;
        };
        match outcome {
            Outcome::Answered => answered += 1,
            Outcome::Deferred => deferred += 1,
            Outcome::Refused => refused += 1,
            Outcome::Followed => {
                followed += 1;
                continue;
            }
        }
        left -= 1;
        let number = number - 1;
        took[number] = Some(at.saturating_duration_since(planned(number).into_std()));
    }
    let cpu = (program.cpu_ms() - before) as f64 / total as f64;
    let late = took
        .iter()
        .filter(|one| one.is_none_or(|one| one > LIMIT))
        .count();
    let mut sorted: Vec<Duration> = took.into_iter().flatten().collect();
    sorted.sort_unstable();
    let quantile = |share: f64| {
        let at = (sorted.len().saturating_sub(1)) as f64 * share;
        sorted
            .get(at as usize)
            .map_or(f64::NAN, |one| one.as_secs_f64() * 1_000.0)
    };
    println!(
        "{:<8} {rate:>5} {total:>7} {:>8.1} {:>8.1} {:>7.2} {cpu:>7.2} {:>5} {:>5} {answered:>9} {deferred:>9} {followed:>9} {refused:>8} {left:>7}",
        door.name(),
        quantile(0.5),
        quantile(0.99),
        late as f64 / total as f64 * 100.0,
        program.memory("VmRSS:"),
        program.memory("VmHWM:"),
    );
    for line in program.counters().await {
        println!("         {line}");
    }
}

#[tokio::main]
async fn main() {
    let options = Options::read();
    println!(
        "door      rate  events   p50 ms   p99 ms  over 3s  cpu ms   MB  peak  answered  deferred  followed  refused    lost"
    );
    for &door in &options.doors {
        for &rate in &options.rates {
            measure(door, rate, &options).await;
        }
    }
}
