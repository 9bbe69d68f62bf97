//! Registration of the application commands, where they differ from those that are registered.

use serde_json::{Map, Value, json};
use serenity::all::{ApplicationId, Http};
use serenity::http::{LightMethod, Request, Route};

use super::api::{ApiError, call};
use crate::assistant::MAX_QUESTION;
use crate::chat::catalog::{ANSWER_THIS, COMMANDS, Command, CommandOption, MANAGE, PRIVATE};
use crate::language::Language;

/// A slash command
///
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types>).
const CHAT_INPUT: u8 = 1;
/// A command on a message (same page).
const MESSAGE_COMMAND: u8 = 3;
/// A string option
///
/// (<https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type>).
const STRING_OPTION: u8 = 3;
/// A boolean option (same page).
const BOOLEAN_OPTION: u8 = 5;
/// Installation in a server and by a user
/// (<https://discord.com/developers/docs/resources/application#application-object-application-integration-types>).
const GUILD_AND_USER_INSTALL: [u8; 2] = [0, 1];
/// Use in a server, in direct messages with the bot, and in other private channels
///
/// (<https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-interaction-context-types>).
const ALL_CONTEXTS: [u8; 3] = [0, 1, 2];

/// A subcommand (same page).
const SUBCOMMAND_OPTION: u8 = 1;
/// The permission Manage Server. By default only its holders see the command; a server can change
/// that
/// (<https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags>).
///
/// Sent as a number: Discord's documentation describes `default_member_permissions` as a string, which is what Discord
/// returns, but its `OpenAPI` document allows only an integer in requests, to create one command
/// (`ApplicationCommandCreateRequest`) as to overwrite all (`ApplicationCommandUpdateRequest`).
const MANAGE_SERVER: u64 = 1 << 5;

/// Name of the message command that deletes a message of the bot.
pub(super) const DISMISS: &str = "Dismiss";
/// Installation in a server only: the bot has to be a member to delete its messages.
const GUILD_INSTALL: [u8; 1] = [0];
/// Use in a server and in direct messages with the bot.
const BOT_CONTEXTS: [u8; 2] = [0, 1];

