//! **Dismiss** on a message of the bot's: whoever asked for it, or moderates the channel, takes it
//! away. What is allowed is judged when it is done, by what Discord says of the person at that
//! moment.

use serenity::all::{
    ChannelId, CommandInteraction, Http, Message, MessageId, MessageInteractionMetadata,
    Permissions, UserId,
};
use tracing::{info, warn};

use super::call::{Failure, call};
use crate::assistant::Words;
use crate::chat::Reply;

/// What Discord says where a message is there no more
/// (<https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>).
const GONE: isize = 10_008;

/// Takes the message away on which the command was used, and says what came of it.
pub(super) async fn dismiss(
    http: &Http,
    command: &CommandInteraction,
    me: Option<UserId>,
    words: Words,
) -> Reply {
    let messages = &command.data.resolved.messages;
    let Some(message) = messages.values().next() else {
        return words.unknown();
    };
    let answered = message.application_id == Some(command.application_id);
    if !answered && me != Some(message.author.id) {
        return words.not_mine();
    }
    if !may(http, command, message).await {
        return words.not_yours();
    }
    match delete(http, command.channel_id, message.id).await {
        Ok(()) | Err(Failure::Refused { code: GONE, .. }) => {
            info!("a message was dismissed");
            words.dismissed()
        }
        Err(failure) => {
            warn!(code = %failure, "a message could not be dismissed");
            words.broken(&failure.to_string())
        }
    }
}

async fn may(http: &Http, command: &CommandInteraction, message: &Message) -> bool {
    let Some(member) = &command.member else {
        // There is nobody else.
        return true;
    };
    let permissions = member.permissions.unwrap_or_default();
    permissions.contains(Permissions::MANAGE_MESSAGES)
        || asker(http, command.channel_id, message).await == Some(command.user.id)
}

/// The person for whom the bot wrote the message.
async fn asker(http: &Http, channel: ChannelId, message: &Message) -> Option<UserId> {
    if let Some(asked) = message.interaction_metadata.as_deref() {
        return match asked {
            MessageInteractionMetadata::Command(by) => Some(by.user.id),
            MessageInteractionMetadata::Component(by) => Some(by.user.id),
            MessageInteractionMetadata::ModalSubmit(by) => Some(by.user.id),
            _ => None,
        };
    }
    if let Some(replied) = &message.referenced_message {
        return Some(replied.author.id);
    }
    let replied = message.message_reference.as_ref()?.message_id?;
    let replied = call(http.get_message(channel, replied)).await.ok()?;
    Some(replied.author.id)
}

async fn delete(http: &Http, channel: ChannelId, message: MessageId) -> Result<(), Failure> {
    call(http.delete_message(channel, message, None)).await
}
