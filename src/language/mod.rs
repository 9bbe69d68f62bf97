//! What the bot says in its own words, in the languages that people set their platform to.
//!
//! The words stand in `config/messages`, a file for each language, which translators edit; code
//! names them by their ids. Answers are not among them: those are quoted in the language in which
//! they were written.
//!
//! **Invariant:** a message that a language lacks is said in English, and no message fails.

mod messages;

use crate::markup::Span;

/// A language in which the bot speaks.
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
    /// Portuguese, as Brazil writes it.
    Portuguese,
    /// Hindi.
    Hindi,
    /// Japanese.
    Japanese,
}

/// What fills a placeholder of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum MessageArg<'a> {
    /// A number, by which a message may choose its plural.
    Count(usize),
    /// A word of the code's by which a message chooses what it says; never shown.
    Key(&'a str),
    /// A text, shown as it is.
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

    /// The language's tag, which is also the name of its file (BCP 47).
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

    /// The language of a locale such as `de-AT`, whatever its region; nothing where the bot does not
    /// speak it.
    #[must_use]
    pub fn of(locale: &str) -> Option<Self> {
        let primary = |tag: &str| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            primary.to_ascii_lowercase()
        };
        let asked = primary(locale);
        Self::ALL
            .into_iter()
            .find(|language| primary(language.tag()) == asked)
    }

    /// A message by its id, or an attribute of one (`id.attribute`), with its placeholders filled.
    #[must_use]
    pub fn text(self, id: &str, values: &[(&str, MessageArg<'_>)]) -> String {
        let spans = self.spans(id, values);
        spans.into_iter().map(|span| span.text).collect()
    }

    /// The same in runs of text, where what fills a placeholder keeps its style.
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
    fn what_fills_a_placeholder_is_text_with_its_style() {
        let asked = "{ $other } \u{e000} `a`";
        let spans = Language::English.spans("nothing.text", &[("asked", Span::code(asked).into())]);
        assert_eq!(spans[1], Span::code(asked));
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
        // French counts nothing in the singular.
        assert_eq!(count(Language::French, 0), "0 question");
        assert_eq!(count(Language::Japanese, 1), "質問1件");
    }

    #[test]
    fn what_no_language_says_is_its_id_and_no_failure() {
        assert_eq!(
            Language::Hindi.text("no-such.message", &[]),
            "no-such.message"
        );
        // A placeholder that is not filled shows none of the file's own signs.
        assert_eq!(Language::German.text("nothing.text", &[]), "nothing.text");
    }
}
