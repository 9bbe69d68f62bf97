//! `guidepost ask`: answers one question.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::time::Instant;

use crate::assistant::Assistant;
use crate::chat::{Reply, Tone, line};
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
    let watched = std::io::stdout().is_terminal() && std::io::stderr().is_terminal();
    // On a terminal somebody waits: until the embeddings are computed, they can read the answer by words.
    let by_words = if assistant.lacks_embeddings() && watched && !args.json {
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
    let took = started.elapsed();
    let answered = matches!(
        reply.tone,
        Tone::Answer | Tone::Info | Tone::Likely | Tone::Unsure
    );
    if args.json {
        super::print(&console::json(reply, took));
    } else {
        let text = console::render(reply);
        match by_words {
            None => super::print(&text),
            Some(by_words) if by_words == text => {
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
