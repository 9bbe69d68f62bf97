//! Layering of defaults, settings file and environment, key by key, and parsers of single values.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, de};
use toml::{Table, Value};

use super::{ConfigError, DEFAULTS, Environment, Settings, Shards};

/// Minimum similarity (Jaro–Winkler, 1 is equal) of a known key that is proposed for an unknown one: the same as for keys of
/// front matter, and lower than for variables, as an unknown key is an error in any case.
const MIN_KEY_SIMILARITY: f64 = 0.8;
/// Sections with arbitrary keys.
const FREE_FORM: [&str; 3] = ["collections", "communities", "languages"];

/// Reads the settings without secrets.
pub(super) fn settings(
    file: Option<&Path>,
    environment: &Environment,
) -> Result<Settings, ConfigError> {
    let mut problems = Vec::new();
    let mut layers: Table =
        toml::from_str(DEFAULTS).map_err(|error| ConfigError(vec![error.to_string()]))?;
    if let Some(file) = file {
        apply_file(&mut layers, file, &mut problems);
    }
    apply_environment(&mut layers, environment, &mut problems);
    // On failure each key is checked alone, so that one invalid value does not hide the next.
    let settings = Settings::deserialize(Value::Table(layers.clone()));
    match settings {
        Ok(settings) if problems.is_empty() => Ok(settings),
        Ok(_) => Err(ConfigError(problems)),
        Err(_) => {
            problems.extend(wrong_values(&layers));
            Err(ConfigError(problems))
        }
    }
}

/// Checks each key alone, with defaults for all others; returns a message for each invalid value.
fn wrong_values(layers: &Table) -> Vec<String> {
    let Ok(defaults) = toml::from_str::<Table>(DEFAULTS) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    for (section, keys) in layers {
        for (key, value) in keys.as_table().into_iter().flatten() {
            let mut trial = defaults.clone();
            if let Some(keys) = trial.get_mut(section).and_then(Value::as_table_mut) {
                keys.insert(key.clone(), value.clone());
            }
            if let Err(error) = Settings::deserialize(Value::Table(trial)) {
                let message = error.message();
                problems.push(format!("{section}.{key} = {value} is wrong: {message}"));
            }
        }
    }
    problems
}

/// Overrides the layers by a settings file.
fn apply_file(layers: &mut Table, file: &Path, problems: &mut Vec<String>) {
    let name = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            return problems.push(format!("the settings file {name} cannot be read: {error}"));
        }
    };
    let table: Table = match toml::from_str(&text) {
        Ok(table) => table,
        Err(error) => return problems.push(format!("{name} is not TOML:\n{error}")),
    };
    for (section, value) in table {
        let Some(known) = layers.get_mut(&section).and_then(Value::as_table_mut) else {
            let known = layers.keys().map(String::as_str);
            problems.push(unknown(
                &format!("{name}: there is no section [{section}]"),
                &section,
                known,
            ));
            continue;
        };
        let Value::Table(keys) = value else {
            problems.push(format!(
                "{name}: `{section}` must be a section: [{section}]"
            ));
            continue;
        };
        for (key, value) in keys {
            if known.contains_key(&key) || FREE_FORM.contains(&section.as_str()) {
                known.insert(key, value);
            } else {
                let message = format!("{name}: there is no key `{key}` in [{section}]");
                problems.push(unknown(&message, &key, known.keys().map(String::as_str)));
            }
        }
    }
}

/// Completes a message about an unknown word by the nearest known word, or by all of them.
pub(super) fn unknown<'a>(
    message: &str,
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> String {
    let known: Vec<_> = known.collect();
    let nearest = known
        .iter()
        .map(|candidate| (strsim::jaro_winkler(word, candidate), *candidate))
        .filter(|(similarity, _)| *similarity >= MIN_KEY_SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, nearest)) => format!("{message}; did you mean `{nearest}`?"),
        None => format!("{message}; there are {}", known.join(", ")),
    }
}

/// Overrides the layers by the environment.
fn apply_environment(layers: &mut Table, environment: &Environment, problems: &mut Vec<String>) {
    for (section, key, variable) in overrides() {
        let Some(text) = environment.value(&variable) else {
            continue;
        };
        let Some(known) = layers
            .get_mut(&section)
            .and_then(|value| value.get_mut(&key))
        else {
            continue;
        };
        let value = match known {
            Value::Integer(_) => text.parse().map(Value::Integer).ok(),
            Value::Float(_) => text.parse().map(Value::Float).ok(),
            Value::Boolean(_) => text.parse().map(Value::Boolean).ok(),
            Value::Array(_) => Some(Value::Array(
                text.split(',')
                    .map(str::trim)
                    .filter(|item| !item.is_empty())
                    .map(Value::from)
                    .collect(),
            )),
            _ => Some(Value::String(text)),
        };
        if let Some(value) = value {
            *known = value;
            continue;
        }
        let accepted = match known {
            Value::Boolean(_) => "true or false",
            Value::Integer(_) => "a whole number",
            _ => "a number",
        };
        problems.push(format!(
            "{variable} must be {accepted}, like {section}.{key}"
        ));
    }
}

