//! What Discord sends, as what a person wants. It knows no answer.

use jiff::Timestamp;
use serenity::all::{
    CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    ComponentInteractionDataKind, Interaction, MessageInteractionMetadata,
};

use super::render::TURN;
use crate::chat::catalog::{self, Completes};
use crate::chat::{Ask, Asker, Door, Place, Request};

/// How a reply reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As a message of its own, to whom the reply is for.
    Message,
    /// As a message to the presser alone: what one reads behind somebody else's message is no
    /// matter of the channel.
    Aside,
    /// In the place of the message that was pressed: turning a page of one's own message leaves
    /// the channel as long as it was. Everything else opens a message, so that no answer is lost.
    Turn,
}

/// What a person wants, and how the reply reaches them; nothing where Discord wants something of
/// the program alone.
pub(super) fn request(interaction: &Interaction) -> Option<(Request, Way)> {
    match interaction {
        Interaction::Command(command) => {
            let request = Request {
                ask: ask(command),
                asker: Asker::new(command.user.id.to_string()),
                place: place(command.guild_id, command.channel_id),
                locale: Some(command.locale.clone()),
                at: Timestamp::now(),
            };
            Some((request, Way::Message))
        }
        Interaction::Component(component) => {
            let request = Request {
                ask: pressed(component),
                asker: Asker::new(component.user.id.to_string()),
                place: place(component.guild_id, component.channel_id),
                locale: Some(component.locale.clone()),
                at: Timestamp::now(),
            };
            Some((request, way(component)))
        }
        // This version sends no modal; one of another version may still be open somewhere.
        Interaction::Modal(modal) => {
            let request = Request {
                ask: Ask::Unknown,
                asker: Asker::new(modal.user.id.to_string()),
                place: place(modal.guild_id, modal.channel_id),
                locale: Some(modal.locale.clone()),
                at: Timestamp::now(),
            };
            Some((request, Way::Message))
        }
        _ => None,
    }
}

/// What is being written, and what may be offered for it.
pub(super) fn completing(command: &CommandInteraction) -> Option<(Completes, &str)> {
    let focused = command.data.autocomplete()?;
    let option = catalog::command(&command.data.name)?
        .options
        .iter()
        .find(|option| option.name == focused.name)?;
    Some((option.completes, focused.value))
}

pub(super) fn place(
    guild: Option<serenity::all::GuildId>,
    channel: serenity::all::ChannelId,
) -> Place {
    Place {
        door: Door::Discord,
        community: guild.map(|guild| guild.to_string()),
        channel: Some(channel.to_string()),
    }
}

fn ask(command: &CommandInteraction) -> Ask {
    let data = &command.data;
    let known = catalog::command(&data.name).filter(|_| data.kind == CommandType::ChatInput);
    known.map_or(Ask::Unknown, |known| {
        known.ask(|name| {
            let option = data.options.iter().find(|option| option.name == name)?;
            match &option.value {
                CommandDataOptionValue::String(text) => Some(text.clone()),
                _ => None,
            }
        })
    })
}

fn pressed(component: &ComponentInteraction) -> Ask {
    match &component.data.kind {
        ComponentInteractionDataKind::Button => {
            let id = &component.data.custom_id;
            Ask::from_button(id.strip_prefix(TURN).unwrap_or(id))
        }
        ComponentInteractionDataKind::StringSelect { values } => values
            .first()
            .map_or(Ask::Unknown, |value| Ask::from_button(value)),
        _ => Ask::Unknown,
    }
}

fn way(component: &ComponentInteraction) -> Way {
    if asker_of(component) != Some(component.user.id) {
        Way::Aside
    } else if component.data.custom_id.starts_with(TURN) {
        Way::Turn
    } else {
        Way::Message
    }
}

/// The person whose command or button brought the message that was pressed.
fn asker_of(component: &ComponentInteraction) -> Option<serenity::all::UserId> {
    match component.message.interaction_metadata.as_deref()? {
        MessageInteractionMetadata::Command(by) => Some(by.user.id),
        MessageInteractionMetadata::Component(by) => Some(by.user.id),
        MessageInteractionMetadata::ModalSubmit(by) => Some(by.user.id),
        _ => None,
    }
}
