//! App manifest.

use std::path::{Path, PathBuf};

use guidepost::testing::chat::catalog::COMMANDS;
use guidepost::testing::config::{Settings, SlackSettings};
use guidepost::testing::slack;
use serde_json::{Value, json};

fn settings(variables: &[(&str, &str)]) -> SlackSettings {
    let environment = variables.iter().copied().collect();
    Settings::read(None, &environment).unwrap().slack
}

fn manifests() -> [Value; 3] {
    let url = Some("https://bot.example.org");
    let most = [
        ("SLACK_PREFIX", "guidepost-bot-"),
        ("SLACK_THREADS", "true"),
    ];
    [
        slack::manifest(&settings(&[]), None).unwrap(),
        slack::manifest(&settings(&[("SLACK_MODE", "http")]), url).unwrap(),
        slack::manifest(&settings(&most), None).unwrap(),
    ]
}

/// Every combination of features, with both receivers.
fn all_settings() -> Vec<SlackSettings> {
    let switches = [
        "SLACK_AGENT",
        "SLACK_PEOPLE",
        "SLACK_THREADS",
        "SLACK_MESSAGES",
    ];
    let mut all = Vec::new();
    for combination in 0..1 << switches.len() {
        for (mode, prefix) in [("socket", ""), ("http", "guidepost-bot-")] {
            let mut variables = vec![("SLACK_MODE", mode), ("SLACK_PREFIX", prefix)];
            variables.extend(switches.iter().enumerate().map(|(number, switch)| {
                let on = combination & (1 << number) != 0;
                (*switch, if on { "true" } else { "false" })
            }));
            all.push(settings(&variables));
        }
    }
    all
}

fn printed(settings: &SlackSettings) -> Value {
    slack::manifest(settings, Some("https://bot.example.org")).unwrap()
}

#[test]
fn the_manifest_is_valid_for_every_combination_of_features() {
    let shared = std::env::var_os("GUIDEPOST_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("specs/slack-manifest.schema.json");
    let Ok(schema) = std::fs::read_to_string(&path) else {
        eprintln!(
            "SKIPPED: no manifest is checked, as {} is not there",
            path.display()
        );
        return;
    };
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for settings in all_settings() {
        let manifest = printed(&settings);
        let problems: Vec<_> = validator
            .iter_errors(&manifest)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new(), "{settings:?}");
    }
}

#[test]
fn the_manifest_has_exactly_the_scopes_and_events_of_the_enabled_features() {
    for settings in all_settings() {
        let manifest = printed(&settings);
        let SlackSettings {
            agent,
            people,
            threads,
            messages,
            ..
        } = settings;
        let expected = |all: &[(bool, &'static str)]| -> Vec<&str> {
            let wanted = all.iter().filter(|(wanted, _)| *wanted);
            wanted.map(|(_, name)| *name).collect()
        };
        let scopes = expected(&[
            (true, "app_mentions:read"),
            (agent, "assistant:write"),
            (threads || messages, "channels:history"),
            (true, "chat:write"),
            (true, "commands"),
            (threads || messages, "groups:history"),
            (true, "im:history"),
            (people, "usergroups:read"),
            (people, "users:read"),
        ]);
        assert_eq!(manifest["oauth_config"]["scopes"], json!({ "bot": scopes }));
        let events = expected(&[
            (true, "app_home_opened"),
            (true, "app_mention"),
            (true, "app_uninstalled"),
            (true, "message.im"),
            (true, "tokens_revoked"),
            (messages, "message.channels"),
            (messages, "message.groups"),
        ]);
        let switched = &manifest["settings"];
        assert_eq!(switched["event_subscriptions"]["bot_events"], json!(events));
        assert_eq!(switched["interactivity"]["is_enabled"], true);
        let features = &manifest["features"];
        assert_eq!(features.get("agent_view").is_some(), agent);
        let shortcuts = features["shortcuts"].as_array().unwrap().iter();
        let called: Vec<_> = shortcuts
            .map(|one| (&one["type"], &one["callback_id"]))
            .collect();
        assert_eq!(
            called,
            [
                (&json!("global"), &json!("ask")),
                (&json!("message"), &json!("answer"))
            ]
        );
    }
}

#[test]
fn the_manifest_lists_every_command_with_the_prefix() {
    let [socket, http, most] = manifests();
    for (manifest, prefix) in [(socket, ""), (http, ""), (most, "guidepost-bot-")] {
        let commands = manifest["features"]["slash_commands"].as_array().unwrap();
        let names = commands
            .iter()
            .map(|command| command["command"].as_str().unwrap());
        let expected: Vec<_> = COMMANDS
            .iter()
            .map(|one| one.name)
            .chain(["guidepost"])
            .map(|name| format!("/{prefix}{name}"))
            .collect();
        assert_eq!(names.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn docs_explain_every_scope_of_the_manifest() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/slack.md");
    let page = std::fs::read_to_string(page).unwrap();
    let most = settings(&[("SLACK_THREADS", "true"), ("SLACK_MESSAGES", "true")]);
    let manifest = slack::manifest(&most, None).unwrap();
    for scope in manifest["oauth_config"]["scopes"]["bot"]
        .as_array()
        .unwrap()
    {
        let line = format!("| `{}` | ", scope.as_str().unwrap());
        assert!(page.contains(&line), "{line}");
    }
}

#[test]
fn the_manifest_matches_its_snapshot() {
    let [socket, http, _] = manifests();
    insta::assert_json_snapshot!("manifest_socket", socket);
    insta::assert_json_snapshot!("manifest_http", http["settings"]);
}

#[test]
fn the_manifest_in_docs_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/slack-manifest.json");
    let pasted: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(pasted, slack::manifest(&settings(&[]), None).unwrap());
}
