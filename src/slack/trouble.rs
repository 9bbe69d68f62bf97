//! Why a call to Slack failed, and what to do where Slack will not take a token.
//!
//! **Invariant:** what is said of a failure is a short code, never a body, a token or an address.

use std::time::Duration;

use slack_morphism::errors::SlackClientError;

/// How long to wait where Slack asks for it and does not say how long.
pub(super) const UNSAID: Duration = Duration::from_secs(5);

/// Why a call failed, by a short code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Slack will not take the token, today or tomorrow.
    Refused(String),
    /// Too much was asked; after this time it may be asked again.
    Limited(Duration),
    /// Slack broke down, and may be up again in a moment.
    Broken(String),
    /// The call failed, and may not fail next time.
    Passing(String),
}

impl Trouble {
    /// Slack's code of the failure, or a word of ours.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Refused(code) | Self::Broken(code) | Self::Passing(code) => code,
            Self::Limited(_) => "ratelimited",
        }
    }

    /// What a failure of the client means.
    pub(super) fn of(error: SlackClientError) -> Self {
        match error {
            SlackClientError::ApiError(error) => Self::failed(error.code),
            SlackClientError::RateLimitError(error) => {
                Self::Limited(error.retry_after.unwrap_or(UNSAID))
            }
            SlackClientError::HttpError(error) => {
                let code = format!("http_{}", error.status_code.as_u16());
                if error.status_code.is_server_error() {
                    Self::Broken(code)
                } else {
                    Self::Passing(code)
                }
            }
            SlackClientError::ProtocolError(_) => Self::Passing("unreadable_answer".to_owned()),
            SlackClientError::HttpProtocolError(_)
            | SlackClientError::SystemError(_)
            | SlackClientError::EndOfStream(_)
            | SlackClientError::SocketModeProtocolError(_) => {
                Self::Passing("unreachable".to_owned())
            }
        }
    }

    /// What a code of Slack's means.
    pub(super) fn failed(code: String) -> Self {
        /// Codes that no waiting cures.
        const REFUSED: [&str; 12] = [
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
        if REFUSED.contains(&code.as_str()) {
            Self::Refused(code)
        } else if code == "service_unavailable" {
            Self::Broken(code)
        } else {
            Self::Passing(code)
        }
    }
}

/// What to do where Slack refuses a token, by its code
/// (<https://docs.slack.dev/reference/methods/auth.test#errors>).
pub(super) fn advice(name: &str, code: &str) -> String {
    let app = name.starts_with("SLACK_APP_TOKEN");
    let what = match code {
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
    format!("Slack does not accept {name} ({code}): {what} (https://api.slack.com/apps)")
}
