//! A bank of questions with judged answers: a folder of four small files becomes a library.
//!
//! `corpus.jsonl` (`id`, `question` or `title`, `answer` or `text`, perhaps `section`, `filter`),
//! `queries.jsonl` (`id`, `text`, perhaps `filter`), `qrels.tsv` (query, document, grade) and
//! perhaps `aliases.jsonl` (`id`, `aliases`).

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::files::{Aliases, Asked, BankDocument, BankError, Judged, judged, lines};
use crate::knowledge::{
    Entry, EntryId, EntryKind, Library, Passage, PassageKind, RoleFacts, SkillFacts, Skills,
};
use crate::markup::Markup;

/// What a document's id begins with in the library; its number follows.
const PREFIX: &str = "bank-document-";
/// In a bank with answers left out, how many of 100 documents with a question are.
const LEFT_OUT: u64 = 37;

/// A bank, its documents as a library.
pub struct Bank {
    /// The folder's name.
    pub name: String,
    /// One entry a document.
    pub library: Arc<Library>,
    /// Its questions.
    pub queries: Vec<Query>,
    /// The documents' own ids, in the order of the library.
    ids: Vec<String>,
}

/// One question.
pub struct Query {
    /// Its id in the bank.
    pub id: String,
    /// The question.
    pub text: String,
    /// Only documents with this value count.
    pub filter: Option<String>,
    /// The documents that answer it, by number, with their grades above 0.
    pub relevant: HashMap<usize, f64>,
    /// Whether its answers were left out.
    pub left_out: bool,
}

impl Bank {
    /// Reads a bank. With `leave_out` the answers of about a third of its questions are left out, so
    /// that these are near the topic and have no answer.
    ///
    /// # Errors
    /// A file is missing or a line of it is not of its form.
    pub fn load(folder: &Path, leave_out: bool) -> Result<Self, BankError> {
        let mut documents: Vec<BankDocument> = lines(&folder.join("corpus.jsonl"))?;
        let asked: Vec<Asked> = lines(&folder.join("queries.jsonl"))?;
        let judged = judged(&folder.join("qrels.tsv"))?;
        let aliases = folder.join("aliases.jsonl");
        let mut aliases: HashMap<String, Vec<String>> = if aliases.exists() {
            let lines: Vec<Aliases> = lines(&aliases)?;
            lines.into_iter().map(|one| (one.id, one.aliases)).collect()
        } else {
            HashMap::new()
        };
        if leave_out {
            let gone = left_out(&asked, &judged);
            documents.retain(|document| !gone.contains(&document.id));
        }
        let ids: Vec<String> = documents.iter().map(|one| one.id.clone()).collect();
        let numbers: HashMap<&str, usize> = ids
            .iter()
            .enumerate()
            .map(|(number, id)| (id.as_str(), number))
            .collect();
        let queries = asked
            .into_iter()
            .map(|asked| {
                let judged = judged.get(&asked.id).map_or(&[][..], Vec::as_slice);
                let relevant: HashMap<usize, f64> = judged
                    .iter()
                    .filter_map(|(id, grade)| Some((*numbers.get(id.as_str())?, *grade)))
                    .collect();
                Query {
                    id: asked.id,
                    text: asked.text,
                    filter: asked.filter,
                    left_out: relevant.is_empty() && !judged.is_empty(),
                    relevant,
                }
            })
            .collect();
        let entries = documents
            .into_iter()
            .enumerate()
            .filter_map(|(number, document)| {
                let aliases = aliases.remove(&document.id).unwrap_or_default();
                entry(number, document, aliases)
            })
            .collect();
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            library: Arc::new(Library::of(entries)),
            queries,
            ids,
        })
    }

    /// How many documents there are.
    #[must_use]
    pub const fn documents(&self) -> usize {
        self.ids.len()
    }

    /// A document's own id.
    #[must_use]
    pub fn id(&self, number: usize) -> &str {
        self.ids.get(number).map_or("", String::as_str)
    }

    /// The number of the document that became this entry.
    #[must_use]
    pub fn number(&self, entry: &EntryId) -> Option<usize> {
        entry.as_str().strip_prefix(PREFIX)?.parse().ok()
    }
}

/// A document as an entry: one that has a `question` is a question with its answer, one that has a
/// `title` is a definition, whose other wordings are its aliases.
fn entry(number: usize, document: BankDocument, aliases: Vec<String>) -> Option<Entry> {
    let is_question = document.question.is_some();
    let heading = document.question.or(document.title).unwrap_or_default();
    let mut body = Markup::text(document.answer.or(document.text).unwrap_or_default());
    if let Some(section) = document.section.filter(|section| !section.is_empty()) {
        body.append(Markup::text(section));
    }
    let (title, aliases, wordings) = if is_question {
        (String::new(), Vec::new(), aliases)
    } else {
        (heading.clone(), aliases, Vec::new())
    };
    Some(Entry {
        id: EntryId::new(&format!("{PREFIX}{number}"))?,
        kind: if is_question {
            EntryKind::Faq
        } else {
            EntryKind::Term
        },
        title,
        aliases,
        related: Vec::new(),
        sources: Vec::new(),
        reviewed: Date::default(),
        review_by: None,
        region: None,
        collection: document.filter,
        roadmap: Vec::new(),
        skills: Skills::default(),
        role_facts: RoleFacts::default(),
        skill_facts: SkillFacts::default(),
        resources: Vec::new(),
        passages: vec![Passage {
            anchor: is_question.then(|| "answer".into()),
            former_anchors: Vec::new(),
            heading,
            kind: if is_question {
                PassageKind::Question
            } else {
                PassageKind::Definition
            },
            body,
            wordings,
            golden: Vec::new(),
            line: number + 1,
        }],
        file: String::new(),
        path: PathBuf::new(),
        references: Vec::new(),
    })
}

/// The documents that are left out: all answers of about a third of the questions, chosen by their
/// ids, so that it is the same third every time.
fn left_out(asked: &[Asked], judged: &Judged) -> HashSet<String> {
    let mut gone = HashSet::new();
    for answers in asked.iter().filter_map(|one| judged.get(&one.id)) {
        let Some(first) = answers.iter().map(|(id, _)| id).min() else {
            continue;
        };
        // FNV-1a, 64 bits (Fowler, Noll & Vo).
        let hash = first.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        if (hash >> 20) % 100 < LEFT_OUT {
            gone.extend(answers.iter().map(|(id, _)| id.clone()));
        }
    }
    gone
}
