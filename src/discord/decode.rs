//! What Discord sends, as what a person wants. It knows no answer.

use jiff::Timestamp;
use serenity::all::{
    CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    ComponentInteractionDataKind, Interaction, Member, MessageFlags, MessageInteractionMetadata,
    Permissions, User,
};

use super::panel::Turn;
use super::register::DISMISS;
use super::render::TURN;
use super::threads;
use crate::chat::catalog::{self, ANSWER_THIS, Completes, PRIVATE};
use crate::chat::{Ask, Asker, Audience, Door, Place, Request};

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

/// What an interaction is for.
pub(super) enum Wish<'a> {
    /// A person wants to be answered, and this is how the reply reaches them.
    Answer(Box<Request>, Way),
    /// A person wants to see or change what the server chose.
    Panel(Box<Request>, Turn, Way),
    /// A person wants a message of the bot's away.
    Dismiss(Box<Request>, &'a CommandInteraction),
    /// Discord wants something of the program alone.
    Nothing,
}

/// What the interaction is for.
pub(super) fn wish(interaction: &Interaction) -> Wish<'_> {
    let request = |ask, user: &User, member: Option<&Member>, place, locale: &str| Request {
        ask,
        asker: asker(user, member),
        place,
        about: None,
        audience: None,
        locale: Some(locale.to_owned()),
        at: Timestamp::now(),
    };
    match interaction {
        Interaction::Command(command) => {
            let channel = threads::channel(command.channel_id, command.channel.as_ref());
            let place = place(command.guild_id, channel);
            let request = request(
                ask(command),
                &command.user,
                command.member.as_deref(),
                place,
                &command.locale,
            );
            if is(command, CommandType::Message, DISMISS) {
                return Wish::Dismiss(Box::new(request), command);
            }
            if is(command, CommandType::ChatInput, catalog::MANAGE) {
                return Wish::Panel(Box::new(request), Turn::FIRST, Way::Aside);
            }
            let request = Request {
                audience: audience(command),
                ..request
            };
            Wish::Answer(Box::new(request), Way::Message)
        }
        Interaction::Component(component) => {
            let channel = threads::channel(component.channel_id, component.channel.as_ref());
            let place = place(component.guild_id, channel);
            let ask = pressed(component);
            let request = request(
                ask,
                &component.user,
                component.member.as_ref(),
                place,
                &component.locale,
            );
            if let Some(turn) = Turn::of(component) {
                return Wish::Panel(Box::new(request), turn, Way::Turn);
            }
            // What one reads alone leads to what one reads alone, until one shows it to all.
            let flags = component.message.flags.unwrap_or_default();
            let private = flags.contains(MessageFlags::EPHEMERAL);
            let request = Request {
                audience: private.then_some(Audience::Private),
                ..request
            };
            Wish::Answer(Box::new(request), way(component))
        }
        // This version sends no modal; one of another version may still be open somewhere.
        Interaction::Modal(modal) => {
            let channel = threads::channel(modal.channel_id, modal.channel.as_ref());
            let place = place(modal.guild_id, channel);
            let request = request(
                Ask::Unknown,
                &modal.user,
                modal.member.as_ref(),
                place,
                &modal.locale,
            );
            Wish::Answer(Box::new(request), Way::Message)
        }
        _ => Wish::Nothing,
    }
}

/// What is being written, and what may be offered for it.
pub(super) fn completing(command: &CommandInteraction) -> Option<(Completes, &str)> {
    let focused = command.data.autocomplete()?;
    let option = catalog::command(&command.data.name)?
        .options
        .iter()
        .find(|option| option.name == focused.name)?;
    Some((option.completes?, focused.value))
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

/// The person with what Discord says of their standing in the server, with this very interaction.
fn asker(user: &User, member: Option<&Member>) -> Asker {
    let roles = member.map_or(&[][..], |member| &member.roles);
    let manages = member
        .and_then(|member| member.permissions)
        .is_some_and(|may| may.intersects(Permissions::ADMINISTRATOR | Permissions::MANAGE_GUILD));
    Asker::new(user.id.to_string())
        .with_roles(roles.iter().map(ToString::to_string))
        .managing(manages)
}

fn is(command: &CommandInteraction, kind: CommandType, name: &str) -> bool {
    command.data.kind == kind && command.data.name == name
}

fn ask(command: &CommandInteraction) -> Ask {
    let data = &command.data;
    if is(command, CommandType::Message, ANSWER_THIS) {
        // Discord shows the bot this one message, whatever else it may read.
        let message = data.resolved.messages.values().next();
        return Ask::Question(message.map_or_else(String::new, |message| message.content.clone()));
    }
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

/// Who is to read the answer, where the person says so.
fn audience(command: &CommandInteraction) -> Option<Audience> {
    let options = &command.data.options;
    let option = options.iter().find(|option| option.name == PRIVATE.name)?;
    match option.value {
        CommandDataOptionValue::Boolean(true) => Some(Audience::Private),
        CommandDataOptionValue::Boolean(false) => Some(Audience::Public),
        _ => None,
    }
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
