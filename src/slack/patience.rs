//! How long Slack is kept waiting for an answer, and what becomes of one that takes longer.

use std::pin::Pin;
use std::time::Duration;

/// How long an acknowledgement waits for the answer: half of what Slack allows
/// (<https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response>).
pub(super) const PATIENCE: Duration = Duration::from_millis(1_500);

/// Something on its way.
pub(super) type Awaited<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// What came in time, or else what is still to be waited for.
pub(super) async fn within<T>(
    patience: Duration,
    mut awaited: Awaited<T>,
) -> Result<T, Awaited<T>> {
    match tokio::time::timeout(patience, &mut awaited).await {
        Ok(came) => Ok(came),
        Err(_) => Err(awaited),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_that_takes_long_is_handed_on_and_still_comes() {
        let (release, held) = tokio::sync::oneshot::channel::<()>();
        let waiting = Box::pin(async move { held.await.is_ok() });
        let waiting = within(Duration::from_millis(1), waiting).await;
        release.send(()).expect("somebody waits");
        assert!(waiting.expect_err("it takes long").await);
        let quick = within(Duration::from_mins(1), Box::pin(async { 7 })).await;
        assert_eq!(quick.ok(), Some(7));
    }
}
