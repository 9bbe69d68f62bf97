//! The health endpoints `/healthz` and `/readyz`.

use std::time::Instant;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;

use crate::store::{Store, StoreState};
use crate::telemetry::health::Health;
use crate::telemetry::lost_lines;

/// Builds the router: `/healthz` answers while the process lives; `/readyz` answers 200 while questions
/// are answered at one door or more, else 503. Both list degraded parts, such as another door that is
/// down or a failing store, and describe the library in use.
pub(super) fn router(health: Health, store: Store) -> Router {
    let ready = move || {
        let (status, mut lines) = if health.is_answering() {
            (StatusCode::OK, vec!["ready".to_owned()])
        } else {
            (StatusCode::SERVICE_UNAVAILABLE, Vec::new())
        };
        lines.extend(health.reasons());
        lines.extend(health.warnings());
        let StoreState {
            failure,
            dropped,
            knows_settings,
            ..
        } = store.state();
        if let Some(failure) = failure {
            lines.push(format!(
                "store: failing (S-1, {failure}); votes and settings may not be saved"
            ));
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
        let lost = lost_lines();
        if lost > 0 {
            lines.push(format!("log: {lost} lines could not be written"));
        }
        lines.extend(health.library(Instant::now()));
        lines.extend(health.counters());
        async move { (status, format!("{}\n", lines.join("\n"))) }
    };
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
}
