//! `guidepost ask`: answers one question.

use std::process::ExitCode;
use std::time::Instant;

use crate::chat::{Tone, line};
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
    let assistant = super::assistant(settings)?;
    let ask = line::parse(&args.question.join(" "));
    let request = console::request(ask);
    let started = Instant::now();
    let reply = assistant.respond(&request).await;
    let took = started.elapsed();
    let answered = matches!(reply.tone, Tone::Answer | Tone::Info | Tone::Unsure);
    super::print(&if args.json {
        console::json(reply, took)
    } else {
        console::render(reply)
    });
    Ok(if answered {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}
