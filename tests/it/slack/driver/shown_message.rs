//! A message or view that a user sees.

use serde_json::{Value, json};

/// A message or view, with the call that carried it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownMessage {
    /// `acknowledgement`, `response_url`, or a method of the Web API.
    pub method: &'static str,
    pub body: Value,
}

impl ShownMessage {
    /// Returns whether it is ephemeral.
    pub fn is_private(&self) -> bool {
        match self.method {
            "chat.postMessage" => false,
            "chat.postEphemeral" => true,
            _ => self.body["response_type"] != "in_channel",
        }
    }

    pub fn text(&self) -> &str {
        self.body["text"].as_str().unwrap()
    }

    /// Returns the text of the first block.
    pub fn title(&self) -> &str {
        let blocks = self.blocks().as_array().unwrap();
        blocks[0]["text"]["text"].as_str().unwrap()
    }

    /// Returns the button with this text, as Slack sends it when it is pressed; else the select with the option of this
    /// text.
    pub fn button(&self, text: &str) -> Value {
        let found = self.elements().find(|one| one["text"]["text"] == text);
        found.unwrap_or_else(|| self.choice(text))
    }

    /// Returns the select with the option of this text, as Slack sends it when it is selected.
    pub fn choice(&self, text: &str) -> Value {
        let mut select = self
            .elements()
            .find(|one| one["type"] == "static_select")
            .expect("something to pick");
        let groups = select["option_groups"].as_array().cloned();
        let groups = groups.unwrap_or_else(|| vec![select.clone()]);
        let options = groups.iter().filter_map(|one| one["options"].as_array());
        let mut options = options.flatten();
        let option = options.find(|one| one["text"]["text"] == text);
        let option = option.unwrap_or_else(|| panic!("no choice {text:?} in {select:#}"));
        select["selected_option"] = option.clone();
        select
    }

    /// Returns the blocks of a message or view.
    fn blocks(&self) -> &Value {
        let view = &self.body["view"];
        if view.is_null() {
            &self.body["blocks"]
        } else {
            &view["blocks"]
        }
    }

    fn elements(&self) -> impl Iterator<Item = Value> {
        let blocks = self.blocks().as_array().unwrap();
        let actions = ["actions", "context_actions"].map(Value::from);
        let actions = blocks
            .iter()
            .filter(move |one| actions.contains(&one["type"]));
        let elements = actions.flat_map(|block| block["elements"].as_array().unwrap().clone());
        let elements = elements.flat_map(|one| {
            // Slack sends the pressed one of two feedback buttons.
            let opinion = |which: &str| {
                let mut pressed = one[which].clone();
                pressed["type"] = json!("feedback_buttons");
                pressed["action_id"] = one["action_id"].clone();
                pressed
            };
            if one["type"] == "feedback_buttons" {
                vec![opinion("positive_button"), opinion("negative_button")]
            } else {
                vec![one]
            }
        });
        let accessories = blocks.iter().map(|block| block["accessory"].clone());
        elements.chain(accessories.filter(|one| !one.is_null()))
    }
}
