//! One Markdown file becomes one entry, or problems.

use std::collections::HashSet;
use std::path::Path;

use super::front::{self, Front, Reference};
use super::{Entry, EntryId, EntryKind, Facet, MAX_ID, Passage, PassageKind, Problem, Rule, names};
use crate::markup::{self, Piece};

/// How many characters a definition may have, so that a card shows it whole.
const MAX_DEFINITION: usize = 600;
/// The heading under which `###` headings are questions.
const QUESTIONS: &str = "Questions";

/// An entry whose links are not yet checked.
#[derive(Debug)]
pub(super) struct Draft {
    pub entry: Entry,
    pub references: Vec<Reference>,
}

/// Reads one file; `file` is what to call it. Where something is wrong the
/// draft holds what could be read, so that links between files can still be judged.
pub(super) fn read(
    file: &str,
    path: &Path,
    text: &str,
    problems: &mut Vec<Problem>,
) -> Option<Draft> {
    let stem = file
        .rsplit('/')
        .next()
        .and_then(|name| name.strip_suffix(".md"))
        .unwrap_or_default();
    let id = EntryId::new(stem);
    if id.is_none() {
        let message = format!("`{stem}` cannot be an id");
        let hint = format!(
            "name the file in lower case, words joined by `-`, at most {MAX_ID} characters"
        );
        problems.push(Problem::at(file, 1, Rule::File, message).hint(hint));
    }

    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (toml, markdown, body_line) = split(text).unwrap_or_default();
    if body_line == 0 {
        let hint = "a file begins with a line `+++`, then TOML, then another line `+++`";
        problems
            .push(Problem::at(file, 1, Rule::FrontMatter, "there is no front matter").hint(hint));
    }
    let Front {
        title,
        kind,
        aliases,
        related,
        reviewed,
        review_by,
        region,
        sources,
        roadmap,
        skills,
        mut references,
    } = if body_line == 0 {
        Front::default()
    } else {
        front::read(toml, file, 1, problems)
    };
    let mut body = if body_line == 0 {
        Body::default()
    } else {
        Body::read(file, markdown, body_line, &title, problems)
    };
    references.append(&mut body.references);

    let mut linked = related;
    for reference in &body.references_in_text {
        if !linked.contains(reference) && id.as_ref() != Some(reference) {
            linked.push(reference.clone());
        }
    }
    Some(Draft {
        entry: Entry {
            id: id?,
            kind: kind.unwrap_or(EntryKind::Term),
            title,
            aliases,
            related: linked,
            sources,
            reviewed,
            review_by,
            region,
            collection: None,
            roadmap,
            skills,
            passages: body.passages,
            file: file.to_owned(),
            path: path.to_owned(),
        },
        references,
    })
}

/// The TOML, the Markdown, and how many lines stand before the Markdown.
fn split(text: &str) -> Option<(&str, &str, usize)> {
    let mut offset = 0;
    let mut start = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let fence = line.trim_end() == "+++";
        match start {
            None if fence => start = Some(offset + line.len()),
            None => return None,
            Some(start) if fence => {
                let toml = text.get(start..offset)?;
                let body = text.get(offset + line.len()..)?;
                return Some((toml, body, number + 1));
            }
            Some(_) => {}
        }
        offset += line.len();
    }
    None
}

/// What stands below the front matter.
#[derive(Default)]
struct Body {
    passages: Vec<Passage>,
    references: Vec<Reference>,
    references_in_text: Vec<EntryId>,
}

