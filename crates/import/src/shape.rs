//! The form of a draft: a definition that fits, no section of an FAQ, passages of one page, headings with addresses of their
//! own.

use std::collections::HashSet;

use crate::draft::{Draft, DraftKind, DraftQuestion, DraftSection};
use crate::names::{MAX_ANCHOR, slug};
use crate::text::{block_start, cut, inline, one_line};

/// Maximum number of characters of a passage, some below that of `guidepost check`.
const MAX_PASSAGE: usize = 1_700;
/// Maximum number of characters of a definition.
const MAX_DEFINITION: usize = 590;

/// Brings a draft into the form of its kind: a definition that fits, no section of an FAQ, passages of one page, headings
/// with addresses of their own.
pub(crate) fn shape(draft: &mut Draft) {
    draft.title = one_line(&draft.title);
    let (definition, rest) = cut(&one_paragraph(&draft.definition), MAX_DEFINITION);
    draft.definition = definition;
    if !rest.is_empty() {
        let rest = DraftSection {
            heading: "Overview".to_owned(),
            body: block_start(&rest),
        };
        draft.sections.insert(0, rest);
    }
    if draft.definition.is_empty() {
        draft.definition = first_words(draft);
    }
    if draft.kind == DraftKind::Faq {
        let sections = std::mem::take(&mut draft.sections);
        let made = sections.into_iter().map(|section| DraftQuestion {
            question: match section.heading.as_str() {
                "Overview" => format!("What else is there to know about {}?", draft.title),
                _ => section.heading,
            },
            wordings: Vec::new(),
            body: section.body,
            ..DraftQuestion::default()
        });
        let made: Vec<_> = made.collect();
        draft.questions.splice(0..0, made);
    }
    let kind = draft.kind;
    let mut sections: Vec<DraftSection> = Vec::new();
    for section in std::mem::take(&mut draft.sections) {
        let heading = heading(&section.heading, kind, &draft.title);
        match sections.iter_mut().find(|known| known.heading == heading) {
            Some(known) => known.body = format!("{}\n\n{}", known.body.trim(), section.body.trim()),
            None => sections.push(DraftSection {
                heading,
                body: section.body,
            }),
        }
    }
    let mut anchors = HashSet::new();
    for section in sections {
        for (number, body) in pages(&section.body).into_iter().enumerate() {
            let heading = unique(&section.heading, number, &mut anchors);
            draft.sections.push(DraftSection { heading, body });
        }
    }
    for mut question in std::mem::take(&mut draft.questions) {
        question.question = one_line(&question.question);
        let wordings = std::mem::take(&mut question.wordings);
        for (number, body) in pages(&question.body).into_iter().enumerate() {
            draft.questions.push(DraftQuestion {
                question: unique(&question.question, number, &mut anchors),
                wordings: if number == 0 {
                    wordings.clone()
                } else {
                    Vec::new()
                },
                body,
                ..DraftQuestion::default()
            });
        }
    }
    for question in &mut draft.questions {
        question.question = inline(&question.question);
    }
    for section in &mut draft.sections {
        section.heading = inline(&section.heading);
    }
}

/// Returns a definition for a draft that has none: what it holds.
fn first_words(draft: &Draft) -> String {
    let headings = draft.questions.iter().map(|one| one.question.as_str());
    let headings: Vec<&str> = headings
        .chain(draft.sections.iter().map(|one| one.heading.as_str()))
        .take(3)
        .collect();
    let text = match draft.kind {
        DraftKind::Faq => format!("Answers about {}.", draft.title),
        _ => format!(
            "{}: {}.",
            draft.title,
            headings.join("; ").trim_end_matches(['.', '?', ':'])
        ),
    };
    let (text, _) = cut(&text, MAX_DEFINITION);
    block_start(&inline(&text))
}

/// Returns the text of a definition without line breaks.
fn one_paragraph(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns a heading that means nothing else to commands.
fn heading(heading: &str, kind: DraftKind, title: &str) -> String {
    const ROLE_ONLY: [&str; 8] = [
        "what they do",
        "responsibilities",
        "a typical day",
        "roadmap",
        "interview topics",
        "how seniority grows",
        "outlook",
        "is it for you",
    ];
    let heading = one_line(heading);
    let lower = heading.trim_end_matches(['?', ':']).to_lowercase();
    match lower.as_str() {
        "" => "More".to_owned(),
        "questions" | "interview questions" => format!("{heading} about {title}"),
        "pay" => format!("Pay of {title}"),
        "your first year" if kind != DraftKind::Role => format!("{heading}: {title}"),
        lower if kind != DraftKind::Role && ROLE_ONLY.contains(&lower) => {
            format!("{heading}: {title}")
        }
        _ => heading,
    }
}

/// Returns a heading whose address no other heading of the file has; `number` counts the pages of one passage.
fn unique(heading: &str, number: usize, anchors: &mut HashSet<String>) -> String {
    let mut heading = match number {
        0 => heading.to_owned(),
        number => format!("{number} more: {heading}"),
    };
    if slug(&heading, MAX_ANCHOR).is_empty() {
        heading = format!("Part {}", anchors.len() + 1);
    }
    let plain = heading.clone();
    let mut count = 2;
    while !anchors.insert(slug(&heading, MAX_ANCHOR)) {
        heading = format!("({count}) {plain}");
        count += 1;
    }
    heading
}

/// Splits Markdown into pages of at most [`MAX_PASSAGE`] characters: between blocks, else between items, else between
/// sentences.
fn pages(body: &str) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for block in blocks(body) {
        let gap = if block.continues { "\n" } else { "\n\n" };
        let length = block.text.chars().count();
        if let Some(page) = pages.last_mut()
            && page.chars().count() + length + gap.len() <= MAX_PASSAGE
        {
            page.push_str(gap);
            page.push_str(&block.text);
            continue;
        }
        let mut rest = block.text;
        while rest.chars().count() > MAX_PASSAGE {
            let (page, left) = if rest.starts_with("```") {
                (
                    rest.chars().take(MAX_PASSAGE - 8).collect::<String>() + "\n```",
                    String::new(),
                )
            } else {
                cut(&rest, MAX_PASSAGE)
            };
            pages.push(page);
            rest = block_start(&left);
        }
        if !rest.is_empty() {
            pages.push(rest);
        }
    }
    pages
}

struct PageBlock {
    text: String,
    /// True for an item of the list that the block before is of.
    continues: bool,
}

fn blocks(body: &str) -> Vec<PageBlock> {
    let mut blocks: Vec<PageBlock> = Vec::new();
    let mut fenced = false;
    let mut open = false;
    for line in body.trim().lines() {
        let fence = line.starts_with("```");
        if line.trim().is_empty() && !fenced {
            open = false;
            continue;
        }
        let item = !fenced
            && (line.starts_with("- ")
                || line.split_once(". ").is_some_and(|(number, _)| {
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
                }));
        match blocks.last_mut() {
            Some(block) if open && !item => {
                block.text.push('\n');
                block.text.push_str(line);
            }
            _ => {
                let continues = open && item;
                blocks.push(PageBlock {
                    text: line.to_owned(),
                    continues,
                });
            }
        }
        open = true;
        if fence {
            fenced = !fenced;
        }
    }
    blocks
}
