//! What a request means, and what to reply: one [`Assistant::respond`] for every door.
//!
//! A reply is a value, whatever happens: an unknown question, a missing option and a button of an
//! older version are replies like any other. This room knows no platform; its own phrases are in
//! `phrases`, and it never writes a sentence about careers: those are quoted from the library.

mod answer;
mod browse;
mod compare;
mod complete;
pub mod phrases;
mod role;

use std::sync::{Arc, PoisonError, RwLock};

use crate::chat::{Ask, Audience, Part, Reply, Request, Tone};
use crate::config;
use crate::knowledge::Library;
use crate::markup::Markup;
use crate::search::{Search, SearchError};

pub use complete::Completion;

/// How many characters of a question are read.
pub const MAX_QUESTION: usize = 500;

/// Answers requests from one library, which may be replaced while it answers.
pub struct Assistant {
    search: RwLock<Arc<Search>>,
    audience: Audience,
}

impl Assistant {
    /// An assistant that knows this library.
    ///
    /// # Errors
    /// The search index could not be built.
    pub fn new(library: Arc<Library>, settings: &config::Answers) -> Result<Self, SearchError> {
        Ok(Self {
            search: RwLock::new(Arc::new(Search::build(library)?)),
            audience: match settings.audience {
                config::Audience::Public => Audience::Public,
                config::Audience::Private => Audience::Private,
            },
        })
    }

    /// Answers from another library from the next request on. Until it is indexed, requests are
    /// answered from the one before.
    ///
    /// # Errors
    /// The search index could not be built; the library before stays.
    pub fn replace(&self, library: Arc<Library>) -> Result<(), SearchError> {
        let search = Arc::new(Search::build(library)?);
        *self.search.write().unwrap_or_else(PoisonError::into_inner) = search;
        Ok(())
    }

    /// What it answers from at this moment.
    fn search(&self) -> Arc<Search> {
        let search = self.search.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&search)
    }

    /// What to reply. An answer and a list go to the audience of the settings; a miss, a choice and
    /// a mistake are for the asker alone.
    #[must_use]
    pub fn respond(&self, request: &Request) -> Reply {
        let mut reply = match clean(&request.ask) {
            Ok(ask) => self.reply(&ask),
            Err(length) => phrases::too_long(length, MAX_QUESTION),
        };
        reply.audience = match reply.tone {
            Tone::Answer | Tone::Info => self.audience,
            Tone::Unsure | Tone::Nothing | Tone::Notice => Audience::Private,
        };
        reply
    }

    /// What a platform may offer while a person writes an option.
    #[must_use]
    pub fn complete(
        &self,
        option: crate::chat::catalog::Completes,
        text: &str,
        limit: usize,
    ) -> Vec<Completion> {
        complete::complete(&self.search(), option, text, limit)
    }

    fn reply(&self, ask: &Ask) -> Reply {
        let search = &*self.search();
        match ask {
            Ask::WhatIs(term) => answer::what_is(search, term),
            Ask::Question(question) => answer::question(search, question),
            Ask::Open { address, page } => answer::open(search.library(), address, *page),
            Ask::Skills(role) => role::skills(search, role),
            Ask::Responsibilities(role) => role::responsibilities(search, role),
            Ask::Roadmap(role) => role::roadmap(search, role),
            Ask::RoadmapOf(entry) => role::roadmap_of(search.library(), entry),
            Ask::Compare { left, right } => compare::compare(search, left, right.as_deref()),
            Ask::Faq { topic, page } => browse::faq(search, topic.as_deref(), *page),
            Ask::Roles { page } => browse::roles(search.library(), *page),
            Ask::Help => browse::help(search.library()),
            Ask::Unknown => phrases::unknown(),
        }
    }
}

/// The ask with its texts on one line, without control characters or runs of blanks; or the length
/// of a text that is longer than [`MAX_QUESTION`] characters.
fn clean(ask: &Ask) -> Result<Ask, usize> {
    let text = |text: &String| {
        let length = text.chars().count();
        if length > MAX_QUESTION {
            return Err(length);
        }
        let spaced: String = text
            .chars()
            .map(|symbol| if symbol.is_control() { ' ' } else { symbol })
            .collect();
        let words: Vec<_> = spaced.split_whitespace().collect();
        Ok(words.join(" "))
    };
    let optional = |option: &Option<String>| {
        let cleaned = option.as_ref().map(text).transpose();
        cleaned.map(|cleaned| cleaned.filter(|text| !text.is_empty()))
    };
    Ok(match ask {
        Ask::WhatIs(term) => Ask::WhatIs(text(term)?),
        Ask::Skills(role) => Ask::Skills(text(role)?),
        Ask::Responsibilities(role) => Ask::Responsibilities(text(role)?),
        Ask::Roadmap(role) => Ask::Roadmap(text(role)?),
        Ask::Question(question) => Ask::Question(text(question)?),
        Ask::Compare { left, right } => Ask::Compare {
            left: text(left)?,
            right: optional(right)?,
        },
        Ask::Faq { topic, page } => Ask::Faq {
            topic: optional(topic)?,
            page: *page,
        },
        Ask::Roles { .. } | Ask::Help | Ask::Open { .. } | Ask::RoadmapOf(_) | Ask::Unknown => {
            ask.clone()
        }
    })
}

/// A reply of the bot's own words, with nothing to press.
fn plain(tone: Tone, title: impl Into<String>, body: Markup) -> Reply {
    Reply {
        tone,
        title: title.into(),
        parts: vec![Part {
            body,
            ..Part::default()
        }],
        choices: Vec::new(),
        buttons: Vec::new(),
        audience: Audience::Private,
        finding: None,
    }
}
