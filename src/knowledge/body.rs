//! Reads the Markdown below the front matter into passages.

use std::collections::HashMap;
use std::collections::hash_map::Entry::Vacant;
use std::sync::Arc;

use super::comments::Comments;
use super::entry::Reference;
use super::facet::INTERVIEW_QUESTIONS;
use super::{EntryId, Facet, Passage, PassageKind, Problem, Rule, names};
use crate::markup::{self, LinkFault, MarkdownSection};

/// Maximum number of characters of a definition, so that it fits beside the sections of its entry.
const MAX_DEFINITION: usize = 600;
/// The heading under which `###` headings are questions.
const QUESTIONS: &str = "Questions";

/// The passages of a file, and the entries that they link to.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub passages: Vec<Passage>,
    pub references: Vec<Reference>,
    /// Findings that do not keep the entry from being used.
    pub remarks: Vec<Problem>,
}

/// The kind of `##` section that `###` headings stand under.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Questions,
    InterviewQuestions,
    Other,
}

impl Body {
    /// Reads the Markdown; `offset` is the number of lines of the file before it.
    pub(super) fn read(
        file: &str,
        markdown: &str,
        offset: usize,
        title: &str,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut parser = BodyParser {
            file,
            offset,
            title,
            problems,
            body: Self::default(),
            anchors: HashMap::new(),
            section: Section::Other,
        };
        let (sections, unsupported) = markup::parse(markdown);
        for one in unsupported {
            let message = format!("{} cannot be shown in a chat", one.what);
            parser.problem(one.line, Rule::Markup, message, None);
        }
        let mut sections = sections.into_iter().peekable();
        while let Some(section) = sections.next() {
            let has_questions = sections.peek().is_some_and(|next| next.level == 3);
            parser.section(section, has_questions);
        }
        parser.keep_ascii_anchors();
        parser.body
    }
}

/// The state of reading one file.
struct BodyParser<'a> {
    file: &'a str,
    offset: usize,
    title: &'a str,
    problems: &'a mut Vec<Problem>,
    body: Body,
    /// The line of each anchor, former ones included.
    anchors: HashMap<Option<Arc<str>>, usize>,
    section: Section,
}

