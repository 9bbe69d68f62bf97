//! Ids, unique names and sizes: makes drafts of any origin into a set of files that `guidepost check` accepts.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use jiff::civil::Date;

use crate::draft::{Draft, DraftKind, DraftQuestion};
use crate::error::Skipped;
use crate::names::{MAX_ID, key, slug};
use crate::render::{Resolved, render};
use crate::shape::shape;
use crate::text::{inline, link, one_line};

/// Maximum number of related entries of one entry.
const MAX_RELATED: usize = 12;
/// Titles in the list of an index.
const MAX_TITLES: usize = 40;

/// Names that other collections have.
#[derive(Debug, Default, Clone)]
pub struct Taken {
    /// Keys of titles and aliases, as [`key`] makes them.
    pub names: HashSet<String>,
    /// Ids.
    pub ids: HashSet<String>,
}

/// The conditions under which drafts become files.
#[derive(Debug)]
pub struct Settle<'a> {
    /// Names of other collections, which keep them.
    pub taken: &'a Taken,
    /// The paths of an earlier import by key; an entry keeps its id.
    pub known: &'a HashMap<String, String>,
}

/// A knowledge file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnowledgeFile {
    /// The key of its draft.
    pub key: String,
    /// The source as the user named it.
    pub source: String,
    /// The path below the folder.
    pub path: String,
    /// The text before and after the date of the review.
    parts: (String, String),
}

impl KnowledgeFile {
    /// Returns the text, reviewed on a day.
    #[must_use]
    pub fn text(&self, reviewed: Date) -> String {
        let (before, after) = &self.parts;
        if after.is_empty() {
            return before.clone();
        }
        format!("{before}{reviewed}{after}")
    }

    /// Makes a file that is no entry, such as the README of a collection.
    #[must_use]
    pub fn plain(key: &str, source: &str, path: &str, text: &str) -> Self {
        Self {
            key: key.to_owned(),
            source: source.to_owned(),
            path: path.to_owned(),
            parts: (text.to_owned(), String::new()),
        }
    }
}

/// Gives drafts their ids and names, and writes them.
pub(crate) fn settle(
    mut drafts: Vec<Draft>,
    conditions: &Settle<'_>,
    skipped: &mut Vec<Skipped>,
) -> Vec<KnowledgeFile> {
    index(&mut drafts);
    questions(&mut drafts, skipped);
    drafts.retain(|draft| {
        !(draft.definition.trim().is_empty()
            && draft.questions.is_empty()
            && draft.sections.is_empty())
    });
    for draft in &mut drafts {
        shape(draft);
    }
    let titles = titles(&drafts, conditions);
    let aliases = aliases(&drafts, &titles, conditions);
    let ids = ids(&drafts, &titles, conditions);
    let by_key: HashMap<&str, &str> = drafts
        .iter()
        .zip(&ids)
        .map(|(draft, id)| (draft.key.as_str(), id.as_str()))
        .collect();
    let mut files = Vec::with_capacity(drafts.len());
    for (((draft, title), aliases), id) in drafts.iter().zip(&titles).zip(&aliases).zip(&ids) {
        let mut related: Vec<&str> = Vec::new();
        for key in &draft.related {
            if let Some(found) = by_key.get(key.as_str())
                && found != id
                && !related.contains(found)
            {
                related.push(found);
            }
        }
        if draft.key != format!("{}#index", draft.source) {
            related.truncate(MAX_RELATED);
        }
        let moves = draft
            .moves
            .iter()
            .filter_map(|one| Some((*by_key.get(one.to.as_str())?, one.effort, one.why.as_str())));
        let resolved = Resolved {
            aliases: aliases.iter().map(String::as_str).collect(),
            related,
            moves: moves.collect(),
        };
        let mark = Date::constant(1, 1, 1);
        let text = render(draft, title, &resolved, mark);
        let text = linked(&text, &by_key, draft.kind, &drafts);
        let (before, after) = text.split_once(&mark.to_string()).unwrap_or((&text, ""));
        files.push(KnowledgeFile {
            key: draft.key.clone(),
            source: draft.source.clone(),
            path: format!("{}/{id}.md", draft.kind.folder()),
            parts: (before.to_owned(), after.to_owned()),
        });
    }
    files
}

