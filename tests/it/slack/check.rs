//! Checks of messages and views against Slack's documented limits and ours.

use std::collections::HashSet;

use serde_json::{Map, Value};

/// Returns the violations of a message; `fields` are those allowed beside the usual ones.
pub fn message(body: &Value, fields: &[&str]) -> Vec<String> {
    let ephemeral = body["response_type"] == "ephemeral" || fields.contains(&"user");
    let mut check = Check {
        persistent: !ephemeral,
        ..Check::default()
    };
    check.message(body, fields);
    check.problems
}

/// Returns the violations of a call that shows a view; `fields` are those allowed beside the view.
pub fn view(body: &Value, fields: &[&str]) -> Vec<String> {
    let mut check = Check::default();
    check.keys(body, &[&["view"], fields].concat());
    check.view(&body["view"]);
    check.problems
}

mod table;

#[derive(Default)]
struct Check {
    problems: Vec<String>,
    actions: HashSet<String>,
    blocks: HashSet<String>,
    sum: usize,
    /// True if it is a message that is not ephemeral.
    persistent: bool,
}

impl Check {
    fn expect(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            self.problems.push(problem());
        }
    }

    fn keys(&mut self, value: &Value, known: &[&str]) {
        let none = Map::new();
        let unknown = value.as_object().unwrap_or(&none).keys();
        let unknown: Vec<_> = unknown
            .filter(|key| !known.contains(&key.as_str()))
            .collect();
        self.expect(unknown.is_empty(), || {
            format!("unknown keys {unknown:?} in {value}")
        });
    }

    fn message(&mut self, body: &Value, fields: &[&str]) {
        let usual = ["text", "blocks", "unfurl_links", "unfurl_media"];
        self.keys(body, &[&usual, fields].concat());
        let text = body["text"].as_str().unwrap_or_default();
        self.expect(!text.trim().is_empty() && units(text) <= 4_000, || {
            format!("text has {} units", units(text))
        });
        self.mrkdwn(text);
        for unfurl in ["unfurl_links", "unfurl_media"] {
            self.expect(body[unfurl] == false, || format!("{unfurl} is not false"));
        }
        // A message without blocks is its text alone.
        if let Some(blocks) = body.get("blocks") {
            let blocks = blocks.as_array().cloned().unwrap_or_default();
            self.expect((1..=50).contains(&blocks.len()), || {
                format!("{} blocks", blocks.len())
            });
            for block in &blocks {
                self.block(block);
            }
        }
        let sum = self.sum;
        self.expect(sum < 12_000, || format!("{sum} units in all blocks"));
        for (place, string) in strings(body) {
            let calls = ["<!", "<@", "<#"].iter().any(|call| string.contains(call));
            self.expect(!calls, || format!("{place} calls somebody: {string}"));
        }
    }

    /// <https://docs.slack.dev/reference/views>
    fn view(&mut self, view: &Value) {
        let modal = view["type"] == "modal";
        self.expect(modal || view["type"] == "home", || {
            format!("no view: {view}")
        });
        let known = [
            "type",
            "callback_id",
            "title",
            "submit",
            "close",
            "blocks",
            "private_metadata",
        ];
        self.keys(view, &known);
        for (name, needed) in [("title", modal), ("submit", false), ("close", false)] {
            if needed || !view[name].is_null() {
                self.text(&view[name], "plain_text", 24);
                self.expect(modal, || format!("the Home tab has a {name}"));
            }
        }
        let metadata = view["private_metadata"].as_str().unwrap_or_default();
        self.expect(units(metadata) <= 3_000, || "private_metadata".to_owned());
        let blocks = view["blocks"].as_array().cloned().unwrap_or_default();
        self.expect((1..=100).contains(&blocks.len()), || {
            format!("{} blocks in a view", blocks.len())
        });
        let input = blocks.iter().any(|block| block["type"] == "input");
        self.expect(!input || !view["submit"].is_null(), || {
            "a form without a button to send it".to_owned()
        });
        for block in &blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Value) {
        if let Some(id) = block["block_id"].as_str() {
            let fresh = self.blocks.insert(id.to_owned()) && units(id) <= 255;
            self.expect(fresh, || format!("block_id {id} is not unique or too long"));
        }
        match block["type"].as_str() {
            Some("header") => {
                self.keys(block, &["type", "text", "block_id"]);
                self.text(&block["text"], "plain_text", 150);
            }
            Some("section") => {
                self.keys(
                    block,
                    &["type", "text", "fields", "block_id", "accessory", "expand"],
                );
                // By our rule, so that nothing hides behind **See more**.
                let expands = block["expand"] == true;
                self.expect(expands, || format!("a section that may be cut: {block}"));
                if let Some(fields) = block["fields"].as_array() {
                    self.expect((1..=10).contains(&fields.len()), || {
                        format!("{} fields", fields.len())
                    });
                    for field in fields {
                        self.text(field, "mrkdwn", 2_000);
                    }
                }
                if block["fields"].is_null() || !block["text"].is_null() {
                    self.text(&block["text"], "mrkdwn", 3_000);
                }
                if !block["accessory"].is_null() {
                    self.action(&block["accessory"]);
                }
            }
            Some("input") => {
                self.keys(block, &["type", "label", "element", "block_id", "optional"]);
                self.text(&block["label"], "plain_text", 2_000);
                self.action(&block["element"]);
            }
            Some("context") => {
                self.keys(block, &["type", "elements", "block_id"]);
                let elements = block["elements"].as_array().cloned().unwrap_or_default();
                self.expect((1..=10).contains(&elements.len()), || {
                    format!("{} elements in a context", elements.len())
                });
                for element in &elements {
                    self.text(element, "mrkdwn", 3_000);
                }
            }
            // Allowed in messages only, and by our rule not in ephemeral ones.
            // <https://docs.slack.dev/reference/block-kit/blocks/context-actions-block>
            Some("context_actions") => {
                self.keys(block, &["type", "elements", "block_id"]);
                let persistent = self.persistent;
                self.expect(persistent, || {
                    format!("native feedback buttons in an ephemeral message: {block}")
                });
                let elements = block["elements"].as_array().cloned().unwrap_or_default();
                self.expect((1..=5).contains(&elements.len()), || {
                    format!("{} elements in context actions", elements.len())
                });
                for element in &elements {
                    self.feedback(element);
                }
            }
            Some("actions") => {
                self.keys(block, &["type", "elements", "block_id"]);
                let elements = block["elements"].as_array().cloned().unwrap_or_default();
                self.expect((1..=25).contains(&elements.len()), || {
                    format!("{} elements in actions", elements.len())
                });
                for element in &elements {
                    self.action(element);
                }
            }
            Some("data_table") => self.table(block),
            _ => self.problems.push(format!("an unknown block: {block}")),
        }
    }

    fn action(&mut self, element: &Value) {
        let id = element["action_id"].as_str().unwrap_or_default();
        let fresh = !id.is_empty() && units(id) <= 255 && self.actions.insert(id.to_owned());
        self.expect(fresh, || format!("action_id {id:?} is not unique"));
        match element["type"].as_str() {
            Some("button") => {
                let known = [
                    "type",
                    "action_id",
                    "text",
                    "value",
                    "accessibility_label",
                    "style",
                ];
                self.keys(element, &known);
                self.text(&element["text"], "plain_text", 75);
                self.string(&element["value"], 2_000);
                if !element["accessibility_label"].is_null() {
                    self.string(&element["accessibility_label"], 75);
                }
            }
            // With an initial option it needs no placeholder; the initial option must be an option.
            // <https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element>
            // <https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element>
            Some("static_select" | "multi_static_select") => {
                let several = element["type"] == "multi_static_select";
                let initial = if several {
                    "initial_options"
                } else {
                    "initial_option"
                };
                let listed = if element["option_groups"].is_null() {
                    "options"
                } else {
                    "option_groups"
                };
                self.keys(
                    element,
                    &["type", "action_id", "placeholder", listed, initial],
                );
                if !element["placeholder"].is_null() {
                    self.text(&element["placeholder"], "plain_text", 150);
                }
                // <https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object>
                let groups = element["option_groups"].as_array().cloned();
                for group in groups.iter().flatten() {
                    self.keys(group, &["label", "options"]);
                    self.text(&group["label"], "plain_text", 75);
                }
                let groups = groups.unwrap_or_else(|| vec![element.clone()]);
                let options = groups.iter().filter_map(|one| one["options"].as_array());
                let options: Vec<Value> = options.flatten().cloned().collect();
                let chosen = &element[initial];
                let chosen = if several {
                    chosen.as_array().cloned()
                } else {
                    Some(vec![chosen.clone()])
                };
                for chosen in chosen.into_iter().flatten().filter(|one| !one.is_null()) {
                    self.expect(options.contains(&chosen), || format!("no option: {chosen}"));
                }
                self.expect((1..=100).contains(&options.len()), || {
                    format!("{} options", options.len())
                });
                for option in &options {
                    self.keys(option, &["text", "value", "description"]);
                    self.text(&option["text"], "plain_text", 75);
                    self.string(&option["value"], 150);
                    if !option["description"].is_null() {
                        self.text(&option["description"], "plain_text", 75);
                    }
                }
            }
            Some("conversations_select") => {
                self.keys(
                    element,
                    &["type", "action_id", "filter", "initial_conversation"],
                );
                let include = element["filter"]["include"].as_array();
                self.expect(include.is_some_and(|kinds| !kinds.is_empty()), || {
                    format!("nothing to choose: {element}")
                });
            }
            Some("external_select") => {
                self.keys(
                    element,
                    &["type", "action_id", "placeholder", "min_query_length"],
                );
                self.text(&element["placeholder"], "plain_text", 150);
            }
            Some("plain_text_input") => self.text_input(element),
            _ => self.problems.push(format!("an unknown element: {element}")),
        }
    }

    /// <https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element>
    fn text_input(&mut self, element: &Value) {
        let known = [
            "type",
            "action_id",
            "max_length",
            "multiline",
            "initial_value",
        ];
        self.keys(element, &known);
        let filled = units(element["initial_value"].as_str().unwrap_or_default());
        let most = element["max_length"].as_u64().unwrap_or_default();
        let fits = (1..=3_000).contains(&most) && filled as u64 <= most;
        self.expect(fits, || format!("max_length {most} for {filled}"));
    }

    /// <https://docs.slack.dev/reference/block-kit/block-elements/feedback-buttons-element>
    fn feedback(&mut self, element: &Value) {
        let known = ["type", "action_id", "positive_button", "negative_button"];
        self.keys(element, &known);
        let id = element["action_id"].as_str().unwrap_or_default();
        let fresh = !id.is_empty() && self.actions.insert(id.to_owned());
        let feedback = element["type"] == "feedback_buttons";
        self.expect(fresh && feedback, || format!("no opinions: {element}"));
        for button in ["positive_button", "negative_button"] {
            let button = &element[button];
            self.keys(button, &["text", "value", "accessibility_label"]);
            self.text(&button["text"], "plain_text", 75);
            self.string(&button["value"], 2_000);
            self.string(&button["accessibility_label"], 75);
        }
    }

    fn text(&mut self, text: &Value, kind: &str, limit: usize) {
        self.expect(text["type"] == kind, || format!("no {kind}: {text}"));
        if kind == "mrkdwn" {
            self.keys(text, &["type", "text", "verbatim"]);
            self.mrkdwn(text["text"].as_str().unwrap_or_default());
        } else {
            self.keys(text, &["type", "text", "emoji"]);
        }
        self.string(&text["text"], limit);
    }

    fn string(&mut self, string: &Value, limit: usize) {
        let length = units(string.as_str().unwrap_or_default());
        self.sum += length;
        self.expect((1..=limit).contains(&length), || {
            format!("a text of {length} units where {limit} are the most: {string}")
        });
    }

    /// Every `<` must begin a link and every `&` an entity.
    fn mrkdwn(&mut self, text: &str) {
        for (at, _) in text.match_indices('<') {
            let rest = &text[at + 1..];
            let link = ["http://", "https://", "mailto:"]
                .iter()
                .any(|scheme| rest.starts_with(scheme))
                && rest.contains('>');
            self.expect(link, || format!("a raw < in {text}"));
        }
        for (at, _) in text.match_indices('&') {
            let rest = &text[at..];
            let entity = ["&amp;", "&lt;", "&gt;"]
                .iter()
                .any(|entity| rest.starts_with(entity));
            self.expect(entity, || format!("a raw & in {text}"));
        }
    }
}

/// Returns all strings in a value with their paths.
fn strings(value: &Value) -> Vec<(String, &str)> {
    match value {
        Value::String(text) => vec![(String::new(), text)],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Object(fields) => {
            let of = |(name, value)| {
                let inside = strings(value).into_iter();
                inside.map(move |(place, text)| (format!("{name}.{place}"), text))
            };
            fields.iter().flat_map(of).collect()
        }
        _ => Vec::new(),
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
