//! Question banks: folders of documents, questions and relevance judgements, loaded as a library.
//!
//! A folder has `corpus.jsonl` (`id`, `question` or `title`, `answer` or `text`, optionally `section` and
//! `filter`), `queries.jsonl` (`id`, `text`, optionally `filter`), `qrels.tsv` (query, document, grade) and
//! optionally `aliases.jsonl` (`id`, `aliases`).

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::files::{Aliases, BankDocument, BankError, BankQuestion, Judgements, judged, lines};
use crate::knowledge::{
    Entry, EntryId, EntryKind, Library, Passage, PassageKind, RoleFacts, SkillFacts, Skills,
};
use crate::markup::Markup;

/// Prefix of entry ids in the library; the document's number follows.
const PREFIX: &str = "bank-document-";
/// Percentage of the questions whose answers are removed in a bank loaded with `leave_out`.
const LEFT_OUT: u64 = 37;

/// A question bank with its documents as a library.
pub struct Bank {
    /// Name of the folder.
    pub name: String,
    /// The documents, one entry each.
    pub library: Arc<Library>,
    /// The questions, in the order of the file.
    pub queries: Vec<Query>,
    /// Ids of the documents in the bank, in the order of the library.
    ids: Vec<String>,
}

/// A question of a bank with its judged answers.
pub struct Query {
    /// Id of the question in the bank.
    pub id: String,
    /// Text of the question.
    pub text: String,
    /// Collection to which the search is limited; none searches all documents.
    pub filter: Option<String>,
    /// Grades of the relevant documents by document number; each is above 0.
    pub relevant: HashMap<usize, f64>,
    /// True if all relevant documents were removed from the bank.
    pub left_out: bool,
}

impl Bank {
    /// Reads a bank. `leave_out` removes the answers of about a third of the questions, which yields
    /// on-topic questions without an answer.
    ///
    /// # Errors
    /// A file is missing or a line of it is malformed.
    pub fn load(folder: &Path, leave_out: bool) -> Result<Self, BankError> {
        let mut documents: Vec<BankDocument> = lines(&folder.join("corpus.jsonl"))?;
        let asked: Vec<BankQuestion> = lines(&folder.join("queries.jsonl"))?;
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

    /// Returns the number of documents.
    #[must_use]
    pub const fn documents(&self) -> usize {
        self.ids.len()
    }

    /// Returns the id in the bank of the document with this number; empty if there is none.
    #[must_use]
    pub fn id(&self, number: usize) -> &str {
        self.ids.get(number).map_or("", String::as_str)
    }

    /// Returns the number of the document from which an entry was made.
    #[must_use]
    pub fn number(&self, entry: &EntryId) -> Option<usize> {
        entry.as_str().strip_prefix(PREFIX)?.parse().ok()
    }
}

/// Converts a document to an entry: with a `question`, to an FAQ entry with `aliases` as other wordings of
/// the question; else to a term with a definition and `aliases` as other names.
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
        language: None,
        layer: 0,
        fallback: false,
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

/// Selects the documents to remove: all answers of about a third of the questions. The choice depends
/// only on a hash of the answers' smallest id, so that it is the same in every run.
fn left_out(asked: &[BankQuestion], judged: &Judgements) -> HashSet<String> {
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
