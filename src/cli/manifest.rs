//! `guidepost manifest`: what a platform has to be told about the bot.

use std::process::ExitCode;

use crate::config::{Settings, SlackMode};
use crate::{discord, slack};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    platform: Platform,
}

#[derive(clap::Subcommand)]
enum Platform {
    /// How the bot is added to a server, with what each permission is for
    Discord {
        /// The application's id, from <https://discord.com/developers/applications>
        #[arg(long, value_name = "ID", default_value = "YOUR-APPLICATION-ID")]
        application: String,
    },
    /// Slack's app manifest, to paste at <https://api.slack.com/apps>
    Slack {
        /// How Slack reaches the bot; without it as in the settings
        #[arg(long)]
        mode: Option<Mode>,
        /// The bot's public address, for HTTP
        #[arg(long, value_name = "URL")]
        url: Option<String>,
    },
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Mode {
    /// Over sockets that the bot opens
    Socket,
    /// Over signed HTTP requests
    Http,
}

pub(super) fn run(arguments: &Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    match &arguments.platform {
        Platform::Discord { application } => super::print(&discord::invitation(application)),
        Platform::Slack { mode, url } => {
            let mut settings = settings.slack.clone();
            settings.mode = match mode {
                Some(Mode::Socket) => SlackMode::Socket,
                Some(Mode::Http) => SlackMode::Http,
                None => settings.mode,
            };
            let manifest = slack::manifest(&settings, url.as_deref())?;
            super::print(&format!("{manifest:#}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