/// The fields of a command that are compared: those that this file sets. Discord adds others, such as ids.
const COMPARED_FIELDS: [&str; 14] = [
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

/// Returns all commands as the body of a bulk overwrite.
#[must_use]
pub fn commands() -> Value {
    let further = [
        manage_command(),
        message_command(
            ANSWER_THIS,
            "answer-this",
            &GUILD_AND_USER_INSTALL,
            &ALL_CONTEXTS,
        ),
        message_command(DISMISS, "dismiss", &GUILD_INSTALL, &BOT_CONTEXTS),
    ];
    COMMANDS.iter().map(slash_command).chain(further).collect()
}

/// Returns the command for managers of a server.
fn manage_command() -> Value {
    let english = |id: &str| Language::English.text(id, &[]);
    let settings = json!({
        "type": SUBCOMMAND_OPTION,
        "name": english("manage-settings.name"),
        "name_localizations": localizations(|language| language.text("manage-settings.name", &[])),
        "description": english("manage-settings"),
        "description_localizations": localizations(|language| language.text("manage-settings", &[])),
    });
    json!({
        "type": CHAT_INPUT,
        "name": MANAGE,
        "name_localizations": localizations(|_| MANAGE.to_owned()),
        "description": english("manage"),
        "description_localizations": localizations(|language| language.text("manage", &[])),
        "options": [settings],
        "default_member_permissions": MANAGE_SERVER,
        "integration_types": GUILD_INSTALL,
        "contexts": [0],
    })
}

/// Returns a message command.
fn message_command(name: &str, message: &str, installed: &[u8], contexts: &[u8]) -> Value {
    json!({
        "type": MESSAGE_COMMAND,
        "name": name,
        "name_localizations": localizations(|language| language.text(message, &[])),
        "integration_types": installed,
        "contexts": contexts,
    })
}

/// Returns a slash command.
fn slash_command(command: &Command) -> Value {
    let options: Vec<_> = command
        .options
        .iter()
        .chain([&PRIVATE])
        .map(option)
        .collect();
    json!({
        "type": CHAT_INPUT,
        "name": command.name,
        "name_localizations": localizations(|language| command.name_in(language)),
        "description": command.summary(Language::English),
        "description_localizations": localizations(|language| command.summary(language)),
        "options": options,
        "integration_types": GUILD_AND_USER_INSTALL,
        "contexts": ALL_CONTEXTS,
    })
}

/// Registers the commands if they differ from the registered ones, and returns whether they did: Discord limits
/// registrations per day.
pub(super) async fn register(http: &Http, application_id: ApplicationId) -> Result<bool, ApiError> {
    let route = Route::Commands { application_id };
    // Without this parameter Discord omits the localizations, and the comparison would always fail.
    let localizations = vec![("with_localizations", "true".to_owned())];
    let get = Request::new(route, LightMethod::Get).params(Some(localizations));
    let registered: Value = call(http.fire(get)).await?;
    let wanted = commands();
    if is_unchanged(&registered, &wanted) {
        return Ok(false);
    }
    let put = Request::new(route, LightMethod::Put).body(Some(wanted.to_string().into_bytes()));
    call(http.fire::<Value>(put)).await?;
    Ok(true)
}

/// Returns an option of a slash command.
fn option(option: &CommandOption) -> Value {
    let completes = option.completes.is_some();
    let mut described = json!({
        "type": if completes { STRING_OPTION } else { BOOLEAN_OPTION },
        "name": option.name,
        "name_localizations": localizations(|language| option.name_in(language)),
        "description": option.summary(Language::English),
        "description_localizations": localizations(|language| option.summary(language)),
        "required": option.required,
        "autocomplete": completes,
    });
    if let (true, Some(fields)) = (completes, described.as_object_mut()) {
        fields.insert("max_length".to_owned(), MAX_QUESTION.into());
    }
    described
}

/// Returns a text in all languages but English, which is the default, by Discord's locale codes
/// (<https://discord.com/developers/docs/reference#locales>).
fn localizations(text: impl Fn(Language) -> String) -> Value {
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

/// Returns whether the registered commands equal the wanted ones.
fn is_unchanged(registered: &Value, wanted: &Value) -> bool {
    sorted(registered) == sorted(wanted)
}

/// Returns the normalized commands, sorted by name, as Discord returns them in another order.
fn sorted(commands: &Value) -> Vec<Value> {
    let mut commands: Vec<_> = commands
        .as_array()
        .into_iter()
        .flatten()
        .map(normalize)
        .collect();
    let name = |command: &Value| command.get("name").map(ToString::to_string);
    commands.sort_by_key(name);
    commands
}

/// Keeps the compared fields and drops empty values: Discord omits false and empty values, or
/// returns null.
fn normalize(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: Map<_, _> = COMPARED_FIELDS
                .iter()
                .filter_map(|key| Some(((*key).to_owned(), fields.get(*key)?)))
                .map(|(key, value)| {
                    let localized = key.ends_with("_localizations") || key == "choices";
                    let value = if localized {
                        value.clone()
                    } else if key == "default_member_permissions" && value.is_u64() {
                        // Sent as a number, returned as a string.
                        Value::String(value.to_string())
                    } else {
                        normalize(value)
                    };
                    (key, value)
                })
                .filter(|(_, value)| !is_empty_value(value))
                .collect();
            Value::Object(fields)
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().map(normalize).collect();
            // Lists of numbers are sets; options keep their order.
            if items.iter().all(Value::is_u64) {
                items.sort_by_key(Value::as_u64);
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

fn is_empty_value(value: &Value) -> bool {
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

    #[test]
    fn discord_limits_every_text_to_what_is_read_of_it() {
        let commands = commands();
        let options = commands.as_array().into_iter().flatten();
        let options = options.filter_map(|command| command["options"].as_array());
        let texts: Vec<&Value> = options
            .flatten()
            .filter(|option| option["type"] == STRING_OPTION)
            .collect();
        assert!(texts.len() > 5);
        for text in texts {
            assert_eq!(text["max_length"], MAX_QUESTION, "{text}");
        }
    }

    /// The commands in the form in which Discord returns them.
    fn as_returned_by_discord() -> Value {
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
    fn commands_as_discord_returns_them_are_unchanged() {
        assert!(is_unchanged(&as_returned_by_discord(), &commands()));
    }

    #[test]
    fn any_changed_command_is_a_difference() {
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
            let mut changed = as_returned_by_discord();
            change(&mut changed);
            assert!(!is_unchanged(&changed, &commands()));
        }
        assert!(!is_unchanged(&json!([]), &commands()));
    }
}
