//! What a workspace's owner pastes.

use std::path::Path;

use guidepost::chat::catalog::COMMANDS;
use guidepost::config::SlackMode;
use guidepost::slack;
use serde_json::{Value, json};

fn manifests() -> [Value; 2] {
    let url = Some("https://bot.example.org");
    [
        slack::manifest(SlackMode::Socket, None).unwrap(),
        slack::manifest(SlackMode::Http, url).unwrap(),
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
fn the_manifest_names_every_command_and_asks_for_no_more_than_is_used() {
    for manifest in manifests() {
        let commands = manifest["features"]["slash_commands"].as_array().unwrap();
        let names = commands
            .iter()
            .map(|command| command["command"].as_str().unwrap());
        let expected: Vec<_> = COMMANDS
            .iter()
            .map(|one| format!("/{}", one.name))
            .collect();
        assert_eq!(names.collect::<Vec<_>>(), expected);
        let scopes = &manifest["oauth_config"]["scopes"];
        assert_eq!(
            *scopes,
            json!({ "bot": ["app_mentions:read", "chat:write", "commands"] })
        );
    }
}

#[test]
fn the_manifest_reads_as_before() {
    let [socket, http] = manifests();
    insta::assert_json_snapshot!("manifest_socket", socket);
    insta::assert_json_snapshot!("manifest_http", http["settings"]);
}
