//! Whether a message that people can write anywhere is meant for the bot.

/// The facts about a message on which the decision rests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact that a platform tells on its own"
)]
pub(crate) struct Signals {
    /// It was written to the bot alone.
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
pub(crate) enum Addressing {
    /// It speaks to the bot, which owes a reply.
    Addressed,
    /// It speaks to nobody in particular: answered only where a community wants every question answered.
    Overheard,
    /// People speak to each other: it is none of the bot's business.
    Elsewhere,
}

impl Signals {
    /// Decides whom the message speaks to. A mention of the bot wins over a reply to somebody else, as
    /// people also call it under another's message; but who begins with somebody's name speaks to
    /// them, about the bot.
    pub(crate) const fn addressing(self) -> Addressing {
        if self.opens_with_other && !self.direct {
            Addressing::Elsewhere
        } else if self.direct || self.mentions_bot || self.replies_to_bot {
            Addressing::Addressed
        } else if self.replies_to_other || self.mentions_other {
            Addressing::Elsewhere
        } else {
            Addressing::Overheard
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_counts_even_in_a_reply_to_somebody_else() {
        let reply = Signals {
            replies_to_other: true,
            ..Signals::default()
        };
        assert_eq!(reply.addressing(), Addressing::Elsewhere);
        let called = Signals {
            mentions_bot: true,
            ..reply
        };
        assert_eq!(called.addressing(), Addressing::Addressed);
        let told = Signals {
            opens_with_other: true,
            ..called
        };
        assert_eq!(told.addressing(), Addressing::Elsewhere);
        assert_eq!(Signals::default().addressing(), Addressing::Overheard);
    }
}
