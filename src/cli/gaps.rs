//! `guidepost gaps`: unanswered questions, most asked first; closes one, or begins the file that answers it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use serde_json::json;

use crate::config::Settings;
use crate::knowledge;
use crate::store::{Gap, GapFilter, GapResolution, Store};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct GapsArgs {
    #[command(subcommand)]
    command: Option<GapsCommand>,
    #[command(flatten)]
    list: ListArgs,
}

#[derive(clap::Subcommand)]
enum GapsCommand {
    /// List them, as without a subcommand
    List(ListArgs),
    /// Close one as out of scope
    Close {
        /// Its id in the list
        id: i64,
        /// Close it as answered, not as out of scope
        #[arg(long)]
        answered: bool,
    },
    /// Create the knowledge file that answers one, filled with its question; it is closed by itself once the file answers it
    Answer {
        /// Its id in the list
        id: i64,
        /// Knowledge folder; defaults to knowledge.path of the settings
        #[arg(long)]
        path: Option<PathBuf>,
    },
}

#[derive(clap::Args)]
struct ListArgs {
    /// List only those of this server or workspace
    #[arg(long, value_name = "ID")]
    community: Option<String>,
    /// Maximum number of questions
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// Print one JSON object per line
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(args: GapsArgs, settings: &Settings) -> anyhow::Result<ExitCode> {
    let store = super::store::open(settings).await?;
    let done = match args.command {
        None => list(&store, &args.list).await,
        Some(GapsCommand::List(args)) => list(&store, &args).await,
        Some(GapsCommand::Close { id, answered }) => close(&store, id, answered).await,
        Some(GapsCommand::Answer { id, path }) => {
            let folder = path.unwrap_or_else(|| settings.knowledge.path.clone());
            answer(&store, id, &folder).await
        }
    };
    store.close().await;
    done
}

async fn list(store: &Store, args: &ListArgs) -> anyhow::Result<ExitCode> {
    let community = args.community.as_deref();
    let filter = community.map_or(GapFilter::All, |community| {
        GapFilter::Community(Some(community))
    });
    let (gaps, count) = store.gaps(filter, 0, args.limit).await?;
    for gap in &gaps {
        super::print(&if args.json {
            json_line(gap)
        } else {
            text_lines(gap)
        });
    }
    super::say(&format!("{count} unanswered"));
    Ok(ExitCode::SUCCESS)
}

async fn close(store: &Store, id: i64, answered: bool) -> anyhow::Result<ExitCode> {
    let resolution = if answered {
        GapResolution::Answered
    } else {
        GapResolution::NotForUs
    };
    let Some(gap) = store.gap_of_any(id).await? else {
        return Ok(not_open(id));
    };
    if !store
        .close_gap(gap.id, gap.community.as_deref(), resolution)
        .await?
    {
        return Ok(not_open(id));
    }
    super::print(&format!("closed: {}", question(&gap)));
    Ok(ExitCode::SUCCESS)
}

/// Creates the file that answers a gap, with its question as the heading and its other wordings as golden questions.
async fn answer(store: &Store, id: i64, folder: &Path) -> anyhow::Result<ExitCode> {
    let Some(gap) = store.gap_of_any(id).await? else {
        return Ok(not_open(id));
    };
    let examples = store.gap_examples(gap.id).await?;
    let Some((question, asks)) = examples.split_first() else {
        super::say(&format!("the words of question {id} have expired"));
        return Ok(ExitCode::from(1));
    };
    let (file, text) = knowledge::question_template(question, asks, super::today())
        .with_context(|| format!("no file name can be made of `{question}`"))?;
    let name = super::new::create(folder, &file, &text)?;
    super::print(&format!(
        "{name} is created: replace what begins with “Write here”, then run `guidepost check`"
    ));
    Ok(ExitCode::SUCCESS)
}

/// Says that there is no such gap; returns the exit code.
fn not_open(id: i64) -> ExitCode {
    super::say(&format!(
        "no open question has the id {id}; `guidepost gaps` lists them"
    ));
    ExitCode::from(1)
}

fn question(gap: &Gap) -> &str {
    gap.question.as_deref().unwrap_or("(text expired)")
}

/// Formats a gap as two lines of text.
fn text_lines(gap: &Gap) -> String {
    let question = question(gap);
    let (first, last) = (day(gap.first), day(gap.last));
    let near = if gap.nearest.is_empty() {
        String::new()
    } else {
        format!(", near {}", gap.nearest.join(" "))
    };
    let doubts = match gap.doubts {
        0 => String::new(),
        doubts => format!(", answered with doubt: {doubts}"),
    };
    let community = gap.community.as_deref().unwrap_or("direct messages");
    format!(
        "{:>5}  {question}\n       {first} to {last}, {community}{doubts}{near}, id {}",
        gap.count, gap.id
    )
}

/// Formats a gap as one JSON object.
fn json_line(gap: &Gap) -> String {
    json!({
        "id": gap.id,
        "count": gap.count,
        "question": gap.question,
        "first": gap.first.to_string(),
        "last": gap.last.to_string(),
        "community": gap.community,
        "nearest": gap.nearest,
        "doubts": gap.doubts,
    })
    .to_string()
}

fn day(at: jiff::Timestamp) -> jiff::civil::Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date()
}
