//! The message files: every language has all messages of English with the same placeholders, and the code uses
//! exactly these.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;
use guidepost::testing::language::Language;

use crate::fixtures::{project, sources};

/// A message of a file: the names of its placeholders, the keys it chooses by, and its plain words.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    placeholders: BTreeSet<String>,
    keys: BTreeSet<String>,
    words: String,
}

impl Said {
    fn read(pattern: &Pattern<String>) -> Self {
        let mut said = Self::default();
        said.pattern(pattern);
        said
    }

    fn pattern(&mut self, pattern: &Pattern<String>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.words.push_str(value),
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<String>) {
        match expression {
            Expression::Inline(inline) => self.placeholder(inline),
            Expression::Select { selector, variants } => {
                self.placeholder(selector);
                for variant in variants {
                    // Plural forms are each language's own; the code's keys are all languages'.
                    if let VariantKey::Identifier { name } = &variant.key
                        && !["zero", "one", "two", "few", "many", "other"].contains(&name.as_str())
                    {
                        self.keys.insert(name.clone());
                    }
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn placeholder(&mut self, inline: &InlineExpression<String>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.placeholders.insert(id.name.clone());
            }
            other => panic!("only placeholders are used, not {other:?}"),
        }
    }
}

/// All messages of a language by their ids, attributes as `id.attribute`.
fn messages(language: Language) -> BTreeMap<String, Said> {
    let path = project(&format!("config/messages/{}.ftl", language.tag()));
    let text = fs::read_to_string(&path).unwrap();
    let file = parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{language:?}: {errors:?}"));
    let mut messages = BTreeMap::new();
    let mut add = |id: String, pattern: &Pattern<String>| {
        let before = messages.insert(id.clone(), Said::read(pattern));
        assert_eq!(before, None, "{language:?} says {id} twice");
    };
    for entry in &file.body {
        if let Entry::Message(message) = entry {
            let id = &message.id.name;
            if let Some(value) = &message.value {
                add(id.clone(), value);
            }
            for attribute in &message.attributes {
                add(format!("{id}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    messages
}

#[test]
fn every_language_has_all_messages_and_placeholders() {
    let english = messages(Language::English);
    for language in Language::ALL {
        let own = messages(language);
        let ids = |messages: &BTreeMap<String, Said>| -> BTreeSet<String> {
            messages.keys().cloned().collect()
        };
        assert_eq!(ids(&own), ids(&english), "{language:?}");
        for (id, said) in own {
            assert_eq!(
                said.placeholders, english[&id].placeholders,
                "{language:?} {id}"
            );
            assert_eq!(said.keys, english[&id].keys, "{language:?} {id}");
            let blank = said.words.trim().is_empty() && said.placeholders.is_empty();
            assert!(!blank, "{language:?} {id} says nothing");
            // The signs that stand for texts while a message is put together.
            let private = |symbol: char| ('\u{e000}'..='\u{f8ff}').contains(&symbol);
            assert!(!said.words.contains(private), "{language:?} {id}");
        }
    }
}

#[test]
fn every_message_is_used_and_every_used_message_exists() {
    let code: String = sources().into_values().collect();
    let ids = messages(Language::English);
    for id in ids.keys() {
        let whole = id.split('.').next().unwrap();
        let of_catalog = whole.starts_with("command-") || whole.starts_with("option-");
        // A reply is named by its title and has its text below it.
        let named = id.strip_suffix(".text").unwrap_or(id);
        let said = code.contains(&format!("\"{named}\""));
        assert!(of_catalog || said, "nothing says {id}");
    }
    // Ids that are put together or chosen are seen by the tests of what says them.
    for call in [".text(\"", ".spans(\""] {
        for rest in code.split(call).skip(1) {
            let (id, behind) = rest.split_once('"').unwrap();
            // Others have methods of these names, too, which take a text alone.
            let said = behind.starts_with(", &") && id != "no-such.message";
            assert!(!said || ids.contains_key(id), "{id} is not there");
        }
    }
}
