//! HTML pages: a file, a folder, a saved site.

mod parse;
mod schema;
mod skipped;
mod walk;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use scraper::{ElementRef, Html};

use crate::decode;
use crate::document::{self, Block, Document, markdown};
use crate::draft::{Draft, DraftKind, DraftQuestion, Origin};
use crate::error::{ImportError, Skipped};
use crate::format::{Imported, ReadOptions};
use crate::headings::capitalized;
use crate::prose;
use crate::source;
use crate::text::{escaped, is_web_address, one_line};
use skipped::plain;
use walk::{Walker, web};

/// Pages of a site from which on a text that many of them have belongs to the site, and not to a page.
const MIN_PAGES: usize = 4;

pub(crate) fn read(
    path: &Path,
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
    imported: &mut Imported,
) -> Result<(), ImportError> {
    let name = source::name(path);
    let wanted = |path: &str| source::has_extension(path, &["html", "htm", "xhtml"]);
    let files = source::files(path, &options.limits, wanted, &mut imported.skipped)?;
    let paths: HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let mut pages = Vec::new();
    for file in files {
        progress(&file.path);
        let shown = if path.is_file() {
            name.clone()
        } else {
            format!("{name}/{}", file.path)
        };
        let (text, damaged) = decode::text(&file.bytes);
        if damaged {
            imported
                .skipped
                .push(Skipped::new(&shown, 0, "some characters are damaged"));
        }
        let page = match parse::parse(&text, options.limits.nodes) {
            Ok(page) => page,
            Err(reason) => {
                imported.skipped.push(Skipped::new(&shown, 0, reason));
                continue;
            }
        };
        let origin = prose::origin(&file.path, options);
        let found = Page {
            html: &page,
            path: &file.path,
            source: &name,
            nodes: options.limits.nodes,
        };
        let (document, terms) = found.read(origin, &paths);
        pages.push((shown, document));
        imported.drafts.extend(terms);
    }
    drop_repeated(&mut pages);
    for (shown, document) in pages {
        match document::draft(document) {
            Some(draft) => imported.drafts.push(draft),
            None => {
                imported
                    .skipped
                    .push(Skipped::new(&shown, 0, "it has no text beside navigation"));
            }
        }
    }
    Ok(())
}

/// Removes paragraphs, items and headings that more than half of the pages of a site have.
fn drop_repeated(pages: &mut [(String, Document)]) {
    if pages.len() < MIN_PAGES {
        return;
    }
    let text = |block: &Block| match block {
        Block::Paragraph(text) | Block::Item(_, _, text) | Block::Heading(_, text) => {
            Some(text.clone())
        }
        _ => None,
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (_, page) in pages.iter() {
        let texts: HashSet<String> = page.blocks.iter().filter_map(text).collect();
        for text in texts {
            *counts.entry(text).or_default() += 1;
        }
    }
    let most = pages.len() / 2;
    for (_, page) in pages {
        page.blocks.retain(|block| {
            text(block).is_none_or(|text| counts.get(&text).copied().unwrap_or(0) <= most)
        });
    }
}

/// A parsed page.
struct Page<'a> {
    html: &'a Html,
    path: &'a str,
    source: &'a str,
    nodes: usize,
}

