//! Errors of Web API calls, and advice for rejected tokens.
//!
//! **Invariant:** an error holds a short code, never a body, a token or an address.

use std::time::Duration;

use reqwest::StatusCode;

/// Delay after a 429 response without a valid `Retry-After`.
pub(super) const DEFAULT_RETRY_AFTER: Duration = Duration::from_secs(5);

/// Failure of a Web API call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SlackError {
    /// The token is invalid or lacks a right; a retry cannot succeed.
    TokenRejected(String),
    /// Rate limited; may be retried after this time.
    RateLimited(Duration),
    /// Slack is down; may be retried soon.
    Unavailable(String),
    /// Any other failure. Slack may have carried out the call, as after a timeout.
    Failed(String),
}

impl SlackError {
    /// Returns Slack's error code, or one of ours such as `timeout`.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::TokenRejected(code) | Self::Unavailable(code) | Self::Failed(code) => code,
            Self::RateLimited(_) => "ratelimited",
        }
    }

    /// Returns the wait that Slack asks for; zero for other errors.
    pub(super) const fn retry_after(&self) -> Duration {
        match self {
            Self::RateLimited(wait) => *wait,
            _ => Duration::ZERO,
        }
    }

    /// Returns whether Slack refused a message or view because of its blocks, so that it may accept the text alone
    /// (<https://docs.slack.dev/reference/methods/chat.postMessage#errors>,
    /// <https://docs.slack.dev/reference/methods/views.open#errors>).
    pub(super) fn refuses_blocks(&self) -> bool {
        const CODES: [&str; 8] = [
            "invalid_blocks",
            "invalid_blocks_format",
            "invalid_attachments",
            "invalid_arguments",
            "msg_blocks_too_long",
            "msg_too_long",
            "view_too_large",
            // The status of a `response_url`, whose body holds the code.
            "http_400",
        ];
        matches!(self, Self::Failed(code) if CODES.contains(&code.as_str()))
    }

    /// Classifies a request that got no response.
    pub(super) fn from_transport(error: &reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::Failed("timeout".to_owned())
        } else if error.is_connect() {
            // The request was not sent, so that it can be repeated.
            Self::Unavailable("unreachable".to_owned())
        } else {
            Self::Failed("unreachable".to_owned())
        }
    }

    /// Classifies a response by its status; none where it is a success.
    pub(super) fn from_status(status: StatusCode, retry_after: Option<Duration>) -> Option<Self> {
        let code = || format!("http_{}", status.as_u16());
        match status {
            StatusCode::TOO_MANY_REQUESTS => Some(Self::RateLimited(
                retry_after.unwrap_or(DEFAULT_RETRY_AFTER),
            )),
            _ if status.is_success() => None,
            // A 5xx response may have `Retry-After`, too.
            _ if status.is_server_error() && retry_after.is_some() => {
                retry_after.map(Self::RateLimited)
            }
            _ if status.is_server_error() => Some(Self::Unavailable(code())),
            _ => Some(Self::Failed(code())),
        }
    }

    /// Classifies the `error` of a response's body.
    pub(super) fn from_code(code: &str) -> Self {
        /// Errors for which no retry succeeds with this token.
        const TOKEN_REJECTED: [&str; 12] = [
            "invalid_auth",
            "not_authed",
            "account_inactive",
            "token_revoked",
            "token_expired",
            "no_permission",
            "missing_scope",
            "not_allowed_token_type",
            "org_login_required",
            "ekm_access_denied",
            "access_denied",
            "invalid_app_id",
        ];
        if TOKEN_REJECTED.contains(&code) {
            Self::TokenRejected(code.to_owned())
        } else if code == "ratelimited" {
            Self::RateLimited(DEFAULT_RETRY_AFTER)
        } else if code == "service_unavailable" {
            Self::Unavailable(code.to_owned())
        } else {
            Self::Failed(code.to_owned())
        }
    }
}

/// Returns advice on a rejected token, by its environment variable and Slack's error code
/// (<https://docs.slack.dev/reference/methods/auth.test#errors>).
pub(super) fn token_advice(variable: &str, code: &str) -> String {
    let app = variable.starts_with("SLACK_APP_TOKEN");
    let advice = match code {
        "account_inactive" | "token_revoked" if !app => {
            "the app was removed from the workspace. Install it again and set the new token"
        }
        "missing_scope" | "no_permission" if app => {
            "it lacks a scope. Make an app-level token with the scope connections:write"
        }
        _ if app => {
            "it is no valid app-level token. Copy the one that begins with xapp- from “Basic \
             Information”, “App-Level Tokens”, with the scope connections:write"
        }
        _ => {
            "it is no valid bot token. Copy the “Bot User OAuth Token” that begins with xoxb- from \
             “OAuth & Permissions”"
        }
    };
    format!("Slack does not accept {variable} ({code}): {advice} (https://api.slack.com/apps)")
}
