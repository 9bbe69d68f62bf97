//! Decoding of slash commands
//! (<https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling>).

use serde::Deserialize;
use serde_json::Value;

use super::action::{Action, Location, ReplyRoute, SettingsAction, SettingsStep, SlackRequest};
use super::text::typed_text;
use crate::chat::audience_request::split_audience;
use crate::chat::{Ask, catalog, line};
use crate::platform::lenient;
use crate::slack::settings_form::{SETTINGS, SettingsScope};

/// The fields of the payload that are used.
#[derive(Default, Deserialize)]
struct SlashCommand {
    #[serde(default, deserialize_with = "lenient::field")]
    command: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    text: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    user_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    team_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    channel_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    response_url: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    trigger_id: Option<String>,
}

/// Decodes a slash command. A malformed or unknown one becomes [`Ask::Unknown`], as the user waits for a reply.
pub(super) fn action(payload: Value, prefix: &str) -> Action {
    let payload: SlashCommand = serde_json::from_value(payload).unwrap_or_default();
    let text = typed_text(&payload.text.unwrap_or_default());
    let (audience, text) = split_audience(&text);
    let name = payload.command.unwrap_or_default();
    let name = name.trim_start_matches('/');
    let name = name.strip_prefix(prefix);
    let route = ReplyRoute::Acknowledgement {
        response_url: payload.response_url,
    };
    let location = Location {
        channel: payload.channel_id,
        user: payload.user_id,
        thread: None,
        thread_root: None,
        request: 0,
    };
    let ask = if name == Some(catalog::MANAGE) {
        if let (SETTINGS, Some(trigger_id), Some(user)) =
            (text, &payload.trigger_id, &location.user)
        {
            return Action::Settings(SettingsAction {
                team: payload.team_id,
                user: user.clone(),
                dedupe_key: payload.trigger_id.clone(),
                scope: SettingsScope {
                    channel: None,
                    opened_in: location.shared_channel().map(str::to_owned),
                },
                step: SettingsStep::Open {
                    trigger_id: trigger_id.clone(),
                    refusal: route,
                },
            });
        }
        line::parse_mention(text)
    } else {
        let command = name.and_then(catalog::command);
        command.map_or(Ask::Unknown, |command| command.ask_text(text))
    };
    Action::Answer(SlackRequest {
        voted: None,
        ask,
        audience,
        team: payload.team_id,
        dedupe_key: payload.trigger_id,
        addressed: true,
        route,
        location,
    })
}
