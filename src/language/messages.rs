//! Message files (Fluent, <https://projectfluent.org>), parsed once per language on first use.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Language, MessageArg};
use crate::markup::Span;

/// The parsed message file of one language.
type Messages = FluentBundle<FluentResource>;

/// First of the placeholder characters (Unicode private use area) that stand for text arguments
/// while a message is formatted, so that an argument is never parsed as Fluent syntax. No message
/// file contains them.
const FIRST_PLACEHOLDER: u32 = 0xE000;

/// Formats a message as spans: in this language, else in English, else its id.
pub(super) fn spans(language: Language, id: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
    let mut args = FluentArgs::new();
    for ((name, value), placeholder) in values.iter().zip(FIRST_PLACEHOLDER..) {
        let value = match value {
            MessageArg::Count(count) => FluentValue::from(*count),
            MessageArg::Key(key) => FluentValue::from(*key),
            MessageArg::Text(_) => FluentValue::from(char::from_u32(placeholder).map(String::from)),
        };
        args.set(*name, value);
    }
    let text = format(language, id, &args).or_else(|| format(Language::English, id, &args));
    insert_args(&text.unwrap_or_else(|| id.to_owned()), values)
}

/// Formats the message in this language, without a fallback. `None` if it is missing or a
/// placeholder has no value.
fn format(language: Language, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let messages = messages(language)?;
    let pattern = match id.split_once('.') {
        Some((id, attribute)) => messages.get_message(id)?.get_attribute(attribute)?.value(),
        None => messages.get_message(id)?.value()?,
    };
    let mut problems = Vec::new();
    let text = messages.format_pattern(pattern, Some(args), &mut problems);
    problems.is_empty().then(|| text.into_owned())
}

/// Replaces each placeholder character by its text argument.
fn insert_args(text: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut run = String::new();
    for symbol in text.chars() {
        let value = u32::from(symbol)
            .checked_sub(FIRST_PLACEHOLDER)
            .and_then(|at| values.get(usize::try_from(at).ok()?));
        match value {
            Some((_, MessageArg::Text(span))) => {
                if !run.is_empty() {
                    spans.push(Span::plain(std::mem::take(&mut run)));
                }
                spans.push(span.clone());
            }
            _ => run.push(symbol),
        }
    }
    if !run.is_empty() {
        spans.push(Span::plain(run));
    }
    spans
}

/// Returns the messages of a language. Entries with syntax errors are treated as missing.
fn messages(language: Language) -> Option<&'static Messages> {
    static PARSED: [OnceLock<Messages>; Language::ALL.len()] =
        [const { OnceLock::new() }; Language::ALL.len()];
    let source = match language {
        Language::English => include_str!("../../config/messages/en.ftl"),
        Language::German => include_str!("../../config/messages/de.ftl"),
        Language::French => include_str!("../../config/messages/fr.ftl"),
        Language::Spanish => include_str!("../../config/messages/es.ftl"),
        Language::Portuguese => include_str!("../../config/messages/pt-BR.ftl"),
        Language::Hindi => include_str!("../../config/messages/hi.ftl"),
        Language::Japanese => include_str!("../../config/messages/ja.ftl"),
    };
    let messages = PARSED.get(language as usize)?.get_or_init(|| {
        let tag = language.tag().parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![tag]);
        // Fluent's bidi isolation marks would be visible on some platforms, and none of these
        // languages is written right to left.
        messages.set_use_isolating(false);
        let file = FluentResource::try_new(source.to_owned());
        messages.add_resource_overriding(file.unwrap_or_else(|(readable, _)| readable));
        messages
    });
    Some(messages)
}
