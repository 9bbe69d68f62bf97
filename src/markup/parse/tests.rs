//! Tests of the Markdown parser.

use super::*;

#[test]
fn pieces_carry_their_heading_line_and_text() {
    let (sections, unsupported) = parse(
        "Intro **bold** and [a](https://a.example).\n\n## What they do\n<!-- asks: \"x\" -->\n\n- one\n  - two\n- three\n",
    );
    assert_eq!(unsupported, []);
    let [intro, work] = sections.as_slice() else {
        panic!("two sections: {sections:?}")
    };
    assert_eq!(intro.body.plain(), "Intro bold and a.");
    assert_eq!((work.level, work.line), (2, 3));
    assert_eq!(work.comments.len(), 1);
    assert_eq!(work.body.plain(), "- one\n  - two\n- three");
}

#[test]
fn unsupported_markdown_is_reported_with_its_line() {
    let (_, unsupported) = parse("a\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n<b>x</b>\n");
    let found: Vec<_> = unsupported.iter().map(|one| (one.line, one.what)).collect();
    assert_eq!(
        found,
        [
            (3, "a table"),
            (7, "HTML other than a comment"),
            (7, "HTML other than a comment")
        ]
    );
}

#[test]
fn comments_may_span_lines_and_follow_each_other() {
    let (sections, _) = parse("<!-- a\nb -->\n<!-- c -->\ntext\n");
    let comments: Vec<_> = sections
        .iter()
        .flat_map(|section| &section.comments)
        .map(|comment| (comment.line, comment.text.as_str()))
        .collect();
    assert_eq!(comments, [(1, "a\nb"), (3, "c")]);
}

#[test]
fn a_link_to_another_file_keeps_its_text_and_is_listed() {
    let (sections, _) = parse("See [SQL](../skills/sql.md).");
    let section = sections.first().expect("one section");
    assert_eq!(section.body.plain(), "See SQL.");
    assert_eq!(
        section.links.first().map(|link| link.target.as_str()),
        Some("../skills/sql.md")
    );
}
