//! Removal of what tells who somebody is.

use crate::text::one_line;

/// Returns a message without mentions, addresses of mailboxes, telephone numbers, ids and the given names.
pub(super) fn scrub(text: &str, names: &[String]) -> String {
    let mut lines = Vec::new();
    let mentioned = |line: &str| {
        let mut line = line.to_owned();
        for name in names.iter().filter(|name| !name.is_empty()) {
            while let Some(at) = line.find(&format!("@{name}")) {
                line.replace_range(at..=at + name.len(), "");
            }
        }
        line
    };
    for line in text.lines() {
        let line = &mentioned(line);
        let mut words: Vec<String> = Vec::new();
        for word in without_tags(line).split_whitespace() {
            let bare = word.trim_matches(|symbol: char| {
                !symbol.is_alphanumeric() && symbol != '@' && symbol != '+'
            });
            let digits = bare.chars().filter(char::is_ascii_digit).count();
            let is_number = digits >= 9
                && bare
                    .chars()
                    .all(|symbol| symbol.is_ascii_digit() || "+-()./ ".contains(symbol));
            let is_mailbox = bare
                .split_once('@')
                .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
            let is_address = bare.starts_with("http");
            let is_mark = word
                .chars()
                .all(|symbol| matches!(symbol, '.' | ',' | ';' | ':' | '!'));
            if is_mark
                || bare.starts_with('@') && bare.len() > 1
                || is_mailbox
                || is_number && !is_address
            {
                continue;
            }
            words.push(word.to_owned());
        }
        let mut line = words.join(" ");
        for name in names.iter().filter(|name| name.chars().count() >= 3) {
            line = without_name(&line, name);
        }
        lines.push(line);
    }
    lines.join("\n").trim().to_owned()
}

/// Removes `<@…>`, `<#…>`, `<:emoji:…>` and unwraps `<address|text>`.
fn without_tags(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once('<') {
        out.push_str(before);
        let Some((inside, after)) = behind.split_once('>') else {
            out.push('<');
            rest = behind;
            continue;
        };
        let is_tag = inside.starts_with(['@', '#', '!', ':'])
            || inside.starts_with("a:")
            || inside.starts_with("t:");
        if let Some(address) = inside.strip_prefix("mailto:") {
            let _ = address;
        } else if inside.starts_with("http") {
            out.push_str(inside.split('|').next().unwrap_or(inside));
        } else if !is_tag {
            out.push('<');
            out.push_str(inside);
            out.push('>');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Removes a name where it stands as a whole word, in any case.
fn without_name(line: &str, name: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let parts: Vec<String> = name
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let bare = |word: &str| {
        word.trim_matches(|symbol: char| !symbol.is_alphanumeric())
            .to_lowercase()
    };
    let mut kept: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let run = words.get(at..at + parts.len()).unwrap_or_default();
        if !run.is_empty()
            && run.len() == parts.len()
            && run
                .iter()
                .zip(&parts)
                .all(|(word, part)| bare(word) == *part)
        {
            let last = run.last().copied().unwrap_or_default();
            let end = last.trim_start_matches(|symbol: char| !symbol.is_alphanumeric());
            let end = end.trim_start_matches(char::is_alphanumeric);
            if let Some(before) = kept.last_mut().filter(|_| !end.is_empty()) {
                let trimmed = before.trim_end_matches([',', ';']).to_owned();
                *before = trimmed + end;
            }
            at += parts.len();
            continue;
        }
        kept.extend(words.get(at).map(|word| (*word).to_owned()));
        at += 1;
    }
    kept.join(" ")
}

/// Returns the part of a message that asks: its last sentence with a question mark, else its first line.
pub(super) fn question_of(text: &str) -> Option<String> {
    let line = one_line(text);
    let sentences = crate::text::sentences(&line);
    let asking = sentences
        .iter()
        .rev()
        .find(|sentence| sentence.ends_with('?'))?;
    let words = asking.split_whitespace().count();
    (4..=40)
        .contains(&words)
        .then(|| crate::headings::capitalized(asking.trim_start_matches([',', '-', ' '])))
}
