//! The commands as Discord registers them, and whether it has them already.

use serde_json::{Map, Value, json};
use serenity::all::{ApplicationId, Http};
use serenity::http::{LightMethod, Request, Route};

use super::call::{Failure, call};
use crate::chat::catalog::{ANSWER_THIS, COMMANDS, Command, MANAGE, Opt, PRIVATE};
use crate::language::Language;

/// A slash command
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types>).
const CHAT_INPUT: u8 = 1;
/// A command on a message (same page).
const MESSAGE: u8 = 3;
/// An option of text
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type>).
const STRING: u8 = 3;
/// An option of yes or no (same page).
const BOOLEAN: u8 = 5;
/// Installed in a server and by a person
/// (<https://discord.com/developers/docs/resources/application#application-object-application-integration-types>).
const INSTALLED: [u8; 2] = [0, 1];
/// Used in a server, with the bot alone, and in any other direct or group message
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-context-types>).
const CONTEXTS: [u8; 3] = [0, 1, 2];

/// A command below a command (same page).
const SUB_COMMAND: u8 = 1;
/// Who sees what is for those alone who may manage the server, as far as nobody changes it there
/// (<https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags>).
const MANAGE_SERVER: u64 = 1 << 5;

/// What is called on a message of the bot's to take it away.
pub(super) const DISMISS: &str = "Dismiss";
/// Where the bot itself is, so that it can take its messages away: in servers that it was added to,
/// and with it alone.
const PRESENT: ([u8; 1], [u8; 2]) = ([0], [0, 1]);

/// What of a registered command is compared with ours: everything that we may set. The rest, such
/// as ids and versions, is Discord's own.
const COMPARED: [&str; 14] = [
    "type",
    "name",
    "description",
    "name_localizations",
    "description_localizations",
    "options",
    "required",
    "autocomplete",
    "choices",
    "min_length",
    "max_length",
    "integration_types",
    "contexts",
    "default_member_permissions",
];

/// All commands of the catalog, as one bulk overwrite sends them.
#[must_use]
pub fn commands() -> Value {
    let further = [
        manage(),
        on_message(ANSWER_THIS, "answer-this", &INSTALLED, &CONTEXTS),
        on_message(DISMISS, "dismiss", &PRESENT.0, &PRESENT.1),
    ];
    COMMANDS.iter().map(command).chain(further).collect()
}

/// The commands for those who manage a server: what it chose.
fn manage() -> Value {
    let english = |id: &str| Language::English.text(id, &[]);
    let settings = json!({
        "type": SUB_COMMAND,
        "name": english("manage-settings.name"),
        "name_localizations": localised(|language| language.text("manage-settings.name", &[])),
        "description": english("manage-settings"),
        "description_localizations": localised(|language| language.text("manage-settings", &[])),
    });
    json!({
        "type": CHAT_INPUT,
        "name": MANAGE,
        "name_localizations": localised(|_| MANAGE.to_owned()),
        "description": english("manage"),
        "description_localizations": localised(|language| language.text("manage", &[])),
        "options": [settings],
        "default_member_permissions": MANAGE_SERVER,
        "integration_types": PRESENT.0,
        "contexts": [0],
    })
}

fn on_message(name: &str, message: &str, installed: &[u8], contexts: &[u8]) -> Value {
    json!({
        "type": MESSAGE,
        "name": name,
        "name_localizations": localised(|language| language.text(message, &[])),
        "integration_types": installed,
        "contexts": contexts,
    })
}

fn command(command: &Command) -> Value {
    let options: Vec<_> = command
        .options
        .iter()
        .chain([&PRIVATE])
        .map(option)
        .collect();
    json!({
        "type": CHAT_INPUT,
        "name": command.name,
        "name_localizations": localised(|language| command.name_in(language)),
        "description": command.summary(Language::English),
        "description_localizations": localised(|language| command.summary(language)),
        "options": options,
        "integration_types": INSTALLED,
        "contexts": CONTEXTS,
    })
}

/// Registers the commands where Discord does not have them as they are; whether it was needed.
/// Discord limits how often commands are registered, and shows new ones only after a while.
pub(super) async fn register(http: &Http, application_id: ApplicationId) -> Result<bool, Failure> {
    let route = Route::Commands { application_id };
    // Without this, Discord leaves the localised names out, and they would always differ.
    let localised = vec![("with_localizations", "true".to_owned())];
    let get = Request::new(route, LightMethod::Get).params(Some(localised));
    let registered: Value = call(http.fire(get)).await?;
    let ours = commands();
    if same(&registered, &ours) {
        return Ok(false);
    }
    let put = Request::new(route, LightMethod::Put).body(Some(ours.to_string().into_bytes()));
    call(http.fire::<Value>(put)).await?;
    Ok(true)
}

