//! Additions of site generators to Markdown: admonitions, shortcodes, imports, links between pages of a wiki.

use std::fmt::Write as _;

/// Returns a text as plain Markdown; what is left out is added to `dropped` with its line. `before` is the number of lines
/// before the text.
pub(super) fn plain(text: &str, before: u64, dropped: &mut Vec<(u64, String)>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut fenced: Option<String> = None;
    let mut indented = false;
    let mut details = 0_usize;
    for (line_number, line) in (before + 1..).zip(text.lines()) {
        let mut line = line;
        if indented {
            if let Some(rest) = line
                .strip_prefix("    ")
                .or_else(|| line.strip_prefix('\t'))
            {
                line = rest;
            } else if !line.trim().is_empty() {
                indented = false;
                out.push_str(&"\n</details>\n\n".repeat(details));
                details = 0;
            }
        }
        let trimmed = line.trim();
        if let Some(fence) = &fenced {
            if trimmed.starts_with(fence.as_str()) && trimmed.trim_matches(['`', '~']).is_empty() {
                fenced = None;
            }
            push(&mut out, line);
            continue;
        }
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            let mark: String = trimmed
                .chars()
                .take_while(|symbol| matches!(symbol, '`' | '~'))
                .collect();
            fenced = Some(mark);
            push(&mut out, line);
            continue;
        }
        let mut drop = |what: &str| dropped.push((line_number, what.to_owned()));
        if let Some((kind, title)) = admonition(trimmed) {
            indented = true;
            if kind == "???" {
                let title = escape(&title);
                let _ = write!(out, "<details><summary>{title}</summary>\n\n");
                details += 1;
            } else if !title.is_empty() {
                push(&mut out, &format!("**{title}**\n"));
            }
        } else if let Some(rest) = trimmed.strip_prefix(":::") {
            let title = rest.trim_start_matches(':').trim();
            let (_, title) = title.split_once([' ', '[']).unwrap_or(("", ""));
            let title = title.trim_matches(['[', ']', ' ', '"']);
            push(
                &mut out,
                &if title.is_empty() {
                    String::new()
                } else {
                    format!("\n**{title}**\n")
                },
            );
        } else if (trimmed.starts_with("import ") && trimmed.contains(" from ")
            || trimmed.starts_with("export "))
            && trimmed.ends_with([';', '\'', '"', '{', '}'])
        {
            drop("a line of JavaScript is left out");
        } else if trimmed.starts_with("--8<--")
            || trimmed.starts_with("[TOC]")
            || trimmed == "[[_TOC_]]"
            || trimmed == "{:toc}"
        {
            drop("an included file or a table of contents is left out");
        } else {
            let cleaned = without_shortcodes(line);
            if cleaned.len() < line.len() && cleaned.trim().is_empty() {
                drop("a shortcode is left out");
            }
            push(&mut out, &without_wiki_links(&cleaned));
        }
    }
    out.push_str(&"\n</details>\n".repeat(details));
    out
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Returns the mark and the title of an admonition of `MkDocs`: `!!! note "Title"`, `??? question "Title"`.
fn admonition(line: &str) -> Option<(&'static str, String)> {
    let (mark, rest) = ["!!!", "???"]
        .into_iter()
        .find_map(|mark| Some((mark, line.strip_prefix(mark)?)))?;
    let rest = rest.trim_start_matches('+').trim();
    let title = match rest.split_once('"') {
        Some((_, title)) => title.trim_end_matches('"').to_owned(),
        None if mark == "???" => rest.to_owned(),
        None => String::new(),
    };
    Some((mark, title))
}

/// Removes what stands in `{{ }}`, `{% %}` and an attribute list `{: }`.
fn without_shortcodes(line: &str) -> String {
    let mut rest = line.to_owned();
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{:", "}")] {
        while let Some(start) = rest.find(open) {
            let Some(end) = rest.get(start..).and_then(|behind| behind.find(close)) else {
                break;
            };
            rest.replace_range(start..start + end + close.len(), "");
        }
    }
    rest
}

/// Replaces `[[Page]]` and `[[text|Page]]` by their text.
fn without_wiki_links(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("[[") {
        let Some((inside, after)) = behind.split_once("]]") else {
            break;
        };
        out.push_str(before);
        out.push_str(inside.split('|').next().unwrap_or(inside));
        rest = after;
    }
    out.push_str(rest);
    out
}
