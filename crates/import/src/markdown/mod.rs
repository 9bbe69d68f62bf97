//! Markdown files with YAML, TOML or no front matter: `MkDocs`, Docusaurus, Hugo, wikis, folders of questions.
//!
//! Syntax of a single generator is removed or turned into Markdown (`flavours`); the rest goes by way of HTML to the
//! same blocks as pages do, as Markdown may hold any HTML.

mod flavours;
mod front;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use pulldown_cmark::{Options, Parser};

use crate::decode;
use crate::document::{self, Document};
use crate::draft::{Draft, Origin};
use crate::error::{ImportError, Skipped};
use crate::format::{Imported, ReadOptions};
use crate::headings::capitalized;
use crate::html;
use crate::prose;
use crate::source;
use crate::text::is_address;

pub(crate) fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
    imported: &mut Imported,
) -> Result<(), ImportError> {
    let name = source::name(path);
    let wanted = |path: &str| source::has_extension(path, &["md", "mdx", "markdown"]);
    let files = source::files(path, &options.limits, wanted, &mut imported.skipped)?;
    let paths: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let mut topics: BTreeMap<String, Draft> = BTreeMap::new();
    for file in files {
        progress(&file.path);
        let shown = if path.is_file() {
            name.clone()
        } else {
            format!("{name}/{}", file.path)
        };
        let (text, damaged) = decode::text(&file.bytes);
        if decode::is_binary(&file.bytes) || damaged {
            imported.skipped.push(Skipped::new(
                &shown,
                0,
                "it is no text, or some of its characters are damaged",
            ));
            continue;
        }
        let (front, body, body_line) = match front::split(&text) {
            Ok(parts) => parts,
            Err((line, reason)) => {
                imported.skipped.push(Skipped::new(&shown, line, reason));
                continue;
            }
        };
        if front.draft {
            imported
                .skipped
                .push(Skipped::new(&shown, 1, "it is marked as a draft"));
            continue;
        }
        let mut dropped = Vec::new();
        let plain = flavours::plain(body, body_line, &mut dropped);
        imported.skipped.extend(
            dropped
                .into_iter()
                .map(|(line, what)| Skipped::new(&shown, line, what)),
        );
        let resolve = |href: &str| {
            let path =
                || html::relative(&file.path, href, &paths).map(|path| format!("entry:md:{path}"));
            is_address(href).then(|| href.to_owned()).or_else(path)
        };
        let blocks = match html::blocks(&to_html(&plain), options.limits.nodes, &resolve) {
            Ok(blocks) => blocks,
            Err(reason) => {
                imported.skipped.push(Skipped::new(&shown, 0, reason));
                continue;
            }
        };
        let is_question = front.question.is_some();
        let mut origin = prose::origin(&file.path, options);
        if let Some(url) = front.url.clone() {
            origin.url = Some(url);
        }
        let document = Document {
            key: format!("md:{}", file.path),
            source: name.clone(),
            title: front.question.clone().or_else(|| front.title.clone()),
            file_title: file_title(&file.path),
            aliases: front.aliases.clone(),
            origins: vec![origin],
            summary: front.summary.clone(),
            is_question,
            questions: Vec::new(),
            blocks,
        };
        let Some(draft) = document::draft(document) else {
            imported
                .skipped
                .push(Skipped::new(&shown, 0, "it has no text"));
            continue;
        };
        if is_question {
            add_to_topic(&mut topics, &file.path, &name, draft);
        } else {
            imported.drafts.push(draft);
        }
    }
    imported.drafts.extend(topics.into_values());
    Ok(())
}

/// Adds a question that is a file of its own to the FAQ of its folder.
fn add_to_topic(topics: &mut BTreeMap<String, Draft>, path: &str, source: &str, draft: Draft) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let topic = topics.entry(folder.to_owned()).or_insert_with(|| {
        let parts: Vec<String> = folder
            .split('/')
            .filter(|part| !part.starts_with('_') && !part.is_empty())
            .map(source::stem)
            .collect();
        let title = if parts.is_empty() {
            source::stem(source)
        } else {
            parts.join(", ")
        };
        Draft {
            key: format!("md-questions:{folder}"),
            source: source.to_owned(),
            title: capitalized(&title),
            origins: vec![Origin {
                title: folder_title(folder, source),
                url: None,
            }],
            ..Draft::default()
        }
    });
    for origin in &draft.origins {
        if origin.url.is_some() && topic.origins.len() < 3 {
            topic.origins.push(origin.clone());
        }
    }
    topic.questions.extend(draft.questions);
}

fn folder_title(folder: &str, source: &str) -> String {
    if folder.is_empty() {
        source.to_owned()
    } else {
        folder.to_owned()
    }
}

/// Returns a title made of the name of a file; `index` and `README` are named by their folder.
fn file_title(path: &str) -> String {
    let stem = source::stem(path);
    let own = stem.trim_start_matches(|symbol: char| symbol.is_ascii_digit() || symbol == ' ');
    let is_index = ["index", "_index", "readme", "home"].contains(&stem.to_lowercase().as_str());
    match path.rsplit_once('/') {
        Some((folder, _)) if is_index => capitalized(&source::stem(folder)),
        _ if own.is_empty() => capitalized(&stem),
        _ => capitalized(own),
    }
}

fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut html = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, options));
    html
}
