//! App manifest: commands, shortcuts, scopes and events, to paste at <https://api.slack.com/apps>
//! (<https://docs.slack.dev/reference/app-manifest>).

use anyhow::Context as _;
use serde_json::{Value, json};

use super::settings_form::SETTINGS;
use super::{modals, scopes};
use crate::chat::catalog::{ANSWER_THIS, COMMANDS, Command, MANAGE};
use crate::config::{SlackMode, SlackSettings};
use crate::language::Language;

/// Name of the app: at most 35 characters.
const NAME: &str = "Guidepost";
/// Description of the app: at most 140 characters.
const DESCRIPTION: &str =
    "Answers career questions word for word from what people wrote, with sources.";
/// Description in the Messages tab: at most 300 characters.
const AGENT_DESCRIPTION: &str = "Ask a career question in your own words, or name a role, a skill or a term. Answers \
                     are passages that people wrote, word for word, with their sources.";

/// Builds the manifest for the settings. HTTP mode needs the public address `url` of the bot.
///
/// # Errors
/// HTTP mode without an `https://` address.
pub fn manifest(settings: &SlackSettings, url: Option<&str>) -> anyhow::Result<Value> {
    let base = match settings.mode {
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
    let prefix = &settings.prefix;
    let commands = COMMANDS.iter();
    let commands = commands.map(|one| command(one, prefix, at("commands")));
    let commands: Vec<Value> = commands.chain([manage(prefix, at("commands"))]).collect();
    let mut features = json!({
        "app_home": {
            "home_tab_enabled": true,
            "messages_tab_enabled": true,
            "messages_tab_read_only_enabled": false,
        },
        "bot_user": { "display_name": NAME, "always_online": true },
        "shortcuts": [
            {
                "name": "Ask Guidepost",
                "type": "global",
                "callback_id": modals::ASK,
                "description": "Find what is answered, or ask in your own words",
            },
            {
                "name": ANSWER_THIS,
                "type": "message",
                "callback_id": modals::ANSWER,
                "description": "Answer the question in this message",
            },
        ],
        "slash_commands": commands,
    });
    if let (true, Some(features)) = (settings.agent, features.as_object_mut()) {
        features.insert(
            "agent_view".to_owned(),
            json!({ "agent_description": AGENT_DESCRIPTION }),
        );
    }
    let scopes: Vec<_> = scopes::needed(settings)
        .into_iter()
        .map(|(scope, _)| scope)
        .collect();
    let mut events = vec![
        "app_home_opened",
        "app_mention",
        "app_uninstalled",
        "message.im",
        "tokens_revoked",
    ];
    if settings.messages {
        events.extend(["message.channels", "message.groups"]);
    }
    let interactivity = with_url(
        json!({ "is_enabled": true }),
        "request_url",
        at("interactivity"),
    );
    Ok(json!({
        "display_information": { "name": NAME, "description": DESCRIPTION },
        "features": features,
        "oauth_config": { "scopes": { "bot": scopes } },
        "settings": {
            "event_subscriptions": with_url(
                json!({ "bot_events": events }), "request_url", at("events"),
            ),
            // Suggestion queries of the question form go to the same endpoint.
            "interactivity": with_url(
                interactivity, "message_menu_options_url", at("interactivity"),
            ),
            "org_deploy_enabled": false,
            "socket_mode_enabled": base.is_none(),
            "token_rotation_enabled": false,
        },
    }))
}

fn command(command: &Command, prefix: &str, url: Option<String>) -> Value {
    let usage = command.usage(Language::English);
    let hint = usage.split_once(' ').map_or("", |(_, hint)| hint);
    let mut value = json!({
        "command": format!("/{prefix}{}", command.name),
        "description": command.summary(Language::English),
        "should_escape": false,
    });
    // Slack refuses an empty hint.
    if !hint.is_empty()
        && let Some(value) = value.as_object_mut()
    {
        value.insert("usage_hint".to_owned(), json!(hint));
    }
    with_url(value, "url", url)
}

/// Builds the command that opens the settings and also takes a question.
fn manage(prefix: &str, url: Option<String>) -> Value {
    let value = json!({
        "command": format!("/{prefix}{MANAGE}"),
        "description": "Guidepost's settings, for admins of this workspace",
        "usage_hint": SETTINGS,
        "should_escape": false,
    });
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
    use crate::config::{Environment, Settings};

    #[test]
    fn http_needs_a_public_address() {
        let environment = Environment::from([("SLACK_MODE", "http")]);
        let settings = Settings::read(None, &environment).expect("settings");
        let manifest = |url| manifest(&settings.slack, url);
        for url in [
            None,
            Some(""),
            Some("https://"),
            Some("http://bot.example.org"),
        ] {
            assert!(manifest(url).is_err(), "{url:?}");
        }
        let manifest = manifest(Some("https://bot.example.org/")).expect("one");
        let settings = &manifest["settings"];
        assert_eq!(settings["socket_mode_enabled"], false);
        let events = &settings["event_subscriptions"]["request_url"];
        assert_eq!(events, "https://bot.example.org/slack/events");
    }
}
