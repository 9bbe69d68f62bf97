//! `guidepost check --links`: requests every web page that entries link to.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, StatusCode, redirect};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::knowledge::Library;
use crate::markup::{Block, Markup};
use crate::network;

/// Number of parallel requests.
const MAX_PARALLEL: usize = 8;
/// Time limit for one page.
const PAGE_TIMEOUT: Duration = Duration::from_secs(15);
/// Maximum number of redirects.
const MAX_REDIRECTS: usize = 5;

/// A link to a page that could not be loaded.
pub(super) struct BrokenLink {
    pub(super) url: String,
    /// Why it could not be loaded.
    pub(super) reason: String,
    /// Files with this link.
    pub(super) files: Vec<String>,
}

/// Requests each linked page once; returns the number of pages, and the broken links sorted by
/// address.
pub(super) async fn check(library: &Library) -> anyhow::Result<(usize, Vec<BrokenLink>)> {
    let pages = linked_pages(library);
    let client = network::http_client()
        .timeout(PAGE_TIMEOUT)
        .redirect(redirect::Policy::limited(MAX_REDIRECTS))
        .build()
        .context("the HTTP client cannot be created")?;
    let count = pages.len();
    let permits = Arc::new(Semaphore::new(MAX_PARALLEL));
    let mut requests = JoinSet::new();
    for (url, files) in pages {
        let (client, permits) = (client.clone(), permits.clone());
        requests.spawn(async move {
            let _permit = permits.acquire_owned().await;
            let reason = failure(&client, &url).await?;
            Some(BrokenLink { url, reason, files })
        });
    }
    let mut broken: Vec<BrokenLink> = requests.join_all().await.into_iter().flatten().collect();
    broken.sort_by(|a, b| a.url.cmp(&b.url));
    Ok((count, broken))
}

/// Collects all linked pages with the files that link to them.
fn linked_pages(library: &Library) -> BTreeMap<String, Vec<String>> {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in library.entries() {
        let sources = entry.sources.iter().filter_map(|source| source.url.clone());
        let resources = entry.resources.iter().map(|resource| resource.url.clone());
        let bodies = entry
            .passages
            .iter()
            .flat_map(|passage| links(&passage.body));
        for url in sources.chain(resources).chain(bodies) {
            let files = pages.entry(url).or_default();
            if !files.contains(&entry.file) {
                files.push(entry.file.clone());
            }
        }
    }
    pages
}

/// Returns the web links of a text.
fn links(body: &Markup) -> Vec<String> {
    let runs = body.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) => vec![spans],
        Block::List(items) => items.iter().map(|item| &item.spans).collect(),
        Block::Code { .. } => Vec::new(),
    });
    let links = runs.flatten().filter_map(|span| span.link.clone());
    links.filter(|link| link.starts_with("http")).collect()
}

/// Requests a page; returns why it could not be loaded, or none.
async fn failure(client: &Client, url: &str) -> Option<String> {
    match client.get(url).send().await {
        Ok(answer) => match answer.status() {
            status if status.is_success() => None,
            // The server refuses programs; the page exists.
            StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => None,
            status => Some(status.to_string()),
        },
        Err(error) if error.is_timeout() => {
            Some(format!("no response within {} s", PAGE_TIMEOUT.as_secs()))
        }
        Err(error) if error.is_redirect() => Some(format!("more than {MAX_REDIRECTS} redirects")),
        Err(error) if error.is_connect() => Some("no connection".to_owned()),
        Err(_) => Some("the response cannot be read".to_owned()),
    }
}
