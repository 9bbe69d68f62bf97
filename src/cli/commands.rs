//! `guidepost commands`: the slash commands as a platform registers them.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::discord;

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The platform
    #[arg(value_enum)]
    platform: Platform,
}

#[derive(Clone, Copy, ValueEnum)]
enum Platform {
    /// The body of a bulk overwrite, as `serve` sends it where something changed
    Discord,
}

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let commands = match arguments.platform {
        Platform::Discord => discord::commands(),
    };
    super::print(&format!("{commands:#}"));
    ExitCode::SUCCESS
}
