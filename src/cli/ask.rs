//! `guidepost ask`: answers one question.

use std::io::IsTerminal as _;
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
    /// A question, or a slash command such as "/what-is backend"
    #[arg(required = true, num_args = 1..)]
    question: Vec<String>,
}

pub(super) async fn run(args: &AskArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let (assistant, libraries) = super::load(settings)?;
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
        super::print(&console::json(reply, response_time));
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

async fn respond(assistant: &Assistant, question: &str) -> Reply {
    let request = console::request(line::parse(question));
    assistant.respond(&request).await
}
