//! Decoding of Discord interactions into requests.

use std::time::Instant;

use jiff::Timestamp;
use serenity::all::{
    CommandDataOptionValue, CommandInteraction, CommandType, ComponentInteraction,
    ComponentInteractionDataKind, Interaction, InteractionContext, Member, Message, MessageFlags,
    MessageInteractionMetadata, Permissions, User, UserId,
};

use super::controls::PAGE_PREFIX;
use super::modal;
use super::panel::PanelRequest;
use super::plain_text::plain_text;
use super::register::DISMISS;
use super::thread_parents;
use crate::chat::audience_request::split_audience;
use crate::chat::catalog::{self, ANSWER_THIS, CompletionKind, PRIVATE};
use crate::chat::{Ask, Asker, Audience, Door, Place, Request};

/// The destination of the reply to an interaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReplyTarget {
    /// A new message, public or private as the reply says.
    NewMessage,
    /// A new message that only the user sees, such as the reply to a button on somebody else's
    /// message.
    Ephemeral,
    /// [`Self::update`] if the message with the component replies to a message of this user, which takes a REST call to
    /// find out; else [`Self::Ephemeral`].
    UpdateIfRequester,
    /// The message that has the component, for the buttons that turn pages, pressed by the user who asked.
    Update,
    /// The same for a message of an earlier version or with a fallback, which has an embed or content and keeps that form.
    UpdateEmbed,
}

impl ReplyTarget {
    /// Returns whether the reply replaces the message that has the component.
    pub(super) const fn is_update(self) -> bool {
        matches!(self, Self::Update | Self::UpdateEmbed)
    }

    /// Returns the target that replaces the message of a component.
    pub(super) fn update(component: &ComponentInteraction) -> Self {
        let message = &component.message;
        if message.embeds.is_empty() && message.content.is_empty() {
            Self::Update
        } else {
            Self::UpdateEmbed
        }
    }
}

/// The action that an interaction asks for.
pub(super) enum InteractionAction<'a> {
    /// Answer the request.
    Answer(Box<Request>, ReplyTarget),
    /// Show the settings panel, after a choice if there is one.
    Panel(Box<Request>, PanelRequest, ReplyTarget),
    /// Delete a message of the bot.
    Dismiss(Box<Request>, &'a CommandInteraction),
    /// Do nothing, as no user waits.
    Ignore,
}

/// Decodes an interaction. `target` is the text of the message on which a message command was used.
pub(super) fn action(interaction: &Interaction, target: Option<String>) -> InteractionAction<'_> {
    let request = |ask, user: &User, member: Option<&Member>, place, locale: &str| Request {
        ask,
        asker: asker(user, member),
        place,
        addressed: true,
        delivery_id: None,
        about: None,
        audience: None,
        locale: Some(locale.to_owned()),
        at: Timestamp::now(),
        received: Instant::now(),
    };
    match interaction {
        Interaction::Command(command) => {
            let channel =
                thread_parents::settings_channel(command.channel_id, command.channel.as_ref());
            let place = place(command.guild_id, channel, is_direct(command.context));
            let request = request(
                Ask::Unknown,
                &command.user,
                command.member.as_deref(),
                place,
                &command.locale,
            );
            if is_command(command, CommandType::Message, DISMISS) {
                return InteractionAction::Dismiss(Box::new(request), command);
            }
            if is_command(command, CommandType::ChatInput, catalog::MANAGE) {
                return InteractionAction::Panel(
                    Box::new(request),
                    PanelRequest::OPEN,
                    ReplyTarget::Ephemeral,
                );
            }
            let (ask, requested) = command_ask(command, target);
            let request = Request {
                ask,
                audience: audience(command).or(requested),
                ..request
            };
            InteractionAction::Answer(Box::new(request), ReplyTarget::NewMessage)
        }
        Interaction::Component(component) => {
            let channel =
                thread_parents::settings_channel(component.channel_id, component.channel.as_ref());
            let place = place(component.guild_id, channel, is_direct(component.context));
            let ask = component_ask(component);
            let request = request(
                ask,
                &component.user,
                component.member.as_ref(),
                place,
                &component.locale,
            );
            if let Some(turn) = PanelRequest::from_component(component) {
                let target = ReplyTarget::update(component);
                return InteractionAction::Panel(Box::new(request), turn, target);
            }
            // Components of a private message lead to private replies; "Show to channel" overrides
            // this later.
            let flags = component.message.flags.unwrap_or_default();
            let private = flags.contains(MessageFlags::EPHEMERAL);
            let request = Request {
                audience: private.then_some(Audience::Private),
                ..request
            };
            InteractionAction::Answer(Box::new(request), reply_target(component))
        }
        Interaction::Modal(submitted) => {
            let channel =
                thread_parents::settings_channel(submitted.channel_id, submitted.channel.as_ref());
            let place = place(submitted.guild_id, channel, false);
            let request = request(
                modal::filled(submitted),
                &submitted.user,
                submitted.member.as_ref(),
                place,
                &submitted.locale,
            );
            InteractionAction::Answer(Box::new(request), ReplyTarget::Ephemeral)
        }
        _ => InteractionAction::Ignore,
    }
}

