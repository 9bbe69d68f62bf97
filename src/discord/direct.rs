//! Direct messages to one person, for what cannot or should not be said in a channel.

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

/// Sends a message to a person alone
/// (<https://discord.com/developers/docs/resources/user#create-dm>). Discord refuses it where the
/// person takes no direct messages.
pub(super) async fn tell(
    http: &Http,
    user: UserId,
    message: &MessagePayload,
) -> Result<(), ApiError> {
    let body = json!({ "recipient_id": user }).to_string().into_bytes();
    let open = Request::new(Route::UserMeDmChannels, LightMethod::Post).body(Some(body));
    let channel: DirectChannel = call(http.fire(open)).await?;
    let route = Route::ChannelMessages {
        channel_id: channel.id,
    };
    send(http, LightMethod::Post, route, Some(message)).await
}
