//! Direct messages to one person, where a reply cannot or should not be sent to the channel.

use serde::Deserialize;
use serde_json::json;
use serenity::all::{ChannelId, Http, UserId};
use serenity::http::{LightMethod, Request, Route};

use super::api::{ApiError, call, send};
use super::render::MessagePayload;

/// The field of a channel that is used.
#[derive(Deserialize)]
struct DirectChannel {
    id: ChannelId,
}

/// Opens the channel of direct messages with a person.
pub(super) async fn open(http: &Http, user: UserId) -> Result<ChannelId, ApiError> {
    let body = json!({ "recipient_id": user }).to_string().into_bytes();
    let open = Request::new(Route::UserMeDmChannels, LightMethod::Post).body(Some(body));
    let channel: DirectChannel = call(http.fire(open)).await?;
    Ok(channel.id)
}

/// Sends a direct message
/// (<https://discord.com/developers/docs/resources/user#create-dm>). Discord refuses it
/// where the person has switched direct messages off.
pub(super) async fn send_direct(
    http: &Http,
    user: UserId,
    message: &MessagePayload,
) -> Result<(), ApiError> {
    let channel_id = open(http, user).await?;
    let route = Route::ChannelMessages { channel_id };
    send(http, LightMethod::Post, route, Some(message)).await
}
