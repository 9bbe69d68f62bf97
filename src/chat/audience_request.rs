//! Requests for an audience in the text of a question: `private: …`, `(private) …`, `… privately`. Read where a platform
//! has no option for the audience.
//!
//! **Invariant:** a misspelt request for privacy counts: a private answer can still be made public, a public one cannot be
//! taken back.

use super::Audience;

const PRIVATE: &str = "private";
const PUBLIC: &str = "public";
/// Maximum edit distance (optimal string alignment) to `private` of a first word that a colon follows.
const MAX_EDITS: usize = 2;
/// Words that mean `private` by themselves at the beginning or end of a text.
const PRIVATELY: [&str; 3] = ["privately", "ephemeral", "ephemerally"];
/// Colons of several scripts and keyboards, which separate the request from the question.
const COLONS: [char; 8] = [':', '：', '﹕', '︓', '∶', 'ː', '︰', '꞉'];
/// First words of questions: a text that begins with `private` and one of these requests a private answer.
const OPENERS: &str = "a am an and answer any are as at can compare could define did do does \
    explain for from give had has have help how i i'm if in is it list may me must my please pls \
    question shall should show skills roadmap roles tell that the there this to we were what what's \
    whats when where which who whom whose why will would you faq ask hey hi hello";

/// Returns the audience that a text requests, and the text without the request. A `private` that may be part of the
/// question, as in `private or public repositories?`, stays in the text and counts as a request.
#[must_use]
pub(crate) fn split_audience(text: &str) -> (Option<Audience>, &str) {
    let text = text.trim();
    leading(text)
        .or_else(|| trailing(text))
        .unwrap_or((None, text))
}

/// Reads a request at the beginning, such as `private: …` or `in private: …`.
fn leading(text: &str) -> Option<(Option<Audience>, &str)> {
    let is_opening = |symbol| is_ornament(symbol) || is_blank(symbol);
    let opened = text.trim_start_matches(is_opening);
    let inside = opened
        .get(..3)
        .filter(|start| start.eq_ignore_ascii_case("in "));
    match inside.and_then(|_| opened.get(3..)) {
        Some(behind) => {
            let (audience, rest) = first_word(behind)?;
            let is_request = audience == Some(Audience::Private) && rest.len() < behind.len();
            is_request.then_some((audience, rest))
        }
        None => first_word(text),
    }
}

fn first_word(text: &str) -> Option<(Option<Audience>, &str)> {
    let text = text.trim_start_matches(is_blank);
    let opened = text.trim_start_matches(is_ornament);
    let opened = opened.strip_prefix('/').unwrap_or(opened);
    let end = opened
        .find(|symbol: char| !symbol.is_alphabetic())
        .unwrap_or(opened.len());
    let (word, behind) = opened.split_at_checked(end)?;
    let word = word.to_lowercase();
    let rest = behind.trim_start_matches(is_separator);
    let separators = behind.strip_suffix(rest).unwrap_or_default();
    let marked = separators.contains(|symbol| !is_blank(symbol)) || opened.len() < text.len();
    let colon = separators.contains(COLONS);
    if word == PUBLIC {
        return colon.then_some((Some(Audience::Public), rest));
    }
    let private = Some((Some(Audience::Private), rest));
    if PRIVATELY.contains(&word.as_str()) {
        return private;
    }
    if word == PRIVATE {
        let next = rest.split(|symbol: char| symbol.is_whitespace() || ",?".contains(symbol));
        let next = next.into_iter().next().unwrap_or_default().to_lowercase();
        let asks = next.is_empty() || OPENERS.split_whitespace().any(|one| one == next);
        return if marked || asks {
            private
        } else {
            Some((Some(Audience::Private), text))
        };
    }
    let near = word.starts_with('p')
        && word.len() > MAX_EDITS * 2
        && word != "privilege"
        && strsim::osa_distance(&word, PRIVATE) <= MAX_EDITS;
    (near && colon).then_some((Some(Audience::Private), rest))
}

/// Reads a request at the end: in brackets, or as an adverb, with or without `please`.
fn trailing(text: &str) -> Option<(Option<Audience>, &str)> {
    let (kept, word) = last_word(text)?;
    match word.as_str() {
        "please" | "pls" => last_request(kept),
        _ => last_request(text),
    }
}

