//! Front matter in YAML (`---`) or TOML (`+++`).

use serde_json::Value;

use crate::text::{is_web_address, one_line};

/// Maximum number of bytes of front matter.
const MAX_FRONT: usize = 64 << 10;

/// The keys that are used.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub title: Option<String>,
    pub question: Option<String>,
    pub summary: Option<String>,
    pub aliases: Vec<String>,
    pub url: Option<String>,
    pub draft: bool,
}

/// Splits a file into its front matter, its body, and the number of lines before the body; or returns the line and the
/// reason why that is not possible.
pub(super) fn split(text: &str) -> Result<(Front, &str, u64), (u64, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let Some(fence @ ("---" | "+++")) = text.lines().next().map(str::trim_end) else {
        return Ok((Front::default(), text, 0));
    };
    let mut offset = 0;
    let mut start = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == fence || fence == "---" && line.trim_end() == "...";
        if number == 0 {
            start = line.len();
        } else if is_fence {
            let matter = text.get(start..offset).unwrap_or_default();
            let body = text.get(offset + line.len()..).unwrap_or_default();
            let lines = u64::try_from(number).unwrap_or_default() + 1;
            return read(matter, fence).map(|front| (front, body, lines));
        }
        offset += line.len();
        if offset > MAX_FRONT {
            break;
        }
    }
    // A horizontal rule at the beginning, and no front matter.
    Ok((Front::default(), text, 0))
}

fn read(matter: &str, fence: &str) -> Result<Front, (u64, String)> {
    let value: Value = if fence == "+++" {
        let value: toml::Value = toml::from_str(matter).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = matter.get(..at).unwrap_or_default().matches('\n').count() + 2;
            (
                u64::try_from(line).unwrap_or(1),
                format!("its front matter is no TOML: {}", one_line(error.message())),
            )
        })?;
        serde_json::to_value(value).unwrap_or_default()
    } else {
        serde_norway::from_str(matter).map_err(|error| {
            let line = error.location().map_or(1, |at| at.line() + 1);
            (
                u64::try_from(line).unwrap_or(1),
                format!(
                    "its front matter is no YAML: {}",
                    one_line(&error.to_string())
                ),
            )
        })?
    };
    let text = |keys: &[&str]| {
        let mut found = keys.iter().filter_map(|key| value.get(key));
        found.find_map(|value| match value {
            Value::String(text) => Some(one_line(text)).filter(|text| !text.is_empty()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
    };
    let mut aliases = Vec::new();
    for key in ["aliases", "synonyms", "also", "alternative_names"] {
        match value.get(key) {
            Some(Value::Array(items)) => {
                aliases.extend(items.iter().filter_map(Value::as_str).map(one_line));
            }
            Some(Value::String(item)) => aliases.push(one_line(item)),
            _ => {}
        }
    }
    // In Hugo an alias is a path that leads to the page.
    aliases.retain(|alias| !alias.is_empty() && !alias.contains('/'));
    aliases.extend(text(&["sidebar_label", "linkTitle", "short_title"]));
    Ok(Front {
        title: text(&["title", "name", "term"]),
        question: text(&["question"]),
        summary: text(&["definition", "description", "summary"]),
        aliases,
        url: text(&["canonical_url", "canonical", "source_url", "url"])
            .filter(|url| is_web_address(url)),
        draft: value
            .get("draft")
            .and_then(Value::as_bool)
            .unwrap_or_default(),
    })
}
