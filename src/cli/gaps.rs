//! `guidepost gaps`: unanswered questions, most asked first.

use std::process::ExitCode;

use serde_json::json;

use crate::config::Settings;
use crate::store::{Gap, GapFilter};

#[derive(clap::Args)]
pub(super) struct GapsArgs {
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
    let community = args.community.as_deref();
    let filter = community.map_or(GapFilter::All, |community| {
        GapFilter::Community(Some(community))
    });
    let listed = store.gaps(filter, 0, args.limit).await;
    store.close().await;
    let (gaps, count) = listed?;
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

/// Formats a gap as two lines of text.
fn text_lines(gap: &Gap) -> String {
    let question = gap.question.as_deref().unwrap_or("(text expired)");
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
        "{:>5}  {question}\n       {first} to {last}, {community}{doubts}{near}",
        gap.count
    )
}

/// Formats a gap as one JSON object.
fn json_line(gap: &Gap) -> String {
    json!({
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
