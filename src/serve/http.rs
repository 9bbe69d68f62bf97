//! The HTTP listener with the health endpoints `/healthz` and `/readyz`.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::store::{Store, StoreState};
use crate::telemetry::health::Health;

/// Builds the router: `/healthz` answers while the process lives; `/readyz` answers 200 if all doors
/// are connected, else 503 with the reasons. A failing store is reported there with 200, as questions
/// are still answered.
pub(super) fn router(health: Health, store: Store) -> Router {
    let ready = move || {
        let reasons = health.reasons();
        let (status, mut lines) = if reasons.is_empty() {
            let warning = health.warning();
            let ready = std::iter::once("ready".to_owned()).chain(warning);
            (StatusCode::OK, ready.collect())
        } else {
            (StatusCode::SERVICE_UNAVAILABLE, reasons)
        };
        let StoreState {
            healthy,
            dropped,
            knows_settings,
        } = store.state();
        if !healthy {
            lines.push(
                "store: failing (S-1, see the log); votes and settings may not be saved".to_owned(),
            );
        }
        if !knows_settings {
            lines.push(
                "store: the settings of communities are not known yet; answers are private"
                    .to_owned(),
            );
        }
        if dropped > 0 {
            lines.push(format!("store: {dropped} writes were dropped"));
        }
        lines.extend(health.counters());
        async move { (status, format!("{}\n", lines.join("\n"))) }
    };
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
}

/// Serves until stopped; requests that are being answered are finished.
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
