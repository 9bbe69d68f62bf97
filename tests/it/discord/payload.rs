//! Payloads as Discord sends them. They are complete, because serenity drops an interaction that
//! lacks a field.

use serde_json::{Value, json};

pub const APPLICATION: &str = "1100000000000000001";
pub const GUILD: &str = "1100000000000000002";
pub const CHANNEL: &str = "1100000000000000003";
/// The default user.
pub const ASKER: &str = "1100000000000000004";
/// Another user.
pub const OTHER: &str = "1100000000000000005";
pub const BOT: &str = "1100000000000000006";
/// The role that Discord made for the bot.
pub const BOT_ROLE: &str = "1100000000000000011";
/// The role of another bot.
pub const OTHER_ROLE: &str = "1100000000000000012";

pub fn user(id: &str) -> Value {
    json!({
        "id": id,
        "username": format!("person-{id}"),
        "discriminator": "0",
        "global_name": "A person",
        "avatar": null,
        "avatar_decoration_data": null,
        "public_flags": 0,
        "primary_guild": null,
        "collectibles": null,
    })
}

pub fn bot() -> Value {
    let mut bot = user(BOT);
    bot["bot"] = json!(true);
    bot
}

pub fn ready() -> Value {
    let mut me = bot();
    me["verified"] = json!(true);
    me["mfa_enabled"] = json!(false);
    me["email"] = Value::Null;
    me["flags"] = json!(0);
    json!({
        "v": 10,
        "user": me,
        "user_settings": {},
        "guilds": [{ "id": GUILD, "unavailable": true }],
        "session_id": "session-1",
        "session_type": "normal",
        "resume_gateway_url": "wss://gateway.invalid",
        "shard": [0, 1],
        "application": { "id": APPLICATION, "flags": 565_248 },
        "private_channels": [],
        "relationships": [],
        "geo_ordered_rtc_regions": [],
        "_trace": [],
    })
}

/// The user of an interaction or message, and where they are.
#[derive(Clone, Copy)]
pub struct Sender<'a> {
    pub person: &'a str,
    /// In a server; otherwise in a direct message.
    pub server: bool,
    /// The locale of the user's client.
    pub locale: &'static str,
}

pub const IN_SERVER: Sender<'static> = Sender {
    person: ASKER,
    server: true,
    locale: "en-GB",
};

/// An interaction of this type.
fn interaction(from: Sender<'_>, id: u64, kind: u8, data: &Value) -> Value {
    let mut interaction = json!({
        "id": id.to_string(),
        "application_id": APPLICATION,
        "type": kind,
        "token": token(id),
        "version": 1,
        "channel_id": CHANNEL,
        "channel": {
            "id": CHANNEL,
            "type": u8::from(!from.server),
            "flags": 0,
            "last_message_id": null,
        },
        "locale": from.locale,
        "app_permissions": "562949953601536",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "attachment_size_limit": 10_485_760,
        "authorizing_integration_owners": { "0": if from.server { GUILD } else { "0" } },
        "context": u8::from(!from.server),
        "data": data,
    });
    if from.server {
        interaction["guild_id"] = json!(GUILD);
        interaction["guild_locale"] = json!("en-US");
        interaction["guild"] = json!({ "id": GUILD, "locale": "en-US", "features": [] });
        interaction["channel"]["guild_id"] = json!(GUILD);
        interaction["channel"]["name"] = json!("careers");
        interaction["channel"]["permissions"] = json!("2248473465835073");
        interaction["member"] = json!({
            "user": user(from.person),
            "nick": null,
            "avatar": null,
            "banner": null,
            "roles": [],
            "joined_at": "2026-01-02T03:04:05.678000+00:00",
            "premium_since": null,
            "deaf": false,
            "mute": false,
            "flags": 0,
            "pending": false,
            "permissions": "2248473465835073",
            "communication_disabled_until": null,
            "unusual_dm_activity_until": null,
        });
    } else {
        interaction["user"] = user(from.person);
    }
    interaction
}

/// The token of the interaction with this id.
pub fn token(id: u64) -> String {
    format!("interaction-token-{id}")
}

fn option(name: &str, value: &str, focused: bool) -> Value {
    let mut option = json!({ "type": 3, "name": name, "value": value });
    if focused {
        option["focused"] = json!(true);
    }
    option
}

pub fn command(from: Sender<'_>, id: u64, name: &str, options: &[(&str, &str)]) -> Value {
    let options: Vec<_> = options
        .iter()
        .map(|(name, value)| option(name, value, false))
        .collect();
    let mut data = json!({ "id": "1100000000000000007", "name": name, "type": 1 });
    if !options.is_empty() {
        data["options"] = options.into();
    }
    interaction(from, id, 2, &data)
}

