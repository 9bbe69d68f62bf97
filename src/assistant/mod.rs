//! What a request means, and what to reply: one [`Assistant::respond`] for every door.
//!
//! A reply is a value, whatever happens: an unknown question, a missing option and a button of an
//! older version are replies like any other. This room knows no platform; its own phrases are in
//! `phrases`, and it never writes a sentence about careers: those are quoted from the library.

mod actions;
mod answer;
mod browse;
mod compare;
mod completion;
mod deliveries;
mod dispatch;
mod gaps;
mod normalize;
mod pagination;
mod panel;
mod per_community;
mod phrases;
mod respond;
mod role;
mod show;
mod start;
mod store_context;
mod team;
mod throttle;
mod why;

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::chat::{Audience, Panel, Place, Reply, Request, Tone};
use crate::config::{AnswerSettings, AudienceSetting, SearchSettings, TeamSettings};
use crate::knowledge::Library;
use crate::search::{MissingPolicy, ResourcesError, Search, SearchError, SearchResources};
use crate::store::{ChosenSettings, Setting, Store};
use deliveries::Deliveries;
use store_context::StoreContext;
use throttle::Throttle;

pub(crate) use crate::store::AnswerMode;
pub(crate) use completion::Completion;
pub(crate) use normalize::MAX_QUESTION;
pub use per_community::PerCommunity;
pub(crate) use phrases::Phrases;
pub(crate) use start::StartPage;

