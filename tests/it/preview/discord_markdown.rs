//! Discord's Markdown as HTML: headings, small print, lists, code, bold, italic and links.

use std::fmt::Write as _;

use super::escape;

/// Renders a text.
pub fn html(text: &str) -> String {
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let code: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
            write!(out, "<pre>{}</pre>", escape(&code.join("\n"))).unwrap();
            continue;
        }
        let headings = [("### ", "h3"), ("## ", "h2"), ("-# ", "small")];
        let heading = headings
            .iter()
            .find_map(|(mark, tag)| Some((line.strip_prefix(mark)?, tag)));
        if let Some((rest, tag)) = heading {
            write!(out, "<{tag}>{}</{tag}>", spans(rest)).unwrap();
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        if let Some((mark, rest)) = item(line.trim_start()) {
            let left = 22 + indent * 10;
            write!(
                out,
                "<div class=item style='padding-left:{left}px'><span class=mark>{mark}</span>{}</div>",
                spans(rest)
            ).unwrap();
        } else if line.is_empty() {
            out += "<div class=gap></div>";
        } else {
            write!(out, "<p>{}</p>", spans(line)).unwrap();
        }
    }
    out
}

/// Returns the mark and the text of an item of a list.
fn item(line: &str) -> Option<(String, &str)> {
    if let Some(rest) = line.strip_prefix("- ") {
        return Some(("•".to_owned(), rest));
    }
    let (number, rest) = line.split_once(". ")?;
    number.parse::<u32>().ok()?;
    Some((format!("{number}."), rest))
}

fn spans(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(symbol) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix('\\') {
            let next = after.chars().next().unwrap_or('\\');
            out += &escape(&next.to_string());
            rest = after.get(next.len_utf8()..).unwrap_or("");
            continue;
        }
        let styled = [
            ("***", "b"),
            ("**", "b"),
            ("*", "i"),
            ("``", "code"),
            ("`", "code"),
        ];
        let styled = styled.iter().find_map(|(mark, tag)| {
            let (inside, after) = rest.strip_prefix(mark)?.split_once(mark)?;
            Some((inside, after, *tag))
        });
        if let Some((inside, after, tag)) = styled {
            let inside = if tag == "code" {
                escape(inside)
            } else {
                spans(inside)
            };
            write!(out, "<{tag}>{inside}</{tag}>").unwrap();
            rest = after;
            continue;
        }
        if let Some((label, after)) = rest
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]("))
            && let Some((_, after)) = after.split_once(')')
        {
            write!(out, "<a>{}</a>", spans(label)).unwrap();
            rest = after;
            continue;
        }
        out += &escape(&symbol.to_string());
        rest = rest.get(symbol.len_utf8()..).unwrap_or("");
    }
    out
}

#[test]
fn marks_become_tags_and_escaped_ones_stay() {
    assert_eq!(html("## A \\*b\\*"), "<h2>A *b*</h2>");
    assert_eq!(
        html("a **b** `<c>`"),
        "<p>a <b>b</b> <code>&lt;c&gt;</code></p>"
    );
    assert_eq!(
        html("-# [A](https://a.org) · b"),
        "<small><a>A</a> · b</small>"
    );
    assert!(html("1. a\n  - b").contains("padding-left:42px"));
}