/// A message command.
pub fn on_message(from: Sender<'_>, id: u64, name: &str, message: &Value) -> Value {
    let target = message["id"].as_str().expect("an id");
    let data = json!({
        "id": "1100000000000000007",
        "name": name,
        "type": 3,
        "target_id": target,
        "resolved": { "messages": { target: message } },
    });
    interaction(from, id, 2, &data)
}

/// A message of a user.
pub fn user_message(from: Sender<'_>, id: &str, text: &str) -> Value {
    let mut message = json!({
        "id": id,
        "type": 0,
        "channel_id": CHANNEL,
        "channel_type": u8::from(!from.server),
        "author": user(from.person),
        "content": text,
        "timestamp": "2026-11-21T08:00:00.000000+00:00",
        "edited_timestamp": null,
        "tts": false,
        "mention_everyone": false,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": false,
        "flags": 0,
        "components": [],
    });
    if from.server {
        message["guild_id"] = json!(GUILD);
    }
    if text.contains(&format!("<@{BOT}>")) {
        message["mentions"] = json!([bot()]);
    }
    message
}

/// The message as a reply to `to`, with or without a ping.
pub fn replying(mut message: Value, to: &Value, pings: bool) -> Value {
    message["type"] = json!(19);
    message["message_reference"] =
        json!({ "type": 0, "message_id": to["id"], "channel_id": CHANNEL });
    message["referenced_message"] = to.clone();
    if pings {
        message["mentions"] = json!([to["author"]]);
    }
    message
}

/// An autocomplete interaction for the last of these options.
pub fn autocomplete(from: Sender<'_>, id: u64, name: &str, options: &[(&str, &str)]) -> Value {
    let last = options.len() - 1;
    let options: Vec<_> = options
        .iter()
        .enumerate()
        .map(|(at, (name, value))| option(name, value, at == last))
        .collect();
    let data = json!({ "id": "1100000000000000007", "name": name, "type": 1, "options": options });
    interaction(from, id, 4, &data)
}

pub fn press(from: Sender<'_>, id: u64, message: Value, custom_id: &str) -> Value {
    let data = json!({ "custom_id": custom_id, "component_type": 2, "id": 2 });
    on(interaction(from, id, 3, &data), message)
}

pub fn pick(from: Sender<'_>, id: u64, message: Value, custom_id: &str, value: &str) -> Value {
    let data = json!({ "custom_id": custom_id, "component_type": 3, "id": 2, "values": [value] });
    on(interaction(from, id, 3, &data), message)
}

/// The submission of a modal, with this text in its text field.
pub fn submit(from: Sender<'_>, id: u64, modal: &Value, text: &str) -> Value {
    let mut input = modal["components"][0]["components"][0].clone();
    let kind = input["type"].clone();
    input = json!({ "type": kind, "id": 2, "custom_id": input["custom_id"], "value": text });
    let data = json!({
        "custom_id": modal["custom_id"],
        "components": [{ "type": 1, "id": 1, "components": [input] }],
    });
    interaction(from, id, 5, &data)
}

fn on(mut interaction: Value, message: Value) -> Value {
    interaction["message"] = message;
    interaction
}

/// The message that results from a response, as it is sent with component interactions.
pub fn message(asker: &str, data: &Value) -> Value {
    let mut embeds = json!(data["embeds"].as_array().cloned().unwrap_or_default());
    for embed in embeds.as_array_mut().into_iter().flatten() {
        embed["type"] = json!("rich");
    }
    let mut components = data["components"].clone();
    for (number, row) in components.as_array_mut().into_iter().flatten().enumerate() {
        row["id"] = json!(number + 1);
    }
    json!({
        "id": "1100000000000000008",
        "type": 20,
        "channel_id": CHANNEL,
        "author": bot(),
        "content": "",
        "timestamp": "2026-11-21T08:00:00.000000+00:00",
        "edited_timestamp": null,
        "tts": false,
        "mention_everyone": false,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": embeds,
        "pinned": false,
        "webhook_id": APPLICATION,
        "application_id": APPLICATION,
        "flags": data.get("flags").cloned().unwrap_or(json!(0)),
        "components": components,
        "interaction_metadata": {
            "id": "1100000000000000009",
            "type": 2,
            "user": user(asker),
            "name": "what-is",
            "command_type": 1,
            "authorizing_integration_owners": { "0": GUILD },
        },
    })
}
