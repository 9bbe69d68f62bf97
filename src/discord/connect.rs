//! The way to Discord: where its API and gateway are, whether it takes the token, and what to do
//! when it does not.
//!
//! **Invariant:** an address that the settings name is never replaced by the public one.

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use serenity::all::{BotGateway, Http, HttpBuilder, SessionStartLimit};
use tracing::warn;

use super::call::{Failure, call};
use crate::config::{DiscordSettings, ExposeSecret, SecretString, Shards};

/// How often Discord is asked before it counts as out of reach, and the first pause between, which
/// doubles each time.
const TRIES: u32 = 3;
const PAUSE: Duration = Duration::from_millis(500);

/// Where a bot's token is found.
const PORTAL: &str = "https://discord.com/developers/applications";

/// What is needed to connect.
pub(super) struct Way {
    /// The REST API, with the token.
    pub http: Arc<Http>,
    pub token: SecretString,
    /// The address of the gateway.
    pub gateway: String,
    /// Whether the settings name where Discord is.
    pub named: bool,
    /// The connections of this process.
    pub shards: Shards,
    /// How many sessions may begin.
    pub limit: SessionStartLimit,
}

/// Finds the way. Asks Discord with the token, so that a wrong one is known before anything else.
pub(super) async fn find(settings: &DiscordSettings) -> anyhow::Result<Way> {
    let token = settings
        .token
        .clone()
        .ok_or_else(|| anyhow!("DISCORD_TOKEN is not set"))?;
    let http = Arc::new(http(settings, &token));
    let bot = ask(&http, settings).await?;
    let gateway = settings.gateway_url.clone().unwrap_or(bot.url);
    let advised = bot.shards.max(1);
    Ok(Way {
        http,
        token,
        gateway: gateway.trim_end_matches('/').to_owned(),
        named: settings.gateway_url.is_some() || settings.api_url.is_some(),
        shards: settings.shards.unwrap_or(Shards {
            first: 0,
            last: advised - 1,
            total: advised,
        }),
        limit: bot.session_start_limit,
    })
}

fn http(settings: &DiscordSettings, token: &SecretString) -> Http {
    let mut builder = HttpBuilder::new(token.expose_secret());
    for (key, url) in [
        ("discord.api_url", &settings.api_url),
        ("discord.gateway_url", &settings.gateway_url),
    ] {
        if url.as_ref().is_some_and(|url| is_plain(url)) {
            warn!(
                setting = key,
                "{key} is not encrypted: the token can be read on the way to it"
            );
        }
    }
    if let Some(url) = &settings.api_url {
        // The library adds the version itself. With its own rate limiter on, it would ignore the
        // address and call the public API.
        let url = url.trim_end_matches("/api/v10").trim_end_matches("/api");
        builder = builder.proxy(url).ratelimiter_disabled(true);
    }
    builder.build()
}

fn is_plain(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("ws://")
}

/// Asks Discord for the gateway, a few times where it does not answer.
async fn ask(http: &Http, settings: &DiscordSettings) -> anyhow::Result<BotGateway> {
    let mut pause = PAUSE;
    let mut tries = 1;
    loop {
        let failure = match call(http.get_bot_gateway()).await {
            Ok(bot) => return Ok(bot),
            Err(failure) => failure,
        };
        if failure.is_of_token() {
            return Err(refused());
        }
        if tries == TRIES || !failure.may_pass() {
            return Err(unreachable(settings, &failure));
        }
        warn!(code = %failure, "Discord does not answer; asking again");
        tokio::time::sleep(pause).await;
        pause *= 2;
        tries += 1;
    }
}

/// What to do about a token that Discord does not take.
pub(super) fn refused() -> anyhow::Error {
    anyhow!(
        "Discord refuses the token in DISCORD_TOKEN; copy the bot's token anew from {PORTAL} \
         (your application, Bot, Reset Token)"
    )
}

fn unreachable(settings: &DiscordSettings, failure: &Failure) -> anyhow::Error {
    match &settings.api_url {
        Some(url) => anyhow!(
            "discord.api_url = \"{url}\" does not say where the gateway is ({failure}); the public \
             one is not used instead. Check the address, or leave it out"
        ),
        None => anyhow!("Discord cannot be reached ({failure}); check this machine's network"),
    }
}

/// What to do about a connection that Discord closed with this code; nothing where the next one may
/// do better
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>).
pub(super) fn ended(code: u16) -> Option<anyhow::Error> {
    let sentence = match code {
        4_004 => return Some(refused()),
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
             discord.message_content off, or Message Content Intent on at {PORTAL} (your \
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
    fn the_library_keeps_discords_rate_limits_unless_a_proxy_of_ones_own_does() {
        for (url, limited) in [("", true), ("http://127.0.0.1:1", false)] {
            let environment = Environment::from([("DISCORD_API_URL", url)]);
            let settings = Settings::read(None, &environment).expect("settings");
            let http = http(&settings.discord, &SecretString::from("token"));
            assert_eq!(http.ratelimiter.is_some(), limited, "{url}");
        }
    }
}
