//! A slash command
//! (<https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling>).

use serde::Deserialize;
use serde_json::Value;

use super::{Spot, Way, Wish};
use crate::chat::{Ask, catalog, line};
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

pub(super) fn wish(payload: Value, prefix: &str) -> Wish {
    let payload: Typed = serde_json::from_value(payload).unwrap_or_default();
    let written = text::written(&payload.text.unwrap_or_default());
    let (audience, written) = line::audience(&written);
    let name = payload.command.unwrap_or_default();
    let name = name.trim_start_matches('/');
    let command = name.strip_prefix(prefix).and_then(catalog::command);
    let spot = Spot {
        channel: payload.channel_id,
        user: payload.user_id,
        thread: None,
        begins: None,
    };
    let later = payload.response_url;
    Wish {
        ask: command.map_or(Ask::Unknown, |command| command.ask_text(written)),
        audience,
        team: payload.team_id,
        once: payload.trigger_id,
        way: Way::Acknowledgement { later },
        spot,
    }
}
