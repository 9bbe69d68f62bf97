//! The rule that names of entries are written as the entries write them.

use std::collections::{BTreeMap, HashSet};

use super::passages;
use crate::knowledge::{Library, Problem, Rule};
use crate::markup::{Block, Markup};

/// Reports names with inner capitals, such as JavaScript, that a text outside of code writes
/// otherwise. Texts of reference collections are as their authors wrote them.
pub(super) fn spelling(library: &Library, problems: &mut Vec<Problem>) {
    let mut proper: BTreeMap<String, &str> = BTreeMap::new();
    for entry in library.entries() {
        for name in std::iter::once(&entry.title).chain(&entry.aliases) {
            let inner = name.chars().skip(1).any(char::is_uppercase);
            let lower = name.chars().any(char::is_lowercase);
            if inner && lower && name.chars().all(char::is_alphanumeric) {
                proper.insert(name.to_lowercase(), name);
            }
        }
    }
    for (entry, passage) in passages(library).filter(|(entry, _)| !entry.fallback) {
        let mut said = HashSet::new();
        for word in words(&passage.body) {
            match proper.get(&word.to_lowercase()) {
                Some(name) if *name != word && said.insert(word.clone()) => {
                    let message = format!("“{word}” is written “{name}”");
                    problems.push(Problem::at(
                        &entry.file,
                        passage.line,
                        Rule::Spelling,
                        message,
                    ));
                }
                _ => {}
            }
        }
    }
}

/// Returns the words of a body outside of code and links.
fn words(body: &Markup) -> Vec<String> {
    let mut words = Vec::new();
    let runs = body.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) => vec![spans],
        Block::List(items) => items.iter().map(|item| &item.spans).collect(),
        Block::Code { .. } => Vec::new(),
    });
    for span in runs
        .flatten()
        .filter(|span| !span.code && span.link.is_none())
    {
        let parts = span.text.split(|symbol: char| !symbol.is_alphanumeric());
        words.extend(parts.filter(|word| !word.is_empty()).map(str::to_owned));
    }
    words
}