impl Body {
    fn read(
        file: &str,
        markdown: &str,
        offset: usize,
        title: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut body = Self::default();
        let mut anchors = HashSet::new();
        let mut in_questions = false;
        let (pieces, unsupported) = markup::parse(markdown);
        for one in unsupported {
            let message = format!("{} cannot be shown in a chat", one.what);
            problems.push(Problem::at(file, one.line + offset, Rule::Markup, message));
        }
        for piece in pieces {
            let line = piece.line + offset;
            body.links(file, offset, &piece, problems);
            let kind = match piece.level {
                0 => PassageKind::Definition,
                2 if piece.heading.eq_ignore_ascii_case(QUESTIONS) => {
                    in_questions = true;
                    if !piece.body.is_empty() {
                        let message = "text stands under `Questions` before the first question";
                        problems.push(
                            Problem::at(file, line, Rule::Heading, message)
                                .hint("put it under a `###` heading"),
                        );
                    }
                    continue;
                }
                2 => {
                    in_questions = false;
                    PassageKind::Section(Facet::of_heading(&piece.heading))
                }
                3 if in_questions => PassageKind::Question,
                _ => {
                    let message = format!("the heading `{}` is at the wrong level", piece.heading);
                    let hint = "sections are `##`; questions are `###` under `## Questions`";
                    problems.push(Problem::at(file, line, Rule::Heading, message).hint(hint));
                    continue;
                }
            };
            if let Some(passage) = passage(file, offset, piece, kind, title, problems) {
                if !anchors.insert(passage.anchor.clone()) {
                    let message = format!(
                        "two headings here lead to the address `#{}`",
                        passage.anchor.as_deref().unwrap_or_default()
                    );
                    problems.push(
                        Problem::at(file, line, Rule::Heading, message)
                            .hint("word one of them differently"),
                    );
                }
                body.passages.push(passage);
            }
        }
        body
    }

    /// Notes links to other files, which must be entries.
    fn links(&mut self, file: &str, offset: usize, piece: &Piece, problems: &mut Vec<Problem>) {
        for link in &piece.links {
            let line = link.line + offset;
            let path = link.target.split('#').next().unwrap_or_default();
            let stem = path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".md"));
            if let Some(target) = stem.and_then(EntryId::new) {
                self.references_in_text.push(target.clone());
                self.references.push(Reference {
                    target,
                    line,
                    column: 1,
                });
            } else {
                let message = format!("`{}` is neither a web page nor an entry", link.target);
                let hint = "write https://… or the path of an entry's file: ../skills/sql.md";
                problems.push(Problem::at(file, line, Rule::Link, message).hint(hint));
            }
        }
    }
}

fn passage(
    file: &str,
    offset: usize,
    piece: Piece,
    kind: PassageKind,
    title: &str,
    problems: &mut Vec<Problem>,
) -> Option<Passage> {
    let line = piece.line + offset;
    let definition = kind == PassageKind::Definition;
    let anchor = names::anchor(&piece.heading);
    if piece.body.is_empty() {
        let rule = if definition {
            Rule::Definition
        } else {
            Rule::Heading
        };
        let (message, hint) = if definition {
            (
                "there is no definition".to_owned(),
                "say in one paragraph before the first heading what it is",
            )
        } else {
            (
                format!("nothing stands under `{}`", piece.heading),
                "write it, or take the heading out",
            )
        };
        problems.push(Problem::at(file, line, rule, message).hint(hint));
        return None;
    }
    if definition {
        let length = piece.body.plain().chars().count();
        if length > MAX_DEFINITION {
            let message = format!("the definition has {length} characters");
            let hint = format!("say it in {MAX_DEFINITION}, and the rest under `## Overview`");
            problems.push(Problem::at(file, line, Rule::Definition, message).hint(hint));
        }
    } else if anchor.is_empty() {
        let message = format!("the heading `{}` has no letter or digit", piece.heading);
        let hint = "a heading's address is made of its ASCII letters and digits";
        problems.push(Problem::at(file, line, Rule::Heading, message).hint(hint));
    }
    let mut wordings = Vec::new();
    let mut golden = Vec::new();
    for comment in &piece.comments {
        let Some((key, list)) = comment.text.split_once(':') else {
            continue;
        };
        let into = match key.trim() {
            "also" => &mut wordings,
            "asks" => &mut golden,
            _ => continue,
        };
        // The list is TOML's own form of a list, without its brackets.
        match toml::from_str::<Quoted>(&format!("list = [{list}]")) {
            Ok(Quoted { list }) => into.extend(list),
            Err(_) => problems.push(
                Problem::at(
                    file,
                    comment.line + offset,
                    Rule::Comment,
                    format!(
                        "the comment `{}:` is not a list of quoted texts",
                        key.trim()
                    ),
                )
                .hint("write <!-- also: \"one wording\", \"another\" -->"),
            ),
        }
    }
    Some(Passage {
        anchor: (!definition).then(|| anchor.into()),
        heading: if definition {
            title.to_owned()
        } else {
            piece.heading
        },
        kind,
        body: piece.body,
        wordings,
        golden,
        line,
    })
}

#[derive(serde::Deserialize)]
struct Quoted {
    list: Vec<String>,
}
