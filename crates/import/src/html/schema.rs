//! Questions and terms that a page states in the vocabulary of schema.org, as JSON-LD or as microdata.

use scraper::{ElementRef, Html};
use serde_json::Value;

use super::skipped::plain;

/// Structured data of a page.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// Questions with the HTML of their answers.
    pub questions: Vec<(String, String)>,
    /// Terms with their definitions.
    pub terms: Vec<(String, String)>,
}

pub(super) fn read(page: &Html) -> Stated {
    let mut stated = Stated::default();
    let elements = page.tree.nodes().filter_map(ElementRef::wrap);
    for element in elements {
        let value = element.value();
        if value.name() == "script" && value.attr("type") == Some("application/ld+json") {
            let text: String = element.text().collect();
            if let Ok(json) = serde_json::from_str::<Value>(&text) {
                json_ld(&json, &mut stated);
            }
        }
        let kind = value
            .attr("itemtype")
            .and_then(|kind| kind.rsplit('/').next());
        match kind {
            Some("Question") => {
                if let (Some(name), Some(text)) =
                    (property(element, "name"), property(element, "text"))
                {
                    stated.questions.push((plain(name), text.inner_html()));
                }
            }
            Some("DefinedTerm") => {
                if let (Some(name), Some(text)) =
                    (property(element, "name"), property(element, "description"))
                {
                    stated.terms.push((plain(name), plain(text)));
                }
            }
            _ => {}
        }
    }
    stated
}

fn property<'a>(element: ElementRef<'a>, name: &str) -> Option<ElementRef<'a>> {
    let mut below = element.descendants().filter_map(ElementRef::wrap);
    below.find(|one| one.value().attr("itemprop") == Some(name))
}

fn json_ld(value: &Value, stated: &mut Stated) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| json_ld(item, stated)),
        Value::Object(fields) => {
            let text = |value: &Value, key: &str| {
                value.get(key).and_then(Value::as_str).map(str::to_owned)
            };
            let kinds = match fields.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                Some(Value::String(kind)) => vec![kind.as_str()],
                _ => Vec::new(),
            };
            if kinds.contains(&"Question") {
                let answer = fields
                    .get("acceptedAnswer")
                    .or_else(|| fields.get("suggestedAnswer"));
                let answer = answer.map(|answer| answer.get(0).unwrap_or(answer));
                if let (Some(name), Some(answer)) = (
                    text(value, "name"),
                    answer.and_then(|answer| text(answer, "text")),
                ) {
                    stated.questions.push((name, answer));
                }
            } else if kinds.contains(&"DefinedTerm") {
                if let (Some(name), Some(description)) =
                    (text(value, "name"), text(value, "description"))
                {
                    stated.terms.push((name, description));
                }
            } else {
                for key in [
                    "@graph",
                    "mainEntity",
                    "hasPart",
                    "hasDefinedTerm",
                    "mainEntityOfPage",
                ] {
                    if let Some(inner) = fields.get(key) {
                        json_ld(inner, stated);
                    }
                }
            }
        }
        _ => {}
    }
}
