//! Web API client: one HTTP client for all methods and `response_url`s, with retries and rate limits
//! (<https://docs.slack.dev/apis/web-api/>).
//!
//! **Invariant:** a token goes only to the configured API address, over https unless that address
//! names plain http, and is never logged.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use reqwest::header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, redirect};
use serde_json::{Value, json};
use tracing::warn;

use super::error::SlackError;
use super::rate_limit::{ChannelRateLimiter, MethodRateLimiter};
use super::retry::Retry;
use crate::config::{ExposeSecret as _, SecretString, SlackSettings, SlackWorkspace};
use crate::network;

/// Address of the Web API, unless the settings name another (`slack.api_url`).
const API_URL: &str = "https://slack.com/api";
/// Timeout of a call.
const CALL_TIMEOUT: Duration = Duration::from_secs(20);
/// Errors for a message whose `client_msg_id` Slack has seen before
/// (<https://docs.slack.dev/reference/methods/chat.postMessage#errors>).
const POSTED_BEFORE: [&str; 2] = ["duplicate_message_not_found", "duplicate_channel_not_found"];
/// Media type of call bodies; without the charset Slack adds a warning to each response.
const JSON: &str = "application/json; charset=utf-8";

/// HTTP client for one Web API address. Clones share their connections.
#[derive(Clone)]
pub(super) struct ApiClient {
    http: Client,
    url: String,
    /// True if plain `http://` and `ws://` are allowed, because `slack.api_url` names plain http.
    plain: bool,
}

impl ApiClient {
    /// Builds the client for the address of the settings.
    ///
    /// # Errors
    /// The TLS configuration is invalid.
    pub(super) fn new(settings: &SlackSettings) -> anyhow::Result<Self> {
        let url = settings.api_url.as_deref().unwrap_or(API_URL);
        let plain = url.starts_with("http://");
        let mut http = network::http_client()
            .https_only(!plain)
            .redirect(redirect::Policy::none())
            .timeout(CALL_TIMEOUT);
        if plain {
            warn!(
                "slack.api_url is plain http://: tokens and messages travel unencrypted, also over ws://"
            );
            // A proxy could read unencrypted requests.
            http = http.no_proxy();
        }
        Ok(Self {
            http: http.build().context("the HTTP client cannot be built")?,
            url: url.to_owned(),
            plain,
        })
    }

    /// Sends a request and returns the headers and body of a successful response.
    async fn send(&self, request: RequestBuilder) -> Result<(HeaderMap, Vec<u8>), SlackError> {
        let failed = |error| SlackError::from_transport(&error);
        let response = request.send().await.map_err(failed)?;
        let headers = response.headers().clone();
        if let Some(error) = SlackError::from_status(response.status(), retry_after(&headers)) {
            return Err(error);
        }
        let body = response.bytes().await.map_err(failed)?;
        Ok((headers, body.into()))
    }
}

/// The Web API of one workspace, called with the bot's token there.
pub(super) struct SlackApi {
    client: ApiClient,
    bot_token: SecretString,
    /// Environment variable that holds the bot's token.
    variable: String,
    channels: ChannelRateLimiter,
    methods: MethodRateLimiter,
}

/// The bot in a workspace, as `auth.test` reports it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct BotIdentity {
    /// Workspace id.
    pub(super) team: String,
    /// Scopes of the token; empty where Slack did not report them.
    pub(super) scopes: Vec<String>,
}

impl SlackApi {
    pub(super) fn new(client: ApiClient, workspace: &SlackWorkspace) -> anyhow::Result<Self> {
        let variable = format!("SLACK_BOT_TOKEN{}", workspace.suffix);
        let bot_token = workspace.bot_token.clone();
        Ok(Self {
            client,
            bot_token: bot_token.with_context(|| format!("{variable} is not set"))?,
            variable,
            channels: ChannelRateLimiter::default(),
            methods: MethodRateLimiter::default(),
        })
    }

    /// Returns the environment variable that holds the bot's token.
    pub(super) fn variable(&self) -> &str {
        &self.variable
    }

    /// Identifies the bot and the scopes of its token
    /// (<https://docs.slack.dev/reference/methods/auth.test>).
    pub(super) async fn identity(&self) -> Result<BotIdentity, SlackError> {
        let request = self.post(&self.bot_token, "auth.test", &json!({}));
        let (headers, body) = self.client.send(request).await?;
        let body = parse_response(&body)?;
        let scopes = header(&headers, "x-oauth-scopes").unwrap_or_default();
        let scopes = scopes.split(',').map(str::trim);
        Ok(BotIdentity {
            team: text(&body, "team_id").to_owned(),
            scopes: scopes
                .filter(|scope| !scope.is_empty())
                .map(str::to_owned)
                .collect(),
        })
    }