/// Returns every key as section, key and the environment variable that the comment behind it in
/// `default.toml` names.
pub(super) fn overrides() -> Vec<(String, String, String)> {
    let mut section = "";
    let mut overrides = Vec::new();
    for line in DEFAULTS.lines() {
        if let Some(name) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            section = name;
        } else if let Some((assignment, variable)) = line.rsplit_once(" # ")
            && let Some((key, _)) = assignment.split_once(" = ")
            && !line.starts_with('#')
        {
            let variable = variable.split_whitespace().next().unwrap_or_default();
            overrides.push((section.to_owned(), key.to_owned(), variable.to_owned()));
        }
    }
    overrides
}

/// Parses a path; an empty text is none.
pub(super) fn path<'de, D: Deserializer<'de>>(source: D) -> Result<Option<PathBuf>, D::Error> {
    let text = String::deserialize(source)?;
    Ok((!text.is_empty()).then(|| PathBuf::from(text)))
}

/// Parses an `http` or `https` address; an empty text is none.
pub(super) fn http_url<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    url(source, ["https://", "http://"])
}

/// Parses a `ws` or `wss` address; an empty text is none.
pub(super) fn ws_url<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    url(source, ["wss://", "ws://"])
}

fn url<'de, D: Deserializer<'de>>(
    source: D,
    schemes: [&str; 2],
) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(source)?;
    let text = text.trim_end_matches('/');
    if text.is_empty() {
        return Ok(None);
    }
    let host = schemes.iter().find_map(|scheme| text.strip_prefix(scheme));
    match host {
        Some(host) if !host.is_empty() && !text.contains(char::is_whitespace) => {
            Ok(Some(text.to_owned()))
        }
        _ => Err(de::Error::custom(format!(
            "write an address that begins with {} or {}",
            schemes[0], schemes[1]
        ))),
    }
}

/// Parses shards from `{ first, last, total }` or `first-last/total`; an empty text is none.
pub(super) fn shards<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Shards>, D::Error> {
    const FORM: &str = "write { first = 0, last = 3, total = 8 }, or \"0-3/8\" in the environment; \
                        connections are counted from 0 to one below the total";
    let shards = match Value::deserialize(source)? {
        Value::String(text) if text.is_empty() => return Ok(None),
        Value::String(text) => read_shards(&text),
        table => Shards::deserialize(table).ok(),
    };
    shards
        .filter(|shards| shards.first <= shards.last && shards.last < shards.total)
        .map(Some)
        .ok_or_else(|| de::Error::custom(FORM))
}

fn read_shards(text: &str) -> Option<Shards> {
    let (range, total) = text.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let number = |text: &str| text.trim().parse().ok();
    Some(Shards {
        first: number(first)?,
        last: number(last)?,
        total: number(total)?,
    })
}

/// Parses a command prefix: at most 14 characters, so that the longest command fits Slack's 32
/// (<https://docs.slack.dev/reference/app-manifest#fields>).
pub(super) fn prefix<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    let text = String::deserialize(source)?;
    let allowed = |symbol: char| {
        symbol.is_ascii_lowercase() || symbol.is_ascii_digit() || matches!(symbol, '-' | '_')
    };
    if text.len() <= 14 && text.chars().all(allowed) {
        return Ok(text);
    }
    Err(de::Error::custom(
        "write at most 14 of a-z, 0-9, - and _, without a slash, such as \"gp-\"",
    ))
}

/// Checks the log level: `tracing` would take a misspelt level for the name of a module and log nothing else.
pub(super) fn log_level<'de, D: Deserializer<'de>>(source: D) -> Result<String, D::Error> {
    let text = String::deserialize(source)?;
    let levels = ["off", "error", "warn", "info", "debug", "trace"];
    let is_level = |word: &str| levels.contains(&word.trim().to_lowercase().as_str());
    let is_directive = |part: &str| match part.rsplit_once('=') {
        Some((target, level)) => !target.trim().is_empty() && is_level(level),
        None => is_level(part),
    };
    if text.split(',').all(is_directive) {
        return Ok(text);
    }
    Err(de::Error::custom(
        "write error, warn, info, debug, trace or off, or directives such as \"info,guidepost=debug\"",
    ))
}

/// Parses an IP address and a port.
pub(super) fn listen<'de, D: Deserializer<'de>>(source: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(source)?;
    text.parse().map_err(|_| {
        de::Error::custom("write an IP address and a port, such as 0.0.0.0:8080 or [::]:8080")
    })
}
