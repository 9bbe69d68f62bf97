//! Slack's dialect, mrkdwn: how [`Markup`] is written so that Slack shows exactly what it says.
//!
//! mrkdwn has no escape for its own signs. `&`, `<` and `>` become entities, which also defuses
//! `<!channel>`, `<@U…>` and `<#C…>`; a sign that would begin or end a style gets an invisible word
//! joiner on either side, so that it no longer stands where a style may begin.
//! Rules: <https://docs.slack.dev/messaging/formatting-message-text>.

use super::limits;
use crate::markup::{Block, Item, Markup, Span};

/// Keeps a sign from being read as mrkdwn: invisible, never a line break, and no blank or
/// punctuation, beside which Slack would let a style begin.
const JOINER: char = '\u{2060}';
/// Lets a style begin or end inside a word: invisible, and a boundary to Slack.
const BOUNDARY: char = '\u{200B}';
/// Stands for a backtick inside code, which nothing can escape.
const GRAVE: char = '\u{02CB}';
/// One level of a list inside a list.
const INDENT: &str = "    ";

/// The text as mrkdwn.
pub(super) fn mrkdwn(markup: &Markup) -> String {
    let blocks: Vec<String> = markup.blocks.iter().map(block).collect();
    blocks.join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(run) => spans(run),
        Block::List(items) => items.iter().map(item).collect::<Vec<_>>().join("\n"),
        // Only three backticks in a row end a block of code.
        Block::Code { text, .. } => {
            let text = entities(&text.replace("``", &format!("`{JOINER}`")));
            format!("```\n{text}\n```")
        }
    }
}

fn item(item: &Item) -> String {
    let marker = item
        .number
        .map_or_else(|| "• ".to_owned(), |number| format!("{number}. "));
    let indent = INDENT.repeat(usize::from(item.depth));
    format!("{indent}{marker}{}", spans(&item.spans))
}

fn spans(spans: &[Span]) -> String {
    let mut text = String::new();
    for (at, span) in spans.iter().enumerate() {
        let next = spans.get(at + 1).and_then(|next| next.text.chars().next());
        styled(&mut text, span, next);
    }
    text
}

/// Writes a span behind `out`. A style holds within one line and must not begin or end with a blank.
fn styled(out: &mut String, span: &Span, next: Option<char>) {
    for (number, line) in span.text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let core = line.trim();
        if core.is_empty() {
            out.push_str(line);
            continue;
        }
        let (before, after) = line.split_once(core).unwrap_or_default();
        let mut text = match (&span.link, span.code) {
            (Some(url), _) => link(url, core),
            (None, true) => format!("`{}`", entities(&core.replace('`', &GRAVE.to_string()))),
            (None, false) => literal(core),
        };
        let styled = span.bold || span.italic || (span.code && span.link.is_none());
        if span.italic {
            text = format!("_{text}_");
        }
        if span.bold {
            text = format!("*{text}*");
        }
        out.push_str(before);
        let in_word = |symbol: char| symbol.is_alphanumeric() || symbol == JOINER;
        if styled && out.chars().next_back().is_some_and(in_word) {
            out.push(BOUNDARY);
        }
        out.push_str(&text);
        if styled && after.is_empty() && next.is_some_and(in_word) {
            out.push(BOUNDARY);
        }
        out.push_str(after);
    }
}

/// Text that Slack shows as it is, whatever signs it holds.
pub(super) fn literal(text: &str) -> String {
    let symbols: Vec<char> = shown(text).collect();
    let at = |index: Option<usize>| index.and_then(|index| symbols.get(index)).copied();
    let mut out = String::with_capacity(text.len());
    for (index, symbol) in symbols.iter().copied().enumerate() {
        let before = at(index.checked_sub(1));
        let after = at(Some(index + 1));
        let in_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        match symbol {
            '*' | '_' | '~' if in_word(before) && in_word(after) => out.push(symbol),
            '*' | '_' | '~' | '`' => out.extend([JOINER, symbol, JOINER]),
            // At the head of a line this would begin a quotation, even as an entity.
            '>' if before.is_none_or(|before| before == '\n') => {
                out.push(JOINER);
                out.push_str("&gt;");
            }
            ':' if begins_emoji(symbols.get(index + 1..).unwrap_or_default()) => {
                out.extend([symbol, JOINER]);
            }
            _ => push_entity(&mut out, symbol),
        }
    }
    out
}

/// Text for the places where Slack reads no mrkdwn: headers, buttons, options. Nothing there can be
/// escaped, so what would be a mention elsewhere is parted by a joiner.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opened = false;
    for symbol in shown(text).map(|symbol| if symbol == '\n' { ' ' } else { symbol }) {
        if opened && matches!(symbol, '!' | '@' | '#') {
            out.push(JOINER);
        }
        opened = symbol == '<';
        out.push(symbol);
    }
    out
}

/// A link that says where it leads: a label that looks like another address is followed by the true
/// one, and what is no web or mail address is no link at all.
pub(super) fn link(url: &str, label: &str) -> String {
    let known = ["https://", "http://", "mailto:"];
    let fits = url.chars().count() <= limits::URL;
    if !fits || !known.iter().any(|scheme| url.starts_with(scheme)) {
        return literal(label);
    }
    let mut address = String::with_capacity(url.len());
    for symbol in url.chars() {
        match symbol {
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '|' => address.push_str("%7C"),
            '&' => address.push_str("&amp;"),
            _ if symbol.is_whitespace() || symbol.is_control() => address.push_str("%20"),
            _ => address.push(symbol),
        }
    }
    let label = label.replace('\n', " ");
    if names_a_host(&label) && host(&label) != host(url) {
        return format!("{} (<{address}>)", literal(&label));
    }
    format!("<{address}|{}>", literal(&label))
}

/// Whether a person would take the text for an address. “Node.js” is none.
fn names_a_host(label: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        ".com", ".org", ".net", ".io", ".dev", ".app", ".gov", ".edu", ".co", ".uk", ".de", ".eu",
    ];
    let label = label.trim().to_lowercase();
    let host = host(&label);
    label.contains("://")
        || label.starts_with("www.")
        || (!label.contains(char::is_whitespace)
            && ENDINGS.iter().any(|ending| host.ends_with(ending)))
}

/// The host of an address, or of what looks like one.
fn host(address: &str) -> String {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest)
        .trim();
    let host = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().to_lowercase();
    host.strip_prefix("www.").unwrap_or(&host).to_owned()
}

/// Whether what follows a colon makes an emoji of it, such as `tada:`.
fn begins_emoji(rest: &[char]) -> bool {
    let name = rest
        .iter()
        .take_while(|symbol| {
            symbol.is_ascii_lowercase()
                || symbol.is_ascii_digit()
                || matches!(symbol, '_' | '+' | '-')
        })
        .count();
    name > 0 && rest.get(name) == Some(&':')
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in shown(text) {
        push_entity(&mut out, symbol);
    }
    out
}

fn push_entity(out: &mut String, symbol: char) {
    match symbol {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        _ => out.push(symbol),
    }
}

/// The characters that have a place on a screen.
fn shown(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|symbol| !symbol.is_control() || *symbol == '\n' || *symbol == '\t')
}

#[cfg(test)]
mod tests;