fn last_request(text: &str) -> Option<(Option<Audience>, &str)> {
    let (before, word) = last_word(text)?;
    let kept = before.trim_end_matches(|symbol| is_separator(symbol) && symbol != '?');
    let private = Some(Audience::Private);
    if PRIVATELY.contains(&word.as_str()) {
        return Some((private, kept));
    }
    if word != PRIVATE {
        return None;
    }
    let apart = before.trim_end_matches(is_blank);
    if before.ends_with(['(', '[', '{']) || apart.ends_with(['?', '-', '–', '—']) {
        return Some((private, kept));
    }
    // “…, in private”
    let end = kept.len().checked_sub(" in".len())?;
    let (kept, inside) = kept.split_at_checked(end)?;
    let kept = kept.trim_end_matches(|symbol| is_separator(symbol) && symbol != '?');
    inside
        .eq_ignore_ascii_case(" in")
        .then_some((private, kept))
}

/// Splits off the last word, in lower case, without the separators after it.
fn last_word(text: &str) -> Option<(&str, String)> {
    let bare = text.trim_end_matches(|symbol| is_separator(symbol) && symbol != '?');
    let mut symbols = bare.char_indices();
    let (at, symbol) = symbols.rfind(|(_, symbol)| !symbol.is_alphabetic())?;
    let (before, word) = bare.split_at_checked(at + symbol.len_utf8())?;
    Some((before, word.to_lowercase()))
}

/// Returns whether a character may separate the request from the question.
fn is_separator(symbol: char) -> bool {
    is_blank(symbol)
        || is_ornament(symbol)
        || COLONS.contains(&symbol)
        || ";；,，、.。!！|-–—→>=~/\\".contains(symbol)
}

/// Returns whether a character is a bracket, a quotation mark or a mark of bold, italic or code.
fn is_ornament(symbol: char) -> bool {
    "()[]{}<>（）【】「」*_`~|\"'“”„‘’«»#".contains(symbol)
}

/// Returns whether a character is invisible: white space, control characters, zero-width characters.
fn is_blank(symbol: char) -> bool {
    symbol.is_whitespace()
        || symbol.is_control()
        || "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(symbol)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_for_an_audience_is_split_off() {
        for (text, question) in [
            ("private: what is sql", "what is sql"),
            (" Private :sql ", "sql"),
            ("private： what is sql", "what is sql"),
            ("private; what is sql", "what is sql"),
            ("(private) what is sql", "what is sql"),
            ("[Private]: what is sql", "what is sql"),
            ("*private:* what is sql", "what is sql"),
            ("**private**: what is sql", "what is sql"),
            ("_private_ what is sql", "what is sql"),
            ("`private:` what is sql", "what is sql"),
            ("“private” what is sql", "what is sql"),
            ("private - what is sql", "what is sql"),
            ("private, what is sql", "what is sql"),
            ("private\nwhat is sql", "what is sql"),
            ("private do i need a degree", "do i need a degree"),
            ("private how long is a CV", "how long is a CV"),
            ("privately: what is sql", "what is sql"),
            ("privat: what is sql", "what is sql"),
            ("prviate: what is sql", "what is sql"),
            ("/private what is sql", "what is sql"),
            ("in private: what is sql", "what is sql"),
            ("\u{200b}private: what is sql", "what is sql"),
            ("what is sql (private)", "what is sql"),
            ("what is sql? private please", "what is sql?"),
            ("what is sql privately", "what is sql"),
            ("what is sql, in private please", "what is sql"),
            ("private:", ""),
            ("private", ""),
        ] {
            let private = Some(Audience::Private);
            assert_eq!(split_audience(text), (private, question), "{text}");
        }
        assert_eq!(split_audience("PUBLIC:"), (Some(Audience::Public), ""));
        let public = (Some(Audience::Public), "roles");
        assert_eq!(split_audience("*public：* roles"), public);
    }

    #[test]
    fn an_ambiguous_private_makes_the_answer_private_and_stays_in_the_question() {
        for text in [
            "private or public repositories?",
            "private cloud vs hosting",
        ] {
            assert_eq!(split_audience(text), (Some(Audience::Private), text));
        }
    }

    #[test]
    fn other_texts_request_no_audience() {
        for text in [
            "my private: notes",
            "what is a private key?",
            "is my repository private",
            "public or private repositories?",
            "privilege: what is it",
            "pirate or not",
            "in time: what is it",
            "please",
            "",
            "a: b",
        ] {
            assert_eq!(split_audience(text), (None, text));
        }
    }
}