    /// Requests the address of a new Socket Mode connection for an app
    /// (<https://docs.slack.dev/reference/methods/apps.connections.open>).
    pub(super) async fn socket_url(&self, app_token: &SecretString) -> Result<String, SlackError> {
        let method = "apps.connections.open";
        let request = self.post(app_token, method, &json!({}));
        let opened = self.limited(method, request).await?;
        let url = text(&opened, "url");
        match url.split_once("://") {
            Some(("wss", _)) => Ok(url.to_owned()),
            Some(("ws", _)) if self.client.plain => Ok(url.to_owned()),
            _ => Err(SlackError::Failed("no_wss_url".to_owned())),
        }
    }

    /// Reserves the send time of the next message in a channel and returns the wait until it.
    pub(super) fn reserve(&self, channel: &str) -> Result<Duration, SlackError> {
        let wait = self.channels.reserve(channel, Instant::now());
        wait.ok_or_else(|| SlackError::Failed("too_many_messages".to_owned()))
    }

    /// Posts a message by one of the methods of `chat`, at the reserved time; retries reserve anew.
    ///
    /// After a server error delivery is at least once, as a second copy is better than no answer; all attempts at a
    /// `chat.postMessage` have the same `client_msg_id`, by which Slack can recognise a copy. After a timeout of
    /// [`CALL_TIMEOUT`] delivery is at most once, as the message was probably posted.
    ///
    /// The bodies are tried in turn: the next one where Slack refuses the blocks of one.
    pub(super) async fn post_message(
        &self,
        method: &str,
        channel: &str,
        bodies: &[Value],
    ) -> Result<(), SlackError> {
        let id = message_id().filter(|_| method == "chat.postMessage");
        let mut result = Err(SlackError::Failed("no_body".to_owned()));
        for (number, body) in bodies.iter().enumerate() {
            if number > 0 && method == "chat.postMessage" {
                tokio::time::sleep(self.reserve(channel)?).await;
            }
            let mut body = body.clone();
            if let (Some(body), Some(id)) = (body.as_object_mut(), &id) {
                body.insert("client_msg_id".to_owned(), json!(id));
            }
            result = self.post_body(method, channel, &body).await;
            if !is_refused(method, &result) {
                break;
            }
        }
        result
    }

    /// Posts one body of a message, with retries.
    async fn post_body(&self, method: &str, channel: &str, body: &Value) -> Result<(), SlackError> {
        let mut retry = Retry::new();
        loop {
            let request = self.post(&self.bot_token, method, body);
            let sent = self.client.send(request).await;
            let error = match sent.and_then(|(_, body)| parse_response(&body)) {
                Err(error) if !POSTED_BEFORE.contains(&error.code()) => error,
                _ => return Ok(()),
            };
            if let SlackError::RateLimited(wait) = error {
                self.channels.block(channel, wait, Instant::now());
            }
            retry.wait(error).await?;
            if method == "chat.postMessage" {
                tokio::time::sleep(self.reserve(channel)?).await;
            }
        }
    }

    /// Calls a method with a JSON body; retries where Slack is down or limits the rate.
    pub(super) async fn call(&self, method: &str, body: &Value) -> Result<Value, SlackError> {
        let mut retry = Retry::new();
        loop {
            match self.call_once(method, body).await {
                Ok(answer) => return Ok(answer),
                Err(error) => retry.wait(error).await?,
            }
        }
    }

    /// Calls a method with a JSON body without retries, as a `trigger_id` expires after 3 s.
    pub(super) async fn call_once(&self, method: &str, body: &Value) -> Result<Value, SlackError> {
        let request = self.post(&self.bot_token, method, body);
        self.limited(method, request).await
    }

    /// Calls a method with query parameters, without retries.
    pub(super) async fn get(
        &self,
        method: &str,
        fields: &[(&str, &str)],
    ) -> Result<Value, SlackError> {
        let request = self.client.http.get(self.method_url(method));
        let token = self.bot_token.expose_secret();
        self.limited(method, request.query(fields).bearer_auth(token))
            .await
    }

    /// Sends a message to a `response_url`, without a token; retries as [`Self::call`] does, and tries the bodies in turn as
    /// [`Self::post_message`] does
    /// (<https://docs.slack.dev/interactivity/handling-user-interaction#message_responses>).
    pub(super) async fn respond(&self, url: &str, bodies: &[Value]) -> Result<(), SlackError> {
        let mut result = Err(SlackError::Failed("no_body".to_owned()));
        for body in bodies {
            result = self.respond_once(url, body).await;
            if !is_refused("response_url", &result) {
                break;
            }
        }
        result
    }