/// What keeps an assistant from answering.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// What it is to read with cannot be used.
    #[error(transparent)]
    SearchResources(#[from] ResourcesError),
    /// The knowledge cannot be indexed.
    #[error("the knowledge could not be indexed: {0}")]
    Index(#[from] SearchError),
}

/// Answers requests, each from the library of its community. Libraries may be replaced meanwhile.
pub struct Assistant {
    searches: RwLock<Arc<PerCommunity<Search>>>,
    /// Held by whoever completes them.
    completing: Mutex<()>,
    resources: Arc<SearchResources>,
    audience: Audience,
    throttle: Throttle,
    deliveries: Deliveries,
    store_context: Option<StoreContext>,
}

impl Assistant {
    /// An assistant that knows these libraries and reads with what is built in.
    ///
    /// # Errors
    /// The search index could not be built.
    pub fn new(
        libraries: &PerCommunity<Library>,
        settings: &AnswerSettings,
    ) -> Result<Self, SetupError> {
        Self::with_resources(libraries, settings, SearchResources::built_in()?)
    }

    /// An assistant that reads with the lexicon and the model of the settings. Where meanings were never
    /// computed it goes by words alone, until [`Assistant::compute_embeddings`].
    ///
    /// # Errors
    /// The lexicon or the model cannot be used, or the search index could not be built.
    pub fn with_search_settings(
        libraries: &PerCommunity<Library>,
        settings: &AnswerSettings,
        search: &SearchSettings,
    ) -> Result<Self, SetupError> {
        let resources = SearchResources::load(search.lexicon.as_deref(), search.model.as_deref())?;
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
            completing: Mutex::default(),
            resources,
            audience: audience(settings.audience),
            throttle: Throttle::new(settings),
            deliveries: Deliveries::default(),
            store_context: None,
        })
    }

    /// The same assistant with a store; `team` is who looks after the bot, and `collections` are what a
    /// community may choose from.
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

    /// Answers from other libraries from the next request on. Until they are indexed, requests are
    /// answered from those before. New texts whose meanings take long to compute are answered from by
    /// their words, until [`Assistant::compute_embeddings`].
    ///
    /// # Errors
    /// The search index could not be built; the libraries before stay.
    pub fn replace(&self, libraries: &PerCommunity<Library>) -> Result<(), SearchError> {
        let searches = index(libraries, &self.resources)?;
        *self
            .searches
            .write()
            .unwrap_or_else(PoisonError::into_inner) = searches;
        Ok(())
    }

    /// Whether it goes by words alone although there is a model, as meanings were never computed.
    #[must_use]
    pub fn lacks_embeddings(&self) -> bool {
        self.searches()
            .all()
            .any(|search| search.lacks_embeddings())
    }

    /// Computes the meanings that it lacks, which may take minutes, and answers by them from then on;
    /// whether there was something to do.
    ///
    /// # Errors
    /// The search index could not be built; what is answered from stays.
    pub fn compute_embeddings(&self) -> Result<bool, SearchError> {
        let completing = self.completing.lock();
        let _alone = completing.unwrap_or_else(PoisonError::into_inner);
        let mut done = false;
        loop {
            let before = self.searches();
            if !before.all().any(|search| search.lacks_embeddings()) {
                return Ok(done);
            }
            let whole = Arc::new(before.try_map(|search| search.completed())?);
            let mut now = self
                .searches
                .write()
                .unwrap_or_else(PoisonError::into_inner);
            // Other libraries may have come meanwhile.
            if Arc::ptr_eq(&now, &before) {
                *now = whole;
                done = true;
            }
        }
    }

    fn searches(&self) -> Arc<PerCommunity<Search>> {
        let searches = self.searches.read().unwrap_or_else(PoisonError::into_inner);
        searches.clone()
    }

    /// What it answers from at this moment, at this place.
    fn search(&self, place: &Place) -> Arc<Search> {
        self.searches().of(place.community.as_deref()).clone()
    }

    /// The bot's own words for who asks.
    #[must_use]
    pub fn phrases(&self, request: &Request) -> Phrases {
        let chosen = self.chosen(&request.place);
        Phrases::of(request).in_language(chosen.value(Setting::Language))
    }

    /// What the community of the request may choose, or one channel of it.
    ///
    /// # Errors
    /// A reply that says why it is not shown: whoever asks does not manage the community, or nothing is
    /// remembered here.
    pub fn panel(&self, request: &Request, channel: Option<&str>) -> Result<Panel, Box<Reply>> {
        let phrases = self.phrases(request);
        panel::show(self.remembers(phrases)?, phrases, request, channel)
    }

    /// Keeps what is chosen, no values taking it back, and gives what may be chosen as it is then.
    ///
    /// # Errors
    /// As [`Assistant::panel`]; or it could not be kept.
    pub async fn choose(
        &self,
        request: &Request,
        channel: Option<&str>,
        name: &str,
        values: &[String],
    ) -> Result<Panel, Box<Reply>> {
        let phrases = self.phrases(request);
        let store_context = self.remembers(phrases)?;
        panel::choose(store_context, phrases, request, channel, name, values).await
    }

    fn remembers(&self, phrases: Phrases) -> Result<&StoreContext, Box<Reply>> {
        let none = || Box::new(phrases.reply(Tone::Notice, "no-store", &[]));
        self.store_context.as_ref().ok_or_else(none)
    }

    /// What the community chose for this place.
    #[must_use]
    pub fn chosen(&self, place: &Place) -> ChosenSettings {
        let store_context = self.store_context.as_ref();
        store_context.map_or_else(ChosenSettings::default, |store_context| {
            store_context.store.settings_at(place)
        })
    }

    /// Whether one channel of the community at this place chose something else than another.
    #[must_use]
    pub fn differs_by_channel(&self, place: &Place) -> bool {
        let store_context = self.store_context.as_ref();
        store_context.is_some_and(|store_context| store_context.store.has_channel_settings(place))
    }

    /// The ids of people, roles and groups that the rights of this request depend on; none where it
    /// needs no rights. A door that has to ask who is in a group asks for these.
    #[must_use]
    pub fn authorizing_ids(&self, request: &Request) -> Vec<String> {
        match &self.store_context {
            Some(StoreContext { store, team, .. }) if request.ask.is_privileged() => {
                team::ids(team, store, request)
            }
            _ => Vec::new(),
        }
    }

    /// What there is to begin with at this place, for a person of this locale.
    #[must_use]
    pub fn start_page(&self, place: &Place, locale: Option<&str>) -> StartPage {
        start::page(
            Phrases::at(place, locale),
            &self.search(place),
            &self.popular(),
        )
    }

    /// What a platform may offer while a person there writes an option.
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

    /// The entries that people look at most.
    fn popular(&self) -> Arc<Vec<String>> {
        let store_context = self.store_context.as_ref();
        store_context.map_or_else(Arc::default, |store_context| {
            store_context.store.popular_entries()
        })
    }
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
