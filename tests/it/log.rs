//! Captured log output of the program.

use std::io::{self, Write};
use std::sync::{Arc, LazyLock, Mutex};

use guidepost::testing::{discord, slack, store};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// A log.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Of all that is said from the first call on, in this process, as talkative as the settings let
    /// it be where somebody looks for a mistake.
    pub fn of_everything() -> Self {
        static ALL: LazyLock<Log> = LazyLock::new(|| {
            let log = Log::default();
            let limits = [
                discord::LOG_LIMITS.as_slice(),
                slack::LOG_LIMITS.as_slice(),
                store::LOG_LIMITS.as_slice(),
            ];
            let limits = limits.concat();
            let directives = format!("debug,guidepost=trace,{}", limits.join(","));
            tracing_subscriber::fmt()
                .with_env_filter(EnvFilter::new(directives))
                .with_writer(log.clone())
                .with_ansi(false)
                .init();
            log
        });
        ALL.clone()
    }

    /// Of what is said by this thread, as usual, while the guard is there.
    pub fn of_this_thread() -> (Self, DefaultGuard) {
        let log = Self::default();
        let said = tracing_subscriber::fmt()
            .with_env_filter(EnvFilter::new("info"))
            .with_writer(log.clone())
            .with_ansi(false)
            .finish();
        (log, set_default(said))
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// Returns the number of lines that contain this.
    pub fn count(&self, said: &str) -> usize {
        self.text()
            .lines()
            .filter(|line| line.contains(said))
            .count()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