/// Returns the kind of the option that the user types in, and its text.
pub(super) fn focused_option(command: &CommandInteraction) -> Option<(CompletionKind, &str)> {
    let focused = command.data.autocomplete()?;
    let option = catalog::command(&command.data.name)?
        .options
        .iter()
        .find(|option| option.name == focused.name)?;
    Some((option.completes?, focused.value))
}

/// Makes the place of a request. `alone` says that the bot and one person have the channel for themselves.
pub(super) fn place(
    guild: Option<serenity::all::GuildId>,
    channel: serenity::all::ChannelId,
    alone: bool,
) -> Place {
    Place {
        door: Door::Discord,
        community: guild.map(|guild| guild.to_string()),
        channel: (!alone).then(|| channel.to_string()),
    }
}

/// Returns whether an interaction is in the direct messages of the bot. Those of a group, and of two other people, have
/// other readers.
fn is_direct(context: Option<InteractionContext>) -> bool {
    context == Some(InteractionContext::BotDm)
}

/// Returns the user with the roles and permissions in the interaction.
fn asker(user: &User, member: Option<&Member>) -> Asker {
    let roles = member.map_or(&[][..], |member| &member.roles);
    let manages = member
        .and_then(|member| member.permissions)
        .is_some_and(|may| may.intersects(Permissions::ADMINISTRATOR | Permissions::MANAGE_GUILD));
    Asker::new(user.id.to_string())
        .with_roles(roles.iter().map(ToString::to_string))
        .managing(manages)
}

fn is_command(command: &CommandInteraction, kind: CommandType, name: &str) -> bool {
    command.data.kind == kind && command.data.name == name
}

/// Returns the ask of a command, and the audience that the text of an option requests (`private: …`).
fn command_ask(command: &CommandInteraction, target: Option<String>) -> (Ask, Option<Audience>) {
    let data = &command.data;
    if is_command(command, CommandType::Message, ANSWER_THIS) {
        // Discord includes the target message also without the intent for message content.
        return (Ask::Question(target.unwrap_or_default()), None);
    }
    let mut requested = None;
    let known = catalog::command(&data.name).filter(|_| data.kind == CommandType::ChatInput);
    let ask = known.map_or(Ask::Unknown, |known| {
        known.ask(|name| {
            let option = data.options.iter().find(|option| option.name == name)?;
            let CommandDataOptionValue::String(text) = &option.value else {
                return None;
            };
            let text = plain_text(text);
            let (audience, text) = split_audience(&text);
            requested = requested.or(audience);
            Some(text.to_owned())
        })
    });
    (ask, requested)
}

/// Returns the audience of the option `private`.
fn audience(command: &CommandInteraction) -> Option<Audience> {
    let options = &command.data.options;
    let option = options.iter().find(|option| option.name == PRIVATE.name)?;
    match option.value {
        CommandDataOptionValue::Boolean(true) => Some(Audience::Private),
        CommandDataOptionValue::Boolean(false) => Some(Audience::Public),
        _ => None,
    }
}

fn component_ask(component: &ComponentInteraction) -> Ask {
    match &component.data.kind {
        ComponentInteractionDataKind::Button => {
            let id = &component.data.custom_id;
            Ask::from_button(id.strip_prefix(PAGE_PREFIX).unwrap_or(id))
        }
        ComponentInteractionDataKind::StringSelect { values } => values
            .first()
            .map_or(Ask::Unknown, |value| Ask::from_button(value)),
        _ => Ask::Unknown,
    }
}

fn reply_target(component: &ComponentInteraction) -> ReplyTarget {
    let turns_page = component.data.custom_id.starts_with(PAGE_PREFIX);
    let requester = requester(&component.message);
    let by_command = component.message.interaction_metadata.is_some();
    let alone = component.guild_id.is_none() && !by_command;
    match requester {
        // A direct message has no other readers.
        _ if turns_page && alone => ReplyTarget::update(component),
        Some(requester) if requester != component.user.id => ReplyTarget::Ephemeral,
        Some(_) if turns_page => ReplyTarget::update(component),
        Some(_) if by_command => ReplyTarget::NewMessage,
        None if turns_page => ReplyTarget::UpdateIfRequester,
        Some(_) | None => ReplyTarget::Ephemeral,
    }
}

/// Returns the user for whom the bot wrote a message, if the message says so: the user of the command or component that led
/// to it, or the author of the message to which it replies.
pub(super) fn requester(message: &Message) -> Option<UserId> {
    match message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(by)) => Some(by.user.id),
        Some(MessageInteractionMetadata::Component(by)) => Some(by.user.id),
        Some(MessageInteractionMetadata::ModalSubmit(by)) => Some(by.user.id),
        Some(_) => None,
        None => Some(message.referenced_message.as_ref()?.author.id),
    }
}
