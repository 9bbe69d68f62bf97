//! Formatted text is shown as written, and calls nobody.

use super::*;

fn formatted(span: Span) -> String {
    format(&Markup::paragraph(vec![span]))
}

#[test]
fn control_symbols_become_entities_and_mentions_are_disabled() {
    assert_eq!(
        escape("a < b && b > c <!channel> <@U1> <#C1|x> <!subteam^S1>"),
        "a &lt; b &amp;&amp; b &gt; c &lt;!channel&gt; &lt;@U1&gt; &lt;#C1|x&gt; &lt;!subteam^S1&gt;"
    );
    assert_eq!(
        plain_text("a <!here> & <@U1>"),
        "a <\u{2060}!here> & <\u{2060}@U1>"
    );
}

#[test]
fn symbols_in_plain_text_make_no_style() {
    assert_eq!(escape("*no*"), "\u{2060}*\u{2060}no\u{2060}*\u{2060}");
    assert_eq!(escape("snake_case and 2*3"), "snake_case and 2*3");
    assert_eq!(escape("> no quotation"), "\u{2060}&gt; no quotation");
    assert_eq!(escape(":tada: at 10:30"), ":\u{2060}tada: at 10:30");
    assert_eq!(escape("`no`"), "\u{2060}`\u{2060}no\u{2060}`\u{2060}");
}

#[test]
fn styles_are_separated_from_words_and_contain_no_outer_spaces() {
    assert_eq!(formatted(Span::bold("two words")), "*two words*");
    let run = vec![Span::plain("un"), Span::bold("believ"), Span::plain("able")];
    assert_eq!(
        format(&Markup::paragraph(run)),
        "un\u{200B}*believ*\u{200B}able"
    );
    let run = vec![Span::plain("a"), Span::bold(" b "), Span::plain("c")];
    assert_eq!(format(&Markup::paragraph(run)), "a *b* c");
    let both = Span {
        italic: true,
        ..Span::bold("x")
    };
    assert_eq!(formatted(both), "*_x_*");
    assert_eq!(formatted(Span::bold("one\ntwo")), "*one*\n*two*");
}

#[test]
fn code_cannot_be_ended_by_its_content() {
    assert_eq!(formatted(Span::code("a `b` <c>")), "`a ˋbˋ &lt;c&gt;`");
    let mut markup = Markup::default();
    markup.push(Block::Code {
        language: "md".to_owned(),
        text: "```\n<!channel>\n```".to_owned(),
    });
    let code = format(&markup);
    assert_eq!(code.matches("```").count(), 2, "{code}");
    assert!(!code.contains("<!"));
}

#[test]
fn a_link_shows_its_real_address() {
    assert_eq!(
        link("https://a.org/?x=1&y=2|3", "A & B"),
        "<https://a.org/?x=1&amp;y=2%7C3|A &amp; B>"
    );
    assert_eq!(
        link("https://evil.example", "https://bank.com"),
        "https://bank.com (<https://evil.example>)"
    );
    assert_eq!(
        link("https://www.bank.com/login", "bank.com"),
        "<https://www.bank.com/login|bank.com>"
    );
    assert_eq!(
        link("https://bank.com@evil.example/", "bank.com"),
        "bank.com (<https://bank.com@evil.example/>)"
    );
    assert_eq!(
        link("https://nodejs.org", "Node.js"),
        "<https://nodejs.org|Node.js>"
    );
    assert_eq!(link("javascript:alert(1)", "press"), "press");
}

#[test]
fn lists_are_numbered_and_nested() {
    let item = |depth, number, text: &str| Item {
        depth,
        number,
        spans: vec![Span::plain(text)],
    };
    let mut markup = Markup::text("Do:");
    markup.push(Block::List(vec![
        item(0, Some(1), "one"),
        item(1, None, "inner"),
        item(0, Some(2), "two"),
    ]));
    assert_eq!(format(&markup), "Do:\n\n1. one\n    • inner\n2. two");
}
