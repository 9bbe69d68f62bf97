//! The bot's own texts, in seven languages.
//!
//! The texts are in `config/messages`, one Fluent file per language, which translators edit; code
//! refers to them by message id. Answers are not among them: they are quoted in the language of the
//! knowledge base.
//!
//! **Invariant:** a message that is missing in a language falls back to English, then to its id; no
//! lookup fails.

mod messages;

use crate::markup::Span;

/// A language of the bot's own texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English, which has every message.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// Brazilian Portuguese.
    Portuguese,
    /// Hindi.
    Hindi,
    /// Japanese.
    Japanese,
}

/// A value for a placeholder of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum MessageArg<'a> {
    /// A number, which also selects the plural form.
    Count(usize),
    /// A selector for a variant of the message; never shown.
    Key(&'a str),
    /// A text, inserted unchanged with its style.
    Text(Span),
}

impl From<usize> for MessageArg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count)
    }
}

impl From<&str> for MessageArg<'_> {
    fn from(text: &str) -> Self {
        Self::Text(Span::plain(text))
    }
}

impl From<&String> for MessageArg<'_> {
    fn from(text: &String) -> Self {
        Self::Text(Span::plain(text))
    }
}

impl From<Span> for MessageArg<'_> {
    fn from(span: Span) -> Self {
        Self::Text(span)
    }
}

impl Language {
    /// All languages, in the order of their declaration.
    pub const ALL: [Self; 7] = [
        Self::English,
        Self::German,
        Self::French,
        Self::Spanish,
        Self::Portuguese,
        Self::Hindi,
        Self::Japanese,
    ];

    /// Returns the BCP 47 tag, which is also the base name of the message file.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
            Self::Portuguese => "pt-BR",
            Self::Hindi => "hi",
            Self::Japanese => "ja",
        }
    }

    /// Finds the language of a locale such as `de-AT` by its primary subtag. `None` if there are no
    /// texts in it.
    #[must_use]
    pub fn of(locale: &str) -> Option<Self> {
        let primary = |tag: &str| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            primary.to_ascii_lowercase()
        };
        let wanted = primary(locale);
        Self::ALL
            .into_iter()
            .find(|language| primary(language.tag()) == wanted)
    }

    /// Formats a message or an attribute of one (`id.attribute`) as plain text.
    #[must_use]
    pub fn text(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> String {
        let spans = self.spans(id, values);
        spans.into_iter().map(|span| span.text).collect()
    }

    /// Formats a message or an attribute of one as spans; text arguments keep their style.
    #[must_use]
    pub fn spans(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
        messages::spans(self, id, values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_a_language_whatever_its_region() {
        for (locale, language) in [
            ("en-GB", Some(Language::English)),
            ("de", Some(Language::German)),
            ("de_AT", Some(Language::German)),
            ("es-419", Some(Language::Spanish)),
            ("pt-PT", Some(Language::Portuguese)),
            ("JA-jp", Some(Language::Japanese)),
            ("it", None),
            ("", None),
            ("💥", None),
        ] {
            assert_eq!(Language::of(locale), language, "{locale}");
        }
    }

    #[test]
    fn a_text_argument_is_inserted_unparsed_and_keeps_its_style() {
        let argument = Span::code("{ $other } \u{e000} `a`");
        let values = [("asked", argument.clone().into())];
        let spans = Language::English.spans("nothing.text", &values);
        assert_eq!(spans[1], argument);
        assert!(spans[0].text.ends_with('“') && spans[2].text.starts_with('”'));
    }

    #[test]
    fn a_number_chooses_its_plural() {
        let count = |language: Language, count: usize| {
            language.text("questions", &[("count", count.into())])
        };
        assert_eq!(count(Language::English, 1), "1 question");
        assert_eq!(count(Language::English, 2), "2 questions");
        assert_eq!(count(Language::German, 1), "1 Frage");
        assert_eq!(count(Language::German, 0), "0 Fragen");
        // French uses the singular for 0.
        assert_eq!(count(Language::French, 0), "0 question");
        assert_eq!(count(Language::Japanese, 1), "質問1件");
    }

    #[test]
    fn an_unknown_message_or_a_missing_argument_yields_the_id() {
        assert_eq!(
            Language::Hindi.text("no-such.message", &[]),
            "no-such.message"
        );
        // A message with a missing argument shows its id and no Fluent syntax.
        assert_eq!(Language::German.text("nothing.text", &[]), "nothing.text");
    }
}
