//! Reads the HTML comments under a heading: other wordings, golden questions, former addresses and
//! the level of an interview question. Other comments are ignored, except those with a misspelt key.

use std::sync::Arc;

use super::address::{MAX_ANCHOR, slug};
use super::{Problem, Rule, SeniorityLevel};
use crate::markup::HtmlComment;

/// The keys of comments that are read.
const KEYS: [&str; 4] = ["also", "asks", "was", "level"];

/// The comments under one heading.
#[derive(Debug, Default)]
pub(super) struct Comments {
    /// `also:` other wordings of the question.
    pub wordings: Vec<String>,
    /// `asks:` golden questions.
    pub golden: Vec<String>,
    /// `was:` anchors that the heading had before.
    pub former_anchors: Vec<Arc<str>>,
    /// `level:` of an interview question, with the comment's line.
    pub level: Option<(usize, SeniorityLevel)>,
    /// Warnings of comments whose key looks misspelt.
    pub remarks: Vec<Problem>,
}

impl Comments {
    /// Reads comments; `offset` is the number of lines of the file before the Markdown.
    pub(super) fn read(
        file: &str,
        offset: usize,
        comments: &[HtmlComment],
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut read = Self::default();
        for comment in comments {
            let line = comment.line + offset;
            let mut problem = |message: String, hint: &str| {
                problems.push(Problem::at(file, line, Rule::Comment, message).hint(hint));
            };
            let (key, rest) = comment.text.split_once(':').unwrap_or_default();
            match key.trim() {
                "also" => read.wordings.extend(quoted("also", rest, &mut problem)),
                "asks" => read.golden.extend(quoted("asks", rest, &mut problem)),
                "was" => read.former_anchors.extend(anchors(rest, &mut problem)),
                "level" => {
                    let level = level(rest, &mut problem);
                    read.level = level.map(|level| (line, level)).or(read.level);
                }
                _ => read.remarks.extend(misspelt(file, line, &comment.text)),
            }
        }
        read
    }
}

#[derive(serde::Deserialize)]
struct Quoted {
    list: Vec<String>,
}

/// Reads quoted texts in TOML's form of a list, without its brackets.
fn quoted(key: &str, list: &str, problem: &mut impl FnMut(String, &str)) -> Vec<String> {
    if let Ok(Quoted { list }) = toml::from_str(&format!("list = [{list}]")) {
        return list;
    }
    problem(
        format!("the comment `{key}:` is not a list of quoted texts"),
        "write <!-- also: \"one wording\", \"another\" -->",
    );
    Vec::new()
}

/// Reads former anchors, separated by `;`.
fn anchors(list: &str, problem: &mut impl FnMut(String, &str)) -> Vec<Arc<str>> {
    let mut anchors = Vec::new();
    for anchor in list.split(';').map(str::trim) {
        let anchor = anchor.strip_prefix('#').unwrap_or(anchor);
        if let Some(anchor) = slug(anchor, MAX_ANCHOR) {
            anchors.push(anchor);
        } else {
            problem(
                format!("`{anchor}` is no address of a heading"),
                "write what stood behind the `#`: <!-- was: old-heading; older-heading -->",
            );
        }
    }
    anchors
}

/// Reads the level of an interview question.
fn level(text: &str, problem: &mut impl FnMut(String, &str)) -> Option<SeniorityLevel> {
    let text = text.trim();
    let known = SeniorityLevel::OF_QUESTIONS;
    let level = known.into_iter().find(|level| level.as_str() == text);
    if level.is_none() {
        problem(
            format!("`{text}` is no level of an interview question"),
            "write <!-- level: junior -->, mid or senior",
        );
    }
    level
}

/// Reports a comment whose first word is at most one edit (optimal string alignment) from a key, in any case.
fn misspelt(file: &str, line: usize, comment: &str) -> Option<Problem> {
    let end = comment
        .find(|symbol: char| !symbol.is_alphabetic())
        .unwrap_or(comment.len());
    let (word, rest) = comment.split_at_checked(end)?;
    // Prose may begin with such a word.
    if !rest.trim_start().starts_with([':', '"', '=', ';']) {
        return None;
    }
    let lower = word.to_lowercase();
    let near = KEYS
        .into_iter()
        .find(|key| strsim::osa_distance(key, &lower) <= 1)?;
    let message = format!("the comment `{word}` has no meaning");
    let hint = format!("did you mean `{near}:`?");
    Some(Problem::at(file, line, Rule::Comment, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Comments, Vec<String>) {
        let comment = HtmlComment {
            line: 2,
            text: text.to_owned(),
        };
        let mut problems = Vec::new();
        let read = Comments::read("a.md", 1, &[comment], &mut problems);
        let said = problems.iter().chain(&read.remarks);
        let said = said.map(ToString::to_string).collect();
        (read, said)
    }

    #[test]
    fn a_comment_that_is_nearly_a_known_one_is_named() {
        for (text, near) in [
            ("Also: \"x\"", "also"),
            ("alos: \"x\"", "also"),
            ("aks: \"x\"", "asks"),
            ("also \"x\"", "also"),
            ("levle: junior", "level"),
        ] {
            let (read, said) = read(text);
            assert!(read.wordings.is_empty() && read.golden.is_empty());
            let hint = format!("did you mean `{near}:`?");
            assert!(
                said.len() == 1 && said[0].contains(&hint),
                "{text}: {said:?}"
            );
            assert!(said[0].starts_with("a.md:3:1: "), "{said:?}");
        }
        for text in ["Also see the page on SQL", "todo: a number", "note \"x\""] {
            assert_eq!(read(text).1, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn former_anchors_and_levels_are_read() {
        let (found, said) = read("was: old-heading; #older");
        let found: Vec<_> = found.former_anchors.iter().map(|one| &**one).collect();
        assert_eq!(found, ["old-heading", "older"]);
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(read("was: Old heading").1.len(), 1);
        let (found, _) = read("level: mid");
        assert_eq!(found.level, Some((3, SeniorityLevel::Mid)));
        assert_eq!(read("level: principal").1.len(), 1);
    }
}
