//! A message of the bot in the form that a user sees.

use serde_json::Value;

/// The body of a response.
#[derive(Debug, Clone)]
pub struct ShownMessage(pub Value);

impl ShownMessage {
    pub fn data(&self) -> &Value {
        &self.0["data"]
    }

    /// The contents of the text displays, in reading order.
    fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        walk(&self.data()["components"], &mut |part| {
            texts.extend(part["content"].as_str());
        });
        texts
    }

    /// The title, of components or of an embed.
    pub fn title(&self) -> &str {
        let embed = self.data()["embeds"][0]["title"].as_str();
        let first = self.texts().into_iter().next();
        let heading = first.map(|text| text.trim_start_matches("## "));
        embed.or(heading).unwrap_or("")
    }

    /// The text below the title, of components or of an embed.
    pub fn text(&self) -> String {
        match self.data()["embeds"][0]["description"].as_str() {
            Some(text) => text.to_owned(),
            None => self
                .texts()
                .into_iter()
                .skip(1)
                .collect::<Vec<_>>()
                .join("\n\n"),
        }
    }

    /// The plain text above the embeds.
    pub fn content(&self) -> &str {
        self.data()["content"].as_str().unwrap_or("")
    }

    /// Returns whether only the asker sees it.
    pub fn is_private(&self) -> bool {
        self.data()["flags"].as_u64().unwrap_or(0) & 64 > 0
    }

    /// Returns whether it replaces the message that holds the component.
    pub fn is_in_place(&self) -> bool {
        self.0["type"] == 7
    }

    /// The buttons and selects, in reading order.
    pub fn controls(&self) -> Vec<&Value> {
        let mut controls = Vec::new();
        walk(&self.data()["components"], &mut |part| {
            if part.get("custom_id").is_some() {
                controls.push(part);
            }
        });
        controls
    }

    pub fn labels(&self) -> Vec<&str> {
        self.controls()
            .into_iter()
            .filter_map(|part| part["label"].as_str())
            .collect()
    }

    /// The custom id of the button with this label.
    pub fn button(&self, label: &str) -> String {
        let button = self
            .controls()
            .into_iter()
            .find(|part| part["label"] == label)
            .unwrap_or_else(|| panic!("no button {label} among {:?}", self.labels()));
        button["custom_id"].as_str().expect("custom_id").to_owned()
    }

    pub fn select(&self) -> Option<&Value> {
        self.controls().into_iter().find(|part| part["type"] == 3)
    }

    pub fn options(&self) -> Vec<Value> {
        self.select()
            .and_then(|select| select["options"].as_array().cloned())
            .unwrap_or_default()
    }
}

/// Visits components and those inside them, in reading order.
fn walk<'a>(parts: &'a Value, visit: &mut impl FnMut(&'a Value)) {
    for part in parts.as_array().into_iter().flatten() {
        visit(part);
        walk(&part["components"], visit);
        if part.get("accessory").is_some() {
            visit(&part["accessory"]);
        }
    }
}
