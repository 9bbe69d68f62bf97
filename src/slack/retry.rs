//! Attempts at a call to Slack, and the waits between them.

use std::time::Duration;

use tracing::debug;

use super::error::SlackError;
use crate::platform::backoff::Backoff;

/// Maximum number of attempts at a call; a `response_url` can be used five times
/// (<https://docs.slack.dev/interactivity/handling-user-interaction#message_responses>).
const MAX_ATTEMPTS: u32 = 3;
/// Delay after the first failed attempt; it doubles with each further one.
const INITIAL_RETRY_DELAY: Duration = Duration::from_millis(500);
/// Maximum `Retry-After` for which a call waits; with a longer one it fails.
const MAX_RETRY_AFTER: Duration = Duration::from_mins(1);

/// The remaining attempts of a call, and the back-off between them.
pub(super) struct Retry {
    left: u32,
    backoff: Backoff,
}

impl Retry {
    pub(super) fn new() -> Self {
        Self {
            left: MAX_ATTEMPTS - 1,
            backoff: Backoff::new(INITIAL_RETRY_DELAY, MAX_RETRY_AFTER),
        }
    }

    /// Waits before the next attempt.
    ///
    /// # Errors
    /// The error, if no attempt is left or the call may have taken effect, as after a timeout.
    pub(super) async fn wait(&mut self, error: SlackError) -> Result<(), SlackError> {
        let backoff = self.backoff.next_wait();
        let wait = match &error {
            SlackError::RateLimited(wait) if *wait <= MAX_RETRY_AFTER => *wait,
            SlackError::Unavailable(_) => backoff,
            _ => return Err(error),
        };
        self.left = self.left.checked_sub(1).ok_or(error)?;
        debug!("a call to Slack failed and is made again");
        tokio::time::sleep(wait).await;
        Ok(())
    }
}