impl Page<'_> {
    /// Returns the document of the page, and drafts of the terms that its metadata define.
    fn read(&self, mut origin: Origin, paths: &HashSet<String>) -> (Document, Vec<Draft>) {
        let elements = || self.html.tree.nodes().filter_map(ElementRef::wrap);
        let find = |name: &str| elements().find(|one| one.value().name() == name);
        let meta = |key: &str, value: &str| {
            let found = elements()
                .find(|one| one.value().name() == "meta" && one.value().attr(key) == Some(value));
            found
                .and_then(|one| one.value().attr("content").map(one_line))
                .filter(|text| !text.is_empty())
        };
        let canonical = elements().find(|one| {
            one.value().name() == "link" && one.value().attr("rel") == Some("canonical")
        });
        let canonical = canonical.and_then(|one| one.value().attr("href").map(str::to_owned));
        let canonical = canonical
            .or_else(|| meta("property", "og:url"))
            .filter(|url| is_web_address(url));
        let title = meta("property", "og:title").or_else(|| find("title").map(plain));
        let title = title.map(|title| without_site(&title));
        if let Some(title) = &title {
            origin.title.clone_from(title);
        }
        if canonical.is_some() {
            origin.url = canonical;
        }
        let resolve = |href: &str| {
            web(href).or_else(|| {
                relative(self.path, href, paths).map(|path| format!("entry:html:{path}"))
            })
        };
        let root = self.root();
        let blocks = root
            .map(|root| Walker::new(&resolve).walk(root))
            .unwrap_or_default();
        let stated = schema::read(self.html);
        let has_heading = blocks
            .iter()
            .any(|block| matches!(block, Block::Heading(1, _)));
        let mut terms = Vec::new();
        let mut summary = None;
        let one_term = stated.terms.len() == 1;
        for (term, definition) in stated.terms {
            if one_term {
                summary = Some(definition);
                continue;
            }
            terms.push(Draft {
                key: format!("html:{}#{term}", self.path),
                source: self.source.to_owned(),
                kind: DraftKind::Term,
                origins: vec![origin.clone()],
                definition: define(&term, &definition),
                title: one_line(&term),
                ..Draft::default()
            });
        }
        let questions = stated
            .questions
            .into_iter()
            .filter_map(|(question, answer)| {
                let body = self.fragment(&answer)?;
                Some(DraftQuestion {
                    question: one_line(&question),
                    wordings: Vec::new(),
                    body,
                    ..DraftQuestion::default()
                })
            });
        let document = Document {
            key: format!("html:{}", self.path),
            source: self.source.to_owned(),
            title: if has_heading { None } else { title.clone() },
            file_title: title.unwrap_or_else(|| capitalized(&source::stem(self.path))),
            origins: vec![origin],
            summary,
            questions: questions.collect(),
            blocks,
            ..Document::default()
        };
        (document, terms)
    }

    /// Returns the element that holds the text of the page.
    fn root(&self) -> Option<ElementRef<'_>> {
        let elements = || self.html.tree.nodes().filter_map(ElementRef::wrap);
        let main = elements()
            .find(|one| one.value().name() == "main" || one.value().attr("role") == Some("main"));
        let articles = || elements().filter(|one| one.value().name() == "article");
        let article = (articles().count() == 1)
            .then(|| articles().next())
            .flatten();
        let body = elements().find(|one| one.value().name() == "body");
        let long = |one: &ElementRef<'_>| one.text().map(str::len).sum::<usize>() > 200;
        article.filter(long).or(main.filter(long)).or(body)
    }

    /// Returns a piece of HTML as Markdown.
    fn fragment(&self, html: &str) -> Option<String> {
        let page = parse::parse(html, self.nodes).ok()?;
        let body = page
            .tree
            .nodes()
            .filter_map(ElementRef::wrap)
            .find(|one| one.value().name() == "body")?;
        let text = markdown(&Walker::new(&web).walk(body));
        (!text.is_empty()).then_some(text)
    }
}

/// Returns the blocks of a piece of HTML that `resolve` gives the links of.
pub(crate) fn blocks(
    html: &str,
    nodes: usize,
    resolve: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Block>, String> {
    let page = parse::parse(html, nodes)?;
    let body = page
        .tree
        .nodes()
        .filter_map(ElementRef::wrap)
        .find(|one| one.value().name() == "body");
    Ok(body
        .map(|body| Walker::new(resolve).walk(body))
        .unwrap_or_default())
}

/// Returns a definition that names its term.
pub(crate) fn define(term: &str, definition: &str) -> String {
    let named = crate::names::key(definition).contains(&crate::names::key(term));
    let first = definition
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let pronoun =
        ["it", "this", "these", "that", "those", "they", "he", "she"].contains(&first.as_str());
    if named && !pronoun {
        escaped(definition)
    } else {
        escaped(&format!("{term}: {definition}"))
    }
}

/// Returns a title without the name of the site behind it.
fn without_site(title: &str) -> String {
    for mark in [" | ", " - ", " – ", " — ", " · ", " :: "] {
        if let Some((before, site)) = title.rsplit_once(mark)
            && site.split(' ').count() <= 4
            && before.len() >= 3
        {
            return before.trim().to_owned();
        }
    }
    title.to_owned()
}

/// Returns the path of the file that a relative link leads to.
pub(crate) fn relative(from: &str, href: &str, paths: &HashSet<String>) -> Option<String> {
    let target = href.split(['#', '?']).next().unwrap_or_default();
    if target.is_empty() || target.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from
            .rsplit_once('/')
            .map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let ends = [
        "",
        ".md",
        ".mdx",
        ".html",
        "/index.md",
        "/index.html",
        "/README.md",
    ];
    ends.iter()
        .map(|end| format!("{path}{end}"))
        .find(|path| paths.contains(path))
}
