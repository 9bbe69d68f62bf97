//! Slack's Web API: the few calls that are needed, and what their failures mean.
//!
//! **Invariant:** what is said of a failure is a short code, never a body, a token or an address.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use hyper_rustls::HttpsConnectorBuilder;
use serde_json::{Value, json};
use slack_morphism::errors::SlackClientError;
use slack_morphism::hyper_tokio::{SlackClientHyperConnector, SlackHyperClient};
use slack_morphism::prelude::ValueStruct as _;
use slack_morphism::{
    ClientResult, SlackApiToken, SlackClient, SlackClientApiCallContext,
    SlackClientHttpConnector as _, SlackResponseUrl,
};
use tracing::warn;

use crate::config::{self, ExposeSecret as _, SecretString};

/// How long Slack may take over a call.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The Web API with the bot's token.
pub(super) struct Web {
    client: Arc<SlackHyperClient>,
    bot: SlackApiToken,
    /// Whether plain `http://` and `ws://` are spoken, because the settings name such an address.
    plain: bool,
}

/// Why a call failed, by a short code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Slack will not take the token, today or tomorrow.
    Refused(String),
    /// The call failed, and may not fail next time.
    Passing(String),
}

impl Trouble {
    /// Slack's code of the failure, or a word of ours.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Refused(code) | Self::Passing(code) => code,
        }
    }
}

impl Web {
    /// The Web API at the address of the settings.
    pub(super) fn new(settings: &config::Slack) -> anyhow::Result<Self> {
        let url = settings.api_url.as_deref();
        let plain = url.is_some_and(|url| url.starts_with("http://"));
        if plain {
            warn!("slack.api_url is plain http://: tokens and messages travel unencrypted");
        }
        let tls = HttpsConnectorBuilder::new().with_native_roots().context(
            "no certificates were found to check Slack's identity; install ca-certificates",
        )?;
        let schemes = if plain {
            tls.https_or_http()
        } else {
            tls.https_only()
        };
        let mut connector =
            SlackClientHyperConnector::with_connector(schemes.enable_http1().build());
        if let Some(url) = url {
            connector = connector.with_slack_api_url(url);
        }
        Ok(Self {
            client: Arc::new(SlackClient::new(connector)),
            bot: token(settings.bot_token.as_ref(), "SLACK_BOT_TOKEN")?,
            plain,
        })
    }

    /// The client, for the sockets that it opens.
    pub(super) fn client(&self) -> Arc<SlackHyperClient> {
        self.client.clone()
    }

    /// Whether Slack takes the bot's token.
    pub(super) async fn check(&self) -> Result<(), Trouble> {
        self.call(&self.bot, "auth.test", &json!({})).await?;
        Ok(())
    }

    /// Whether Slack takes the app's token and lets it open a socket.
    pub(super) async fn check_sockets(&self, app: &SlackApiToken) -> Result<(), Trouble> {
        let opened = self.call(app, "apps.connections.open", &json!({})).await?;
        let url = opened
            .get("url")
            .and_then(Value::as_str)
            .unwrap_or_default();
        match url.split_once("://") {
            Some(("wss", _)) => Ok(()),
            Some(("ws", _)) if self.plain => {
                warn!("Slack's sockets are plain ws://: messages travel unencrypted");
                Ok(())
            }
            _ => Err(Trouble::Passing("no_wss_url".to_owned())),
        }
    }

    /// Sends a message by one of the methods of `chat`.
    pub(super) async fn chat(&self, method: &str, body: &Value) -> Result<(), Trouble> {
        self.call(&self.bot, method, body).await?;
        Ok(())
    }

    /// Sends a message to a `response_url`
    /// (<https://docs.slack.dev/interactivity/handling-user-interaction#message_responses>).
    pub(super) async fn respond(&self, url: &str, body: &Value) -> Result<(), Trouble> {
        let url: SlackResponseUrl = serde_json::from_value(json!(url))
            .map_err(|_| Trouble::Passing("unreadable_response_url".to_owned()))?;
        let context = SlackClientApiCallContext {
            rate_control_params: None,
            token: None,
            tracing_span: &tracing::Span::none(),
            is_sensitive_url: true,
        };
        let connector = &self.client.http_api.connector;
        let sent = connector.http_post_uri::<_, Value>(url.value().clone(), body, context);
        in_time(sent).await?;
        Ok(())
    }

    async fn call(
        &self,
        token: &SlackApiToken,
        method: &str,
        body: &Value,
    ) -> Result<Value, Trouble> {
        let session = self.client.open_session(token);
        in_time(session.http_session_api.http_post(method, body, None)).await
    }
}

/// A token as the client takes it.
pub(super) fn token(secret: Option<&SecretString>, name: &str) -> anyhow::Result<SlackApiToken> {
    let secret = secret.with_context(|| format!("{name} is not set"))?;
    Ok(SlackApiToken::new(secret.expose_secret().to_owned().into()))
}

/// What to do where Slack refuses a token, by its code
/// (<https://docs.slack.dev/reference/methods/auth.test#errors>).
pub(super) fn advice(name: &str, code: &str) -> String {
    let app = name == "SLACK_APP_TOKEN";
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

async fn in_time<T>(call: impl Future<Output = ClientResult<T>>) -> Result<T, Trouble> {
    match tokio::time::timeout(TIMEOUT, call).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(trouble(error)),
        Err(_) => Err(Trouble::Passing("timeout".to_owned())),
    }
}

fn trouble(error: SlackClientError) -> Trouble {
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
    match error {
        SlackClientError::ApiError(error) if REFUSED.contains(&error.code.as_str()) => {
            Trouble::Refused(error.code)
        }
        SlackClientError::ApiError(error) => Trouble::Passing(error.code),
        SlackClientError::RateLimitError(_) => Trouble::Passing("ratelimited".to_owned()),
        SlackClientError::HttpError(error) => {
            Trouble::Passing(format!("http_{}", error.status_code.as_u16()))
        }
        SlackClientError::ProtocolError(_) => Trouble::Passing("unreadable_answer".to_owned()),
        SlackClientError::HttpProtocolError(_)
        | SlackClientError::SystemError(_)
        | SlackClientError::EndOfStream(_)
        | SlackClientError::SocketModeProtocolError(_) => {
            Trouble::Passing("unreachable".to_owned())
        }
    }
}