/// Replaces links of the form `(entry:KEY)` by the paths of files, and those to nothing by their text.
fn linked(text: &str, ids: &HashMap<&str, &str>, from: DraftKind, drafts: &[Draft]) -> String {
    if !text.contains("](entry:") {
        return text.to_owned();
    }
    let kinds: HashMap<&str, DraftKind> = drafts
        .iter()
        .map(|draft| (draft.key.as_str(), draft.kind))
        .collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](entry:") {
        let Some((target, after)) = behind.split_once(')') else {
            break;
        };
        let target = target
            .replace("%20", " ")
            .replace("%28", "(")
            .replace("%29", ")");
        match (ids.get(target.as_str()), kinds.get(target.as_str())) {
            (Some(id), Some(kind)) => {
                out.push_str(before);
                let folder = if *kind == from {
                    String::new()
                } else {
                    format!("../{}/", kind.folder())
                };
                let _ = write!(out, "]({folder}{id}.md)");
            }
            _ => match before.rfind('[') {
                Some(open) => {
                    out.push_str(before.get(..open).unwrap_or_default());
                    out.push_str(before.get(open + 1..).unwrap_or_default());
                }
                None => out.push_str(before),
            },
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Gives terms and guides an entry that leads to them; a single one becomes an FAQ, to which nothing has to lead.
fn index(drafts: &mut Vec<Draft>) {
    let mut sources: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        if !matches!(draft.kind, DraftKind::Term | DraftKind::Guide) {
            continue;
        }
        match sources
            .iter_mut()
            .find(|(source, _)| *source == draft.source)
        {
            Some((_, all)) => all.push(at),
            None => sources.push((draft.source.clone(), vec![at])),
        }
    }
    for (source, members) in sources {
        if let [only] = members.as_slice() {
            if let Some(draft) = drafts.get_mut(*only) {
                draft.kind = DraftKind::Faq;
            }
            continue;
        }
        let of: Vec<&Draft> = members.iter().filter_map(|at| drafts.get(*at)).collect();
        let name = crate::source::stem(&source);
        let title = format!("Index of {name}");
        let named: Vec<&str> = of
            .iter()
            .map(|draft| draft.title.as_str())
            .take(8)
            .collect();
        let links: Vec<String> = of
            .iter()
            .take(MAX_TITLES)
            .map(|draft| {
                format!(
                    "- {}",
                    link(&inline(&draft.title), &format!("entry:{}", draft.key))
                )
            })
            .collect();
        let index = Draft {
            key: format!("{source}#index"),
            source: source.clone(),
            kind: DraftKind::Faq,
            definition: inline(&format!(
                "The pages of {name}: {} and others.",
                named.join(", ")
            )),
            related: of.iter().map(|draft| draft.key.clone()).collect(),
            origins: of
                .first()
                .map(|draft| draft.origins.clone())
                .unwrap_or_default(),
            questions: vec![DraftQuestion {
                question: format!("What is in {name}?"),
                wordings: Vec::new(),
                body: links.join("\n"),
                ..DraftQuestion::default()
            }],
            title,
            ..Draft::default()
        };
        drafts.push(index);
    }
}

/// Leaves out a question that another draft has in the same words, apart from articles and plurals.
fn questions(drafts: &mut [Draft], skipped: &mut Vec<Skipped>) {
    let mut known: HashMap<String, String> = HashMap::new();
    for draft in drafts {
        let Draft {
            source,
            title,
            line,
            questions,
            ..
        } = draft;
        questions.retain_mut(|question| {
            let words = same_words(&question.question);
            if let Some(other) = known.get(&words) {
                let reason = format!("“{}” is already answered in “{other}”", question.question);
                let at = if question.line > 0 {
                    question.line
                } else {
                    *line
                };
                skipped.push(Skipped::new(source, at, reason));
                return false;
            }
            known.insert(words, title.clone());
            question.wordings.retain(|wording| {
                let words = same_words(wording);
                let is_new = !words.is_empty() && !known.contains_key(&words);
                if is_new {
                    known.insert(words, title.clone());
                }
                is_new
            });
            true
        });
    }
}

/// Returns the words of a question without articles, possessives, punctuation and plural endings, as `guidepost check`
/// compares questions.
pub(crate) fn same_words(question: &str) -> String {
    const DROPPED: [&str; 5] = ["a", "an", "the", "my", "your"];
    let words: Vec<String> = question
        .to_lowercase()
        .split(|symbol: char| !symbol.is_alphanumeric() && !matches!(symbol, '+' | '#'))
        .filter(|word| !word.is_empty() && !DROPPED.contains(word))
        .map(|word| {
            let stem = word.strip_suffix('s').filter(|stem| stem.len() > 2);
            stem.unwrap_or(word).to_owned()
        })
        .collect();
    words.join(" ")
}

/// Returns a title for each draft that no other entry has as a name.
fn titles(drafts: &[Draft], conditions: &Settle<'_>) -> Vec<String> {
    let mut known: HashSet<String> = HashSet::new();
    let mut titles = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let base = if key(&draft.title).is_empty() {
            crate::source::stem(&draft.source)
        } else {
            draft.title.clone()
        };
        let is_free = |title: &str, known: &HashSet<String>| {
            let key = key(title);
            !known.contains(&key) && (draft.fallback || !conditions.taken.names.contains(&key))
        };
        let mut title = base.clone();
        if !is_free(&title, &known) {
            title = format!("{base} ({})", crate::source::stem(&draft.source));
        }
        let mut count = 2;
        while !is_free(&title, &known) {
            title = format!("{base} ({count})");
            count += 1;
        }
        known.insert(key(&title));
        titles.push(title);
    }
    titles
}

