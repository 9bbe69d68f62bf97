//! The formats, and the call that reads any of them.

use std::path::{Path, PathBuf};

use crate::draft::Draft;
use crate::error::{ImportError, Skipped};
use crate::limits::Limits;
use crate::settle::{KnowledgeFile, Settle, settle};
use crate::source;
use crate::table::ColumnMap;
use crate::{chat, html, markdown, onet, prose, table};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// The O*NET database: a folder of its text files, or the zip archive that people download.
    Onet,
    /// Markdown files, with or without front matter.
    Markdown,
    /// HTML pages.
    Html,
    /// Plain text, such as that of a page without its markup.
    Text,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// A spreadsheet of Excel or `LibreOffice`.
    Xlsx,
    /// JSON Lines.
    Jsonl,
    /// Discord channels, as `DiscordChatExporter` writes them to JSON, or Discord's own package of one's data.
    DiscordExport,
    /// The zip archive, or its unpacked folder, that Slack exports.
    SlackExport,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 10] = [
        Self::Onet,
        Self::Markdown,
        Self::Html,
        Self::Text,
        Self::Csv,
        Self::Tsv,
        Self::Xlsx,
        Self::Jsonl,
        Self::DiscordExport,
        Self::SlackExport,
    ];

    /// Returns the name on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Onet => "onet",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
            Self::DiscordExport => "discord-export",
            Self::SlackExport => "slack-export",
        }
    }

    /// Returns whether its entries are drafts, which a person has to read before anybody else does.
    #[must_use]
    pub const fn makes_drafts(self) -> bool {
        matches!(self, Self::DiscordExport | Self::SlackExport)
    }

    /// Guesses the format of a source by its name and, for folders and archives, by the names in it.
    #[must_use]
    pub fn guess(source: &Path) -> Option<Self> {
        let own = source.file_name()?.to_string_lossy().to_lowercase();
        let by_name = |name: &str| {
            let end = name.rsplit_once('.').map_or("", |(_, end)| end);
            match end {
                "md" | "mdx" | "markdown" => Some(Self::Markdown),
                "html" | "htm" | "xhtml" => Some(Self::Html),
                "txt" => Some(Self::Text),
                "csv" => Some(Self::Csv),
                "tsv" | "tab" => Some(Self::Tsv),
                "xlsx" | "xlsm" => Some(Self::Xlsx),
                "jsonl" | "ndjson" => Some(Self::Jsonl),
                _ => None,
            }
        };
        if source.is_file() && !source::has_extension(&own, &["zip"]) {
            return match own.rsplit_once('.') {
                Some((_, "json")) => Some(Self::DiscordExport),
                _ => by_name(&own),
            };
        }
        let names = source::names(source, &Limits::default()).ok()?;
        let has = |name: &str| {
            names
                .iter()
                .any(|path| path.rsplit('/').next() == Some(name))
        };
        if has("Occupation Data.txt") {
            return Some(Self::Onet);
        }
        if has("channels.json") && has("users.json") {
            return Some(Self::SlackExport);
        }
        let mut counts = [
            (Self::Markdown, 0),
            (Self::Html, 0),
            (Self::Text, 0),
            (Self::DiscordExport, 0),
        ];
        for name in &names {
            let format = if source::has_extension(name, &["json"]) {
                Some(Self::DiscordExport)
            } else {
                by_name(&name.to_lowercase())
            };
            if let Some((_, count)) = counts.iter_mut().find(|(known, _)| Some(*known) == format) {
                *count += 1;
            }
        }
        let (format, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
        (count > 0).then_some(format)
    }
}

/// Options of reading.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Bounds.
    pub limits: Limits,
    /// The columns of a table, where they are not to be guessed.
    pub columns: ColumnMap,
    /// Names of roles whose members answer, such as `Mentor`.
    pub mentors: Vec<String>,
    /// The address of the site that a folder of pages is of.
    pub base_url: Option<String>,
}

/// Result of reading the sources.
#[derive(Debug, Default)]
pub struct Imported {
    /// Drafts.
    pub drafts: Vec<Draft>,
    /// Parts that could not be used.
    pub skipped: Vec<Skipped>,
    /// Remarks on the whole, such as counts.
    pub notes: Vec<String>,
    /// The README of the folder.
    pub readme: Option<String>,
}

impl Imported {
    /// Gives the drafts ids and unique names, and writes them in the form of knowledge files. What is left out on the way
    /// is added to [`Self::skipped`].
    #[must_use]
    pub fn into_files(mut self, conditions: &Settle<'_>) -> (Vec<KnowledgeFile>, Vec<Skipped>) {
        let source = self.drafts.first().map(|draft| draft.source.clone());
        let mut files = settle(self.drafts, conditions, &mut self.skipped);
        if let (Some(text), Some(source)) = (self.readme, source) {
            files.push(KnowledgeFile::plain("readme", &source, "README.md", &text));
        }
        self.skipped.sort();
        self.skipped.dedup();
        (files, self.skipped)
    }
}

/// Reads sources of one format. `progress` is called with the name of what is read next.
///
/// # Errors
/// A source cannot be read, is not of the format, or exceeds a limit.
pub fn read(
    format: Format,
    sources: &[PathBuf],
    options: &ReadOptions,
    progress: &mut dyn FnMut(&str),
) -> Result<Imported, ImportError> {
    let mut imported = Imported::default();
    for path in sources {
        let name = source::name(path);
        progress(&name);
        match format {
            Format::Onet => {
                let files =
                    source::files(path, &options.limits, onet::is_onet, &mut imported.skipped)?;
                onet::read(&name, &files, &mut imported)?;
            }
            Format::Markdown => markdown::read(path, options, progress, &mut imported)?,
            Format::Html => html::read(path, options, progress, &mut imported)?,
            Format::Text => prose::read(path, options, &mut imported)?,
            Format::Csv | Format::Tsv | Format::Xlsx | Format::Jsonl => {
                table::read(format, path, options, progress, &mut imported)?;
            }
            Format::DiscordExport | Format::SlackExport => {
                chat::read(format, path, options, progress, &mut imported)?;
            }
        }
    }
    Ok(imported)
}
