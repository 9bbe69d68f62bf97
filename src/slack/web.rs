//! Slack's Web API: how a call is made, and made again where that may help.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use hyper_rustls::HttpsConnectorBuilder;
use serde_json::{Value, json};
use slack_morphism::hyper_tokio::{SlackClientHyperConnector, SlackHyperClient};
use slack_morphism::prelude::ValueStruct as _;
use slack_morphism::{
    ClientResult, SlackApiToken, SlackClient, SlackClientApiCallContext,
    SlackClientHttpConnector as _, SlackResponseUrl,
};
use tracing::{debug, warn};

use super::pace::Pace;
use super::trouble::{Trouble, UNSAID};
use crate::config::{ExposeSecret as _, SecretString, SlackSettings, SlackWorkspace};

/// How long Slack may take over a call.
const TIMEOUT: Duration = Duration::from_secs(20);
/// How often a call is made at most: a `response_url` takes five uses
/// (<https://docs.slack.dev/interactivity/handling-user-interaction#message_responses>).
const ATTEMPTS: u32 = 3;
/// How long to wait after Slack broke down once; each next wait is twice as long.
const AGAIN: Duration = Duration::from_millis(500);
/// The longest wait that Slack may ask for before a call is given up.
const PATIENT: Duration = Duration::from_mins(1);

/// The Web API of one workspace, with the bot's token there.
pub(super) struct Web {
    client: Arc<SlackHyperClient>,
    /// For the one call of which the answer's headers matter.
    headers: reqwest::Client,
    api: String,
    bot: SlackApiToken,
    /// The variable that holds the bot's token.
    variable: String,
    pace: Pace,
    /// Whether plain `http://` and `ws://` are spoken, because the settings name such an address.
    plain: bool,
}

/// Who the bot is in a workspace, as Slack says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identity {
    /// The workspace.
    pub(super) team: String,
    /// What the token may do; empty where Slack did not say.
    pub(super) scopes: Vec<String>,
}

