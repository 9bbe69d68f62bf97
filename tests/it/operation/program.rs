//! The program as a child process with a known HTTP port.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use axum::http::StatusCode;
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::fixtures::project;
use crate::slack::wire::{self, Answer};

/// Time limit of every wait.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// A running program; killed when the test ends, in whatever way.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    _folder: TempDir,
}

impl Program {
    /// Starts `serve` with Slack over HTTP as its only door, and no Slack to be reached.
    pub fn start(variables: &[(&str, &str)], stderr: Stdio) -> Self {
        Self::start_by(&[], variables, stderr)
    }

    /// The same as the child of another program, which replaces itself by it.
    pub fn start_by(starter: &[&str], variables: &[(&str, &str)], stderr: Stdio) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Nobody else listens there: the system does not give out a port twice in a row.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let words = starter.iter().copied();
        let mut words = words.chain([env!("CARGO_BIN_EXE_guidepost"), "serve"]);
        let mut command = Command::new(words.next().unwrap());
        command
            .args(words)
            .env_clear()
            .env("GUIDEPOST_LISTEN", address.to_string())
            .env("GUIDEPOST_KNOWLEDGE_PATH", project("tests/knowledge"))
            .env("SLACK_BOT_TOKEN", "xoxb-test")
            .env("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef")
            .env("SLACK_MODE", "http")
            .env("SLACK_API_URL", "http://127.0.0.1:1")
            .envs(variables.iter().copied())
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(stderr);
        Self {
            child: command.spawn().unwrap(),
            address,
            _folder: folder,
        }
    }

    /// Waits until it listens.
    pub async fn listens(&mut self) {
        let connected = async {
            while TcpStream::connect(self.address).await.is_err() {
                let ended = self.child.try_wait().unwrap();
                assert!(ended.is_none(), "it ended: {ended:?}");
                tokio::task::yield_now().await;
            }
        };
        in_time("the listener", connected).await;
    }

    pub async fn get(&self, path: &str) -> Answer {
        let call = wire::call(self.address, "GET", path, &[], "");
        in_time("an answer", call).await
    }

    /// Posts a body that nobody signed.
    pub async fn post_unsigned(&self) -> StatusCode {
        let call = wire::call(self.address, "POST", "/slack/events", &[], "{}");
        in_time("an answer", call).await.status
    }

    pub fn terminate(&self) {
        let id = self.child.id().to_string();
        let status = Command::new("kill").args(["-TERM", &id]).status();
        assert!(status.unwrap().success());
    }

    /// Waits for its end.
    pub async fn wait_for_end(mut self) -> ExitStatus {
        let ended = async {
            loop {
                if let Some(status) = self.child.try_wait().unwrap() {
                    return status;
                }
                tokio::task::yield_now().await;
            }
        };
        in_time("the end", ended).await
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    let waited = tokio::time::timeout(DEADLINE, future).await;
    waited.unwrap_or_else(|_| panic!("{what} did not come in {DEADLINE:?}"))
}
