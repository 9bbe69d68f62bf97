//! The command line of the load test, and the program under load as a process of its own.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tokio::time::sleep;

use super::Door;

/// Rates without `--rate`, in events a second, and seconds without `--seconds`.
const RATES: [u32; 4] = [50, 200, 500, 1_000];
const SECONDS: u32 = 10;
/// Milliseconds of one tick of `/proc/<pid>/stat`: 100 ticks a second on Linux.
const TICK_MS: u64 = 10;

/// The options of the command line.
pub struct Options {
    pub doors: Vec<Door>,
    pub rates: Vec<u32>,
    pub seconds: u32,
    program: PathBuf,
    knowledge: PathBuf,
    model: Option<String>,
}

impl Options {
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut options = Self {
            doors: vec![Door::Discord, Door::Slack],
            rates: RATES.to_vec(),
            seconds: SECONDS,
            program: env!("CARGO_BIN_EXE_guidepost").into(),
            knowledge: root.join("knowledge"),
            model: None,
        };
        let mut given = std::env::args().skip(1);
        while let Some(name) = given.next() {
            let mut value = || {
                given
                    .next()
                    .unwrap_or_else(|| panic!("{name} has no value"))
            };
            match name.as_str() {
                // Cargo adds it.
                "--bench" => {}
                "--door" => {
                    options.doors = match value().as_str() {
                        "discord" => vec![Door::Discord],
                        "slack" => vec![Door::Slack],
                        other => panic!("--door is discord or slack, not {other}"),
                    }
                }
                "--rate" => {
                    let rates = value();
                    let rates = rates.split(',').map(|rate| rate.parse().expect("a number"));
                    options.rates = rates.collect();
                }
                "--seconds" => options.seconds = value().parse().expect("a number"),
                "--program" => options.program = value().into(),
                "--knowledge" => options.knowledge = value().into(),
                "--model" => options.model = Some(value()),
                other => panic!("unknown option {other}"),
            }
        }
        options
    }
}

/// The program under load; killed when it goes out of scope.
pub struct Program {
    child: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    pub fn start(options: &Options, variables: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = free.local_addr().expect("an address");
        drop(free);
        let mut command = Command::new(&options.program);
        command
            .arg("serve")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("GUIDEPOST_LISTEN", address.to_string())
            .env("GUIDEPOST_KNOWLEDGE_PATH", &options.knowledge)
            .env("GUIDEPOST_STORE_PATH", folder.path().join("guidepost.db"))
            .env("GUIDEPOST_PEOPLE_KEY", "a key that is only for benches")
            .env("GUIDEPOST_LOG_LEVEL", "error")
            .envs(variables.iter().map(|(name, value)| (name, value)))
            .stdout(Stdio::null());
        if let Some(model) = &options.model {
            command.env("GUIDEPOST_SEARCH_MODEL", model);
        }
        let child = command.spawn().expect("the program");
        Self {
            child,
            address,
            _folder: folder,
        }
    }

    /// Waits until embeddings are computed and doors are up.
    pub async fn ready(&self) {
        let url = format!("http://{}/readyz", self.address);
        for _ in 0..3_000 {
            if let Ok(answer) = reqwest::get(&url).await
                && answer.status().is_success()
                && !answer
                    .text()
                    .await
                    .unwrap_or_default()
                    .contains("embedding")
            {
                return;
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("the program did not become ready in 5 min");
    }

    /// The lines of `/readyz` that count events.
    pub async fn counters(&self) -> Vec<String> {
        let url = format!("http://{}/readyz", self.address);
        let body = reqwest::get(url).await.expect("an answer").text().await;
        let body = body.expect("text");
        let counts = body.lines().filter(|line| line.contains("events"));
        counts.map(str::to_owned).collect()
    }

    /// CPU time of the process so far, in ms.
    pub fn cpu_ms(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.expect("/proc, so that this runs on Linux alone");
        // The name, in parentheses, may hold blanks; utime and stime are fields 14 and 15.
        let rest = stat.rsplit_once(')').expect("a name").1;
        let fields: Vec<&str> = rest.split_whitespace().collect();
        let ticks = |at: usize| fields[at].parse::<u64>().expect("ticks");
        (ticks(11) + ticks(12)) * TICK_MS
    }

    /// A line of `/proc/<pid>/status`, in MB (2^20 bytes).
    pub fn memory(&self, name: &str) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("/proc");
        let line = status.lines().find(|line| line.starts_with(name));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.expect("a line").parse::<u64>().expect("a number") / 1_024
    }
}
