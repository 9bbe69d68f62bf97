//! `guidepost chat`: an interactive prompt with the commands of the platforms and tab completion.

use std::io::{ErrorKind, Write as _};

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{Context, Editor, Helper, Highlighter, Hinter, Validator};

use crate::assistant::Assistant;
use crate::chat::catalog::{self, COMMANDS};
use crate::chat::line;
use crate::chat::{Ask, Reply};

/// Maximum number of completions.
const MAX_COMPLETIONS: usize = 20;

/// Text at the start of a session.
const WELCOME: &str = "\
Ask a career question, or write a command such as /what-is backend. Tab completes, a number or a
name below an answer opens it, /help says what there is, Ctrl-D ends.";

/// Text below a line that is not UTF-8.
const NOT_UTF8: &str = "That line is not UTF-8 text, so I cannot read it. Ask again in UTF-8.";

/// Answers each line of input until end of file, Ctrl-C, `exit` or `quit`.
///
/// # Errors
/// The terminal cannot be read or written. That nobody reads the output any more (`chat | head -1`) ends the session
/// without an error.
pub(crate) async fn chat(assistant: &Assistant) -> anyhow::Result<()> {
    match converse(assistant).await {
        Err(error) if is_broken_pipe(&error) => Ok(()),
        ended => ended,
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let error = match error.downcast_ref::<ReadlineError>() {
        Some(ReadlineError::Io(error)) => Some(error),
        _ => error.downcast_ref::<std::io::Error>(),
    };
    error.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

async fn converse(assistant: &Assistant) -> anyhow::Result<()> {
    let mut editor: Editor<Prompt<'_>, DefaultHistory> = Editor::new()?;
    editor.set_helper(Some(Prompt { assistant }));
    let mut out = std::io::stdout();
    writeln!(out, "{WELCOME}")?;
    let mut last: Option<Reply> = None;
    loop {
        let line = match editor.readline("\n> ") {
            Ok(line) => line,
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(ReadlineError::Io(error)) if error.kind() == ErrorKind::InvalidData => {
                writeln!(out, "\n{NOT_UTF8}")?;
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        editor.add_history_entry(line)?;
        if matches!(line, "exit" | "quit" | "/exit" | "/quit") {
            return Ok(());
        }
        let ask = last
            .as_ref()
            .and_then(|reply| picked(reply, line))
            .unwrap_or_else(|| line::parse(line));
        let reply = assistant.respond(&super::request(ask)).await;
        writeln!(out, "\n{}", super::render(reply.clone()))?;
        last = Some(reply);
    }
}

/// Resolves a choice number (from 1) or a button label, ignoring case, to an ask of the last reply.
fn picked(reply: &Reply, line: &str) -> Option<Ask> {
    if let Ok(number) = line.parse::<usize>() {
        let choice = reply.choices.get(number.checked_sub(1)?)?;
        return Some(choice.ask.clone());
    }
    // The label “Why this?” matches `why this`.
    let name = |text: &str| text.trim_end_matches('?').to_lowercase();
    let buttons = reply.buttons.iter().chain(&reply.votes);
    let buttons = buttons.map(|button| (&button.label, &button.ask));
    let menu = reply.menu.iter().map(|item| (&item.label, &item.ask));
    let (_, ask) = buttons
        .chain(menu)
        .find(|(label, _)| name(label) == name(line))?;
    Some(ask.clone())
}

#[derive(Helper, Hinter, Highlighter, Validator)]
struct Prompt<'a> {
    assistant: &'a Assistant,
}

impl Completer for Prompt<'_> {
    type Candidate = Pair;

    fn complete(
        &self,
        line: &str,
        position: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<Pair>)> {
        let line = line.get(..position).unwrap_or(line);
        let (start, completions) = complete(self.assistant, line);
        let pairs = completions
            .into_iter()
            .map(|text| Pair {
                display: text.clone(),
                replacement: text,
            })
            .collect();
        Ok((start, pairs))
    }
}

/// Returns the byte offset at which the completed text begins, and its completions.
fn complete(assistant: &Assistant, line: &str) -> (usize, Vec<String>) {
    let Some((name, text)) = line.split_once(' ') else {
        let commands = COMMANDS
            .iter()
            .map(|command| format!("/{} ", command.name))
            .filter(|command| line.starts_with('/') && command.starts_with(line));
        return (0, commands.collect());
    };
    let option = name
        .strip_prefix('/')
        .and_then(catalog::command)
        .and_then(|command| command.options.first());
    let Some(option) = option else {
        return (line.len(), Vec::new());
    };
    let Some(completes) = option.completes else {
        return (line.len(), Vec::new());
    };
    let completions = assistant.complete(&super::place(), completes, text, MAX_COMPLETIONS);
    let values = completions.into_iter().map(|completion| completion.value);
    (line.len() - text.len(), values.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{Audience, Button, Choice, ReplyKind};
    use crate::language::Language;

    #[test]
    fn a_number_or_a_name_below_an_answer_opens_it() {
        let reply = Reply {
            kind: ReplyKind::Unsure,
            language: Language::English,
            title: String::new(),
            parts: Vec::new(),
            picture: None,
            note: None,
            menu: Vec::new(),
            votes: Vec::new(),
            choices: vec![Choice {
                label: "SQL".to_owned(),
                detail: String::new(),
                ask: Ask::WhatIs("sql".to_owned()),
            }],
            buttons: vec![Button::open("All roles", Ask::Roles { page: 0 })],
            audience: Audience::Private,
            match_info: None,
        };
        assert_eq!(picked(&reply, "1"), Some(Ask::WhatIs("sql".to_owned())));
        assert_eq!(picked(&reply, "all ROLES"), Some(Ask::Roles { page: 0 }));
        assert_eq!(picked(&reply, "All roles?"), Some(Ask::Roles { page: 0 }));
        assert_eq!(picked(&reply, "2"), None);
        assert_eq!(picked(&reply, "0"), None);
    }
}
