//! Request handling: [`Assistant::respond`] turns a [`Request`] of any door into a [`Reply`].
//!
//! There is a reply in all cases: unknown questions, missing options and buttons of older versions
//! get notices. The assistant is independent of platforms. Its own texts are in `phrases`; texts
//! about careers are only quoted from the library.

mod actions;
mod answer;
mod browse;
mod career;
mod compare;
mod comparison;
mod completion;
mod conversations;
mod country;
mod deliveries;
mod dispatch;
mod due;
mod follow_up;
mod gap_upkeep;
mod gaps;
mod in_flight;
mod interview;
mod introductions;
mod levels;
mod my_data;
mod next;
mod normalize;
mod pagination;
mod panel;
mod pay_figures;
mod per_community;
mod phrases;
mod progress;
mod quiz;
mod respond;
mod role;
mod seen_gaps;
mod sentences;
mod show;
mod start;
mod starting_order;
mod store_context;
mod switch;
mod team;
mod throttle;
mod tickets;
mod votes;
mod why;

use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::sync::Semaphore;

use crate::chat::{Audience, Panel, Place, Reply, ReplyKind, Request};
use crate::config::{AnswerSettings, AudienceSetting, Page, SearchSettings, TeamSettings};
use crate::knowledge::Library;
use crate::search::{MissingPolicy, ResourcesError, Search, SearchError, SearchResources};
use crate::store::{ChosenSettings, Setting, Store};
use conversations::Conversations;
use deliveries::Deliveries;
use in_flight::LookUps;
use introductions::Introductions;
use seen_gaps::SeenGaps;
use store_context::StoreContext;
use throttle::Throttle;

pub(crate) use crate::store::AnswerMode;
pub(crate) use completion::Completion;
pub(crate) use due::{DueMessage, Recipient, SendOutcome};
pub use gap_upkeep::GapUpkeep;
pub(crate) use normalize::MAX_QUESTION;
pub use per_community::PerCommunity;
pub(crate) use phrases::Phrases;
pub(crate) use start::StartPage;

