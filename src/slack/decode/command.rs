//! A slash command
//! (<https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling>).

use serde::Deserialize;
use serde_json::Value;

use super::{Settings, Spot, Step, Wanted, Way, Wish};
use crate::chat::{Ask, catalog, line};
use crate::slack::panel::{SETTINGS, Scope};
use crate::slack::text;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    command: Option<String>,
    text: Option<String>,
    user_id: Option<String>,
    team_id: Option<String>,
    channel_id: Option<String>,
    response_url: Option<String>,
    trigger_id: Option<String>,
}

pub(super) fn wanted(payload: Value, prefix: &str) -> Wanted {
    let payload: Typed = serde_json::from_value(payload).unwrap_or_default();
    let written = text::written(&payload.text.unwrap_or_default());
    let (audience, written) = line::split_audience(&written);
    let name = payload.command.unwrap_or_default();
    let name = name.trim_start_matches('/');
    let name = name.strip_prefix(prefix);
    let later = payload.response_url;
    let spot = Spot {
        channel: payload.channel_id,
        user: payload.user_id,
        thread: None,
        begins: None,
    };
    let ask = if name == Some(catalog::MANAGE) {
        if let (SETTINGS, Some(trigger), Some(user)) = (written, &payload.trigger_id, &spot.user) {
            return Wanted::Settings(Settings {
                team: payload.team_id,
                user: user.clone(),
                once: payload.trigger_id.clone(),
                scope: Scope {
                    channel: None,
                    here: spot.shared().cloned(),
                },
                step: Step::Open {
                    trigger: trigger.clone(),
                    refusal: Way::Acknowledgement { later },
                },
            });
        }
        line::parse_mention(written)
    } else {
        let command = name.and_then(catalog::command);
        command.map_or(Ask::Unknown, |command| command.ask_text(written))
    };
    Wanted::Answer(Wish {
        ask,
        audience,
        team: payload.team_id,
        once: payload.trigger_id,
        overheard: false,
        way: Way::Acknowledgement { later },
        spot,
    })
}
