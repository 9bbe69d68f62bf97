//! The response deadline of chat platforms, and a timeout that keeps the unfinished future.

use std::pin::Pin;
use std::time::Duration;

/// Time after which an answer that is not ready is announced (“thinking”) and sent later: half of the three seconds within which
/// Discord and Slack want a first response; the rest is left for the network.
pub(crate) const RESPONSE_DEADLINE: Duration = Duration::from_millis(1_500);

/// The longest wait for what a platform knows about a request, such as the person's language or the message
/// that is replied to. What is not there by then is done without.
pub(crate) const LOOKUP_DEADLINE: Duration = Duration::from_millis(700);

/// A future that is not resolved yet.
pub(crate) type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Awaits a future for at most `limit`.
///
/// # Errors
/// The unfinished future, which the caller can await further, if it takes longer.
pub(crate) async fn within<T>(limit: Duration, mut pending: Pending<T>) -> Result<T, Pending<T>> {
    match tokio::time::timeout(limit, &mut pending).await {
        Ok(value) => Ok(value),
        Err(_) => Err(pending),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_unfinished_future_is_returned_and_can_be_awaited_further() {
        let (release, held) = tokio::sync::oneshot::channel::<()>();
        let pending = Box::pin(async move { held.await.is_ok() });
        let pending = within(Duration::from_millis(1), pending).await;
        release.send(()).expect("the receiver is still there");
        assert!(pending.expect_err("it takes long").await);
        let quick = within(Duration::from_mins(1), Box::pin(async { 7 })).await;
        assert_eq!(quick.ok(), Some(7));
    }
}
