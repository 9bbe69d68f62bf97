//! `guidepost commands`: the slash commands in the form that a platform registers.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::discord;

#[derive(clap::Args)]
pub(super) struct CommandsArgs {
    /// Platform
    #[arg(value_enum)]
    platform: Platform,
}

#[derive(Clone, Copy, ValueEnum)]
enum Platform {
    /// Request body of a bulk overwrite, which `serve` sends when a command changed
    Discord,
}

pub(super) fn run(args: &CommandsArgs) -> ExitCode {
    let commands = match args.platform {
        Platform::Discord => discord::commands(),
    };
    super::print(&format!("{commands:#}"));
    ExitCode::SUCCESS
}