/// An error in the setup of an assistant.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The lexicon or the embedding model could not be loaded.
    #[error(transparent)]
    SearchResources(#[from] ResourcesError),
    /// A library could not be indexed.
    #[error("the knowledge could not be indexed: {0}")]
    Index(#[from] SearchError),
}

/// Answers requests, each from the library of its community. Libraries can be replaced at run time.
pub struct Assistant {
    searches: RwLock<Arc<PerCommunity<Search>>>,
    /// Held while embeddings are computed, so that no two threads compute the same ones.
    computing: Mutex<()>,
    resources: Arc<SearchResources>,
    audience: Audience,
    elsewhere: Arc<[Page]>,
    throttle: Throttle,
    deliveries: Deliveries,
    conversations: Conversations,
    in_flight: LookUps,
    introductions: Introductions,
    /// Limits the number of searches at a time.
    look_ups: Semaphore,
    store_context: Option<StoreContext>,
    /// State of library and gaps at the last upkeep of gaps.
    seen_gaps: tokio::sync::Mutex<SeenGaps>,
}

impl Assistant {
    /// Creates an assistant for these libraries with the built-in lexicon.
    ///
    /// # Errors
    /// The search index could not be built.
    pub fn new(
        libraries: &PerCommunity<Library>,
        settings: &AnswerSettings,
    ) -> Result<Self, SetupError> {
        Self::with_resources(libraries, settings, SearchResources::built_in()?)
    }

    /// Creates an assistant with the lexicon and the embedding model of the settings. If more than
    /// 48 texts have no cached embedding, it searches without embeddings until
    /// [`Assistant::compute_embeddings`].
    ///
    /// # Errors
    /// The lexicon or the model could not be loaded, or the search index could not be built.
    pub fn with_search_settings(
        libraries: &PerCommunity<Library>,
        settings: &AnswerSettings,
        search: &SearchSettings,
    ) -> Result<Self, SetupError> {
        let resources = SearchResources::load(search.lexicon.as_deref(), search.model.as_deref())?
            .with_multilingual(search.multilingual.as_deref())?;
        Self::with_resources(libraries, settings, resources)
    }

    fn with_resources(
        libraries: &PerCommunity<Library>,
        settings: &AnswerSettings,
        resources: SearchResources,
    ) -> Result<Self, SetupError> {
        let resources = Arc::new(resources);
        Ok(Self {
            searches: RwLock::new(index(libraries, &resources)?),
            computing: Mutex::default(),
            resources,
            audience: audience(settings.audience),
            elsewhere: settings.elsewhere.clone().into(),
            throttle: Throttle::new(settings),
            deliveries: Deliveries::default(),
            conversations: Conversations::default(),
            in_flight: LookUps::default(),
            introductions: Introductions::default(),
            look_ups: Semaphore::new(max_look_ups()),
            store_context: None,
            seen_gaps: tokio::sync::Mutex::default(),
        })
    }

    /// Adds a store. `team` names the mentors and admins, and `collections` are the collections
    /// that a community may choose from.
    #[must_use]
    pub fn with_store(self, store: Store, team: TeamSettings, collections: Vec<String>) -> Self {
        let store_context = Some(StoreContext {
            store,
            team,
            collections,
        });
        Self {
            store_context,
            ..self
        }
    }

    /// Indexes other libraries and switches to them; until then, requests are answered from the
    /// previous ones. If more than 48 texts have no cached embedding, the new index searches
    /// without embeddings until [`Assistant::compute_embeddings`].
    ///
    /// # Errors
    /// The search index could not be built; the previous libraries stay.
    pub fn replace(&self, libraries: &PerCommunity<Library>) -> Result<(), SearchError> {
        let searches = index(libraries, &self.resources)?;
        *self
            .searches
            .write()
            .unwrap_or_else(PoisonError::into_inner) = searches;
        Ok(())
    }

    /// Returns whether it searches without embeddings although there is a model, as some were not in the
    /// cache.
    #[must_use]
    pub fn lacks_embeddings(&self) -> bool {
        self.searches()
            .all()
            .any(|search| search.lacks_embeddings())
    }

    /// Computes missing embeddings, which may take minutes, and searches with them from then on.
    /// Returns whether any were missing.
    ///
    /// # Errors
    /// The search index could not be built; the previous one stays.
    pub fn compute_embeddings(&self) -> Result<bool, SearchError> {
        let computing = self.computing.lock();
        let _guard = computing.unwrap_or_else(PoisonError::into_inner);
        let mut done = false;
        loop {
            let before = self.searches();
            if !before.all().any(|search| search.lacks_embeddings()) {
                return Ok(done);
            }
            let completed = Arc::new(before.try_map(|search| search.completed())?);
            let mut current = self
                .searches
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            // If `replace` has installed another index meanwhile, the result is discarded.
            if Arc::ptr_eq(&current, &before) {
                *current = completed;
                done = true;
            }
        }
    }

    /// Returns the lexicon and the embedding model.
    pub(crate) fn search_resources(&self) -> &SearchResources {
        &self.resources
    }

    fn searches(&self) -> Arc<PerCommunity<Search>> {
        let searches = self.searches.read().unwrap_or_else(PoisonError::into_inner);
        searches.clone()
    }

    /// Returns the current search index for a place.
    fn search(&self, place: &Place) -> Arc<Search> {
        self.searches().of(place.community.as_deref()).clone()
    }

    /// Returns the bot's own texts in the language of the request: that of the community's
    /// settings, else the person's.
    #[must_use]
    pub fn phrases(&self, request: &Request) -> Phrases {
        let chosen = self.chosen(&request.place);
        Phrases::of(request).in_language(chosen.value(Setting::Language))
    }

    /// Builds the settings panel for the community of the request, or for a channel of it.
    ///
    /// # Errors
    /// A notice: the asker may not manage the community, or there is no store.
    pub fn panel(&self, request: &Request, channel: Option<&str>) -> Result<Panel, Box<Reply>> {
        let phrases = self.phrases(request);
        panel::show(self.require_store(phrases)?, phrases, request, channel)
    }

    /// Stores the values of the setting `name` and returns the updated panel. An empty list of
    /// values resets the setting.
    ///
    /// # Errors
    /// As [`Assistant::panel`]; or the store failed.
    pub async fn choose(
        &self,
        request: &Request,
        channel: Option<&str>,
        name: &str,
        values: &[String],
    ) -> Result<Panel, Box<Reply>> {
        let phrases = self.phrases(request);
        let store_context = self.require_store(phrases)?;
        panel::choose(store_context, phrases, request, channel, name, values).await?;
        // A chosen language holds for the panel itself.
        panel::show(store_context, self.phrases(request), request, channel)
    }

    /// Returns the store context; without a store the notice that says so.
    fn require_store(&self, phrases: Phrases) -> Result<&StoreContext, Box<Reply>> {
        let none = || Box::new(phrases.reply(ReplyKind::Notice, "no-store", &[]));
        self.store_context.as_ref().ok_or_else(none)
    }

    /// Returns the community's settings that apply to a place; the defaults without a store.
    #[must_use]
    pub fn chosen(&self, place: &Place) -> ChosenSettings {
        let store_context = self.store_context.as_ref();
        store_context.map_or_else(ChosenSettings::default, |store_context| {
            store_context.store.settings_at(place)
        })
    }

    /// Returns whether any channel of the place's community has settings of its own.
    #[must_use]
    pub fn differs_by_channel(&self, place: &Place) -> bool {
        let store_context = self.store_context.as_ref();
        store_context.is_some_and(|store_context| store_context.store.has_channel_settings(place))
    }

    /// Returns the ids of users, roles and user groups that would grant the rights for this
    /// request; empty if it needs none. A door that must look up group members looks up these.
    #[must_use]
    pub fn authorizing_ids(&self, request: &Request) -> Vec<String> {
        match &self.store_context {
            Some(StoreContext { store, team, .. }) if request.ask.is_privileged() => {
                team::ids(team, store, request)
            }
            _ => Vec::new(),
        }
    }

    /// Builds the start page for a place and a person's locale.
    #[must_use]
    pub fn start_page(&self, place: &Place, locale: Option<&str>) -> StartPage {
        start::page(
            Phrases::at(place, locale),
            &self.search(place),
            &self.popular(),
        )
    }

    /// Returns at most `limit` completions of the text of an option.
    #[must_use]
    pub fn complete(
        &self,
        place: &Place,
        option: crate::chat::catalog::CompletionKind,
        text: &str,
        limit: usize,
    ) -> Vec<Completion> {
        completion::complete(&self.search(place), option, text, limit, &self.popular())
    }

    /// Returns the ids of the entries that were shown most in the last 30 days; empty without a
    /// store.
    fn popular(&self) -> Arc<Vec<String>> {
        let store_context = self.store_context.as_ref();
        store_context.map_or_else(Arc::default, |store_context| {
            store_context.store.popular_entries()
        })
    }
}

/// Returns the maximum number of searches at a time: one for each processor, as a search is CPU-bound and the doors must
/// acknowledge requests meanwhile. Other searches wait in the order of arrival.
fn max_look_ups() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

const fn audience(setting: AudienceSetting) -> Audience {
    match setting {
        AudienceSetting::Public => Audience::Public,
        AudienceSetting::Private => Audience::Private,
    }
}

fn index(
    libraries: &PerCommunity<Library>,
    resources: &Arc<SearchResources>,
) -> Result<Arc<PerCommunity<Search>>, SearchError> {
    let index = |library: &Arc<Library>| {
        Search::with(library.clone(), resources.clone(), MissingPolicy::Leave)
    };
    libraries.try_map(index).map(Arc::new)
}
