//! The app's manifest: what a workspace's owner pastes at <https://api.slack.com/apps> to have
//! Slack know the bot, its commands and its scopes (<https://docs.slack.dev/reference/app-manifest>).

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::chat::catalog::{COMMANDS, Command};
use crate::config::SlackMode;
use crate::language::Language;

/// What people see of the app: at most 35 characters.
const NAME: &str = "Guidepost";
/// At most 140 characters.
const DESCRIPTION: &str =
    "Answers career questions word for word from what people wrote, with sources.";
/// What the bot may do, and no more: be called by slash commands, answer where it is a member, and
/// hear where it is mentioned.
const SCOPES: [&str; 3] = ["app_mentions:read", "chat:write", "commands"];

/// The manifest for a mode; over HTTP with the public address under which Slack reaches the bot.
///
/// # Errors
/// HTTP without an `https://` address.
pub fn manifest(mode: SlackMode, url: Option<&str>) -> anyhow::Result<Value> {
    let base = match mode {
        SlackMode::Socket => None,
        SlackMode::Http => {
            let base = url.map(|url| url.trim_end_matches('/'));
            let base = base.filter(|base| base.starts_with("https://") && base.len() > 8);
            Some(base.context(
                "in HTTP mode Slack needs the bot's public address: --url https://bot.example.org",
            )?)
        }
    };
    let at = |path: &str| base.map(|base| format!("{base}/slack/{path}"));
    let commands: Vec<Value> = COMMANDS
        .iter()
        .map(|one| command(one, at("commands")))
        .collect();
    Ok(json!({
        "display_information": { "name": NAME, "description": DESCRIPTION },
        "features": {
            "bot_user": { "display_name": NAME, "always_online": true },
            "slash_commands": commands,
        },
        "oauth_config": { "scopes": { "bot": SCOPES } },
        "settings": {
            "event_subscriptions": with_url(
                json!({ "bot_events": ["app_mention"] }), "request_url", at("events"),
            ),
            "interactivity": with_url(
                json!({ "is_enabled": true }), "request_url", at("interactivity"),
            ),
            "org_deploy_enabled": false,
            "socket_mode_enabled": base.is_none(),
            "token_rotation_enabled": false,
        },
    }))
}

fn command(command: &Command, url: Option<String>) -> Value {
    let name = format!("/{}", command.name);
    let usage = command.usage(Language::English);
    let hint = usage.strip_prefix(&name).unwrap_or_default().trim();
    let mut value = json!({
        "command": name,
        "description": command.summary(Language::English),
        "should_escape": false,
    });
    // An empty hint is refused.
    if !hint.is_empty()
        && let Some(value) = value.as_object_mut()
    {
        value.insert("usage_hint".to_owned(), json!(hint));
    }
    with_url(value, "url", url)
}

fn with_url(mut value: Value, name: &str, url: Option<String>) -> Value {
    if let (Some(value), Some(url)) = (value.as_object_mut(), url) {
        value.insert(name.to_owned(), json!(url));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn http_needs_a_public_address() {
        for url in [
            None,
            Some(""),
            Some("https://"),
            Some("http://bot.example.org"),
        ] {
            assert!(manifest(SlackMode::Http, url).is_err(), "{url:?}");
        }
        let manifest = manifest(SlackMode::Http, Some("https://bot.example.org/")).expect("one");
        let settings = &manifest["settings"];
        assert_eq!(settings["socket_mode_enabled"], false);
        let events = &settings["event_subscriptions"]["request_url"];
        assert_eq!(events, "https://bot.example.org/slack/events");
    }
}
