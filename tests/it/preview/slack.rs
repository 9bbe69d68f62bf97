//! Messages and Home tabs of Slack. Knows the blocks that the product sends; any other one is an error, so that no answer is
//! shown in part.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Theme, document, element, escape};

/// Returns a page with a message, or with the view of a call that shows one.
pub fn page(body: &Value, theme: Theme) -> String {
    let blocks = body
        .pointer("/view/blocks")
        .or_else(|| body.get("blocks"))
        .and_then(Value::as_array);
    let mut said = String::new();
    match blocks {
        Some(blocks) => blocks.iter().for_each(|one| block(&mut said, one)),
        None => element(&mut said, "div", "section", &mrkdwn(text(&body["text"]))),
    }
    let private = if body["response_type"] == "ephemeral" {
        "<div class=\"private\">Only visible to you</div>"
    } else {
        ""
    };
    let article = format!(
        "<article><div class=\"face\" aria-hidden=\"true\">G</div><div class=\"said\">{private}\
         <div class=\"who\">Guidepost<span class=\"app\">APP</span><small>12:00</small></div>{said}</div>\
         </article>"
    );
    document(include_str!("slack.css"), theme, &article)
}

fn block(out: &mut String, block: &Value) {
    match text(&block["type"]) {
        "header" => element(out, "h2", "header", &escape(text(&block["text"]["text"]))),
        "divider" => out.push_str("<hr>"),
        "section" => {
            let mut inside = String::new();
            if let Some(words) = block["text"]["text"].as_str() {
                element(&mut inside, "div", "section", &mrkdwn(words));
            }
            if !block["accessory"].is_null() {
                control(&mut inside, &block["accessory"]);
                inside = format!("<div class=\"with\">{inside}</div>");
            }
            if let Some(fields) = block["fields"].as_array() {
                inside.push_str("<div class=\"fields\">");
                for field in fields {
                    element(&mut inside, "div", "field", &mrkdwn(text(&field["text"])));
                }
                inside.push_str("</div>");
            }
            out.push_str(&inside);
        }
        "context" => {
            for words in list(&block["elements"]) {
                element(out, "div", "context", &mrkdwn(text(&words["text"])));
            }
        }
        "input" => {
            element(out, "div", "label", &escape(text(&block["label"]["text"])));
            out.push_str("<div class=\"actions\">");
            control(out, &block["element"]);
            out.push_str("</div>");
        }
        "data_table" => {
            let caption = escape(text(&block["caption"]));
            write!(out, "<table><caption>{caption}</caption>").unwrap();
            for (number, row) in list(&block["rows"]).iter().enumerate() {
                out.push_str("<tr>");
                for (column, cell) in list(row).iter().enumerate() {
                    let name = if number == 0 || column == 0 {
                        "th"
                    } else {
                        "td"
                    };
                    element(out, name, "", &escape(text(&cell["text"])));
                }
                out.push_str("</tr>");
            }
            out.push_str("</table>");
        }
        "actions" | "context_actions" => {
            out.push_str("<div class=\"actions\">");
            for one in list(&block["elements"]) {
                control(out, one);
            }
            out.push_str("</div>");
        }
        other => panic!("a block that the preview does not know: {other}"),
    }
}

fn control(out: &mut String, control: &Value) {
    let label = |value: &Value| escape(text(&value["text"]));
    match text(&control["type"]) {
        "button" => {
            let class = format!("button {}", text(&control["style"]));
            element(out, "span", &class, &label(&control["text"]));
        }
        "static_select" | "external_select" | "multi_static_select" | "conversations_select" => {
            let chosen = [
                &control["initial_option"]["text"],
                &control["initial_options"][0]["text"],
            ];
            let shown = chosen.into_iter().find(|one| !one.is_null());
            let shown = shown.unwrap_or(&control["placeholder"]);
            let placeholder = format!("{} <span>▾</span>", label(shown));
            element(out, "span", "select", &placeholder);
        }
        "plain_text_input" => element(out, "span", "select", ""),
        "overflow" => element(out, "span", "button", "⋯"),
        "feedback_buttons" => {
            for button in ["positive_button", "negative_button"] {
                let label = label(&control[button]["text"]);
                element(out, "span", "button opinion", &label);
            }
        }
        other => panic!("a control that the preview does not know: {other}"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Renders mrkdwn, whose entities are those of HTML: links, code, bold and italics.
fn mrkdwn(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.split("```").enumerate() {
        if number % 2 == 1 {
            element(&mut out, "pre", "code", part.trim_matches('\n'));
            continue;
        }
        for (number, part) in part.split('`').enumerate() {
            if number % 2 == 1 {
                element(&mut out, "code", "", part);
            } else {
                out.push_str(&linked(part));
            }
        }
    }
    out.chars()
        .filter(|symbol| !['\u{2060}', '\u{200b}'].contains(symbol))
        .collect()
}

/// Renders `<address|label>` as links, and bold and italics around and in them.
fn linked(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        let (link, after) = behind.split_once('>').expect("a link ends");
        let (address, label) = link.split_once('|').unwrap_or((link, link));
        out.push_str(&emphasized(before));
        write!(out, "<a href=\"{address}\">{}</a>", emphasized(label)).unwrap();
        rest = after;
    }
    out + &emphasized(rest)
}

fn emphasized(text: &str) -> String {
    styled(&styled(text, '_', "i"), '*', "b")
}

/// Renders text between a pair of signs as an element. A sign that is meant as itself stands inside a word or between word
/// joiners.
fn styled(text: &str, sign: char, name: &str) -> String {
    let symbols: Vec<char> = text.chars().collect();
    let at_index = |at: Option<usize>| at.and_then(|at| symbols.get(at)).copied();
    let mut out = String::new();
    let mut is_open = false;
    for (at, symbol) in symbols.iter().enumerate() {
        let (before, after) = (at_index(at.checked_sub(1)), at_index(Some(at + 1)));
        let joined = [before, after].contains(&Some('\u{2060}'));
        let in_word = [before, after]
            .iter()
            .all(|one| one.is_some_and(char::is_alphanumeric));
        if *symbol != sign || joined || in_word {
            out.push(*symbol);
            continue;
        }
        let slash = if is_open { "/" } else { "" };
        write!(out, "<{slash}{name}>").unwrap();
        is_open = !is_open;
    }
    out
}
