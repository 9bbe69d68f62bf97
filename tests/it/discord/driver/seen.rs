//! A message of the bot in the form that a user sees.

use serde_json::Value;

/// The body of a response.
#[derive(Debug, Clone)]
pub struct Seen(pub Value);

impl Seen {
    pub fn data(&self) -> &Value {
        &self.0["data"]
    }

    pub fn title(&self) -> &str {
        self.data()["embeds"][0]["title"].as_str().unwrap_or("")
    }

    pub fn text(&self) -> &str {
        self.data()["embeds"][0]["description"]
            .as_str()
            .unwrap_or("")
    }

    /// The plain text above the embeds.
    pub fn content(&self) -> &str {
        self.data()["content"].as_str().unwrap_or("")
    }

    /// Returns whether only the asker sees it.
    pub fn is_private(&self) -> bool {
        self.data()["flags"] == 64
    }

    /// Returns whether it replaces the message that holds the component.
    pub fn is_in_place(&self) -> bool {
        self.0["type"] == 7
    }

    fn components(&self) -> Vec<&Value> {
        let rows = self.data()["components"].as_array().expect("rows");
        rows.iter()
            .flat_map(|row| row["components"].as_array().expect("components"))
            .collect()
    }

    pub fn labels(&self) -> Vec<&str> {
        self.components()
            .into_iter()
            .filter_map(|part| part["label"].as_str())
            .collect()
    }

    /// The custom id of the button with this label.
    pub fn button(&self, label: &str) -> String {
        let button = self
            .components()
            .into_iter()
            .find(|part| part["label"] == label)
            .unwrap_or_else(|| panic!("no button {label} among {:?}", self.labels()));
        button["custom_id"].as_str().expect("custom_id").to_owned()
    }

    pub fn select(&self) -> Option<&Value> {
        self.components().into_iter().find(|part| part["type"] == 3)
    }

    pub fn options(&self) -> Vec<Value> {
        self.select()
            .and_then(|select| select["options"].as_array().cloned())
            .unwrap_or_default()
    }
}
