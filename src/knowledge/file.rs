//! Reads one Markdown file into a [`Draft`], or reports problems.

use std::path::Path;

use super::body::Body;
use super::entry::Reference;
use super::front_matter::{self, FrontMatter};
use super::{Entry, EntryId, EntryKind, MAX_ID, Problem, Rule, names};

/// An entry whose ids and links are not yet checked against other entries.
#[derive(Debug)]
pub(super) struct Draft {
    pub entry: Entry,
    /// Problems that do not prevent loading; `lint` reports them.
    pub remarks: Vec<Problem>,
}

/// Reads one file; `file` is its name in reports. A file with problems gives a draft of its readable parts, so that links
/// between files can still be checked; `None` where its name is no id.
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
        let hint = match names::slug(stem, MAX_ID) {
            slug if slug.is_empty() => {
                format!("name the file in words joined by `-`, at most {MAX_ID} characters")
            }
            slug => format!(
                "name the file `{slug}.md`: lower case, words joined by `-`, Latin letters without accents, at most {MAX_ID} characters"
            ),
        };
        problems.push(Problem::at(file, 1, Rule::File, message).hint(hint));
    }

    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    direction_controls(file, text, problems);
    let Some((toml, markdown, body_line)) = split(text) else {
        let begins = text.lines().next().is_some_and(is_fence);
        let (message, hint) = if begins {
            (
                "the front matter has no end",
                "write another line `+++` below the TOML, above the text",
            )
        } else {
            (
                "there is no front matter",
                "a file begins with a line `+++`, then TOML, then another line `+++`",
            )
        };
        problems.push(Problem::at(file, 1, Rule::FrontMatter, message).hint(hint));
        return Some(draft(
            id?,
            file,
            path,
            FrontMatter::default(),
            Body::default(),
        ));
    };
    let front = front_matter::read(toml, file, 1, problems);
    let body = Body::read(file, markdown, body_line, &front.title, problems);
    Some(draft(id?, file, path, front, body))
}

fn draft(id: EntryId, file: &str, path: &Path, front: FrontMatter, body: Body) -> Draft {
    let FrontMatter {
        title,
        kind,
        aliases,
        mut related,
        reviewed,
        review_by,
        region,
        language,
        fallback,
        sources,
        roadmap,
        skills,
        role_facts,
        skill_facts,
        resources,
        mut references,
    } = front;
    let Body {
        passages,
        references: linked,
        remarks,
    } = body;
    for Reference { target, .. } in &linked {
        if !related.contains(target) && id != *target {
            related.push(target.clone());
        }
    }
    references.extend(linked);
    Draft {
        entry: Entry {
            id,
            kind: kind.unwrap_or(EntryKind::Term),
            title,
            aliases,
            related,
            sources,
            reviewed,
            review_by,
            region,
            language,
            layer: 0,
            fallback,
            collection: None,
            roadmap,
            skills,
            role_facts,
            skill_facts,
            resources,
            passages,
            file: file.to_owned(),
            path: path.to_owned(),
            references,
        },
        remarks,
    }
}

/// Reports bidirectional formatting characters
/// (<https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>), with which a title or link
/// can look like another one.
fn direction_controls(file: &str, text: &str, problems: &mut Vec<Problem>) {
    for (number, line) in text.lines().enumerate() {
        let found = line.chars().enumerate().find(
            |(_, symbol)| matches!(symbol, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
        );
        if let Some((at, symbol)) = found {
            let code = u32::from(symbol);
            let message = format!(
                "there is an invisible character that changes the direction (U+{code:04X})"
            );
            problems.push(
                Problem::at(file, number + 1, Rule::Markup, message)
                    .column(at + 1)
                    .hint("take it out; text of either direction needs none"),
            );
        }
    }
}

/// Returns whether a line begins or ends the front matter.
fn is_fence(line: &str) -> bool {
    line.trim_end() == "+++"
}

/// Splits a file into the TOML, the Markdown, and the number of lines before the Markdown.
fn split(text: &str) -> Option<(&str, &str, usize)> {
    let mut offset = 0;
    let mut start = None;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let fence = is_fence(line);
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
