//! Checks of the form of secrets and of the names of variables, so that a mistake is reported at the start.
//!
//! **Invariant:** no message contains a value.

use super::environment::Environment;
use super::layers;

/// Names of secrets, and of other variables that override no setting.
const OTHER_VARIABLES: [&str; 4] = [
    "DATABASE_URL",
    "DISCORD_TOKEN",
    "GUIDEPOST_CONFIG",
    "GUIDEPOST_PEOPLE_KEY",
];
/// Secrets of a workspace on Slack; a further workspace has a suffix such as `_2`.
const SLACK_SECRETS: [&str; 3] = ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"];
/// Minimum similarity (Jaro–Winkler, 1 is equal) at which a name counts as a misspelt variable; set so that the
/// platforms' other common variables, such as `SLACK_WEBHOOK_URL`, do not.
const MIN_NAME_SIMILARITY: f64 = 0.85;

/// Returns a message for each secret of the wrong form.
pub(super) fn problems(environment: &Environment) -> Vec<String> {
    let mut names: Vec<&str> = environment.names().collect();
    names.sort_unstable();
    let mut problems = Vec::new();
    for name in names {
        let base = without_suffix(name);
        if base != "DISCORD_TOKEN" && !SLACK_SECRETS.contains(&base) && base != "DATABASE_URL" {
            continue;
        }
        if let Some(value) = environment.value(name)
            && let Some(wrong) = wrong_form(base, &value)
        {
            problems.push(format!("{name} {wrong}"));
        }
    }
    problems
}

/// Describes the wrong form of a secret; none if the form is right.
fn wrong_form(name: &str, value: &str) -> Option<&'static str> {
    if name == "DATABASE_URL" {
        let known = value.starts_with("postgres://") || value.starts_with("postgresql://");
        return (!known).then_some(
            "is no address of PostgreSQL: write postgres://USER:PASSWORD@HOST/DATABASE",
        );
    }
    let is_slack = |start: &str| value.starts_with(start);
    let strange = |symbol: char| !symbol.is_ascii_graphic() || matches!(symbol, '"' | '\'' | '`');
    match name {
        "SLACK_BOT_TOKEN" if is_slack("xapp-") => {
            Some("is an app-level token (xapp-), which belongs into SLACK_APP_TOKEN")
        }
        "SLACK_APP_TOKEN" if is_slack("xox") => {
            Some("is a bot token (xoxb-), which belongs into SLACK_BOT_TOKEN")
        }
        "SLACK_SIGNING_SECRET" if is_slack("xapp-") || is_slack("xox") => {
            Some("is a token; the signing secret stands under Basic Information, App Credentials")
        }
        "DISCORD_TOKEN" if is_slack("xapp-") || is_slack("xox") => {
            Some("is a token of Slack; copy the bot's token from Discord's developer portal")
        }
        _ if value.contains(strange) => {
            Some("has blanks, quotes or other characters that no such secret has; copy it anew")
        }
        _ => None,
    }
}

/// Returns problems and warnings about unknown variables: all that begin with `GUIDEPOST_`, and others only if they
/// resemble a known one.
pub(super) fn unknown_names(environment: &Environment) -> (Vec<String>, Vec<String>) {
    let settings = layers::overrides().into_iter().map(|(.., name)| name);
    let others = OTHER_VARIABLES
        .iter()
        .chain(&SLACK_SECRETS)
        .map(|name| (*name).to_owned());
    let known: Vec<String> = settings.chain(others).collect();
    let (mut problems, mut warnings) = (Vec::new(), Vec::new());
    let mut names: Vec<&str> = environment.names().collect();
    names.sort_unstable();
    for name in names {
        let base = without_suffix(name);
        let Some((prefix, rest)) = name.split_once('_') else {
            continue;
        };
        if known.iter().any(|known| known == name || known == base)
            || !matches!(prefix, "GUIDEPOST" | "DISCORD" | "SLACK")
        {
            continue;
        }
        // Compared without the prefix: Jaro–Winkler gives weight to an equal beginning.
        let similar = known.iter().filter_map(|known| {
            let other = known.strip_prefix(prefix)?.strip_prefix('_')?;
            Some((strsim::jaro_winkler(other, rest), known))
        });
        let nearest = similar.max_by(|a, b| a.0.total_cmp(&b.0));
        match nearest.filter(|(similarity, _)| *similarity >= MIN_NAME_SIMILARITY) {
            Some((_, nearest)) => problems.push(format!(
                "there is no variable {name}; did you mean {nearest}?"
            )),
            None if prefix == "GUIDEPOST" => warnings.push(format!(
                "there is no variable {name}; it is ignored (config/default.toml lists all)"
            )),
            None => {}
        }
    }
    (problems, warnings)
}

/// Returns the name without the suffix of a further workspace.
fn without_suffix(name: &str) -> &str {
    match name.rsplit_once('_') {
        Some((base, number)) if SLACK_SECRETS.contains(&base) && number.parse::<u8>().is_ok() => {
            base
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_of_the_wrong_form_is_reported_and_not_shown() {
        for (name, value, says) in [
            (
                "SLACK_BOT_TOKEN",
                "xapp-1-secret",
                "belongs into SLACK_APP_TOKEN",
            ),
            (
                "SLACK_APP_TOKEN_2",
                "xoxb-secret",
                "belongs into SLACK_BOT_TOKEN",
            ),
            ("SLACK_SIGNING_SECRET", "xoxb-secret", "Basic Information"),
            ("DISCORD_TOKEN", "Bot a.secret", "blanks"),
            ("DISCORD_TOKEN", "a.\"secret", "quotes"),
            ("DATABASE_URL", "mysql://secret@host/x", "postgres://"),
        ] {
            let problems = problems(&Environment::from([(name, value)]));
            assert!(
                problems.len() == 1 && problems[0].contains(says),
                "{problems:?}"
            );
            assert!(problems[0].starts_with(name) && !problems[0].contains("secret@"));
            assert!(!problems[0].contains("-secret") && !problems[0].contains("a.secret"));
        }
        let sound = [
            ("SLACK_BOT_TOKEN", "xoxb-1"),
            ("SLACK_APP_TOKEN_2", "\"xapp-1\""),
            ("DISCORD_TOKEN", "'a.b.c'"),
            ("DATABASE_URL", "postgresql://host/x"),
        ];
        assert_eq!(problems(&Environment::from(sound)), Vec::<String>::new());
    }

    #[test]
    fn a_misspelt_variable_is_named_with_the_nearest_one() {
        let names = [
            ("GUIDEPOST_STORE_PAHT", "x"),
            ("DISCORD_TOKENS", "x"),
            ("SLACK_BOT_TOKEN_2", "x"),
            ("SLACK_WEBHOOK_URL", "x"),
            ("GUIDEPOST_SHARED", "x"),
            ("DISCORD_CHANNEL", "x"),
        ];
        let (problems, warnings) = unknown_names(&Environment::from(names));
        assert_eq!(
            problems,
            [
                "there is no variable DISCORD_TOKENS; did you mean DISCORD_TOKEN?",
                "there is no variable GUIDEPOST_STORE_PAHT; did you mean GUIDEPOST_STORE_PATH?",
            ]
        );
        assert!(warnings.len() == 1 && warnings[0].contains("GUIDEPOST_SHARED"));
    }
}
