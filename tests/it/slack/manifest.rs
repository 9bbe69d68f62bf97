//! What a workspace's owner pastes.

use std::path::Path;

use guidepost::chat::catalog::COMMANDS;
use guidepost::config::{self, Settings};
use guidepost::slack;
use serde_json::{Value, json};

fn settings(variables: &[(&str, &str)]) -> config::Slack {
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

#[test]
fn the_manifest_is_one_that_slacks_schema_accepts() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/specs");
    let path = path.join("slack-manifest.schema.json");
    let Ok(schema) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for manifest in manifests() {
        let problems: Vec<_> = validator
            .iter_errors(&manifest)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert_eq!(problems, Vec::<String>::new());
    }
}

#[test]
fn the_manifest_names_every_command_behind_the_prefix() {
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
fn the_manifest_asks_for_no_more_than_the_features_need_that_are_on() {
    let always = ["app_mentions:read", "chat:write", "commands", "im:history"];
    for (variables, more) in [
        (
            vec![("SLACK_AGENT", "false"), ("SLACK_PEOPLE", "false")],
            vec![],
        ),
        (
            vec![],
            vec!["assistant:write", "usergroups:read", "users:read"],
        ),
        (
            vec![("SLACK_AGENT", "false"), ("SLACK_THREADS", "true")],
            vec![
                "channels:history",
                "groups:history",
                "usergroups:read",
                "users:read",
            ],
        ),
    ] {
        let settings = settings(&variables);
        let manifest = slack::manifest(&settings, None).unwrap();
        let mut expected = [always.as_slice(), &more].concat();
        expected.sort_unstable();
        assert_eq!(
            manifest["oauth_config"]["scopes"],
            json!({ "bot": expected })
        );
        let agent = manifest["features"].get("agent_view");
        assert_eq!(agent.is_some(), more.contains(&"assistant:write"));
    }
}

#[test]
fn the_readers_of_the_page_learn_what_each_scope_is_for() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/slack.md");
    let page = std::fs::read_to_string(page).unwrap();
    let most = settings(&[("SLACK_THREADS", "true")]);
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
fn the_manifest_reads_as_before() {
    let [socket, http, _] = manifests();
    insta::assert_json_snapshot!("manifest_socket", socket);
    insta::assert_json_snapshot!("manifest_http", http["settings"]);
}