    async fn respond_once(&self, url: &str, body: &Value) -> Result<(), SlackError> {
        let mut retry = Retry::new();
        loop {
            let request = self.client.http.post(url);
            let request = request.header(CONTENT_TYPE, JSON).body(body.to_string());
            let sent = self.client.send(request).await;
            let error = match sent.and_then(|(_, body)| check_response_url(&body)) {
                Ok(()) => return Ok(()),
                Err(error) => error,
            };
            retry.wait(error).await?;
        }
    }

    /// Sends a call unless its method is rate limited at the moment.
    async fn limited(&self, method: &str, request: RequestBuilder) -> Result<Value, SlackError> {
        if let Some(wait) = self.methods.wait(method, Instant::now()) {
            return Err(SlackError::RateLimited(wait));
        }
        let sent = self.client.send(request).await;
        let answer = sent.and_then(|(headers, body)| {
            // The limit may be told in a response with status 200.
            parse_response(&body).map_err(|error| match (error, retry_after(&headers)) {
                (SlackError::RateLimited(_), Some(wait)) => SlackError::RateLimited(wait),
                (error, _) => error,
            })
        });
        if let Err(SlackError::RateLimited(wait)) = answer {
            self.methods.block(method, wait, Instant::now());
        }
        answer
    }

    fn post(&self, token: &SecretString, method: &str, body: &Value) -> RequestBuilder {
        let request = self.client.http.post(self.method_url(method));
        request
            .bearer_auth(token.expose_secret())
            .header(CONTENT_TYPE, JSON)
            .body(body.to_string())
    }

    fn method_url(&self, method: &str) -> String {
        format!("{}/{method}", self.client.url)
    }
}

/// Returns a random UUID (version 4), as the `client_msg_id` of a message; none without a source of
/// randomness.
fn message_id() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    let random = u128::from_be_bytes(bytes);
    Some(format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        random >> 96,
        (random >> 80) & 0xffff,
        (random >> 64) & 0x0fff | 0x4000,
        (random >> 48) & 0x3fff | 0x8000,
        random & 0xffff_ffff_ffff,
    ))
}

/// Returns whether a body was refused because of its blocks, and logs that.
fn is_refused(method: &str, result: &Result<(), SlackError>) -> bool {
    let Err(error) = result else {
        return false;
    };
    let refused = error.refuses_blocks();
    if refused {
        let code = error.code();
        warn!(
            code,
            method,
            "Slack refused the blocks of an answer, which is sent again in a simpler form ({code})"
        );
    }
    refused
}

/// Parses the response of a method; its `ok` must be true.
fn parse_response(body: &[u8]) -> Result<Value, SlackError> {
    let body: Value = serde_json::from_slice(body)
        .map_err(|_| SlackError::Failed("unreadable_answer".to_owned()))?;
    if body.get("ok") == Some(&Value::Bool(true)) {
        Ok(body)
    } else {
        Err(SlackError::from_code(text(&body, "error")))
    }
}

/// Checks the response of a `response_url`: plain text, or JSON whose `ok` is not false.
fn check_response_url(body: &[u8]) -> Result<(), SlackError> {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    if body.get("ok") == Some(&Value::Bool(false)) {
        return Err(SlackError::from_code(text(&body, "error")));
    }
    Ok(())
}

fn text<'a>(body: &'a Value, field: &str) -> &'a str {
    body.get(field).and_then(Value::as_str).unwrap_or_default()
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Returns the `Retry-After` header, which Slack gives in seconds.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = header(headers, RETRY_AFTER.as_str())?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_that_does_not_say_ok_is_an_error_by_its_code() {
        assert!(parse_response(br#"{"ok":true,"url":"wss://a"}"#).is_ok());
        for (body, code) in [
            (
                &br#"{"ok":false,"error":"not_in_channel"}"#[..],
                "not_in_channel",
            ),
            (br#"{"ok":false,"error":"ratelimited"}"#, "ratelimited"),
            (b"<html>", "unreadable_answer"),
            (b"{}", ""),
        ] {
            assert_eq!(parse_response(body).expect_err("a failure").code(), code);
        }
        // Slack answers a `response_url` with `ok` as plain text or as JSON.
        for body in [&b"ok"[..], b"", br#"{"ok":true}"#] {
            assert_eq!(check_response_url(body), Ok(()));
        }
        assert!(check_response_url(br#"{"ok":false,"error":"used_url"}"#).is_err());
    }

    #[test]
    fn retry_after_is_read_in_seconds() {
        let mut headers = HeaderMap::new();
        assert_eq!(retry_after(&headers), None);
        headers.insert(RETRY_AFTER, 30.into());
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(30)));
    }
}
