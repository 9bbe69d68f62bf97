//! Actions of users: commands, button presses, choices and messages.

use serde_json::{Value, json};

use super::super::fake::Received;
use super::super::payload::{self, ASKER, IN_SERVER, Sender};
use super::{Discord, ShownMessage};

impl Discord {
    /// Checks that the bot answers a command.
    pub async fn answers(&mut self) {
        let seen = self.command("what-is", &[("term", "api")]).await;
        assert_eq!(seen.title(), "API");
    }

    /// Sends a slash command in a server.
    pub async fn command(&mut self, name: &str, options: &[(&str, &str)]) -> ShownMessage {
        self.command_from(IN_SERVER, name, options).await
    }

    pub async fn command_from(
        &mut self,
        from: Sender<'_>,
        name: &str,
        options: &[(&str, &str)],
    ) -> ShownMessage {
        let id = self.fake.next_interaction();
        self.send(payload::command(from, id, name, options)).await
    }

    /// Sends a slash command with the option `private`.
    pub async fn command_privately(
        &mut self,
        name: &str,
        options: &[(&str, &str)],
        private: bool,
    ) -> ShownMessage {
        let id = self.fake.next_interaction();
        let mut command = payload::command(IN_SERVER, id, name, options);
        let mut given = command["data"]["options"].as_array().cloned();
        given
            .get_or_insert_default()
            .push(serde_json::json!({ "type": 5, "name": "private", "value": private }));
        command["data"]["options"] = given.into();
        self.send(command).await
    }

    /// Returns the autocomplete choices for the last of these options.
    pub async fn autocomplete(&mut self, name: &str, options: &[(&str, &str)]) -> Vec<String> {
        let id = self.fake.next_interaction();
        let interaction = payload::autocomplete(IN_SERVER, id, name, options);
        let ShownMessage(body) = self.send(interaction).await;
        assert_eq!(body["type"], 8);
        let choices = body["data"]["choices"].as_array().expect("choices");
        choices
            .iter()
            .map(|choice| choice["name"].as_str().expect("a name").to_owned())
            .collect()
    }

    /// Presses the button with this label as the asker.
    pub async fn press(&mut self, on: &ShownMessage, label: &str) -> ShownMessage {
        if on.labels().contains(&label) {
            self.press_as(ASKER, on, &on.button(label)).await
        } else {
            self.pick(on, label).await
        }
    }

    pub async fn press_as(
        &mut self,
        person: &str,
        on: &ShownMessage,
        custom_id: &str,
    ) -> ShownMessage {
        let from = Sender {
            person,
            ..IN_SERVER
        };
        self.press_from(from, on, custom_id).await
    }

    pub async fn press_from(
        &mut self,
        from: Sender<'_>,
        on: &ShownMessage,
        custom_id: &str,
    ) -> ShownMessage {
        let id = self.fake.next_interaction();
        let message = payload::message(ASKER, on.data());
        let press = payload::press(from, id, message, custom_id);
        let seen = self.send(press).await;
        // A vote on a message that others see comes into it, before the note to the person alone.
        if custom_id.starts_with("1:vote:") && seen.is_in_place() && !on.is_private() {
            self.counted = Some(seen);
            return self.note_behind_an_update().await;
        }
        seen
    }

    /// Waits for the message to one person that follows the update of another message.
    async fn note_behind_an_update(&mut self) -> ShownMessage {
        let body = self
            .wait("a note", |event| match event {
                Received::FollowedUp(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        ShownMessage(json!({ "type": 4, "data": body }))
    }

    /// Chooses the option with this label as the asker.
    pub async fn pick(&mut self, on: &ShownMessage, label: &str) -> ShownMessage {
        let id = self.fake.next_interaction();
        let select = on.select().expect("a select");
        let value = on
            .options()
            .into_iter()
            .find(|option| option["label"] == label)
            .unwrap_or_else(|| panic!("no option {label} in {:?}", on.options()))["value"]
            .as_str()
            .expect("a value")
            .to_owned();
        let custom_id = select["custom_id"].as_str().expect("a custom_id");
        let message = payload::message(ASKER, on.data());
        self.send(payload::pick(IN_SERVER, id, message, custom_id, &value))
            .await
    }

    /// Sends a message. As Discord does, the fake withholds events and text that the intents do not
    /// cover.
    pub fn write(&mut self, mut message: Value) {
        let intents = self.session["intents"].as_u64().expect("intents");
        let server = message.get("guild_id").is_some();
        let told = intents & if server { 1 << 9 } else { 1 << 12 } != 0;
        let reads = intents & (1 << 15) != 0;
        let to_bot = |message: &Value| {
            let mentions = message["mentions"].as_array().expect("mentions");
            let mut people = mentions.iter().chain([&message["author"]]);
            people.any(|one| one["id"] == payload::BOT)
        };
        self.fake.store_message(&message);
        if server && !reads {
            if !to_bot(&message) {
                message["content"] = Value::from("");
            }
            if let Some(said) = message.get_mut("referenced_message")
                && !to_bot(said)
            {
                said["content"] = Value::from("");
            }
        }
        if told {
            self.fake.dispatch("MESSAGE_CREATE", message);
        }
    }

    /// Waits for a message that the bot posts.
    pub async fn wait_for_post(&mut self) -> ShownMessage {
        let body = self
            .wait("a message", |event| match event {
                Received::Posted(body) => Some(body.clone()),
                _ => None,
            })
            .await;
        ShownMessage(json!({ "data": body }))
    }

    /// Waits for a direct message to a user.
    pub async fn direct_message(&mut self, user: &str) -> ShownMessage {
        let body = self
            .wait("a direct message", |event| match event {
                Received::Told(to, body) if to == user => Some(body.clone()),
                _ => None,
            })
            .await;
        ShownMessage(json!({ "data": body }))
    }

    /// Sends a message, and waits for the reply.
    pub async fn reply_to(&mut self, message: Value) -> ShownMessage {
        let id = message["id"].clone();
        self.write(message);
        let seen = self.wait_for_post().await;
        assert_eq!(seen.data()["message_reference"]["message_id"], id);
        seen
    }

    /// The stored message that results from the bot's reply to `to`.
    pub fn as_reply(&self, seen: &ShownMessage, to: &Value) -> Value {
        let mut message = payload::message(ASKER, seen.data());
        message["id"] = Value::from(self.fake.next_id());
        let message = message.as_object_mut().expect("an object");
        for key in ["interaction_metadata", "webhook_id", "application_id"] {
            message.remove(key);
        }
        let message = payload::replying(Value::Object(message.clone()), to, false);
        self.fake.store_message(&message);
        message
    }

    /// The stored message that results from a response.
    pub fn message(&self, seen: &ShownMessage) -> Value {
        let mut message = payload::message(ASKER, seen.data());
        message["id"] = Value::from(self.fake.next_id());
        self.fake.store_message(&message);
        message
    }

    /// Uses a message command.
    pub async fn on_message(
        &mut self,
        from: Sender<'_>,
        name: &str,
        message: &Value,
    ) -> ShownMessage {
        let id = self.fake.next_interaction();
        self.send(payload::on_message(from, id, name, message))
            .await
    }

    /// Waits until the message is deleted.
    pub async fn wait_for_deletion(&mut self, message: &Value) {
        let id = message["id"].as_str().expect("an id").to_owned();
        self.wait("the end of a message", |event| {
            (*event == Received::Deleted(id.clone())).then_some(())
        })
        .await;
    }
}
