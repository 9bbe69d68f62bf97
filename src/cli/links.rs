//! `guidepost check --links`: whether the pages that entries name can be opened.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, StatusCode, redirect};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::knowledge::Library;
use crate::markup::{Block, Markup};

/// How many pages are asked for at once.
const PARALLEL: usize = 8;
/// How long one page may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often a page may lead on to another.
const REDIRECTS: usize = 5;

/// A page that could not be opened.
pub(super) struct Broken {
    pub(super) url: String,
    /// What came instead of it.
    pub(super) reason: String,
    /// The files that name it.
    pub(super) files: Vec<String>,
}

/// Asks for every page that the library names, each once; gives how many there are and those that
/// could not be opened, by their addresses.
pub(super) async fn check(library: &Library) -> anyhow::Result<(usize, Vec<Broken>)> {
    let pages = named(library);
    let client = Client::builder()
        .timeout(PATIENCE)
        .redirect(redirect::Policy::limited(REDIRECTS))
        .user_agent(concat!("guidepost/", env!("CARGO_PKG_VERSION")))
        .build()
        .context("no web page can be asked for")?;
    let count = pages.len();
    let places = Arc::new(Semaphore::new(PARALLEL));
    let mut asked = JoinSet::new();
    for (url, files) in pages {
        let (client, places) = (client.clone(), places.clone());
        asked.spawn(async move {
            let _place = places.acquire_owned().await;
            let reason = ask(&client, &url).await?;
            Some(Broken { url, reason, files })
        });
    }
    let mut broken: Vec<Broken> = asked.join_all().await.into_iter().flatten().collect();
    broken.sort_by(|a, b| a.url.cmp(&b.url));
    Ok((count, broken))
}

/// Every web page with the files that name it.
fn named(library: &Library) -> BTreeMap<String, Vec<String>> {
    let mut pages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in library.entries() {
        let sources = entry.sources.iter().map(|source| source.url.clone());
        let resources = entry.resources.iter().map(|resource| resource.url.clone());
        let bodies = entry
            .passages
            .iter()
            .flat_map(|passage| linked(&passage.body));
        for url in sources.chain(resources).chain(bodies) {
            let files = pages.entry(url).or_default();
            if !files.contains(&entry.file) {
                files.push(entry.file.clone());
            }
        }
    }
    pages
}

fn linked(body: &Markup) -> Vec<String> {
    let runs = body.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) => vec![spans],
        Block::List(items) => items.iter().map(|item| &item.spans).collect(),
        Block::Code { .. } => Vec::new(),
    });
    let links = runs.flatten().filter_map(|span| span.link.clone());
    links.filter(|link| link.starts_with("http")).collect()
}

/// What came instead of the page; nothing where it can be opened.
async fn ask(client: &Client, url: &str) -> Option<String> {
    match client.get(url).send().await {
        Ok(answer) => match answer.status() {
            status if status.is_success() => None,
            // The page is there; it only does not like to be asked by a program.
            StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS => None,
            status => Some(status.to_string()),
        },
        Err(error) if error.is_timeout() => Some(format!("no answer in {} s", PATIENCE.as_secs())),
        Err(error) if error.is_redirect() => Some(format!("more than {REDIRECTS} redirections")),
        Err(error) if error.is_connect() => Some("nobody answers there".to_owned()),
        Err(_) => Some("the answer cannot be read".to_owned()),
    }
}
