//! A document of any origin as blocks, and what becomes of it: a definition, sections, questions.

use std::fmt::Write as _;

use crate::draft::{Draft, DraftKind, DraftQuestion, DraftSection, Origin};
use crate::headings::{
    asks_for_tasks, capitalized, defined, is_faq_heading, is_question, without_label,
};
use crate::text::{block_start, inline, one_line};

/// A block of a document; texts are Markdown of one line, headings plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A heading with its level, from 1.
    Heading(u8, String),
    /// A question whose answer follows up to [`Block::EndOfAnswer`], such as a summary with its details.
    Question(String),
    /// The end of the answer to a [`Block::Question`].
    EndOfAnswer,
    /// A paragraph.
    Paragraph(String),
    /// An item of a list: its depth, 0 or 1, its number, and its text.
    Item(u8, Option<u64>, String),
    /// Code with its language.
    Code(String, String),
}

/// A document.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// See [`Draft::key`].
    pub key: String,
    /// See [`Draft::source`].
    pub source: String,
    /// The title, where the document states one.
    pub title: Option<String>,
    /// A title to fall back to, such as the file's name.
    pub file_title: String,
    pub aliases: Vec<String>,
    pub origins: Vec<Origin>,
    /// The definition, where the document states one.
    pub summary: Option<String>,
    /// True for one question: the document's title, answered by its text.
    pub is_question: bool,
    /// Defined terms and questions that its metadata state.
    pub questions: Vec<DraftQuestion>,
    pub blocks: Vec<Block>,
}

/// Writes blocks as Markdown; headings become bold lines.
pub(crate) fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut in_list = false;
    let mut next = 1;
    let mut depth_before = 0;
    for block in blocks {
        let is_item = matches!(block, Block::Item(..));
        if !out.is_empty() {
            out.push_str(if in_list && is_item { "\n" } else { "\n\n" });
        }
        if !in_list {
            next = 1;
            depth_before = 0;
        }
        match block {
            Block::Heading(_, text) | Block::Question(text) => {
                let _ = write!(out, "**{}**", inline(text));
            }
            Block::EndOfAnswer => {}
            Block::Paragraph(text) => out.push_str(text),
            Block::Item(depth, number, text) => {
                let depth = if in_list { (*depth).min(1) } else { 0 };
                let indent = match (depth, depth_before) {
                    (0, _) => "",
                    _ if next > 1 => "   ",
                    _ => "  ",
                };
                match number {
                    Some(_) if depth == 0 => {
                        let _ = write!(out, "{next}. {text}");
                        next += 1;
                    }
                    _ => {
                        let _ = write!(out, "{indent}- {text}");
                    }
                }
                depth_before = depth;
            }
            Block::Code(language, text) => {
                let text: String = text
                    .chars()
                    .filter(|symbol| !crate::text::is_invisible(*symbol))
                    .collect();
                let text = text.replace("```", "'''");
                let _ = write!(out, "```{language}\n{}\n```", text.trim_end());
            }
        }
        in_list = is_item;
    }
    out.truncate(out.trim_end().len());
    out
}

/// The part of a draft that is being collected.
enum Open {
    Nothing,
    Lead,
    Section(u8, String),
    Question(u8, String),
}

/// Makes a draft of a document; `None` where it says nothing.
pub(crate) fn draft(document: Document) -> Option<Draft> {
    let Document {
        key,
        source,
        title,
        file_title,
        aliases,
        origins,
        summary,
        is_question: asked,
        mut questions,
        mut blocks,
    } = document;
    let heading_title = take_title(&mut blocks);
    let stated = title.is_some() || heading_title.is_some();
    let mut title = title.or(heading_title).unwrap_or(file_title);
    if asked {
        let body = markdown(&blocks);
        if body.is_empty() {
            return None;
        }
        questions.push(DraftQuestion {
            question: title.clone(),
            wordings: aliases,
            body,
            ..DraftQuestion::default()
        });
        return Some(Draft {
            key,
            source,
            title,
            origins,
            questions,
            ..Draft::default()
        });
    }
    let mut draft = Draft {
        key,
        source,
        aliases,
        origins,
        ..Draft::default()
    };
    let mut is_role = false;
    for (open, blocks) in parts(blocks) {
        let body = markdown(&blocks);
        if body.is_empty() {
            continue;
        }
        match open {
            Open::Lead => lead(&mut draft, &blocks),
            Open::Nothing => section(&mut draft, "Overview", body),
            Open::Section(_, heading) => section(&mut draft, &heading, body),
            Open::Question(_, question) => {
                let subject = defined(&question);
                let labelled = blocks.iter().any(|block| matches!(block, Block::Paragraph(text) if without_label(text).is_some()));
                if let Some(subject) = subject.filter(|subject| {
                    draft.definition.is_empty()
                        && draft.questions.is_empty()
                        && (labelled || !stated || same(subject, &title) || same(&question, &title))
                }) {
                    title = subject;
                    lead(&mut draft, &blocks);
                } else if asks_for_tasks(&question) && !is_role {
                    is_role = true;
                    section(&mut draft, "What they do", body);
                } else {
                    let is_new = !questions
                        .iter()
                        .any(|known| same(&known.question, &question));
                    if is_new {
                        draft.questions.push(DraftQuestion {
                            question,
                            wordings: Vec::new(),
                            body,
                            ..DraftQuestion::default()
                        });
                    }
                }
            }
        }
    }
    draft.questions.append(&mut questions);
    if let Some(subject) = defined(&title) {
        title = subject;
    }
    if let Some(summary) = summary.filter(|_| draft.definition.is_empty()) {
        draft.definition = block_start(&inline(&one_line(&summary)));
    }
    is_role |= draft
        .sections
        .iter()
        .any(|section| asks_for_tasks(&section.heading));
    if draft.sections.is_empty() && draft.questions.is_empty() && draft.definition.is_empty() {
        return None;
    }
    draft.kind = kind(&draft, is_role);
    draft.title = title;
    name_in_definition(&mut draft);
    Some(draft)
}

