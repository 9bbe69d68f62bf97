//! Plain text to Markdown: escapes what would otherwise be a construct, and links bare addresses.

/// Returns a text of one line without control characters, invisible direction marks and repeated blanks.
pub(crate) fn one_line(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
        .filter(|symbol| !is_invisible(*symbol))
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a symbol changes the direction of the text around it, or is invisible.
pub(crate) const fn is_invisible(symbol: char) -> bool {
    matches!(symbol, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Returns a text as one line of Markdown in which nothing is markup, with bare addresses as links.
pub(crate) fn escaped(text: &str) -> String {
    block_start(&words(&one_line(text)))
}

fn words(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    for (number, word) in line.split(' ').enumerate() {
        if number > 0 {
            out.push(' ');
        }
        match bare_address(word) {
            Some((before, address, after)) => {
                out.push_str(&inline(before));
                out.push_str(&link(&inline(label(address)), &absolute(address)));
                out.push_str(&inline(after));
            }
            None => out.push_str(&inline(word)),
        }
    }
    out
}

/// Returns a piece of text inside a line as Markdown, with bare addresses as links and blanks at its ends kept.
pub(crate) fn fragment(text: &str) -> String {
    let before = if text.starts_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    let after = if text.ends_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    let line = one_line(text);
    if line.is_empty() {
        return before.to_owned();
    }
    format!("{before}{}{after}", words(&line))
}

/// Returns text inside a line with the characters escaped that are markup there.
pub(crate) fn inline(text: &str) -> String {
    let symbols: Vec<char> = text
        .chars()
        .filter(|symbol| !is_invisible(*symbol))
        .collect();
    let at = |index: usize| symbols.get(index).copied();
    let mut out = String::with_capacity(text.len() + 8);
    for (index, symbol) in symbols.iter().copied().enumerate() {
        let before = index.checked_sub(1).and_then(at);
        let after = at(index + 1);
        let in_word = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
        let escape = match symbol {
            '*' | '`' | '[' | ']' => true,
            '_' => !(in_word(before) && in_word(after)),
            '\\' => after.is_none_or(|next| next.is_ascii_punctuation()),
            '<' => after.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => after.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '~' => before == Some('~') || after == Some('~'),
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(symbol);
    }
    out
}

/// Escapes the beginning of a line that would be a heading, a quotation, a list, a rule or a fence.
pub(crate) fn block_start(line: &str) -> String {
    let first = line.chars().next();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let is_item = (1..10).contains(&digits)
        && (rest.starts_with(". ") || rest.starts_with(") ") || rest == "." || rest == ")");
    if is_item {
        let number = line.get(..digits).unwrap_or_default();
        return format!("{number}\\{rest}");
    }
    match first {
        Some('#' | '>' | '+' | '-' | '=' | '~' | ':') => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

/// Returns a link; the label is Markdown.
pub(crate) fn link(label: &str, address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for symbol in address.chars() {
        match symbol {
            '(' => target.push_str("%28"),
            ')' => target.push_str("%29"),
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '\\' => target.push_str("%5C"),
            symbol if symbol.is_whitespace() || symbol.is_control() => target.push_str("%20"),
            symbol => target.push(symbol),
        }
    }
    format!("[{label}]({target})")
}

/// Returns whether a link leads to a web page or a mailbox.
pub(crate) fn is_address(target: &str) -> bool {
    let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme) && target.len() > scheme.len())
}

/// Returns whether `guidepost check` accepts an address as that of a web page.
pub(crate) fn is_web_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(|symbol: char| {
                symbol.is_whitespace() || symbol.is_control() || "<>|\"`".contains(symbol)
            })
    })
}

/// Returns what stands before, in and after the bare address of a word.
fn bare_address(word: &str) -> Option<(&str, &str, &str)> {
    let starts = ["https://", "http://", "www."].map(|start| word.find(start));
    let start = starts.into_iter().flatten().min()?;
    let (before, rest) = word.split_at_checked(start)?;
    let address = rest.trim_end_matches(|symbol: char| !symbol.is_alphanumeric() && symbol != '/');
    let host = address.split_once("//").map_or(address, |(_, host)| host);
    let (name, behind) = host.split_once('.')?;
    let sound = !name.is_empty() && behind.chars().next().is_some_and(char::is_alphanumeric);
    let (address, after) = rest.split_at_checked(address.len())?;
    sound.then_some((before, address, after))
}

/// Returns the address without its scheme, as the text of a link.
fn label(address: &str) -> &str {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"))
        .unwrap_or(address);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

/// Returns the address with a scheme.
fn absolute(address: &str) -> String {
    if address.starts_with("www.") {
        format!("https://{address}")
    } else {
        address.to_owned()
    }
}

/// Returns the sentences of a text, each with its final stop; abbreviations and initials do not end one.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    const SHORT: [&str; 12] = [
        "e.g.", "i.e.", "etc.", "vs.", "mr.", "ms.", "mrs.", "dr.", "st.", "no.", "inc.", "u.s.",
    ];
    let mut found = Vec::new();
    let mut start = 0;
    let mut symbols = text.char_indices().peekable();
    while let Some((at, symbol)) = symbols.next() {
        if !matches!(symbol, '.' | '!' | '?' | '…' | '。' | '！' | '？') {
            continue;
        }
        let end = at + symbol.len_utf8();
        let wide = matches!(symbol, '。' | '！' | '？');
        let gap = symbols.peek().is_none_or(|(_, next)| next.is_whitespace());
        let last = text.get(start..end).unwrap_or_default();
        let word = last.rsplit(' ').next().unwrap_or_default().to_lowercase();
        let word = word.trim_start_matches(['(', '"', '“']);
        let initial = symbol == '.' && word.chars().count() == 2;
        let following = text.get(end..).unwrap_or_default().trim_start();
        let lower = following.chars().next().is_some_and(char::is_lowercase);
        if !(wide || gap) || initial || SHORT.contains(&word) || (lower && symbol == '.') {
            continue;
        }
        let sentence = last.trim();
        if !sentence.is_empty() {
            found.push(sentence);
        }
        start = end;
    }
    let rest = text.get(start..).unwrap_or_default().trim();
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

/// Returns the beginning of a text that has at most `limit` characters, cut after a sentence, else after a word; and the
/// rest.
pub(crate) fn cut(text: &str, limit: usize) -> (String, String) {
    if text.chars().count() <= limit {
        return (text.to_owned(), String::new());
    }
    for parts in [sentences(text), text.split_whitespace().collect()] {
        let mut kept = String::new();
        let mut length = 0;
        let mut taken = 0;
        for part in &parts {
            let more = part.chars().count() + usize::from(taken > 0);
            if length + more > limit {
                break;
            }
            if taken > 0 {
                kept.push(' ');
            }
            kept.push_str(part);
            length += more;
            taken += 1;
        }
        if taken > 0 {
            let rest = parts.get(taken..).unwrap_or_default().join(" ");
            return (kept, rest);
        }
    }
    let kept: String = text.chars().take(limit).collect();
    let rest = text.chars().skip(limit).collect();
    (kept, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_plain_text_is_escaped_and_plain_words_stay() {
        for (text, expected) in [
            ("a *b* _c_ snake_case", r"a \*b\* \_c\_ snake_case"),
            ("# no heading", r"\# no heading"),
            ("1. no list", r"1\. no list"),
            ("2024 was", "2024 was"),
            ("C++ & C# <b> &amp; a < b", r"C++ & C# \<b> \&amp; a < b"),
            (
                "see https://a.example/x_y).",
                "see [a.example/x_y](https://a.example/x_y)).",
            ),
            ("\u{202e}abc\u{7}d", "abc d"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn sentences_end_at_stops_and_not_at_abbreviations() {
        let text = "Use tools, e.g. Git. Is it hard? No! J. Doe knows v1.2 of it.";
        let expected = [
            "Use tools, e.g. Git.",
            "Is it hard?",
            "No!",
            "J. Doe knows v1.2 of it.",
        ];
        assert_eq!(sentences(text), expected);
        assert_eq!(
            cut(text, 22),
            (
                "Use tools, e.g. Git.".to_owned(),
                "Is it hard? No! J. Doe knows v1.2 of it.".to_owned()
            )
        );
    }
}
