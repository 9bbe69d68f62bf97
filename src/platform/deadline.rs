//! How long a platform is kept waiting for an answer, and what becomes of a later one.

use std::pin::Pin;
use std::time::Duration;

/// How long an answer may take before it is announced. Discord and Slack both want a first response
/// within three seconds; half of them are left for the network.
pub(crate) const RESPONSE_DEADLINE: Duration = Duration::from_millis(1_500);

/// A value that is still being made.
pub(crate) type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The value, where it comes within `limit`.
///
/// # Errors
/// What is still to be waited for, where it takes longer.
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
    async fn a_late_value_is_handed_on_and_still_comes() {
        let (release, held) = tokio::sync::oneshot::channel::<()>();
        let pending = Box::pin(async move { held.await.is_ok() });
        let pending = within(Duration::from_millis(1), pending).await;
        release.send(()).expect("the receiver is still there");
        assert!(pending.expect_err("it takes long").await);
        let quick = within(Duration::from_mins(1), Box::pin(async { 7 })).await;
        assert_eq!(quick.ok(), Some(7));
    }
}