/// Takes the first heading out of the blocks, where it is that of the whole document.
fn take_title(blocks: &mut Vec<Block>) -> Option<String> {
    let first = blocks
        .iter()
        .position(|block| matches!(block, Block::Heading(..)))?;
    if !matches!(blocks.get(first), Some(Block::Heading(1, _))) {
        return None;
    }
    match blocks.remove(first) {
        Block::Heading(_, text) => Some(text),
        _ => None,
    }
}

/// Splits blocks into what stands before the first heading, sections, and questions with their answers.
fn parts(blocks: Vec<Block>) -> Vec<(Open, Vec<Block>)> {
    let mut parts: Vec<(Open, Vec<Block>)> = Vec::new();
    let mut open = Open::Lead;
    let mut held: Vec<Block> = Vec::new();
    let mut under_faq: Option<u8> = None;
    for block in blocks {
        let heading = match &block {
            Block::Heading(level, text) => Some((*level, text.clone())),
            Block::Question(text) => Some((9, text.clone())),
            _ => None,
        };
        let Some((level, text)) = heading else {
            if block == Block::EndOfAnswer {
                parts.push((
                    std::mem::replace(&mut open, Open::Nothing),
                    std::mem::take(&mut held),
                ));
            } else {
                held.push(block);
            }
            continue;
        };
        if under_faq.is_some_and(|faq| level <= faq) {
            under_faq = None;
        }
        let nested = match &open {
            Open::Section(of, _) | Open::Question(of, _) => level > *of,
            Open::Lead | Open::Nothing => false,
        };
        let asks = matches!(block, Block::Question(_)) || is_question(&text) || under_faq.is_some();
        if nested && !asks && level != 9 {
            held.push(Block::Heading(level, text));
            continue;
        }
        parts.push((
            std::mem::replace(&mut open, Open::Nothing),
            std::mem::take(&mut held),
        ));
        open = if is_faq_heading(&text) {
            under_faq = Some(level);
            Open::Nothing
        } else if asks {
            Open::Question(level, text)
        } else {
            Open::Section(level, text)
        };
    }
    parts.push((open, held));
    parts
}

/// Returns the kind of entry that the parts of a draft make.
fn kind(draft: &Draft, is_role: bool) -> DraftKind {
    let (sections, asked) = (draft.sections.len(), draft.questions.len());
    let only_overview = draft.sections.iter().all(|one| one.heading == "Overview");
    if is_role {
        DraftKind::Role
    } else if asked > 0 && asked >= sections {
        DraftKind::Faq
    } else if only_overview && !draft.definition.is_empty() {
        DraftKind::Term
    } else {
        DraftKind::Guide
    }
}

/// Takes the text before the first heading: its first paragraph is the definition, or the one with the label
/// `Definition:`.
fn lead(draft: &mut Draft, blocks: &[Block]) {
    let labelled = blocks
        .iter()
        .position(|block| matches!(block, Block::Paragraph(text) if without_label(text).is_some()));
    let first = labelled.or_else(|| {
        blocks
            .iter()
            .position(|block| matches!(block, Block::Paragraph(_)))
    });
    let mut rest = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(text) if Some(at) == first && draft.definition.is_empty() => {
                draft.definition = capitalized(without_label(text).unwrap_or(text));
            }
            block => rest.push(block.clone()),
        }
    }
    section(draft, "Overview", markdown(&rest));
}

fn section(draft: &mut Draft, heading: &str, body: String) {
    if body.is_empty() {
        return;
    }
    match draft
        .sections
        .iter_mut()
        .find(|known| known.heading.eq_ignore_ascii_case(heading))
    {
        Some(known) => {
            known.body.push_str("\n\n");
            known.body.push_str(&body);
        }
        None => draft.sections.push(DraftSection {
            heading: heading.to_owned(),
            body,
        }),
    }
}

/// Puts the title before a definition that does not name it, as a role or a term has to.
fn name_in_definition(draft: &mut Draft) {
    const PRONOUNS: [&str; 8] = ["it", "this", "these", "that", "those", "they", "he", "she"];
    if draft.definition.is_empty() {
        return;
    }
    let text = crate::names::key(&draft.definition);
    let named = std::iter::once(&draft.title)
        .chain(&draft.aliases)
        .any(|name| text.contains(&crate::names::key(name)));
    let first = draft
        .definition
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let must = matches!(draft.kind, DraftKind::Role | DraftKind::Term);
    if must && !named || PRONOUNS.contains(&first.as_str()) {
        draft.definition = format!("{}: {}", inline(&draft.title), draft.definition);
    }
}

/// Returns whether two names are one.
fn same(one: &str, other: &str) -> bool {
    crate::names::key(one) == crate::names::key(other)
}