impl BodyParser<'_> {
    fn section(&mut self, section: MarkdownSection, has_questions: bool) {
        self.links(&section);
        self.link_faults(&section);
        let kind = match (section.level, self.section) {
            (0, _) => PassageKind::Definition,
            (2, _) if section.heading.eq_ignore_ascii_case(QUESTIONS) => {
                self.section = Section::Questions;
                if !section.body.is_empty() {
                    let message = "text stands under `Questions` before the first question";
                    let hint = "put it under a `###` heading";
                    self.problem(section.line, Rule::Heading, message.to_owned(), Some(hint));
                }
                return self.no_comments(&section);
            }
            (2, _) if section.heading.eq_ignore_ascii_case(INTERVIEW_QUESTIONS) => {
                self.section = Section::InterviewQuestions;
                if section.body.is_empty() && has_questions {
                    return self.no_comments(&section);
                }
                PassageKind::Section(Some(Facet::InterviewQuestions))
            }
            (2, _) => {
                self.section = Section::Other;
                PassageKind::Section(Facet::of_heading(&section.heading))
            }
            (3, Section::Questions) => PassageKind::Question,
            (3, Section::InterviewQuestions) => PassageKind::InterviewQuestion(None),
            _ => {
                let message = format!("the heading `{}` is at the wrong level", section.heading);
                let hint = "sections are `##`; questions are `###` under `## Questions`";
                return self.problem(section.line, Rule::Heading, message, Some(hint));
            }
        };
        if let Some(passage) = self.passage(section, kind) {
            self.register(&passage);
            self.body.passages.push(passage);
        }
    }

    /// Collects links to other files; each must be the file of an entry.
    fn links(&mut self, section: &MarkdownSection) {
        for link in &section.links {
            let path = link.target.split('#').next().unwrap_or_default();
            let stem = path
                .rsplit('/')
                .next()
                .and_then(|name| name.strip_suffix(".md"));
            // Editors write other letters than ASCII in percent-encoding.
            let stem = stem.and_then(|stem| form_urlencoded::parse(stem.as_bytes()).next());
            if let Some(target) = stem.and_then(|(stem, _)| EntryId::new(&stem)) {
                self.body.references.push(Reference {
                    key: "text",
                    target,
                    line: link.line + self.offset,
                    column: 1,
                });
            } else {
                let message = format!("`{}` is neither a web page nor an entry", link.target);
                let hint = "write https://… or the path of an entry's file: ../skills/sql.md";
                self.problem(link.line, Rule::Link, message, Some(hint));
            }
        }
    }

    /// Warns of links without text, and of addresses that are not links.
    fn link_faults(&mut self, section: &MarkdownSection) {
        for (line, fault) in &section.link_faults {
            let (message, hint) = match fault {
                LinkFault::NoText => (
                    "a link has no text, so nobody can see it".to_owned(),
                    "write what the page is between `[` and `]`",
                ),
                LinkFault::Bare(url) => (
                    format!("`{url}` stands bare in the text"),
                    "make it a link: [what the page is](https://…)",
                ),
            };
            let line = line + self.offset;
            let remark = Problem::at(self.file, line, Rule::Link, message).hint(hint);
            self.body.remarks.push(remark);
        }
    }

    /// Warns of comments under a heading that has no passage of its own.
    fn no_comments(&mut self, section: &MarkdownSection) {
        for comment in &section.comments {
            let message = format!("the comment under `{}` belongs to no text", section.heading);
            let line = comment.line + self.offset;
            let remark = Problem::at(self.file, line, Rule::Comment, message)
                .hint("put it under the heading of a question");
            self.body.remarks.push(remark);
        }
    }

    /// Builds a passage; `None` with a problem where the section has no text.
    fn passage(&mut self, section: MarkdownSection, kind: PassageKind) -> Option<Passage> {
        let definition = kind == PassageKind::Definition;
        let anchor = names::anchor(&section.heading);
        if section.body.is_empty() {
            let (rule, message, hint) = if definition {
                (
                    Rule::Definition,
                    "there is no definition".to_owned(),
                    "say in one paragraph before the first heading what it is",
                )
            } else {
                (
                    Rule::Heading,
                    format!("nothing stands under `{}`", section.heading),
                    "write it, or take the heading out",
                )
            };
            self.problem(section.line, rule, message, Some(hint));
            return None;
        }
        if definition {
            let length = section.body.plain().chars().count();
            if length > MAX_DEFINITION {
                let message = format!("the definition has {length} characters");
                let hint = format!("say it in {MAX_DEFINITION}, and the rest under `## Overview`");
                self.problem(section.line, Rule::Definition, message, Some(&hint));
            }
        } else if anchor.is_empty() {
            let message = format!("the heading `{}` has no letter or digit", section.heading);
            let hint = "a heading's address is made of its letters and digits";
            self.problem(section.line, Rule::Heading, message, Some(hint));
        }
        let comments = Comments::read(self.file, self.offset, &section.comments, self.problems);
        let Comments {
            wordings,
            golden,
            former_anchors,
            level,
            remarks,
        } = comments;
        self.body.remarks.extend(remarks);
        let kind = match (kind, level) {
            (PassageKind::InterviewQuestion(_), Some((_, level))) => {
                PassageKind::InterviewQuestion(Some(level))
            }
            (kind, Some((line, _))) => {
                let message = "only a question of an interview has a `level:`".to_owned();
                let hint = "put the question under `## Interview questions`";
                self.problem(line - self.offset, Rule::Comment, message, Some(hint));
                kind
            }
            (kind, None) => kind,
        };
        Some(Passage {
            anchor: (!definition).then(|| anchor.into()),
            former_anchors,
            heading: if definition {
                self.title.to_owned()
            } else {
                section.heading
            },
            kind,
            body: section.body,
            wordings,
            golden,
            line: section.line + self.offset,
        })
    }

    /// Registers the anchors of a passage; reports one that is taken.
    fn register(&mut self, passage: &Passage) {
        if self
            .anchors
            .insert(passage.anchor.clone(), passage.line)
            .is_some()
        {
            let message = format!(
                "two headings here lead to the address `#{}`",
                passage.anchor.as_deref().unwrap_or_default()
            );
            let hint = "word one of them differently";
            self.problem(
                passage.line - self.offset,
                Rule::Heading,
                message,
                Some(hint),
            );
        }
        for former in &passage.former_anchors {
            if let Some(line) = self.anchors.insert(Some(former.clone()), passage.line) {
                let message = format!("the former address `#{former}` is also that of line {line}");
                let hint = "name it below one heading only, and no heading that is still there";
                self.problem(
                    passage.line - self.offset,
                    Rule::Comment,
                    message,
                    Some(hint),
                );
            }
        }
    }

    /// Adds the anchors of versions that knew ASCII letters only, where no other heading has them.
    fn keep_ascii_anchors(&mut self) {
        for passage in &mut self.body.passages {
            if passage.anchor.is_none() {
                continue;
            }
            let former = names::ascii_anchor(&passage.heading);
            if former.is_empty() {
                continue;
            }
            if let Vacant(place) = self.anchors.entry(Some(former.as_str().into())) {
                place.insert(passage.line);
                passage.former_anchors.push(former.into());
            }
        }
    }

    /// Reports a problem at a line of the Markdown.
    fn problem(&mut self, line: usize, rule: Rule, message: String, hint: Option<&str>) {
        let mut problem = Problem::at(self.file, line + self.offset, rule, message);
        problem.hint = hint.map(str::to_owned);
        self.problems.push(problem);
    }
}