impl Web {
    /// The Web API at the address of the settings, for one workspace.
    pub(super) fn new(
        settings: &SlackSettings,
        workspace: &SlackWorkspace,
    ) -> anyhow::Result<Self> {
        let url = settings.api_url.as_deref();
        let plain = url.is_some_and(|url| url.starts_with("http://"));
        if plain {
            warn!(
                "slack.api_url is plain http://: tokens and messages travel unencrypted, also over ws://"
            );
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
        let headers = reqwest::Client::builder()
            .https_only(!plain)
            .no_proxy()
            .timeout(TIMEOUT);
        let variable = format!("SLACK_BOT_TOKEN{}", workspace.suffix);
        Ok(Self {
            client: Arc::new(SlackClient::new(connector)),
            headers: headers.build().context("Slack cannot be called")?,
            api: url.unwrap_or("https://slack.com/api").to_owned(),
            bot: token(workspace.bot_token.as_ref(), &variable)?,
            variable,
            pace: Pace::default(),
            plain,
        })
    }

    /// The variable that holds the bot's token.
    pub(super) fn variable(&self) -> &str {
        &self.variable
    }

    /// Who the bot is, where Slack takes its token
    /// (<https://docs.slack.dev/reference/methods/auth.test>).
    pub(super) async fn identity(&self) -> Result<Identity, Trouble> {
        let call = self
            .headers
            .post(format!("{}/auth.test", self.api))
            .bearer_auth(&self.bot.token_value.0);
        let unreachable = |_| Trouble::Passing("unreachable".to_owned());
        let answer = call.send().await.map_err(unreachable)?;
        let header = |name: &str| {
            let value = answer.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let (scopes, after) = (header("x-oauth-scopes"), header("retry-after"));
        match answer.status().as_u16() {
            200 => {}
            429 => {
                let after = after.and_then(|seconds| seconds.parse().ok());
                return Err(Trouble::Limited(after.map_or(UNSAID, Duration::from_secs)));
            }
            status => return Err(Trouble::Broken(format!("http_{status}"))),
        }
        let body = answer.bytes().await.map_err(unreachable)?;
        let body: Value = serde_json::from_slice(&body)
            .map_err(|_| Trouble::Passing("unreadable_answer".to_owned()))?;
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        if body.get("ok") != Some(&json!(true)) {
            return Err(Trouble::failed(text("error").to_owned()));
        }
        let scopes = scopes.unwrap_or_default();
        let scopes = scopes.split(',').map(str::trim);
        Ok(Identity {
            team: text("team_id").to_owned(),
            scopes: scopes
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }

    /// Where an app's next socket is opened
    /// (<https://docs.slack.dev/reference/methods/apps.connections.open>).
    pub(super) async fn socket_url(&self, app: &SlackApiToken) -> Result<String, Trouble> {
        let opened = self.post(app, "apps.connections.open", &json!({})).await?;
        let url = opened.get("url").and_then(Value::as_str);
        let url = url.unwrap_or_default();
        match url.split_once("://") {
            Some(("wss", _)) => Ok(url.to_owned()),
            Some(("ws", _)) if self.plain => Ok(url.to_owned()),
            _ => Err(Trouble::Passing("no_wss_url".to_owned())),
        }
    }

    /// Takes the next place among a channel's messages: how long to wait for it.
    pub(super) fn place(&self, channel: &str) -> Result<Duration, Trouble> {
        let place = self.pace.place(channel, Instant::now());
        place.ok_or_else(|| Trouble::Passing("too_many_messages".to_owned()))
    }

    /// Sends a message by one of the methods of `chat`, in the place that was taken for it.
    pub(super) async fn chat(
        &self,
        method: &str,
        channel: &str,
        body: &Value,
    ) -> Result<(), Trouble> {
        let mut again = Again::default();
        loop {
            let called = self.post(&self.bot, method, body).await;
            if let Err(Trouble::Limited(wait)) = &called {
                self.pace.rest(channel, *wait, Instant::now());
            }
            if !again.after(&called).await {
                return called.map(|_| ());
            }
            tokio::time::sleep(self.place(channel)?).await;
        }
    }

    /// Calls a method that takes JSON, again where that may help.
    pub(super) async fn call(&self, method: &str, body: &Value) -> Result<Value, Trouble> {
        let mut again = Again::default();
        loop {
            let called = self.post(&self.bot, method, body).await;
            if !again.after(&called).await {
                return called;
            }
        }
    }

    /// Calls a method with a `trigger_id`, which is good for three seconds: once.
    pub(super) async fn call_now(&self, method: &str, body: &Value) -> Result<Value, Trouble> {
        self.post(&self.bot, method, body).await
    }

    /// Calls a method that takes no JSON.
    pub(super) async fn look_up(
        &self,
        method: &str,
        fields: &[(&'static str, &str)],
    ) -> Result<Value, Trouble> {
        let fields: Vec<(&str, Option<&str>)> = fields
            .iter()
            .map(|(name, value)| (*name, Some(*value)))
            .collect();
        let session = self.client.open_session(&self.bot);
        in_time(session.http_session_api.http_get(method, &fields, None)).await
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
        let mut again = Again::default();
        loop {
            let url = url.value().clone();
            let sent = connector.http_post_uri::<_, Value>(url, body, context.clone());
            let sent = in_time(sent).await;
            if !again.after(&sent).await {
                return sent.map(|_| ());
            }
        }
    }

    async fn post(
        &self,
        token: &SlackApiToken,
        method: &str,
        body: &Value,
    ) -> Result<Value, Trouble> {
        let session = self.client.open_session(token);
        in_time(session.http_session_api.http_post(method, body, None)).await
    }
}

/// When a call is made again: a few times where Slack broke down or asked to wait. What Slack may have
/// done already, as after a timeout, is not done twice.
struct Again {
    left: u32,
    wait: Duration,
}

impl Default for Again {
    fn default() -> Self {
        Self {
            left: ATTEMPTS - 1,
            wait: AGAIN,
        }
    }
}

impl Again {
    /// Waits as is fit after a call, and says whether to make it again.
    async fn after<T>(&mut self, called: &Result<T, Trouble>) -> bool {
        let wait = match called {
            Err(Trouble::Limited(asked)) if *asked <= PATIENT => *asked,
            Err(Trouble::Broken(_)) => self.wait,
            _ => return false,
        };
        if self.left == 0 {
            return false;
        }
        self.left -= 1;
        self.wait *= 2;
        debug!("a call to Slack failed and is made again");
        tokio::time::sleep(wait).await;
        true
    }
}

/// A token as the client takes it.
pub(super) fn token(secret: Option<&SecretString>, name: &str) -> anyhow::Result<SlackApiToken> {
    let secret = secret.with_context(|| format!("{name} is not set"))?;
    Ok(SlackApiToken::new(secret.expose_secret().to_owned().into()))
}

async fn in_time<T>(call: impl Future<Output = ClientResult<T>>) -> Result<T, Trouble> {
    match tokio::time::timeout(TIMEOUT, call).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(Trouble::of(error)),
        Err(_) => Err(Trouble::Passing("timeout".to_owned())),
    }
}
