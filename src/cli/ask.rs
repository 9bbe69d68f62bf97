//! `guidepost ask`: answers one question, or each line of standard input.

use std::io::{BufRead, IsTerminal as _, Read as _};
use std::process::ExitCode;
use std::time::Instant;

use crate::assistant::Assistant;
use crate::chat::{Reply, ReplyKind, line};
use crate::config::Settings;
use crate::console;

#[derive(clap::Args)]
pub(super) struct AskArgs {
    /// Print the answer as one JSON object
    #[arg(long)]
    json: bool,
    /// A question, or a slash command such as "/what-is backend"; without one, each line of standard input is a
    /// question, and each answer one line of JSON with the key "question" in addition
    #[arg(num_args = 1..)]
    question: Vec<String>,
}

/// Maximum bytes of a question that are read from standard input; the rest of its line is skipped.
const MAX_LINE: u64 = 16 * 1024;

pub(super) async fn run(args: &AskArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let stdin = std::io::stdin();
    if args.question.is_empty() && stdin.is_terminal() {
        anyhow::bail!(
            "no question; ask one (guidepost ask \"what is an API\"), or talk to it (guidepost chat)"
        );
    }
    let (assistant, libraries) = super::load(settings)?;
    if args.question.is_empty() {
        super::embeddings::complete(&assistant, &libraries)?;
        answer_lines(&assistant, &mut stdin.lock()).await?;
        return Ok(ExitCode::SUCCESS);
    }
    let question = args.question.join(" ");
    let on_terminal = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
    // On a terminal the answer by keyword search is printed while the embeddings are computed.
    let by_keywords = if assistant.lacks_embeddings() && on_terminal && !args.json {
        let text = console::render(respond(&assistant, &question).await);
        super::say("By its words alone, until the embeddings are computed:\n");
        super::print(&text);
        super::say("");
        Some(text)
    } else {
        None
    };
    super::embeddings::complete(&assistant, &libraries)?;
    let started = Instant::now();
    let reply = respond(&assistant, &question).await;
    let response_time = started.elapsed();
    let answered = matches!(
        reply.kind,
        ReplyKind::Answer | ReplyKind::Info | ReplyKind::Likely | ReplyKind::Unsure
    );
    if args.json {
        super::print(&format!("{:#}", console::json(reply, response_time)));
    } else {
        let text = console::render(reply);
        match by_keywords {
            None => super::print(&text),
            Some(by_keywords) if by_keywords == text => {
                super::say("With embeddings the answer is the same.");
            }
            Some(_) => {
                super::say("With embeddings:\n");
                super::print(&text);
            }
        }
    }
    Ok(if answered {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

/// Answers each line that is not blank, until the input ends or nobody reads the output any more.
async fn answer_lines(assistant: &Assistant, input: &mut impl BufRead) -> anyhow::Result<()> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') {
            input.skip_until(b'\n')?;
        }
        let question = String::from_utf8_lossy(&line);
        let question = question.trim();
        if question.is_empty() {
            continue;
        }
        let started = Instant::now();
        let reply = respond(assistant, question).await;
        let mut object = console::json(reply, started.elapsed());
        if let Some(keys) = object.as_object_mut() {
            keys.insert("question".to_owned(), question.into());
        }
        if !super::print_line(&object.to_string()) {
            return Ok(());
        }
    }
}

async fn respond(assistant: &Assistant, question: &str) -> Reply {
    let request = console::request(line::parse(question));
    assistant.respond(&request).await
}