fn option(option: &Opt) -> Value {
    let completes = option.completes.is_some();
    json!({
        "type": if completes { STRING } else { BOOLEAN },
        "name": option.name,
        "name_localizations": localised(|language| option.name_in(language)),
        "description": option.summary(Language::English),
        "description_localizations": localised(|language| option.summary(language)),
        "required": option.required,
        "autocomplete": completes,
    })
}

/// A text in every language but English, which stands for all others, by Discord's own locales
/// (<https://discord.com/developers/docs/reference#locales>).
fn localised(text: impl Fn(Language) -> String) -> Value {
    let mut texts = Map::new();
    for language in Language::ALL {
        let locales: &[&str] = match language {
            Language::English => &[],
            Language::German => &["de"],
            Language::French => &["fr"],
            Language::Spanish => &["es-ES", "es-419"],
            Language::Portuguese => &["pt-BR"],
            Language::Hindi => &["hi"],
            Language::Japanese => &["ja"],
        };
        let text = locales
            .iter()
            .map(|locale| (locale.to_string(), text(language).into()));
        texts.extend(text);
    }
    texts.into()
}

/// Whether what is registered is what we would register.
fn same(registered: &Value, ours: &Value) -> bool {
    sorted(registered) == sorted(ours)
}

/// The commands by name: Discord gives them in an order of its own.
fn sorted(commands: &Value) -> Vec<Value> {
    let mut commands: Vec<_> = commands
        .as_array()
        .into_iter()
        .flatten()
        .map(normal)
        .collect();
    let name = |command: &Value| command.get("name").map(ToString::to_string);
    commands.sort_by_key(name);
    commands
}

/// What is compared of a command, an option or a list, without what says nothing: Discord leaves
/// out what is false or empty, or fills it in with null.
fn normal(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: Map<_, _> = COMPARED
                .iter()
                .filter_map(|key| Some(((*key).to_owned(), fields.get(*key)?)))
                .map(|(key, value)| {
                    let localized = key.ends_with("_localizations") || key == "choices";
                    let value = if localized {
                        value.clone()
                    } else if key == "default_member_permissions" && value.is_u64() {
                        // Taken as a number, and given back as a text.
                        Value::String(value.to_string())
                    } else {
                        normal(value)
                    };
                    (key, value)
                })
                .filter(|(_, value)| !is_nothing(value))
                .collect();
            Value::Object(fields)
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(normal).collect();
            // Numbers are sets of kinds of places; options keep their order.
            if items.iter().all(Value::is_u64) {
                items.sort_by_key(Value::as_u64);
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our commands as Discord gives them back.
    fn given_back() -> Value {
        let mut commands = commands();
        for command in commands.as_array_mut().expect("a list") {
            let fields = command.as_object_mut().expect("an object");
            fields.insert("id".to_owned(), json!("1"));
            fields.insert("version".to_owned(), json!("2"));
            fields.insert("nsfw".to_owned(), json!(false));
            if let Some(permissions) = fields.get_mut("default_member_permissions") {
                *permissions = json!(permissions.to_string());
            }
            let contexts = fields.get_mut("contexts").and_then(Value::as_array_mut);
            contexts.expect("a list").reverse();
            fields.entry("description").or_insert_with(|| json!(""));
            if fields.get("options") == Some(&json!([])) {
                fields.remove("options");
            }
            for option in fields
                .get_mut("options")
                .and_then(Value::as_array_mut)
                .into_iter()
                .flatten()
            {
                let option = option.as_object_mut().expect("an object");
                option.retain(|_, value| *value != json!(false));
            }
        }
        commands.as_array_mut().expect("a list").reverse();
        commands
    }

    #[test]
    fn what_discord_gives_back_is_the_same() {
        assert!(same(&given_back(), &commands()));
    }

    #[test]
    fn any_change_of_ours_is_a_difference() {
        for change in [
            |commands: &mut Value| commands[3]["description"] = json!("Another"),
            |commands: &mut Value| commands[3]["contexts"] = json!([0]),
            |commands: &mut Value| commands[3]["name"] = json!("other"),
            |commands: &mut Value| commands[3]["name_localizations"]["de"] = json!("anders"),
            |commands: &mut Value| commands[3]["description_localizations"] = Value::Null,
            |commands: &mut Value| drop(commands.as_array_mut().map(Vec::pop)),
            |commands: &mut Value| {
                let with = commands.as_array_mut().into_iter().flatten();
                for command in with.filter(|command| command.get("options").is_some()) {
                    command["options"][0]["choices"] = json!([{ "name": "a", "value": "a" }]);
                }
            },
        ] {
            let mut changed = given_back();
            change(&mut changed);
            assert!(!same(&changed, &commands()));
        }
        assert!(!same(&json!([]), &commands()));
    }
}
