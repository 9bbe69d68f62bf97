//! Discovery of Discord's API and gateway, validation of the token, and the errors that end the
//! door.
//!
//! **Invariant:** an address from the settings is never replaced by the public one.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use serenity::all::{BotGateway, Http, HttpBuilder, SessionStartLimit};
use tracing::warn;

use super::api::{ApiError, call};
use crate::config::{DiscordSettings, ExposeSecret, SecretString, Shards};
use crate::network;
use crate::platform::backoff::Backoff;
use crate::telemetry::health::DoorHealth;
use crate::telemetry::repeats::Repeats;

/// Delay before the second attempt; it doubles with each further one.
const INITIAL_RETRY_DELAY: Duration = Duration::from_millis(500);
/// Maximum delay between two attempts.
const MAX_RETRY_DELAY: Duration = Duration::from_mins(1);

/// The page with the bot's token.
const PORTAL_URL: &str = "https://discord.com/developers/applications";

/// The parameters of a connection to the gateway.
pub(super) struct Connection {
    /// The REST client, which holds the token.
    pub http: Arc<Http>,
    /// The REST client of refusals, with connections of its own.
    pub refusal_http: Arc<Http>,
    pub token: SecretString,
    /// The address at which sessions begin.
    pub gateway_url: String,
    /// True if the settings name the API or the gateway.
    pub custom_endpoint: bool,
    /// The shards of this process.
    pub shards: Shards,
    /// The session start limit at start-up.
    pub session_limit: SessionStartLimit,
}

/// Reads the gateway address and the session limit with `GET /gateway/bot`, which also validates
/// the token.
///
/// # Errors
/// Discord refuses the token, or the address of the settings is not that of its API. While Discord
/// cannot be reached, the call tries again without limit and reports the state to `health`.
pub(super) async fn discover(
    settings: &DiscordSettings,
    health: &DoorHealth,
) -> anyhow::Result<Connection> {
    let token = settings
        .token
        .clone()
        .ok_or_else(|| anyhow!("DISCORD_TOKEN is not set"))?;
    warn_of_unencrypted(settings);
    let http = Arc::new(http_client(settings, &token)?);
    let bot = bot_gateway(&http, settings, health).await?;
    let gateway = settings.gateway_url.clone().unwrap_or(bot.url);
    let advised = bot.shards.max(1);
    Ok(Connection {
        http,
        refusal_http: Arc::new(http_client(settings, &token)?),
        token,
        gateway_url: gateway.trim_end_matches('/').to_owned(),
        custom_endpoint: settings.gateway_url.is_some() || settings.api_url.is_some(),
        shards: settings.shards.unwrap_or(Shards {
            first: 0,
            last: advised - 1,
            total: advised,
        }),
        session_limit: bot.session_start_limit,
    })
}

fn http_client(settings: &DiscordSettings, token: &SecretString) -> anyhow::Result<Http> {
    let plain = settings
        .api_url
        .as_ref()
        .is_some_and(|url| is_unencrypted(url));
    let mut client = network::http_client();
    if plain {
        // A proxy could read unencrypted requests.
        client = client.no_proxy();
    }
    let mut builder = HttpBuilder::new(token.expose_secret())
        .client(client.build().context("the HTTP client cannot be built")?);
    if let Some(url) = &settings.api_url {
        // serenity appends the version itself. Its rate limiter is off because it would ignore the
        // proxy and call the public API.
        let url = url.trim_end_matches("/api/v10").trim_end_matches("/api");
        builder = builder.proxy(url).ratelimiter_disabled(true);
    }
    Ok(builder.build())
}

/// Warns of addresses in the settings at which the token can be read on the way.
fn warn_of_unencrypted(settings: &DiscordSettings) {
    for (key, url) in [
        ("discord.api_url", &settings.api_url),
        ("discord.gateway_url", &settings.gateway_url),
    ] {
        if url.as_ref().is_some_and(|url| is_unencrypted(url)) {
            warn!(
                setting = key,
                "{key} is not encrypted: the token can be read on the way to it"
            );
        }
    }
}

fn is_unencrypted(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("ws://")
}

/// Calls `GET /gateway/bot`, and retries transient errors with exponential back-off.
async fn bot_gateway(
    http: &Http,
    settings: &DiscordSettings,
    health: &DoorHealth,
) -> anyhow::Result<BotGateway> {
    let mut backoff = Backoff::new(INITIAL_RETRY_DELAY, MAX_RETRY_DELAY);
    let failures = Repeats::new();
    loop {
        let error = match call(http.get_bot_gateway()).await {
            Ok(bot) => return Ok(bot),
            Err(error) => error,
        };
        if error.is_unauthorized() {
            return Err(invalid_token());
        }
        // At the public address a malformed answer is transient, too: it may be that of a proxy.
        if let Some(url) = &settings.api_url
            && !error.is_transient()
        {
            return Err(wrong_address(url, &error));
        }
        if let Some(attempt) = failures.count() {
            warn!(
                code = %error,
                attempt,
                "Discord cannot be reached ({error}, attempt {attempt}); it is tried again"
            );
        }
        health.down(format!(
            "Discord cannot be reached ({error}); it is tried again"
        ));
        tokio::time::sleep(backoff.next_wait()).await;
    }
}

/// Returns the error for a token that Discord does not accept.
pub(super) fn invalid_token() -> anyhow::Error {
    anyhow!(
        "Discord refuses the token in DISCORD_TOKEN; copy the bot's token anew from {PORTAL_URL} \
         (your application, Bot, Reset Token)"
    )
}

fn wrong_address(url: &str, error: &ApiError) -> anyhow::Error {
    anyhow!(
        "discord.api_url = \"{url}\" does not say where the gateway is ({error}); the public one is not \
         used instead. Check the address, or leave it out"
    )
}

/// Returns the error for a close code that ends the door; `None` for codes after which to reconnect
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>).
pub(super) fn fatal_close(code: u16) -> Option<anyhow::Error> {
    let sentence = match code {
        4_004 => return Some(invalid_token()),
        4_010 => anyhow!(
            "Discord knows no such connection (4010); check discord.shards: `last` must be below \
             `total`, and `total` the same in every process"
        ),
        4_011 => anyhow!(
            "This bot is in more servers than these connections may serve (4011); leave \
             discord.shards out, or raise its `total`"
        ),
        4_012 => {
            anyhow!("Discord no longer speaks this version of its gateway (4012); update Guidepost")
        }
        4_013 => anyhow!(
            "Discord does not know an intent that this version asks for (4013); update Guidepost"
        ),
        4_014 => anyhow!(
            "Discord does not allow this bot an intent that it asks for (4014); switch \
             discord.message_content off, or Message Content Intent on at {PORTAL_URL} (your \
             application, Bot). Without that setting Guidepost needs no privileged intent"
        ),
        _ => return None,
    };
    Some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Environment, Settings};

    #[test]
    fn serenity_limits_the_rate_except_behind_a_custom_api_url() {
        for (url, limited) in [("", true), ("http://127.0.0.1:1", false)] {
            let environment = Environment::from([("DISCORD_API_URL", url)]);
            let settings = Settings::read(None, &environment).expect("settings");
            let http = http_client(&settings.discord, &SecretString::from("token"));
            let http = http.expect("a client");
            assert_eq!(http.ratelimiter.is_some(), limited, "{url}");
        }
    }
}
