//! The message files, read once by Project Fluent (<https://projectfluent.org>).

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Language, MessageArg};
use crate::markup::Span;

type Messages = FluentBundle<FluentResource>;

/// Where the signs begin that stand for texts until a message is put together, so that a text is
/// never read as part of one. Unicode gives them no meaning; no message has any.
const FIRST_SIGN: u32 = 0xE000;

pub(super) fn spans(language: Language, id: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
    let mut args = FluentArgs::new();
    for ((name, value), sign) in values.iter().zip(FIRST_SIGN..) {
        let value = match value {
            MessageArg::Count(count) => FluentValue::from(*count),
            MessageArg::Key(key) => FluentValue::from(*key),
            MessageArg::Text(_) => FluentValue::from(char::from_u32(sign).map(String::from)),
        };
        args.set(*name, value);
    }
    let said = said(language, id, &args).or_else(|| said(Language::English, id, &args));
    put_in(&said.unwrap_or_else(|| id.to_owned()), values)
}

/// The message in this very language; nothing where it is not there or lacks a value.
fn said(language: Language, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let messages = read(language)?;
    let pattern = match id.split_once('.') {
        Some((id, attribute)) => messages.get_message(id)?.get_attribute(attribute)?.value(),
        None => messages.get_message(id)?.value()?,
    };
    let mut problems = Vec::new();
    let said = messages.format_pattern(pattern, Some(args), &mut problems);
    problems.is_empty().then(|| said.into_owned())
}

/// Puts each text into the place of its sign.
fn put_in(said: &str, values: &[(&str, MessageArg<'_>)]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut run = String::new();
    for symbol in said.chars() {
        let value = u32::from(symbol)
            .checked_sub(FIRST_SIGN)
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

/// The messages of a language. What cannot be read in a file is as good as missing.
fn read(language: Language) -> Option<&'static Messages> {
    static READ: [OnceLock<Messages>; Language::ALL.len()] =
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
    let messages = READ.get(language as usize)?.get_or_init(|| {
        let tag = language.tag().parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![tag]);
        // The marks that keep right-to-left text apart would be seen on platforms that do not know
        // them, and none of these languages is written so.
        messages.set_use_isolating(false);
        let file = FluentResource::try_new(source.to_owned());
        messages.add_resource_overriding(file.unwrap_or_else(|(readable, _)| readable));
        messages
    });
    Some(messages)
}
