//! Secrets and settings with which the product is started.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use guidepost::testing::config::Settings;
use guidepost::testing::serve;

use super::{Mode, SIGNING_SECRET, soon};
use crate::slack::fake::{APP_TOKEN, BOT_TOKEN, FakeSlack};
use crate::store::base::TestDatabase;

/// Secrets and settings as environment variables; an empty value is not set.
pub struct Setup<'a> {
    pub bot_token: &'a str,
    pub app_token: &'a str,
    pub signing_secret: &'a str,
    pub knowledge: PathBuf,
    /// Further environment variables.
    pub more: Vec<(&'a str, &'a str)>,
    /// Database of the product.
    pub kept: Arc<TestDatabase>,
    /// Further collections.
    pub collections: Vec<(&'a str, PathBuf)>,
}

impl Default for Setup<'_> {
    fn default() -> Self {
        Self {
            bot_token: BOT_TOKEN,
            app_token: APP_TOKEN,
            signing_secret: SIGNING_SECRET,
            knowledge: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/knowledge"),
            more: Vec::new(),
            kept: Arc::new(TestDatabase::file()),
            collections: Vec::new(),
        }
    }
}

impl Setup<'_> {
    pub(super) fn settings(&self, mode: Mode, fake: &FakeSlack) -> Settings {
        let mode = match mode {
            Mode::Socket => "socket",
            Mode::Http => "http",
        };
        let api_url = fake.api_url();
        let kept = self.kept.variables();
        let kept = kept.iter().map(|(name, value)| (*name, value.as_str()));
        let usual = [
            ("SLACK_BOT_TOKEN", self.bot_token),
            ("SLACK_APP_TOKEN", self.app_token),
            ("SLACK_SIGNING_SECRET", self.signing_secret),
            ("SLACK_API_URL", api_url.as_str()),
            ("SLACK_MODE", mode),
            ("GUIDEPOST_KNOWLEDGE_PATH", self.knowledge.to_str().unwrap()),
            ("GUIDEPOST_LISTEN", "127.0.0.1:0"),
        ];
        let all = usual.into_iter().chain(kept).chain(self.more.clone());
        let mut settings = Settings::read(None, &all.collect()).unwrap();
        for (name, folder) in &self.collections {
            settings
                .collections
                .insert((*name).to_owned(), folder.clone());
        }
        settings
    }

    /// Runs the product until it fails and returns its error.
    pub async fn ends_with(&self, mode: Mode) -> String {
        let (fake, _deliveries) = FakeSlack::start().await;
        let running = serve::start(self.settings(mode, &fake)).await.unwrap();
        let ended = soon("the end", running.until(std::future::pending())).await;
        format!("{:#}", ended.expect_err("it cannot go on"))
    }
}
