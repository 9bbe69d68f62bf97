//! Something that happened: a mention, a direct message, somebody who opened the app
//! (<https://docs.slack.dev/apis/events-api#callback-field>).

use serde::Deserialize;
use serde_json::Value;

use super::{Opened, Spot, Wanted, Way, Wish};
use crate::chat::{Ask, line};
use crate::slack::text;

#[derive(Deserialize)]
struct Callback {
    event_id: Option<String>,
    team_id: Option<String>,
    /// For whom of the app's workspaces this was sent: in a channel that two workspaces share,
    /// `team_id` may be the other one.
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
    view: Option<Shown>,
}

#[derive(Deserialize)]
struct Shown {
    private_metadata: Option<String>,
}

pub(super) fn wanted(payload: Value) -> Option<Wanted> {
    let payload: Callback = serde_json::from_value(payload).ok()?;
    let team = payload
        .authorizations
        .into_iter()
        .find_map(|authorization| authorization.team_id)
        .or(payload.team_id);
    let event = payload.event;
    // Two bots that mention each other would never end; and this bot quotes people who mention it.
    if event.bot_id.is_some() || event.subtype.is_some() {
        return None;
    }
    let direct = event.channel_type.as_deref() == Some("im");
    match event.kind.as_str() {
        "app_mention" => asked(event, team, direct).map(Wanted::Answer),
        "message" if direct => asked(event, team, true).map(Wanted::Answer),
        "message" => overheard(event, team).map(Wanted::Answer),
        "app_home_opened" => Some(Wanted::Opened(Opened {
            team,
            user: event.user?,
            channel: event.channel,
            home: event.tab.as_deref() != Some("messages"),
            shown: event.view.and_then(|view| view.private_metadata),
            once: payload.event_id,
        })),
        _ => None,
    }
}

/// A message of a channel that speaks to nobody. What people say to each other, by name or in a thread,
/// is theirs; and what mentions the bot comes as a mention, too.
fn overheard(event: Event, team: Option<String>) -> Option<Wish> {
    let text = event.text.as_deref().unwrap_or_default();
    let channel = matches!(event.channel_type.as_deref(), Some("channel" | "group"));
    if !channel || event.thread_ts.is_some() || text.trim().is_empty() || text.contains("<@") {
        return None;
    }
    let question = Ask::Question(text::written(text));
    let wish = asked(event, team, false)?;
    Some(Wish {
        ask: question,
        audience: None,
        overheard: true,
        ..wish
    })
}

fn asked(event: Event, team: Option<String>, direct: bool) -> Option<Wish> {
    let (user, channel, message) = (event.user?, event.channel?, event.ts?);
    let written = text::written(&event.text.unwrap_or_default());
    let (audience, written) = line::split_audience(&written);
    // A picture without a word asks nothing.
    if direct && written.is_empty() {
        return None;
    }
    Some(Wish {
        ask: line::parse_mention(written),
        audience,
        team,
        // One message may come as a mention and as a message, with two ids of events.
        once: Some(format!("{channel}:{message}")),
        overheard: false,
        way: Way::Post,
        spot: Spot {
            channel: Some(channel),
            user: Some(user),
            thread: event.thread_ts,
            begins: Some(message),
        },
    })
}
