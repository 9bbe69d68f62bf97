//! Tables of questions or terms: comma- and tab-separated values, spreadsheets, JSON Lines. Rows are read one at a time.

mod columns;
mod delimited;
mod json;
mod sheet;

use std::collections::HashMap;
use std::path::Path;

use crate::document::markdown;
use crate::draft::{Draft, DraftKind, DraftQuestion, Origin};
use crate::error::{ImportError, Skipped};
use crate::format::{Format, Imported, ReadOptions};
use crate::headings::capitalized;
use crate::html;
use crate::prose::plain_blocks;
use crate::source;
use crate::text::{is_address, is_web_address, one_line};
use columns::Layout;
pub use columns::{Column, ColumnMap};

/// Maximum number of questions of one entry.
const MAX_QUESTIONS: usize = 200;
/// Maximum number of characters of the answers of one entry, far below the largest file that is loaded.
const MAX_CHARACTERS: usize = 400_000;
/// Maximum number of skipped rows that are listed.
const MAX_LISTED: usize = 200;

pub(crate) fn read(
    format: Format,
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
    imported: &mut Imported,
) -> Result<(), ImportError> {
    let name = source::name(path);
    let mut rows = Rows::new(&name, path, options, progress);
    match format {
        Format::Xlsx => sheet::read(path, &mut rows)?,
        Format::Jsonl => json::read(path, &mut rows)?,
        _ => delimited::read(path, format == Format::Tsv, &mut rows)?,
    }
    rows.finish(imported)
}

/// Collects rows into drafts.
pub(super) struct Rows<'a> {
    name: &'a str,
    options: &'a ReadOptions,
    progress: &'a mut dyn FnMut(&str),
    origin: Origin,
    title: String,
    layout: Option<Layout>,
    /// The sheet of a workbook, which is the topic of its rows where they have none.
    pub(super) sheet: Option<String>,
    drafts: Vec<Draft>,
    /// The draft that takes the next question of a topic, with the characters in it.
    topics: HashMap<String, (usize, usize, usize)>,
    skipped: Vec<Skipped>,
    unlisted: usize,
    count: usize,
}

impl<'a> Rows<'a> {
    fn new(
        name: &'a str,
        path: &Path,
        options: &'a ReadOptions,
        progress: &'a mut dyn FnMut(&str),
    ) -> Self {
        let own = path
            .file_name()
            .map_or_else(String::new, |own| own.to_string_lossy().into_owned());
        Self {
            name,
            options,
            progress,
            title: capitalized(&source::stem(&own)),
            origin: Origin {
                title: one_line(&own),
                url: options.base_url.clone().filter(|url| is_web_address(url)),
            },
            layout: None,
            sheet: None,
            drafts: Vec::new(),
            topics: HashMap::new(),
            skipped: Vec::new(),
            unlisted: 0,
            count: 0,
        }
    }

    /// Takes the header of a table.
    pub(super) fn header(&mut self, header: &[String]) -> Result<(), String> {
        self.layout = Some(Layout::find(header, &self.options.columns)?);
        Ok(())
    }

    /// Returns the bounds.
    pub(super) const fn limits(&self) -> &crate::limits::Limits {
        &self.options.limits
    }

    /// Reports a row that is not used.
    pub(super) fn skip(&mut self, line: u64, reason: impl Into<String>) {
        if self.skipped.len() < MAX_LISTED {
            self.skipped.push(Skipped::new(self.name, line, reason));
        } else {
            self.unlisted += 1;
        }
    }

