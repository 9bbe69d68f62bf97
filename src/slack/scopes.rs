//! OAuth scopes by feature, for the manifest and the start-up check, and the advice where a token lacks one.

use crate::config::SlackSettings;

/// Scopes that are always needed, each with its purpose.
const REQUIRED: [(&str, &str); 4] = [
    ("app_mentions:read", "hear where the bot is mentioned"),
    (
        "chat:write",
        "answer in channels, threads and direct messages",
    ),
    ("commands", "slash commands and shortcuts"),
    ("im:history", "hear direct messages"),
];
/// The scope of the agent view.
const AGENT_VIEW: (&str, &str) = ("assistant:write", "suggest prompts (slack.agent)");
/// Scopes of profiles and user groups.
const USERS: [(&str, &str); 2] = [
    (
        "usergroups:read",
        "offer user groups, and know who is in that of mentors (slack.people)",
    ),
    (
        "users:read",
        "know people's languages and a workspace's admins, who choose its settings (slack.people)",
    ),
];
/// Scopes of messages in channels.
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

/// Returns the scopes that the enabled features need, in alphabetical order, each with its purpose.
pub(super) fn needed(settings: &SlackSettings) -> Vec<(&'static str, &'static str)> {
    let mut scopes = REQUIRED.to_vec();
    scopes.extend(settings.agent.then_some(AGENT_VIEW));
    if settings.people {
        scopes.extend(USERS);
    }
    if settings.threads || settings.messages {
        scopes.extend(CHANNELS);
    }
    scopes.sort_unstable();
    scopes
}

/// Describes the scopes that a token lacks and how to add them; `None` where it lacks none, or Slack did not report its
/// scopes.
pub(super) fn missing(settings: &SlackSettings, granted: &[String]) -> Option<String> {
    if granted.is_empty() {
        return None;
    }
    let lacks = |scope: &str| !granted.iter().any(|one| one == scope);
    let missing: Vec<String> = needed(settings)
        .into_iter()
        .filter(|(scope, _)| lacks(scope))
        .map(|(scope, purpose)| format!("{scope} (to {purpose})"))
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
    fn missing_scopes_are_named_with_their_purpose() {
        let environment = Environment::from([("SLACK_AGENT", "false")]);
        let settings = Settings::read(None, &environment).expect("settings").slack;
        let granted = ["commands", "chat:write", "im:history", "app_mentions:read"];
        let mut granted: Vec<String> = granted.map(str::to_owned).to_vec();
        let advice = missing(&settings, &granted).expect("advice");
        assert!(advice.contains("users:read (to know people's languages"));
        assert!(!advice.contains("assistant:write") && !advice.contains("chat:write"));
        granted.extend(["users:read", "usergroups:read"].map(str::to_owned));
        assert_eq!(missing(&settings, &granted), None);
        assert_eq!(missing(&settings, &[]), None);
    }
}
