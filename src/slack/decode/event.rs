//! Decoding of Events API callbacks: mentions, direct messages, channel messages and the opening of
//! the app (<https://docs.slack.dev/apis/events-api#callback-field>).

use serde::Deserialize;
use serde_json::Value;

use super::action::{Action, AppHomeOpened, Location, ReplyRoute, SlackRequest, is_direct};
use super::message_text::visible_text;
use super::text::plain_text;
use crate::chat::{Ask, line};
use crate::platform::addressing::{Addressee, AddressingSignals, opens_with_other};
use crate::platform::lenient;

/// Subtypes of messages that people write: with a file, sent from a thread to its channel as well, and
/// by `/me` (<https://docs.slack.dev/reference/events/message#subtypes>).
const USER_SUBTYPES: [&str; 3] = ["file_share", "thread_broadcast", "me_message"];

#[derive(Deserialize)]
struct Callback {
    #[serde(default, deserialize_with = "lenient::field")]
    event_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    team_id: Option<String>,
    /// Installations for which the event was sent. In a channel that two workspaces share, `team_id`
    /// may name the other workspace.
    #[serde(default, deserialize_with = "lenient::list")]
    authorizations: Vec<Authorization>,
    event: Event,
}

#[derive(Deserialize)]
struct Authorization {
    #[serde(default, deserialize_with = "lenient::field")]
    team_id: Option<String>,
    /// The bot's user id there.
    #[serde(default, deserialize_with = "lenient::field")]
    user_id: Option<String>,
}

/// <https://docs.slack.dev/reference/events/app_mention>,
/// <https://docs.slack.dev/reference/events/message.im>,
/// <https://docs.slack.dev/reference/events/app_home_opened>
#[derive(Deserialize)]
struct Event {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "lenient::field")]
    subtype: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    bot_id: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    user: Option<String>,
    /// Workspace of the user.
    #[serde(default, deserialize_with = "lenient::field")]
    team: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    text: Option<String>,
    #[serde(default)]
    blocks: Value,
    #[serde(default)]
    attachments: Value,
    #[serde(default, deserialize_with = "lenient::field")]
    channel: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    channel_type: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    ts: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    thread_ts: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    tab: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    view: Option<View>,
    #[serde(default, deserialize_with = "lenient::field")]
    tokens: Tokens,
}

/// Tokens that were revoked (<https://docs.slack.dev/reference/events/tokens_revoked>).
#[derive(Default, Deserialize)]
struct Tokens {
    #[serde(default, deserialize_with = "lenient::list")]
    bot: Vec<Value>,
}

impl Tokens {
    /// Returns whether the bot's token is among them.
    fn revokes_bot(&self) -> bool {
        !self.bot.is_empty()
    }
}

#[derive(Default, Deserialize)]
struct View {
    #[serde(default, deserialize_with = "lenient::field")]
    private_metadata: Option<String>,
}

/// Decodes an event; `None` where it needs no action.
pub(super) fn action(payload: Value) -> Option<Action> {
    let payload: Callback = serde_json::from_value(payload).ok()?;
    let authorized = payload.authorizations.iter();
    let team = authorized
        .clone()
        .find_map(|authorization| authorization.team_id.clone());
    let bots: Vec<String> = authorized
        .filter_map(|authorization| authorization.user_id.clone())
        .collect();
    let event = payload.event;
    // After an uninstallation there are no authorizations; the callback has the workspace.
    let revoked = match event.kind.as_str() {
        "app_uninstalled" => Some("app_uninstalled"),
        "tokens_revoked" if event.tokens.revokes_bot() => Some("tokens_revoked"),
        _ => None,
    };
    if let Some(name) = revoked {
        let team = payload.team_id.or(team);
        return Some(Action::Revoke { team, event: name });
    }
    let team = team.or(payload.team_id).or_else(|| event.team.clone());
    // Messages of bots are ignored, as two bots could answer each other without end.
    let is_written = |subtype: &str| USER_SUBTYPES.contains(&subtype);
    if event.bot_id.is_some() || !event.subtype.as_deref().is_none_or(is_written) {
        return None;
    }
    let direct = event.channel_type.as_deref() == Some("im")
        || event.channel.as_deref().is_some_and(is_direct);
    match event.kind.as_str() {
        "app_mention" if !direct && speaks_to_other(&event, &bots) => None,
        "app_mention" => message(event, team).map(Action::Answer),
        "message" if direct => message(event, team).map(Action::Answer),
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
    // A message in a thread replies to somebody.
    let signals = AddressingSignals {
        replies_to_other: event.thread_ts.is_some(),
        mentions_other: text.contains("<@") || text.contains("<!"),
        ..AddressingSignals::default()
    };
    let unaddressed = signals.addressee() == Addressee::Nobody;
    if !channel || !unaddressed || text.trim().is_empty() {
        return None;
    }
    let ask = Ask::Question(plain_text(text));
    event.ts.as_ref()?;
    let request = message(event, team)?;
    Some(SlackRequest {
        voted: None,
        ask,
        audience: None,
        addressed: false,
        ..request
    })
}

/// Returns whether a mention of the bot speaks to somebody else, whom it names first.
fn speaks_to_other(event: &Event, bots: &[String]) -> bool {
    let text = event.text.as_deref().unwrap_or_default();
    let is_bot = |id: &str| bots.is_empty() || bots.iter().any(|bot| bot == id);
    let signals = AddressingSignals {
        mentions_bot: true,
        opens_with_other: opens_with_other(text, is_bot),
        ..AddressingSignals::default()
    };
    signals.addressee() == Addressee::Others
}

/// Decodes a message that addresses the bot.
fn message(event: Event, team: Option<String>) -> Option<SlackRequest> {
    let user = event.user?;
    let text = visible_text(event.text.as_deref(), &event.blocks, &event.attachments);
    let direct = event.channel.as_deref().is_some_and(is_direct);
    let mentions = event.text.is_some_and(|text| text.contains("<@"));
    let (audience, ask) = if direct && text.is_empty() && !mentions {
        // A picture without text gets the notice that a text is needed.
        (None, Ask::Question(String::new()))
    } else {
        line::parse_message(&text)
    };
    // One message may arrive as `app_mention` and as `message`, with two event ids.
    let dedupe_key = event.channel.as_ref().zip(event.ts.as_ref());
    let dedupe_key = dedupe_key.map(|(channel, ts)| format!("{channel}:{ts}"));
    Some(SlackRequest {
        voted: None,
        ask,
        audience,
        team,
        dedupe_key,
        addressed: true,
        route: ReplyRoute::Message,
        location: Location {
            channel: event.channel,
            user: Some(user),
            thread: event.thread_ts,
            thread_root: event.ts,
            request: 0,
        },
    })
}
