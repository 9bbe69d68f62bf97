//! Converts markup to Discord's Markdown.
//!
//! Characters that Discord would read as formatting, a mention, a spoiler, an emoji or a link are escaped, so that only
//! the styles of the markup appear
//! (<https://support.discord.com/hc/en-us/articles/210298617>).

use crate::markup::{Block, Item, Markup, Span};

/// An invisible character, inserted between characters that Discord would otherwise interpret together.
const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Top-level domains by which a word of a link's text counts as an address.
const TOP_LEVEL_DOMAINS: [&str; 14] = [
    "com", "org", "net", "io", "dev", "gov", "edu", "gg", "app", "co", "uk", "de", "fr", "eu",
];

/// Hosts of server invitations, which Discord expands in plain text.
const INVITE_HOSTS: [&str; 5] = [
    "discord.gg",
    "discord.com",
    "discordapp.com",
    "discord.me",
    "dsc.gg",
];

/// Renders markup as Discord Markdown.
pub(super) fn text(markup: &Markup) -> String {
    let mut text = String::new();
    for block in &markup.blocks {
        if !text.is_empty() {
            // A list follows its introduction without an empty line.
            let gap = if matches!(block, Block::List(_)) {
                "\n"
            } else {
                "\n\n"
            };
            text.push_str(gap);
        }
        match block {
            Block::Paragraph(run) => text.push_str(&spans(run)),
            Block::List(items) => {
                let lines: Vec<_> = items.iter().map(item).collect();
                text.push_str(&lines.join("\n"));
            }
            Block::Code {
                language,
                text: code,
            } => text.push_str(&code_block(language, code)),
        }
    }
    text
}

/// Escapes the characters that Discord would interpret.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Marks of headings, lists and small print count only at the start of a line.
    let mut line_start = true;
    let mut digits = false;
    let mut symbols = text.chars().peekable();
    while let Some(symbol) = symbols.next() {
        let next = symbols.peek().copied();
        if is_bidi_control(symbol) {
            continue;
        }
        if symbol == '/' && ends_with_invite_host(&escaped) {
            escaped.push(ZERO_WIDTH_SPACE);
        }
        let special = match symbol {
            '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' | '>' => true,
            '#' | '-' | '+' => line_start,
            '.' => digits,
            // `:smile:` is an emoji, and `://` makes a link.
            ':' => next.is_some_and(|next| next.is_alphanumeric() || "_+-/".contains(next)),
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(symbol);
        if symbol == '@' && starts_with_everyone_or_here(symbols.clone()) {
            escaped.push(ZERO_WIDTH_SPACE);
        }
        digits = (line_start || digits) && symbol.is_ascii_digit();
        line_start = symbol == '\n' || (line_start && symbol.is_whitespace());
    }
    escaped
}

/// Returns whether the text ends with the host of an invitation, so that a slash after it makes an
/// invitation.
fn ends_with_invite_host(before: &str) -> bool {
    let tail: String = before.chars().rev().take(16).collect();
    let tail: String = tail.chars().rev().collect::<String>().to_lowercase();
    INVITE_HOSTS.iter().any(|host| tail.ends_with(host))
}

