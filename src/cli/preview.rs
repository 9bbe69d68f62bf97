//! `guidepost preview`: the message that a platform would receive as an answer.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::chat::line;
use crate::config::Settings;
use crate::{console, discord, slack};

#[derive(clap::Args)]
pub(super) struct PreviewArgs {
    /// Platform
    #[arg(long, value_enum)]
    door: PreviewDoor,
    /// A question, or a slash command such as "/what-is backend"
    #[arg(required = true, num_args = 1..)]
    line: Vec<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum PreviewDoor {
    /// Body of the response to an interaction
    Discord,
    /// Message with its blocks
    Slack,
    /// Text in a terminal
    Console,
}

pub(super) async fn run(args: &PreviewArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let (assistant, libraries) = super::load(settings)?;
    super::embeddings::complete(&assistant, &libraries)?;
    let ask = line::parse(&args.line.join(" "));
    let request = console::request(ask);
    let reply = assistant.respond(&request).await;
    super::print(&match args.door {
        PreviewDoor::Discord => format!("{:#}", discord::preview(reply)),
        PreviewDoor::Slack => format!("{:#}", slack::preview(reply)),
        PreviewDoor::Console => console::render(reply),
    });
    Ok(ExitCode::SUCCESS)
}
