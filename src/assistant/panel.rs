//! The settings panel: shows and changes the settings of a community or of a channel. The right to do
//! so is checked with each request, so that an old message grants none.

use super::phrases::Phrases;
use super::store_context::StoreContext;
use crate::chat::{Panel, Reply, ReplyKind, Request, SettingField, SettingOption, SettingOptions};
use crate::language::{Language, MessageArg};
use crate::store::{ChosenSettings, Setting, StoreError};

/// All settings, the most wanted first.
const ORDER: [Setting; Setting::ALL.len()] = [
    Setting::Audience,
    Setting::Mode,
    Setting::Language,
    Setting::Collections,
    Setting::MentorChannel,
    Setting::MentorRole,
];

/// Builds the panel for the community, or for a channel of it.
pub(super) fn show(
    context: &StoreContext,
    phrases: Phrases,
    request: &Request,
    channel: Option<&str>,
) -> Result<Panel, Box<Reply>> {
    if !request.asker.manages() {
        let door = [("door", door(request))];
        return Err(Box::new(phrases.reply(
            ReplyKind::Notice,
            "not-managing",
            &door,
        )));
    }
    let mut place = request.place.clone();
    place.channel = channel.map(str::to_owned);
    let chosen = context.store.own_settings(&place);
    let scope = if channel.is_some() {
        "channel"
    } else {
        "community"
    };
    let settings = ORDER
        .into_iter()
        .filter(|setting| channel.is_none() || in_channel(*setting));
    Ok(Panel {
        channel: channel.map(str::to_owned),
        language: phrases.language,
        title: phrases.text(
            "settings",
            &[("scope", MessageArg::Key(scope)), ("door", door(request))],
        ),
        fields: settings
            .map(|setting| field(phrases, request, setting, &chosen, &context.collections))
            .collect(),
    })
}

/// Returns the platform as a message argument, which selects its words for community and role.
const fn door(request: &Request) -> MessageArg<'static> {
    MessageArg::Key(request.place.door.as_str())
}

/// Stores the values of a setting.
pub(super) async fn choose(
    context: &StoreContext,
    phrases: Phrases,
    request: &Request,
    channel: Option<&str>,
    name: &str,
    values: &[String],
) -> Result<(), Box<Reply>> {
    let panel = show(context, phrases, request, channel)?;
    let field = panel.fields.iter().find(|field| field.name == name);
    let offered = field.is_some_and(|field| is_offered(&field.options, values));
    let setting = Setting::from_name(name).filter(|_| offered);
    let setting = setting.ok_or_else(|| Box::new(phrases.unknown()))?;
    let value = values.join(",");
    let value = Some(value.as_str()).filter(|value| !value.is_empty());
    let kept = context
        .store
        .change_setting(request, channel, setting, value)
        .await;
    match kept {
        Ok(()) => Ok(()),
        Err(StoreError::Setting(_)) => Err(Box::new(phrases.unknown())),
        Err(_logged) => Err(Box::new(phrases.store_failed())),
    }
}

/// Returns whether the values are among the options. Platforms do not validate the values that a client sends.
fn is_offered(options: &SettingOptions, values: &[String]) -> bool {
    let among = |options: &[SettingOption]| {
        let offered = |value: &String| options.iter().any(|option| option.value == *value);
        values.iter().all(offered)
    };
    match options {
        SettingOptions::One(options) => values.len() <= 1 && among(options),
        SettingOptions::Any(options) => among(options),
        SettingOptions::Channel | SettingOptions::Role => values.len() <= 1,
    }
}

/// Returns whether a channel may override the setting.
const fn in_channel(setting: Setting) -> bool {
    match setting {
        Setting::Audience | Setting::Mode | Setting::Language => true,
        Setting::Collections | Setting::MentorRole | Setting::MentorChannel => false,
    }
}

fn field(
    phrases: Phrases,
    request: &Request,
    setting: Setting,
    chosen: &ChosenSettings,
    collections: &[String],
) -> SettingField {
    let text = |id: &str| phrases.text(id, &[("door", door(request))]);
    let option = |value: &str, label: String| SettingOption {
        value: value.to_owned(),
        label,
    };
    let default = || option("", text("setting-default"));
    let one = |values: &[(&str, &str)]| {
        let values = values.iter().map(|(value, id)| option(value, text(id)));
        SettingOptions::One(std::iter::once(default()).chain(values).collect())
    };
    let (label, options) = match setting {
        Setting::Audience => {
            let values = [
                ("public", "setting-audience.public"),
                ("private", "setting-audience.private"),
            ];
            ("setting-audience", one(&values))
        }
        Setting::Mode => {
            let values = [
                ("called", "setting-mode.called"),
                ("all", "setting-mode.all"),
                ("off", "setting-mode.off"),
            ];
            ("setting-mode", one(&values))
        }
        Setting::Language => {
            let languages = Language::ALL.into_iter();
            let languages = languages.map(|one| option(one.tag(), one.text("language", &[])));
            let options = std::iter::once(default()).chain(languages).collect();
            ("setting-language", SettingOptions::One(options))
        }
        Setting::Collections => {
            let names = collections.iter();
            let options = names.map(|name| option(name, name.clone())).collect();
            ("setting-collections", SettingOptions::Any(options))
        }
        Setting::MentorRole => ("setting-mentor-role", SettingOptions::Role),
        Setting::MentorChannel => ("setting-mentor-channel", SettingOptions::Channel),
    };
    let chosen = chosen.value(setting).map(|value| value.split(','));
    SettingField {
        name: setting.name(),
        label: text(label),
        chosen: chosen
            .into_iter()
            .flatten()
            .map(|value| value.trim().to_owned())
            .collect(),
        options,
    }
}
