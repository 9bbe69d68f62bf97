//! The command **Dismiss** on a message of the bot, which deletes it. Allowed to the user who asked
//! for the message and to those with Manage Messages, by the permissions of the interaction.

use serenity::all::{ChannelId, CommandInteraction, Http, Message, MessageId, Permissions, UserId};
use tracing::{info, warn};

use super::api::{ApiError, call};
use super::decode;
use crate::assistant::Phrases;
use crate::chat::Reply;

/// JSON error code for a message that no longer exists
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>).
const UNKNOWN_MESSAGE: isize = 10_008;

/// Deletes the target message of the command, and returns the reply.
pub(super) async fn dismiss(
    http: &Http,
    command: &CommandInteraction,
    bot_id: Option<UserId>,
    phrases: Phrases,
) -> Reply {
    let messages = &command.data.resolved.messages;
    let Some(message) = messages.values().next() else {
        return phrases.unknown();
    };
    let answered = message.application_id == Some(command.application_id);
    if !answered && bot_id != Some(message.author.id) {
        return phrases.not_mine();
    }
    if !may_dismiss(http, command, message).await {
        return phrases.not_yours();
    }
    match delete(http, command.channel_id, message.id).await {
        Ok(())
        | Err(ApiError::Refused {
            code: UNKNOWN_MESSAGE,
            ..
        }) => {
            info!("a message was dismissed");
            phrases.dismissed()
        }
        Err(error) => {
            warn!(code = %error, "a message could not be dismissed");
            phrases.broken(&error.to_string())
        }
    }
}

/// Returns whether the user of the command may delete a message of the bot.
async fn may_dismiss(http: &Http, command: &CommandInteraction, message: &Message) -> bool {
    let Some(member) = &command.member else {
        // A direct message has no other readers.
        return true;
    };
    let permissions = member.permissions.unwrap_or_default();
    permissions.contains(Permissions::MANAGE_MESSAGES)
        || requester(http, command.channel_id, message).await == Some(command.user.id)
}

/// Returns the user for whom the bot wrote a message; requests the message to which it replies where the message does not
/// say.
pub(super) async fn requester(
    http: &Http,
    channel: ChannelId,
    message: &Message,
) -> Option<UserId> {
    if let Some(requester) = decode::requester(message) {
        return Some(requester);
    }
    let replied = message.message_reference.as_ref()?.message_id?;
    let replied = call(http.get_message(channel, replied)).await.ok()?;
    Some(replied.author.id)
}

async fn delete(http: &Http, channel: ChannelId, message: MessageId) -> Result<(), ApiError> {
    call(http.delete_message(channel, message, None)).await
}
