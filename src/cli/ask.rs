//! `guidepost ask`: one question, one answer.

use std::process::ExitCode;
use std::time::Instant;

use crate::chat::{Tone, line};
use crate::config::Settings;
use crate::console;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// The question, or a slash command such as "/what-is backend"
    #[arg(required = true, num_args = 1..)]
    question: Vec<String>,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let assistant = super::assistant(settings)?;
    let ask = line::parse(&arguments.question.join(" "));
    let request = console::request(ask);
    let started = Instant::now();
    let reply = assistant.respond(&request).await;
    let took = started.elapsed();
    let answered = matches!(reply.tone, Tone::Answer | Tone::Info | Tone::Unsure);
    super::print(&if arguments.json {
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
