//! Formatting of [`Markup`] as mrkdwn (<https://docs.slack.dev/messaging/formatting-message-text>).
//!
//! mrkdwn has no escape for its own symbols. `&`, `<` and `>` become entities, which also disables `<!channel>`, `<@U…>` and
//! `<#C…>`. A symbol of a style gets an invisible word joiner on either side, as a style begins only next to a space or
//! punctuation.

use super::limits;
use crate::markup::{Block, Item, Markup, Span};

/// Word joiner: disables a symbol next to it. It is invisible, allows no line break, and is neither space nor punctuation.
const WORD_JOINER: char = '\u{2060}';
/// Zero-width space: lets a style begin or end inside a word.
const ZERO_WIDTH_SPACE: char = '\u{200B}';
/// Modifier letter grave accent: replaces a backtick inside code, which cannot be escaped.
const BACKTICK_SUBSTITUTE: char = '\u{02CB}';
/// Indentation of each level of a nested list.
const INDENT: &str = "    ";

/// Formats markup as mrkdwn.
pub(super) fn format(markup: &Markup) -> String {
    let blocks: Vec<String> = markup.blocks.iter().map(block).collect();
    blocks.join("\n\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(run) => spans(run),
        Block::List(items) => items.iter().map(item).collect::<Vec<_>>().join("\n"),
        // Three backticks in a row would end the code block.
        Block::Code { text, .. } => {
            let text = entities(&text.replace("``", &format!("`{WORD_JOINER}`")));
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
        push_span(&mut text, span, next);
    }
    text
}

/// Appends a span to `out`. A style cannot span lines and must not begin or end with a space; `next` is
/// the first character of the following span.
fn push_span(out: &mut String, span: &Span, next: Option<char>) {
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
            (None, true) => format!(
                "`{}`",
                entities(&core.replace('`', &BACKTICK_SUBSTITUTE.to_string()))
            ),
            (None, false) => escape(core),
        };
        let styled = span.bold || span.italic || (span.code && span.link.is_none());
        if span.italic {
            text = format!("_{text}_");
        }
        if span.bold {
            text = format!("*{text}*");
        }
        out.push_str(before);
        let in_word = |symbol: char| symbol.is_alphanumeric() || symbol == WORD_JOINER;
        if styled && out.chars().next_back().is_some_and(in_word) {
            out.push(ZERO_WIDTH_SPACE);
        }
        out.push_str(&text);
        if styled && after.is_empty() && next.is_some_and(in_word) {
            out.push(ZERO_WIDTH_SPACE);
        }
        out.push_str(after);
    }
}

/// Escapes a text so that mrkdwn shows it unchanged.
pub(super) fn escape(text: &str) -> String {
    let symbols: Vec<char> = printable(text).collect();
    let at = |index: Option<usize>| index.and_then(|index| symbols.get(index)).copied();
    let mut out = String::with_capacity(text.len());
    for (index, symbol) in symbols.iter().copied().enumerate() {
        let before = at(index.checked_sub(1));
        let after = at(Some(index + 1));
        let in_word = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        match symbol {
            '*' | '_' | '~' if in_word(before) && in_word(after) => out.push(symbol),
            '*' | '_' | '~' | '`' => out.extend([WORD_JOINER, symbol, WORD_JOINER]),
            // At the start of a line it begins a quotation, also as an entity.
            '>' if before.is_none_or(|before| before == '\n') => {
                out.push(WORD_JOINER);
                out.push_str("&gt;");
            }
            ':' if begins_emoji(symbols.get(index + 1..).unwrap_or_default()) => {
                out.extend([symbol, WORD_JOINER]);
            }
            _ => push_entity(&mut out, symbol),
        }
    }
    out
}

/// Prepares a text for plain text objects such as headers, buttons and options. They have no escapes, so a word joiner
/// splits mentions.
pub(super) fn plain_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut opened = false;
    for symbol in printable(text).map(|symbol| if symbol == '\n' { ' ' } else { symbol }) {
        if opened && matches!(symbol, '!' | '@' | '#') {
            out.push(WORD_JOINER);
        }
        opened = symbol == '<';
        out.push(symbol);
    }
    out
}

/// Formats a link. A label that looks like another address is followed by the real one; a URL that is not
/// http, https or mailto becomes plain text.
pub(super) fn link(url: &str, label: &str) -> String {
    let known = ["https://", "http://", "mailto:"];
    let fits = url.chars().count() <= limits::URL;
    if !fits || !known.iter().any(|scheme| url.starts_with(scheme)) {
        return escape(label);
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
    if looks_like_address(&label) && host(&label) != host(url) {
        return format!("{} (<{address}>)", escape(&label));
    }
    format!("<{address}|{}>", escape(&label))
}

/// Returns whether a label looks like an address: it has a scheme, `www.` or a common top-level domain (not `Node.js`).
fn looks_like_address(label: &str) -> bool {
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

/// Returns the host of an address, lower-case and without `www.`, port and user.
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

/// Returns whether the text after a colon completes an emoji code, such as `tada:`.
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
    for symbol in printable(text) {
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

/// Drops control characters, except line feeds and tabs.
fn printable(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|symbol| !symbol.is_control() || *symbol == '\n' || *symbol == '\t')
}

#[cfg(test)]
mod tests;
