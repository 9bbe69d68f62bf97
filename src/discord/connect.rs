//! The way to Discord: where its API and gateway are, whether it takes the token, and what to do
//! when it does not.
//!
//! **Invariant:** an address that the settings name is never replaced by the public one. serenity
//! falls back to the public gateway when it cannot ask for the address, so it is asked for here.

use std::sync::Arc;
use std::time::Duration;

use anyhow::anyhow;
use serenity::all::{BotGateway, GatewayError, Http, HttpBuilder};
use tracing::warn;

use super::call::{Failure, call};
use crate::config::{self, ExposeSecret};

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
    /// The address of the gateway.
    pub gateway: String,
    /// How many connections Discord recommends.
    pub shards: u32,
}

/// Finds the way. Asks Discord with the token, so that a wrong one is known before anything else.
pub(super) async fn find(settings: &config::Discord) -> anyhow::Result<Way> {
    let http = Arc::new(http(settings)?);
    let bot = ask(&http, settings).await?;
    let left = bot.session_start_limit.remaining;
    // Discord resets the token of a bot that starts more sessions than it may
    // (<https://discord.com/developers/docs/events/gateway#session-start-limit-object>).
    anyhow::ensure!(
        left >= u64::from(bot.shards),
        "Discord lets this bot start no more sessions for {} minutes, as it was started too often; \
         start it again after that",
        bot.session_start_limit.reset_after.div_ceil(60_000)
    );
    let gateway = settings.gateway_url.clone().unwrap_or(bot.url);
    Ok(Way {
        http,
        gateway: gateway.trim_end_matches('/').to_owned(),
        shards: bot.shards.max(1),
    })
}

fn http(settings: &config::Discord) -> anyhow::Result<Http> {
    let token = settings
        .token
        .as_ref()
        .ok_or_else(|| anyhow!("DISCORD_TOKEN is not set"))?;
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
    Ok(builder.build())
}

fn is_plain(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("ws://")
}

/// Asks Discord for the gateway, a few times where it does not answer.
async fn ask(http: &Http, settings: &config::Discord) -> anyhow::Result<BotGateway> {
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
fn refused() -> anyhow::Error {
    anyhow!(
        "Discord refuses the token in DISCORD_TOKEN; copy the bot's token anew from {PORTAL} \
         (your application, Bot, Reset Token)"
    )
}

fn unreachable(settings: &config::Discord, failure: &Failure) -> anyhow::Error {
    match &settings.api_url {
        Some(url) => anyhow!(
            "discord.api_url = \"{url}\" does not say where the gateway is ({failure}); the public \
             one is not used instead. Check the address, or leave it out"
        ),
        None => anyhow!("Discord cannot be reached ({failure}); check this machine's network"),
    }
}

/// What to do about the end of a connection that will not come back.
pub(super) fn ended(error: &GatewayError) -> anyhow::Error {
    match error {
        GatewayError::InvalidAuthentication => refused(),
        GatewayError::InvalidGatewayIntents => anyhow!(
            "Discord does not know an intent that this version asks for (4013); update Guidepost"
        ),
        GatewayError::DisallowedGatewayIntents => anyhow!(
            "Discord does not allow this bot an intent that it asks for (4014); Guidepost needs no \
             privileged one, so update it, or look at {PORTAL} (your application, Bot)"
        ),
        _ => anyhow!("Discord ended the connection for good; start the bot again"),
    }
}
