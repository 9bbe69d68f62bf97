//! Decoding of Events API callbacks: mentions, direct messages, channel messages and the opening of
//! the app (<https://docs.slack.dev/apis/events-api#callback-field>).

use serde::Deserialize;
use serde_json::Value;

use super::action::{Action, AppHomeOpened, Location, ReplyRoute, SlackRequest};
use super::text::plain_text;
use crate::chat::{Ask, line};
use crate::platform::addressing::{Addressing, Signals};

/// Subtypes of messages that people write: with a file, sent from a thread to its channel as well, and
/// by `/me` (<https://docs.slack.dev/reference/events/message#subtypes>).
const USER_SUBTYPES: [&str; 3] = ["file_share", "thread_broadcast", "me_message"];

#[derive(Deserialize)]
struct Callback {
    event_id: Option<String>,
    team_id: Option<String>,
    /// Installations for which the event was sent. In a channel that two workspaces share, `team_id`
    /// may name the other workspace.
    #[serde(default)]
    authorizations: Vec<Authorization>,
    event: Event,
}

#[derive(Deserialize)]
struct Authorization {
    team_id: Option<String>,
}

/// <https://docs.slack.dev/reference/events/app_mention>,
/// <https://docs.slack.dev/reference/events/message.im>,
/// <https://docs.slack.dev/reference/events/app_home_opened>
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    subtype: Option<String>,
    bot_id: Option<String>,
    user: Option<String>,
    text: Option<String>,
    channel: Option<String>,
    channel_type: Option<String>,
    ts: Option<String>,
    thread_ts: Option<String>,
    tab: Option<String>,
    view: Option<View>,
}

#[derive(Deserialize)]
struct View {
    private_metadata: Option<String>,
}

/// Decodes an event; none where it asks nothing of the bot.
pub(super) fn action(payload: Value) -> Option<Action> {
    let payload: Callback = serde_json::from_value(payload).ok()?;
    let team = payload
        .authorizations
        .into_iter()
        .find_map(|authorization| authorization.team_id)
        .or(payload.team_id);
    let event = payload.event;
    // Bots that mention each other would loop, and this bot quotes messages that mention it.
    let is_written = |subtype: &str| USER_SUBTYPES.contains(&subtype);
    if event.bot_id.is_some() || !event.subtype.as_deref().is_none_or(is_written) {
        return None;
    }
    let direct = event.channel_type.as_deref() == Some("im");
    match event.kind.as_str() {
        "app_mention" => message(event, team, direct).map(Action::Answer),
        "message" if direct => message(event, team, true).map(Action::Answer),
        "message" => channel_message(event, team).map(Action::Answer),
        "app_home_opened" => Some(Action::FillAppHome(AppHomeOpened {
            team,
            user: event.user?,
            channel: event.channel,
            is_home_tab: event.tab.as_deref() != Some("messages"),
            shown_fingerprint: event.view.and_then(|view| view.private_metadata),
            dedupe_key: payload.event_id,
        })),
        _ => None,
    }
}

/// Decodes a channel message that addresses nobody. A mention of the bot arrives as `app_mention`, too.
fn channel_message(event: Event, team: Option<String>) -> Option<SlackRequest> {
    let text = event.text.as_deref().unwrap_or_default();
    let channel = matches!(event.channel_type.as_deref(), Some("channel" | "group"));
    // A message in a thread replies to somebody, and the id of the bot is not known here.
    let signals = Signals {
        replies_to_other: event.thread_ts.is_some(),
        mentions_other: text.contains("<@") || text.contains("<!"),
        ..Signals::default()
    };
    let overheard = signals.addressing() == Addressing::Overheard;
    if !channel || !overheard || text.trim().is_empty() {
        return None;
    }
    let ask = Ask::Question(plain_text(text));
    let request = message(event, team, false)?;
    Some(SlackRequest {
        ask,
        audience: None,
        addressed: false,
        ..request
    })
}

/// Decodes a message that addresses the bot.
fn message(event: Event, team: Option<String>, direct: bool) -> Option<SlackRequest> {
    let (user, channel, ts) = (event.user?, event.channel?, event.ts?);
    let text = plain_text(&event.text.unwrap_or_default());
    // A direct message with only a picture asks nothing.
    if direct && text.is_empty() {
        return None;
    }
    let (audience, ask) = line::spoken(&text);
    Some(SlackRequest {
        ask,
        audience,
        team,
        // One message may arrive as `app_mention` and as `message`, with two event ids.
        dedupe_key: Some(format!("{channel}:{ts}")),
        addressed: true,
        route: ReplyRoute::Message,
        location: Location {
            channel: Some(channel),
            user: Some(user),
            thread: event.thread_ts,
            thread_root: Some(ts),
        },
    })
}
