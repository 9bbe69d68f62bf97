//! The HTTP listener: whether the program lives, and whether it answers.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::telemetry::health::Health;

/// `/healthz` (the process lives) and `/readyz` (questions are answered; where not, why not).
pub(super) fn router(health: Health) -> Router {
    let ready = move || {
        let reasons = health.reasons();
        async move {
            if reasons.is_empty() {
                let remark = health.remarked().map(|remark| format!("{remark}\n"));
                let remark = remark.unwrap_or_default();
                (StatusCode::OK, format!("ready\n{remark}"))
            } else {
                let reasons = reasons.join("\n");
                (StatusCode::SERVICE_UNAVAILABLE, format!("{reasons}\n"))
            }
        }
    };
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
}

/// Serves until told to stop; what is being answered is answered.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    stop: CancellationToken,
) -> anyhow::Result<()> {
    axum::serve(listener, router)
        .with_graceful_shutdown(async move { stop.cancelled().await })
        .await?;
    Ok(())
}
