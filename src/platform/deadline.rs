//! The response deadline of chat platforms, and values that miss it.

use std::pin::Pin;
use std::time::Duration;

/// The longest time an answer may take before it is announced: half of the three seconds within which
/// Discord and Slack want a first response; the rest is left for the network.
pub(crate) const RESPONSE_DEADLINE: Duration = Duration::from_millis(1_500);

/// A value that is still being made.
pub(crate) type Pending<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// The value, where it comes within `limit`.
///
/// # Errors
/// The pending value, where it takes longer.
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
