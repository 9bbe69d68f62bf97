//! Parser from a line of text to an [`Ask`], for terminals and messages to the bot.

use super::catalog::command;
use super::{Ask, Audience};

/// Splits a leading `private:` or `public:` off a text. The word without a colon is part of the
/// question, as in `private or public repositories?`.
#[must_use]
pub fn split_audience(text: &str) -> (Option<Audience>, &str) {
    let text = text.trim();
    let said = text.split_once(':').and_then(|(word, rest)| {
        let audience = match word.trim_end().to_lowercase().as_str() {
            "private" => Audience::Private,
            "public" => Audience::Public,
            _ => return None,
        };
        Some((Some(audience), rest.trim_start()))
    });
    said.unwrap_or((None, text))
}

/// Parses a line such as `/what-is backend`. A line without a slash is a question.
#[must_use]
pub fn parse(line: &str) -> Ask {
    let line = line.trim();
    let Some(rest) = line.strip_prefix('/') else {
        return Ask::Question(line.to_owned());
    };
    let (name, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    command(name).map_or(Ask::Unknown, |command| command.ask_text(text))
}

/// Parses a message to the bot: a command with or without its slash, else a question. An empty text
/// is a request for help.
#[must_use]
pub fn parse_mention(line: &str) -> Ask {
    if line.is_empty() {
        return Ask::Help;
    }
    if line.starts_with('/') {
        return parse(line);
    }
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match command(&name.to_lowercase()) {
        // “help me find a job” begins with a command's name, but is a question.
        Some(command) if command.options.is_empty() && !rest.trim().is_empty() => {
            Ask::Question(line.to_owned())
        }
        Some(command) => command.ask_text(rest),
        None => Ask::Question(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_as_the_ask_it_names() {
        assert_eq!(
            parse("/what-is  backend "),
            Ask::WhatIs("backend".to_owned())
        );
        assert_eq!(
            parse("how long should my CV be?"),
            Ask::Question("how long should my CV be?".to_owned())
        );
        assert_eq!(
            parse("/faq"),
            Ask::Faq {
                topic: None,
                page: 0
            }
        );
        assert_eq!(
            parse("/compare frontend vs backend"),
            Ask::Compare {
                left: "frontend vs backend".to_owned(),
                right: None
            }
        );
        assert_eq!(parse("/fly"), Ask::Unknown);
    }

    #[test]
    fn a_text_says_who_is_to_read_the_answer() {
        let private = Some(Audience::Private);
        assert_eq!(
            split_audience("private: what is sql"),
            (private, "what is sql")
        );
        assert_eq!(split_audience(" Private :sql "), (private, "sql"));
        assert_eq!(split_audience("PUBLIC:"), (Some(Audience::Public), ""));
        for text in [
            "private or public repositories?",
            "my private: notes",
            "",
            "a: b",
        ] {
            assert_eq!(split_audience(text), (None, text));
        }
    }
}
