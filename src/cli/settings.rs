//! `guidepost settings`: shows and changes the settings of a community.

use std::process::ExitCode;

use anyhow::Context as _;

use crate::chat::Ask;
use crate::config::Settings;
use crate::console;
use crate::language::Language;
use crate::store::{Setting, Store};

/// Number of latest changes that are shown.
const SHOWN_CHANGES: u16 = 20;

#[derive(clap::Args)]
pub(super) struct SettingsArgs {
    #[command(subcommand)]
    command: SettingsCommand,
}

#[derive(clap::Subcommand)]
enum SettingsCommand {
    /// Show the settings that hold, and the latest changes
    Show {
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Change a setting; an empty value resets it
    Set {
        #[command(flatten)]
        place: PlaceArgs,
        /// audience, mode, collections, mentor-role, mentor-channel or language
        name: String,
        /// New value
        value: String,
    },
}

#[derive(clap::Args)]
struct PlaceArgs {
    /// Id of the server or workspace
    #[arg(long, value_name = "ID")]
    community: String,
    /// Id of one of its channels
    #[arg(long, value_name = "ID")]
    channel: Option<String>,
}

pub(super) async fn run(args: SettingsArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let store = match &args.command {
        SettingsCommand::Show { .. } => super::store::open(settings).await?,
        SettingsCommand::Set { .. } => Store::open(&settings.store).await?,
    };
    let done = match args.command {
        SettingsCommand::Show { place } => show(&store, &place).await,
        SettingsCommand::Set { place, name, value } => {
            set(&store, settings, &place, &name, &value).await
        }
    };
    store.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn show(store: &Store, place: &PlaceArgs) -> anyhow::Result<()> {
    let changes = store
        .setting_changes(Some(&place.community), SHOWN_CHANGES)
        .await?;
    let chosen = store.settings_at(&crate::chat::Place {
        community: Some(place.community.clone()),
        channel: place.channel.clone(),
        ..console::place()
    });
    for setting in Setting::ALL {
        let value = chosen.value(setting).unwrap_or("(default)");
        super::print(&format!("{:<15} {value}", setting.name()));
    }
    for change in changes {
        let channel = change.channel.map(|channel| format!(" in {channel}"));
        let new_value = change.value.unwrap_or_else(|| "(reset)".to_owned());
        let person = change.person.unwrap_or_else(|| "(forgotten)".to_owned());
        super::print(&format!(
            "{} {}{}: {new_value}, by {person}",
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
    place: &PlaceArgs,
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
    if let (Setting::Language, Some(language)) = (setting, value) {
        let known = Language::ALL.map(Language::tag).join(", ");
        anyhow::ensure!(
            Language::of(language).is_some(),
            "there are no messages in the language `{language}`; there are {known}"
        );
    }
    let mut request = console::request(Ask::Help);
    request.place.community = Some(place.community.clone());
    store
        .change_setting(&request, place.channel.as_deref(), setting, value)
        .await?;
    super::print(&format!("{name} is saved"));
    Ok(())
}
