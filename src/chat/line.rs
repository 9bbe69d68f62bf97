//! Parser from a line of text to an [`Ask`], for terminals and messages to the bot.

use super::audience_request::split_audience;
use super::catalog::command;
use super::{Ask, Audience};

/// Parses a message to the bot, with the audience that it requests before the command or after its name,
/// as in `private: what-is sql` and `/what-is private: sql`.
#[must_use]
pub fn parse_message(text: &str) -> (Option<Audience>, Ask) {
    let (audience, line) = split_audience(text);
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let named = name.strip_prefix('/').unwrap_or(name).to_lowercase();
    if audience.is_none()
        && command(&named).is_some()
        && let (Some(audience), rest) = split_audience(rest)
    {
        return (Some(audience), parse_mention(&format!("{name} {rest}")));
    }
    (audience, parse_mention(line))
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
    let line = line.trim();
    if line.is_empty() {
        return Ask::Help;
    }
    if line.starts_with('/') {
        return parse(line);
    }
    let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match command(&name.to_lowercase()) {
        // `help me find a job` begins with the name of a command, but is a question.
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
    fn an_audience_is_read_before_a_command_and_after_its_name() {
        let sql = || Ask::WhatIs("sql".to_owned());
        let private = Some(Audience::Private);
        for text in [
            "private: what-is sql",
            "/what-is private: sql",
            "what-is (private) sql",
            "What-is sql privately",
        ] {
            assert_eq!(parse_message(text), (private, sql()), "{text}");
        }
        let public = Some(Audience::Public);
        assert_eq!(
            parse_message("/roles public:"),
            (public, Ask::Roles { page: 0 })
        );
        assert_eq!(parse_message("what-is sql"), (None, sql()));
    }
}
