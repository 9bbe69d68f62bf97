//! What the bot asks a workspace for, feature by feature, and what to do where a token lacks it.
//!
//! The manifest and the check at the start are made from this one list, so that a token that was
//! made by the manifest has all that is used.

use crate::config::SlackSettings;

/// A scope and the feature that needs it, for those that every bot needs.
const ALWAYS: [(&str, &str); 4] = [
    ("app_mentions:read", "hear where the bot is mentioned"),
    (
        "chat:write",
        "answer in channels, threads and direct messages",
    ),
    ("commands", "slash commands and shortcuts"),
    ("im:history", "hear direct messages"),
];
const AGENT: (&str, &str) = ("assistant:write", "suggest prompts (slack.agent)");
const PEOPLE: [(&str, &str); 2] = [
    (
        "usergroups:read",
        "offer user groups, and know who is in that of mentors (slack.people)",
    ),
    (
        "users:read",
        "know people's languages and a workspace's admins, who choose its settings (slack.people)",
    ),
];
const CHANNELS: [(&str, &str); 2] = [
    (
        "channels:history",
        "read public channels (slack.threads, slack.messages)",
    ),
    (
        "groups:history",
        "read private channels (slack.threads, slack.messages)",
    ),
];

/// The scopes that the switched-on features need, in the order of the alphabet, and what for.
pub(super) fn needed(settings: &SlackSettings) -> Vec<(&'static str, &'static str)> {
    let mut scopes = ALWAYS.to_vec();
    scopes.extend(settings.agent.then_some(AGENT));
    if settings.people {
        scopes.extend(PEOPLE);
    }
    if settings.threads || settings.messages {
        scopes.extend(CHANNELS);
    }
    scopes.sort_unstable();
    scopes
}

/// What is missing, as a sentence that says what to do; nothing where the token has all that is
/// needed, or Slack did not say what it has.
pub(super) fn missing(settings: &SlackSettings, granted: &[String]) -> Option<String> {
    if granted.is_empty() {
        return None;
    }
    let lacks = |scope: &str| !granted.iter().any(|one| one == scope);
    let missing: Vec<String> = needed(settings)
        .into_iter()
        .filter(|(scope, _)| lacks(scope))
        .map(|(scope, what)| format!("{scope} (to {what})"))
        .collect();
    (!missing.is_empty()).then(|| {
        format!(
            "the token lacks {}. Paste the manifest of `guidepost manifest slack` again and \
             reinstall the app (https://api.slack.com/apps), or switch the feature off",
            missing.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Environment, Settings};

    #[test]
    fn what_is_missing_is_named_with_what_it_is_for() {
        let environment = Environment::from([("SLACK_AGENT", "false")]);
        let settings = Settings::read(None, &environment).expect("settings").slack;
        let granted = ["commands", "chat:write", "im:history", "app_mentions:read"];
        let mut granted: Vec<String> = granted.map(str::to_owned).to_vec();
        let told = missing(&settings, &granted).expect("something");
        assert!(told.contains("users:read (to know people's languages"));
        assert!(!told.contains("assistant:write") && !told.contains("chat:write"));
        granted.extend(["users:read", "usergroups:read"].map(str::to_owned));
        assert_eq!(missing(&settings, &granted), None);
        assert_eq!(missing(&settings, &[]), None);
    }
}