/// Returns whether a character is a bidirectional formatting character
/// (<https://unicode.org/reports/tr9/#Explicit_Directional_Embeddings>).
const fn is_bidi_control(symbol: char) -> bool {
    matches!(symbol, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn starts_with_everyone_or_here(rest: impl Iterator<Item = char>) -> bool {
    let rest: String = rest.take("everyone".len()).collect();
    let rest = rest.to_ascii_lowercase();
    rest.starts_with("everyone") || rest.starts_with("here")
}

fn item(item: &Item) -> String {
    let indent = "  ".repeat(usize::from(item.depth));
    // A line end would end the list item.
    let text = spans(&item.spans).replace('\n', " ");
    format!("{indent}{}{text}", item.marker())
}

fn spans(spans: &[Span]) -> String {
    let mut text = String::new();
    for one in spans {
        let next = span(one);
        // `**a**` directly before `*b*` is parsed as something else.
        let collides = |sign: char| text.ends_with(sign) && next.starts_with(sign);
        if collides('*') || collides('`') {
            text.push(ZERO_WIDTH_SPACE);
        }
        text.push_str(&next);
    }
    text
}

fn span(span: &Span) -> String {
    let Span {
        text,
        bold,
        italic,
        code,
        link,
    } = span;
    // Discord ignores an emphasis mark next to a blank, so blanks stay outside.
    let core = text.trim();
    if core.is_empty() {
        return text.clone();
    }
    let before = text.split(core).next().unwrap_or_default();
    let behind = text.rsplit(core).next().unwrap_or_default();
    let mut styled = if *code {
        inline_code(core)
    } else {
        escape(core)
    };
    if let Some(address) = link {
        styled = masked_link(core, &styled, address);
    }
    let signs = match (bold, italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    format!("{before}{signs}{styled}{signs}{behind}")
}

/// Renders a masked link. Where the text looks like another address, or the scheme allows no masked
/// link, the address follows the text in parentheses.
pub(super) fn masked_link(text: &str, styled: &str, address: &str) -> String {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let address = escape_url(address);
    if !web {
        let plain = address.strip_prefix("mailto:").unwrap_or(&address);
        return if plain == text {
            styled.to_owned()
        } else {
            format!("{styled} ({})", escape(plain))
        };
    }
    if text == address {
        format!("<{address}>")
    } else if is_misleading(text, &address) {
        format!("{styled} (<{address}>)")
    } else {
        format!("[{styled}]({address})")
    }
}

/// Returns whether a word of the text looks like an address with another host than the link's.
fn is_misleading(text: &str, address: &str) -> bool {
    let host = host(address);
    text.split_whitespace().any(|word| {
        let word = word
            .trim_matches(|symbol: char| !symbol.is_alphanumeric())
            .to_lowercase();
        let named = self::host(&word);
        let domain = named
            .rsplit_once('.')
            .is_some_and(|(_, end)| TOP_LEVEL_DOMAINS.contains(&end));
        // Discord does not render a masked link whose text contains an address.
        word.contains("://") || ((domain || word.starts_with("www.")) && named != host)
    })
}

/// Returns the host of an address, without `www.`.
fn host(address: &str) -> &str {
    let rest = address
        .split_once("://")
        .map_or(address, |(_scheme, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Percent-encodes the characters that would end the address early.
fn escape_url(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for symbol in address.chars() {
        match symbol {
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '"' => encoded.push_str("%22"),
            '\\' => encoded.push_str("%5C"),
            '`' => encoded.push_str("%60"),
            _ if symbol.is_whitespace() || symbol.is_control() => encoded.push_str("%20"),
            _ => encoded.push(symbol),
        }
    }
    encoded
}

/// Renders inline code. A text with backticks is enclosed in two, and its own are separated.
fn inline_code(code: &str) -> String {
    if !code.contains('`') {
        return format!("`{code}`");
    }
    format!("`` {} ``", separate_backticks(code))
}

fn code_block(language: &str, code: &str) -> String {
    let language: String = language
        .chars()
        .filter(|symbol| symbol.is_ascii_alphanumeric() || "+-#".contains(*symbol))
        .collect();
    format!("```{language}\n{}\n```", separate_backticks(code))
}

/// Separates adjacent backticks.
fn separate_backticks(code: &str) -> String {
    code.replace("``", &format!("`{ZERO_WIDTH_SPACE}`"))
        .replace("``", &format!("`{ZERO_WIDTH_SPACE}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styled(text: &str, change: impl Fn(&mut Span)) -> String {
        let mut one = Span::plain(text);
        change(&mut one);
        span(&one)
    }

    #[test]
    fn everything_but_plain_text_is_escaped() {
        for (said, shown) in [
            ("*a* _b_ ~~c~~ `d`", r"\*a\* \_b\_ \~\~c\~\~ \`d\`"),
            ("||a||", r"\|\|a\|\|"),
            (
                "<@123> <@&4> <#5> </6:7>",
                r"\<@123\> \<@&4\> \<#5\> \</6\:7\>",
            ),
            ("@everyone, @HERE!", "@\u{200b}everyone, @\u{200b}HERE!"),
            ("me@example.org", "me@example.org"),
            ("# a\n## b\n-# c", "\\# a\n\\## b\n\\-# c"),
            ("- a\n  + b\n12. c", "\\- a\n  \\+ b\n12\\. c"),
            ("> a", r"\> a"),
            ("C# and C++, e.g. 1.5", "C# and C++, e.g. 1.5"),
            ("[a](https://b.c)", r"\[a\](https\://b.c)"),
            (":smile: Note: yes", r"\:smile: Note: yes"),
            (r"\*", r"\\\*"),
            ("discord.gg/abc", "discord.gg\u{200b}/abc"),
            (
                "https://Discord.com/invite/x",
                "https\\://Discord.com\u{200b}/invite/x",
            ),
            ("pay\u{202e}cod.exe\u{2066}", "paycod.exe"),
        ] {
            assert_eq!(escape(said), shown, "{said}");
        }
    }

    #[test]
    fn blanks_stay_outside_of_emphasis_and_adjacent_marks_are_separated() {
        assert_eq!(styled(" a ", |span| span.bold = true), " **a** ");
        let both = |span: &mut Span| (span.bold, span.italic) = (true, true);
        assert_eq!(styled("a", both), "***a***");
        let italic = Span {
            italic: true,
            ..Span::plain("b")
        };
        assert_eq!(spans(&[Span::bold("a"), italic]), "**a**\u{200b}*b*");
        assert_eq!(spans(&[Span::code("a"), Span::code("b")]), "`a`\u{200b}`b`");
    }

    #[test]
    fn code_cannot_end_its_own_block() {
        assert_eq!(styled("a*b", |span| span.code = true), "`a*b`");
        assert_eq!(
            styled("a ``` b", |span| span.code = true),
            "`` a `\u{200b}`\u{200b}` b ``"
        );
        let mut markup = Markup::default();
        markup.push(Block::Code {
            language: "rust```\n".to_owned(),
            text: "a\n```\n@everyone".to_owned(),
        });
        assert_eq!(
            text(&markup),
            "```rust\na\n`\u{200b}`\u{200b}`\n@everyone\n```"
        );
    }

    #[test]
    fn a_link_whose_text_names_another_address_shows_its_own() {
        let link =
            |text: &str, address: &str| styled(text, |span| span.link = Some(address.to_owned()));
        assert_eq!(
            link("Rust", "https://rust-lang.org"),
            "[Rust](https://rust-lang.org)"
        );
        assert_eq!(
            link("Node.js", "https://nodejs.org"),
            "[Node.js](https://nodejs.org)"
        );
        assert_eq!(
            link("example.com", "https://www.example.com/a"),
            "[example.com](https://www.example.com/a)"
        );
        assert_eq!(
            link("example.com", "https://evil.example.org"),
            "example.com (<https://evil.example.org>)"
        );
        assert_eq!(
            link("https://good.org", "https://evil.org/(a) b"),
            r"https\://good.org (<https://evil.org/%28a%29%20b>)"
        );
        assert_eq!(
            link("https://good.org", "https://good.org"),
            "<https://good.org>"
        );
        assert_eq!(link("write", "mailto:a@b.org"), "write (a@b.org)");
    }

    #[test]
    fn lists_keep_their_depth_and_one_line_per_item() {
        let mut markup = Markup::text("Two:");
        let item = |depth, number, text: &str| Item {
            depth,
            number,
            spans: vec![Span::plain(text)],
        };
        markup.push(Block::List(vec![
            item(0, Some(1), "one"),
            item(1, None, "# of\nthem"),
        ]));
        markup.append(Markup::text("Done."));
        assert_eq!(text(&markup), "Two:\n1. one\n  - \\# of them\n\nDone.");
    }
}
