//! `guidepost settings`: what a community chose for itself, shown and changed.

use std::process::ExitCode;

use anyhow::Context as _;

use crate::chat::Ask;
use crate::config::Settings;
use crate::console;
use crate::store::{Setting, Store};

/// How many changes are shown.
const CHANGES: u16 = 20;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Show what is chosen, and who changed it
    Show {
        #[command(flatten)]
        place: Place,
    },
    /// Choose something; an empty value takes the choice back
    Set {
        #[command(flatten)]
        place: Place,
        /// audience, mode, collections, mentor-role, mentor-channel or language
        name: String,
        /// What it is to be
        value: String,
    },
}

#[derive(clap::Args)]
struct Place {
    /// The id of the server or workspace
    #[arg(long, value_name = "ID")]
    community: String,
    /// The id of one channel of it
    #[arg(long, value_name = "ID")]
    channel: Option<String>,
}

pub(super) async fn run(arguments: Arguments, settings: &Settings) -> anyhow::Result<ExitCode> {
    let store = Store::open(&settings.store).await?;
    let done = match arguments.command {
        Command::Show { place } => show(&store, &place).await,
        Command::Set { place, name, value } => set(&store, settings, &place, &name, &value).await,
    };
    store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn show(store: &Store, place: &Place) -> anyhow::Result<()> {
    let changes = store
        .setting_changes(Some(&place.community), CHANGES)
        .await?;
    let chosen = store.settings_at(&crate::chat::Place {
        community: Some(place.community.clone()),
        channel: place.channel.clone(),
        ..console::place()
    });
    for setting in Setting::ALL {
        let value = chosen.value(setting).unwrap_or("(as in the settings file)");
        super::print(&format!("{:<15} {value}", setting.name()));
    }
    for change in changes {
        let channel = change.channel.map(|channel| format!(" in {channel}"));
        let became = change.value.unwrap_or_else(|| "(taken back)".to_owned());
        let person = change.person.unwrap_or_else(|| "(forgotten)".to_owned());
        super::print(&format!(
            "{} {}{}: {became}, by {person}",
            change.at.strftime("%F %T UTC"),
            change.name,
            channel.unwrap_or_default(),
        ));
    }
    Ok(())
}

async fn set(
    store: &Store,
    settings: &Settings,
    place: &Place,
    name: &str,
    value: &str,
) -> anyhow::Result<()> {
    let setting = Setting::from_name(name).with_context(|| {
        let names = Setting::ALL.map(Setting::name);
        format!(
            "there is no setting `{name}`; there are {}",
            names.join(", ")
        )
    })?;
    let value = Some(value.trim()).filter(|value| !value.is_empty());
    if let (Setting::Collections, Some(names)) = (setting, value) {
        for name in names.split(',').map(str::trim) {
            let mut known = settings.collections_of(None).into_iter();
            anyhow::ensure!(
                known.any(|(known, _)| known == name),
                "there is no collection `{name}` in the settings file"
            );
        }
    }
    let mut request = console::request(Ask::Help);
    request.place.community = Some(place.community.clone());
    store
        .change_setting(&request, place.channel.as_deref(), setting, value)
        .await?;
    super::print(&format!("{name} is kept"));
    Ok(())
}
