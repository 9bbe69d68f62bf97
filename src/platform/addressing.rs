//! Decides whether a message addresses the bot, nobody, or other people.

/// The properties of a message from which its addressee is decided.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "the properties are independent of each other"
)]
pub(crate) struct AddressingSignals {
    /// It is a direct message to the bot.
    pub(crate) direct: bool,
    /// It mentions the bot.
    pub(crate) mentions_bot: bool,
    /// It replies to a message of the bot.
    pub(crate) replies_to_bot: bool,
    /// It replies to a message of somebody else.
    pub(crate) replies_to_other: bool,
    /// It mentions somebody else.
    pub(crate) mentions_other: bool,
    /// It begins with a mention of somebody else.
    pub(crate) opens_with_other: bool,
}

/// The addressee of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Addressee {
    /// The bot, which must reply.
    Bot,
    /// Nobody in particular: answered only where a community wants every question answered.
    Nobody,
    /// Other people: never answered.
    Others,
}

impl AddressingSignals {
    /// Decides the addressee. A mention of the bot counts more than a reply to somebody else, as people also ask the bot
    /// below another person's message. A message that begins with a mention of somebody else is for them.
    pub(crate) const fn addressee(self) -> Addressee {
        if self.opens_with_other && !self.direct {
            Addressee::Others
        } else if self.direct || self.mentions_bot || self.replies_to_bot {
            Addressee::Bot
        } else if self.replies_to_other || self.mentions_other {
            Addressee::Others
        } else {
            Addressee::Nobody
        }
    }
}

/// Returns whether a text begins with a mention, in the form `<@id>` that platforms share, of somebody of whom
/// `is_bot` does not say that it is the bot.
pub(crate) fn opens_with_other(text: &str, is_bot: impl Fn(&str) -> bool) -> bool {
    let mentioned = text.trim_start().strip_prefix("<@");
    let mentioned = mentioned.and_then(|rest| rest.split_once('>'));
    mentioned.is_some_and(|(inside, _)| {
        let id = inside.split('|').next().unwrap_or(inside);
        !is_bot(id.trim_start_matches('!'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_at_the_beginning_is_of_the_bot_or_of_somebody_else() {
        for (text, expected) in [
            (" <@7> what is an API", true),
            ("<@!7> what", true),
            ("<@7|ada> what", true),
            ("<@1> what", false),
            ("<@!1> <@7> what", false),
            ("<@1|bot> what", false),
            ("what <@7>", false),
            ("<@7", false),
            ("", false),
        ] {
            assert_eq!(opens_with_other(text, |id| id == "1"), expected, "{text}");
        }
    }

    #[test]
    fn a_mention_counts_even_in_a_reply_to_somebody_else() {
        let reply = AddressingSignals {
            replies_to_other: true,
            ..AddressingSignals::default()
        };
        assert_eq!(reply.addressee(), Addressee::Others);
        let called = AddressingSignals {
            mentions_bot: true,
            ..reply
        };
        assert_eq!(called.addressee(), Addressee::Bot);
        let signals = AddressingSignals {
            opens_with_other: true,
            ..called
        };
        assert_eq!(signals.addressee(), Addressee::Others);
        assert_eq!(AddressingSignals::default().addressee(), Addressee::Nobody);
    }
}