/// Returns the aliases of each draft that are nobody else's; of several drafts the first keeps a name.
fn aliases(drafts: &[Draft], titles: &[String], conditions: &Settle<'_>) -> Vec<Vec<String>> {
    let mut known: HashSet<String> = titles.iter().map(|title| key(title)).collect();
    let mut all = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut own = Vec::new();
        for alias in &draft.aliases {
            let alias = one_line(alias);
            let key = key(&alias);
            let taken = !draft.fallback && conditions.taken.names.contains(&key);
            if !key.is_empty() && !taken && known.insert(key) {
                own.push(alias);
            }
        }
        all.push(own);
    }
    all
}

/// Returns an id for each draft: that of the earlier import, else one made of the title.
fn ids(drafts: &[Draft], titles: &[String], conditions: &Settle<'_>) -> Vec<String> {
    let earlier: Vec<Option<&str>> = drafts
        .iter()
        .map(|draft| {
            let path = conditions.known.get(&draft.key)?;
            path.rsplit('/').next()?.strip_suffix(".md")
        })
        .collect();
    let mut known: HashSet<String> = earlier
        .iter()
        .flatten()
        .map(|id| (*id).to_owned())
        .collect();
    let mut ids = Vec::with_capacity(drafts.len());
    for ((draft, title), earlier) in drafts.iter().zip(titles).zip(earlier) {
        if let Some(id) = earlier {
            ids.push(id.to_owned());
            continue;
        }
        let mut base = slug(title, MAX_ID);
        if base.is_empty() {
            draft.kind.as_str().clone_into(&mut base);
        }
        let is_free = |id: &str, known: &HashSet<String>| {
            !known.contains(id) && !conditions.taken.ids.contains(id)
        };
        let mut id = base.clone();
        let mut count = 2;
        while !is_free(&id, &known) {
            let end = format!("-{count}");
            let cut = slug(&base.replace('-', " "), MAX_ID - end.len());
            id = format!("{cut}{end}");
            count += 1;
        }
        known.insert(id.clone());
        ids.push(id);
    }
    ids
}
