//! `guidepost preview`: what a platform would get as the answer to a line.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::chat::line;
use crate::config::Settings;
use crate::{console, discord, slack};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The platform
    #[arg(long, value_enum)]
    door: Door,
    /// A slash command such as "/what-is backend", or a question
    #[arg(required = true, num_args = 1..)]
    line: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Door {
    /// The body of the response to an interaction
    Discord,
    /// The message with its blocks
    Slack,
    /// The text in a terminal
    Console,
}

pub(super) async fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let assistant = super::assistant(settings)?;
    let ask = line::parse(&arguments.line.join(" "));
    let request = console::request(ask);
    let reply = assistant.respond(&request).await;
    super::print(&match arguments.door {
        Door::Discord => format!("{:#}", discord::preview(reply)),
        Door::Slack => format!("{:#}", slack::preview(reply)),
        Door::Console => console::render(reply),
    });
    Ok(ExitCode::SUCCESS)
}
