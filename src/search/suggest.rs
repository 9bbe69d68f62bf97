//! What a person may be about to write.

use crate::knowledge::{Address, Kind, Library, names};

/// Among what to look for suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Names of entries of any kind.
    Entries,
    /// Names of entries of one kind.
    Kind(Kind),
    /// Names of entries that answer questions.
    Topics,
    /// Questions that are answered.
    Questions,
}

/// Something that a person may be about to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The title or the question.
    pub label: String,
    /// What it leads to.
    pub address: Address,
}

/// How well a name fits what is written: a smaller rank is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Title,
    TitlePrefix,
    AliasPrefix,
    Word,
    Inside,
}

pub(super) fn suggest(
    library: &Library,
    text: &str,
    scope: Scope,
    limit: usize,
) -> Vec<Suggestion> {
    let written = names::key(text);
    let mut found: Vec<(Rank, usize, Suggestion)> = Vec::new();
    let mut order = 0;
    for entry in library.entries() {
        let fits = match scope {
            Scope::Entries => true,
            Scope::Kind(kind) => entry.kind == kind,
            Scope::Topics | Scope::Questions => entry.questions().next().is_some(),
        };
        if !fits {
            continue;
        }
        order += 1;
        if scope == Scope::Questions {
            for question in entry.questions() {
                order += 1;
                if let Some(rank) = rank(&question.heading, &[], &written) {
                    let label = question.heading.clone();
                    let address = entry.address(question);
                    found.push((rank, order, Suggestion { label, address }));
                }
            }
        } else if let Some(rank) = rank(&entry.title, &entry.aliases, &written) {
            let label = entry.title.clone();
            let address = Address::of(entry.id.clone());
            found.push((rank, order, Suggestion { label, address }));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    found.truncate(limit);
    found.into_iter().map(|(_, _, one)| one).collect()
}

fn rank(title: &str, aliases: &[String], written: &str) -> Option<Rank> {
    let key = names::key(title);
    let mut aliases = aliases.iter().map(|alias| names::key(alias));
    let begins = |word: &str| names::key(word).starts_with(written);
    if key == *written {
        Some(Rank::Title)
    } else if key.starts_with(written) {
        Some(Rank::TitlePrefix)
    } else if aliases.any(|alias| alias.starts_with(written)) {
        Some(Rank::AliasPrefix)
    } else if title.split([' ', '-']).any(begins) {
        Some(Rank::Word)
    } else if key.contains(written) {
        Some(Rank::Inside)
    } else {
        None
    }
}
