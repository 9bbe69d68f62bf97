//! What a community chose for itself, shown and changed by whoever manages it. Whether somebody does
//! is decided anew for each request: an old message gives nobody a right.

use super::memory::Memory;
use super::phrases::Words;
use crate::chat::{Field, Offer, Offers, Panel, Reply, Request, Tone};
use crate::language::{Language, Value};
use crate::store::{Chosen, Setting, StoreError};

/// All that may be chosen, what is wanted most first.
const ORDER: [Setting; Setting::ALL.len()] = [
    Setting::Audience,
    Setting::Mode,
    Setting::Language,
    Setting::Collections,
    Setting::MentorChannel,
    Setting::MentorRole,
];

/// What may be chosen for a place.
pub(super) fn show(
    memory: &Memory,
    words: Words,
    request: &Request,
    channel: Option<&str>,
) -> Result<Panel, Box<Reply>> {
    if !request.asker.manages() {
        return Err(Box::new(words.reply(Tone::Notice, "not-managing", &[])));
    }
    let mut place = request.place.clone();
    place.channel = channel.map(str::to_owned);
    let chosen = memory.store.chosen_here(&place);
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
        language: words.language,
        title: words.text("settings", &[("scope", Value::Key(scope))]),
        fields: settings
            .map(|setting| field(words, setting, &chosen, &memory.collections))
            .collect(),
    })
}

/// Keeps what was chosen, and shows the panel as it is then.
pub(super) async fn choose(
    memory: &Memory,
    words: Words,
    request: &Request,
    channel: Option<&str>,
    name: &str,
    values: &[String],
) -> Result<Panel, Box<Reply>> {
    show(memory, words, request, channel)?;
    let setting = Setting::named(name).ok_or_else(|| Box::new(words.unknown()))?;
    let value = values.join(",");
    let value = Some(value.as_str()).filter(|value| !value.is_empty());
    let kept = memory.store.set(request, channel, setting, value).await;
    match kept {
        Ok(()) => show(memory, words, request, channel),
        Err(StoreError::Setting(_)) => Err(Box::new(words.unknown())),
        Err(_logged) => Err(Box::new(words.not_kept())),
    }
}

/// Whether a channel may choose it for itself.
const fn in_channel(setting: Setting) -> bool {
    match setting {
        Setting::Audience | Setting::Mode | Setting::Language => true,
        Setting::Collections | Setting::MentorRole | Setting::MentorChannel => false,
    }
}

fn field(words: Words, setting: Setting, chosen: &Chosen, collections: &[String]) -> Field {
    let text = |id: &str| words.text(id, &[]);
    let offer = |value: &str, label: String| Offer {
        value: value.to_owned(),
        label,
    };
    let default = || offer("", text("setting-default"));
    let one = |values: &[(&str, &str)]| {
        let values = values.iter().map(|(value, id)| offer(value, text(id)));
        Offers::One(std::iter::once(default()).chain(values).collect())
    };
    let (label, offers) = match setting {
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
            let languages = languages.map(|one| offer(one.tag(), one.text("language", &[])));
            let offers = std::iter::once(default()).chain(languages).collect();
            ("setting-language", Offers::One(offers))
        }
        Setting::Collections => {
            let names = collections.iter();
            let offers = names.map(|name| offer(name, name.clone())).collect();
            ("setting-collections", Offers::Any(offers))
        }
        Setting::MentorRole => ("setting-mentor-role", Offers::Role),
        Setting::MentorChannel => ("setting-mentor-channel", Offers::Channel),
    };
    let chosen = chosen.value(setting).map(|value| value.split(','));
    Field {
        name: setting.name(),
        label: text(label),
        chosen: chosen
            .into_iter()
            .flatten()
            .map(|value| value.trim().to_owned())
            .collect(),
        offers,
    }
}