    /// Takes a row.
    pub(super) fn row(&mut self, line: u64, cells: &[&str]) -> Result<(), ImportError> {
        self.count += 1;
        if self.count > self.options.limits.rows {
            let reason = format!(
                "line {line}: there are more than {} rows; import a part, or allow more with --max-rows",
                self.options.limits.rows
            );
            return Err(ImportError::unusable(self.name, reason));
        }
        if self.count.is_multiple_of(1000) {
            (self.progress)(&format!("{}: {} rows", self.name, self.count));
        }
        let Some(layout) = self.layout.clone() else {
            return Ok(());
        };
        let cell = |column| {
            layout
                .of(column)
                .and_then(|at| cells.get(at))
                .map_or("", |cell| cell.trim())
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let (head, text) = if layout.has_questions() {
            (cell(Column::Question), cell(Column::Answer))
        } else {
            (cell(Column::Term), cell(Column::Definition))
        };
        let head = one_line(head);
        let what = if layout.has_questions() {
            ["question", "answer"]
        } else {
            ["term", "definition"]
        };
        if crate::names::key(&head).is_empty() || text.is_empty() {
            let [head_name, text_name] = what;
            let missing = if text.is_empty() {
                text_name
            } else {
                head_name
            };
            self.skip(line, format!("the row has no {missing}"));
            return Ok(());
        }
        if head.chars().count() > 300 {
            self.skip(
                line,
                format!(
                    "the {} is longer than 300 characters; are the columns the right ones?",
                    what[0]
                ),
            );
            return Ok(());
        }
        let also = cell(Column::Also).split([';', '|']).map(one_line);
        let also: Vec<String> = also.filter(|text| !text.is_empty()).collect();
        let url = cell(Column::Url);
        let url = is_web_address(url).then(|| url.to_owned());
        if layout.has_questions() {
            let Some(body) = self.body(line, text) else {
                return Ok(());
            };
            self.question(
                line,
                cell(Column::Topic),
                DraftQuestion {
                    question: head,
                    wordings: also,
                    body,
                    line,
                },
                url,
            );
        } else {
            self.term(line, head, text, also, url);
        }
        Ok(())
    }

    /// Returns a cell as Markdown; one with elements is read as HTML.
    fn body(&mut self, line: u64, text: &str) -> Option<String> {
        let is_html = ["<p", "<br", "<li", "<a ", "<div", "<ul", "<strong"]
            .iter()
            .any(|tag| text.to_lowercase().contains(tag));
        let blocks = if is_html {
            let resolve = |href: &str| is_address(href).then(|| href.to_owned());
            html::blocks(text, self.options.limits.nodes, &resolve)
        } else {
            Ok(plain_blocks(text))
        };
        match blocks.map(|blocks| markdown(&blocks)) {
            Ok(body) if !body.is_empty() => Some(body),
            Ok(_) => {
                self.skip(line, "the answer has no text");
                None
            }
            Err(reason) => {
                self.skip(line, reason);
                None
            }
        }
    }

    fn question(&mut self, line: u64, topic: &str, question: DraftQuestion, url: Option<String>) {
        let topic = one_line(topic);
        let topic = if topic.is_empty() {
            self.sheet.clone().unwrap_or_default()
        } else {
            topic
        };
        let length = question.body.chars().count();
        let open = self.topics.get(&topic).copied();
        let fits = open.filter(|(at, characters, _)| {
            let full = self
                .drafts
                .get(*at)
                .is_none_or(|draft| draft.questions.len() >= MAX_QUESTIONS);
            !full && characters + length <= MAX_CHARACTERS
        });
        let (at, characters, part) = fits.unwrap_or_else(|| {
            let part = open.map_or(1, |(_, _, part)| part + 1);
            let title = if topic.is_empty() {
                self.title.clone()
            } else {
                topic.clone()
            };
            self.drafts.push(Draft {
                key: format!("table:{}#{topic}#{part}", self.origin.title),
                source: self.name.to_owned(),
                kind: DraftKind::Faq,
                title: if part == 1 {
                    title
                } else {
                    format!("{title}, part {part}")
                },
                origins: vec![self.origin.clone()],
                line,
                ..Draft::default()
            });
            (self.drafts.len() - 1, 0, part)
        });
        self.topics.insert(topic, (at, characters + length, part));
        if let Some(draft) = self.drafts.get_mut(at) {
            if let Some(url) = url
                && draft.origins.len() < 4
                && !draft
                    .origins
                    .iter()
                    .any(|origin| origin.url.as_ref() == Some(&url))
            {
                let title = question.question.clone();
                draft.origins.insert(
                    draft.origins.len() - 1,
                    Origin {
                        title,
                        url: Some(url),
                    },
                );
            }
            draft.questions.push(question);
        }
    }

    fn term(
        &mut self,
        line: u64,
        term: String,
        text: &str,
        also: Vec<String>,
        url: Option<String>,
    ) {
        let mut origins = vec![self.origin.clone()];
        if let Some(url) = url {
            origins.insert(
                0,
                Origin {
                    title: term.clone(),
                    url: Some(url),
                },
            );
        }
        self.drafts.push(Draft {
            key: format!("table:{}#term#{term}", self.origin.title),
            source: self.name.to_owned(),
            kind: DraftKind::Term,
            definition: html::define(&term, text),
            title: term,
            aliases: also,
            origins,
            line,
            ..Draft::default()
        });
    }

    fn finish(mut self, imported: &mut Imported) -> Result<(), ImportError> {
        if self.layout.is_none() {
            return Err(ImportError::unusable(self.name, "it has no header"));
        }
        if self.unlisted > 0 {
            let reason = format!("{} more rows are not used", self.unlisted);
            self.skipped.push(Skipped::new(self.name, 0, reason));
        }
        imported
            .notes
            .push(format!("{}: {} rows", self.name, self.count));
        imported.skipped.append(&mut self.skipped);
        imported.drafts.append(&mut self.drafts);
        Ok(())
    }
}
