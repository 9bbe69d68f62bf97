//! `guidepost manifest`: Slack's app manifest, or Discord's invite link.

use std::process::ExitCode;

use crate::config::{Settings, SlackMode};
use crate::{discord, slack};

#[derive(clap::Args)]
pub(super) struct ManifestArgs {
    #[command(subcommand)]
    platform: ManifestPlatform,
}

#[derive(clap::Subcommand)]
enum ManifestPlatform {
    /// Invite link for a server, with the reason for each permission
    Discord {
        /// Application id, from <https://discord.com/developers/applications>
        #[arg(long, value_name = "ID", default_value = "YOUR-APPLICATION-ID")]
        application: String,
    },
    /// App manifest to paste at <https://api.slack.com/apps>
    Slack {
        /// Connection mode of Slack, socket or HTTP; defaults to slack.mode of the settings
        #[arg(long)]
        mode: Option<SlackModeArg>,
        /// Public address of the bot, for HTTP
        #[arg(long, value_name = "URL")]
        url: Option<String>,
    },
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum SlackModeArg {
    /// Socket Mode: over connections that the bot opens
    Socket,
    /// Signed HTTP requests to a public address
    Http,
}

pub(super) fn run(args: &ManifestArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    match &args.platform {
        ManifestPlatform::Discord { application } => {
            super::print(&discord::invitation(application));
        }
        ManifestPlatform::Slack { mode, url } => {
            let mut settings = settings.slack.clone();
            settings.mode = match mode {
                Some(SlackModeArg::Socket) => SlackMode::Socket,
                Some(SlackModeArg::Http) => SlackMode::Http,
                None => settings.mode,
            };
            let manifest = slack::manifest(&settings, url.as_deref())?;
            super::print(&format!("{manifest:#}"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
