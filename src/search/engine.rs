//! The search over a library: parse, propose candidates, rank, decide. Each step is a function from values to values
//! over one [`ParsedQuery`].

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use super::decide::{Decision, decide};
use super::document::{PassageInfo, documents};
use super::embedding::{EmbeddingIndex, MissingPolicy, Vector};
use super::index::{Forward, Inverted, SearchError, Vocabulary};
use super::query::{EntityNames, ExactWordings, ParsedQuery, Parser};
use super::rank::{
    Direction, Evidence, Features, Hit, Marker, PassageView, RankingModel, Scorer, compare,
    prefer_later, sort,
};
use super::resources::SearchResources;
use super::result::{RankedPassage, SearchResult};
use super::text::foreign_language;
use crate::knowledge::{Library, PassageKind};

/// Maximum number of candidates from the inverted index.
const MAX_KEYWORD_CANDIDATES: usize = 120;
/// With fewer candidates from the inverted index, the function words of the question are looked up, too.
const MIN_KEYWORD_CANDIDATES: usize = 50;
/// Maximum number of further candidates, by the cosine of embeddings.
const MAX_EMBEDDING_CANDIDATES: usize = 50;

/// The indexes that answering a question needs.
pub(crate) struct Engine {
    resources: Arc<SearchResources>,
    names: EntityNames,
    wordings: ExactWordings,
    vocabulary: Vocabulary,
    forward: Forward,
    inverted: Inverted,
    embeddings: Option<EmbeddingIndex>,
    /// The embeddings by the multilingual model.
    multilingual: Option<EmbeddingIndex>,
    passages: Vec<PassageInfo>,
}

/// A result with its ranking.
pub struct Ranking {
    /// The result.
    pub result: SearchResult,
    /// The best passages, best first.
    pub passages: Vec<RankedPassage>,
}

impl Engine {
    /// Indexes a library; `missing` is the handling of texts without an embedding.
    pub(crate) fn build(
        library: &Library,
        resources: Arc<SearchResources>,
        missing: MissingPolicy,
    ) -> Result<Self, SearchError> {
        let documents = documents(library);
        let (names, wordings, indexes) = thread::scope(|scope| {
            let names = scope.spawn(|| (EntityNames::of(library), ExactWordings::of(library)));
            let (forward, vocabulary) = Forward::build(&documents, &resources.lexicon);
            let inverted = Inverted::build(&forward, &vocabulary);
            let (names, wordings) = names.join().unwrap_or_else(|panic| resume_unwind(panic));
            (
                names,
                wordings,
                inverted.map(|inverted| (forward, vocabulary, inverted)),
            )
        });
        let (forward, vocabulary, inverted) = indexes?;
        let [embeddings, multilingual] = resources.index(&documents, missing);
        let passages = documents
            .into_iter()
            .map(|document| PassageInfo::of(document, library));
        Ok(Self {
            passages: passages.collect(),
            resources,
            names,
            wordings,
            vocabulary,
            forward,
            inverted,
            embeddings,
            multilingual,
        })
    }

    /// Returns the names of the library's entries.
    pub(crate) const fn names(&self) -> &EntityNames {
        &self.names
    }

    /// Returns the words of the library.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns whether it searches without the embeddings of a model that there is.
    pub(crate) fn lacks_embeddings(&self) -> bool {
        let SearchResources {
            embeddings,
            multilingual,
            ..
        } = &*self.resources;
        embeddings.is_some() && self.embeddings.is_none()
            || multilingual.is_some() && self.multilingual.is_none()
    }

    /// Returns a passage by number.
    pub(crate) fn passage(&self, number: usize) -> Option<&PassageInfo> {
        self.passages.get(number)
    }

    /// Parses a question, within a collection if one is given.
    pub(crate) fn parse(&self, library: &Library, text: &str, scope: Option<&str>) -> ParsedQuery {
        let parser = Parser {
            lexicon: &self.resources.lexicon,
            vocabulary: &self.vocabulary,
            names: &self.names,
        };
        parser.parse(text, |entry| {
            let entry = library.entry(entry);
            scope.is_none() || entry.is_some_and(|entry| entry.collection.as_deref() == scope)
        })
    }

    /// Returns the tag of the language of a question in another language than English; nothing where no passage has an
    /// embedding by the multilingual model.
    pub(crate) fn foreign_language(&self, text: &str) -> Option<&'static str> {
        self.multilingual.as_ref()?;
        foreign_language(&self.resources.lexicon, text)
    }

    /// Returns the embedding of a question for the evidence by which it is ranked, if the passages have some: where a
    /// long text tells something before it asks, the mean of all of it and of the part that asks.
    pub(crate) fn embed(
        &self,
        query: &ParsedQuery,
        text: &str,
        evidence: Evidence,
    ) -> Option<Vector> {
        self.index(evidence)?;
        match evidence {
            Evidence::Words => None,
            Evidence::Embeddings => {
                let model = self.resources.embeddings.as_ref()?;
                let texts = query.texts_to_embed(text);
                let vectors = texts.iter().map(|text| model.encode(text));
                Some(Vector::mean(&vectors.collect::<Option<Vec<_>>>()?))
            }
            // As it is written: what is put right in it are English words.
            Evidence::Multilingual => self.resources.multilingual.as_ref()?.encode(text),
        }
    }

    const fn index(&self, evidence: Evidence) -> Option<&EmbeddingIndex> {
        match evidence {
            Evidence::Words => None,
            Evidence::Embeddings => self.embeddings.as_ref(),
            Evidence::Multilingual => self.multilingual.as_ref(),
        }
    }

    /// Answers `text`, with the `limit` best passages, within a collection if one is given.
    pub(crate) fn ask(
        &self,
        library: &Library,
        text: &str,
        scope: Option<&str>,
        limit: usize,
    ) -> Ranking {
        let language = self.foreign_language(text);
        let evidence = match language {
            Some(_) => Evidence::Multilingual,
            None => Evidence::Embeddings,
        };
        let mut ranking = self.answer(library, text, evidence, scope, limit);
        ranking.result.language = language;
        ranking
    }

    /// Returns the `limit` best passages for unfinished `text`, without embeddings: encoding takes longer than the time
    /// between two keystrokes.
    pub(crate) fn rank_typed(
        &self,
        library: &Library,
        text: &str,
        limit: usize,
    ) -> Vec<RankedPassage> {
        self.answer(library, text, Evidence::Words, None, limit)
            .passages
    }

    fn answer(
        &self,
        library: &Library,
        text: &str,
        evidence: Evidence,
        scope: Option<&str>,
        limit: usize,
    ) -> Ranking {
        let mut query = self.parse(library, text, scope);
        if evidence == Evidence::Multilingual {
            query.keep_exact_names();
        }
        let vector = self.embed(&query, text, evidence);
        let evidence = match vector {
            Some(_) => evidence,
            None => Evidence::Words,
        };
        let mut hits = self.rank(&query, evidence, vector.as_ref(), scope);
        self.drop_opposite_moves(library, &query, &mut hits);
        let exact = self.wordings.find(text);
        let decision = Decision {
            exact: exact.filter(|&number| self.in_scope(number, scope)),
            ..self.decision(library, &query, &hits, evidence)
        };
        let result = decide(&decision);
        let passages = decision.ranked(&result, limit);
        Ranking { result, passages }
    }

    /// Returns the input of a decision on a question in no passage's own wording.
    pub(crate) fn decision<'a>(
        &'a self,
        library: &'a Library,
        query: &'a ParsedQuery,
        hits: &'a [Hit],
        evidence: Evidence,
    ) -> Decision<'a> {
        Decision {
            library,
            passages: &self.passages,
            forward: &self.forward,
            lexicon: &self.resources.lexicon,
            model: self.model(),
            query,
            exact: None,
            hits,
            evidence,
        }
    }

    /// Ranks the candidates for a question, best first.
    pub(crate) fn rank(
        &self,
        query: &ParsedQuery,
        evidence: Evidence,
        vector: Option<&Vector>,
        scope: Option<&str>,
    ) -> Vec<Hit> {
        let fits = |passage: usize| {
            let answers = self.passages.get(passage).is_some_and(|one| {
                let named = || query.terms_naming(&one.address.entry) != 0;
                one.is_answer && (!one.fallback || named())
            });
            answers && self.in_scope(passage, scope)
        };
        let mut candidates = self.propose(query, false, fits);
        if candidates.len() < MIN_KEYWORD_CANDIDATES {
            candidates = self.propose(query, true, fits);
        }
        let near = self.index(evidence).zip(vector);
        if let Some((embeddings, vector)) = near {
            candidates.extend(embeddings.nearest(vector, MAX_EMBEDDING_CANDIDATES, fits));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let idf = |term| {
            if self.vocabulary.is_function(term) {
                0.0
            } else {
                self.vocabulary.idf(term)
            }
        };
        let scorer = Scorer::new(&self.forward, query, &idf);
        let features = candidates.iter().map(|&number| {
            let info = self.passages.get(number);
            let view = PassageView {
                number,
                kind: info.map_or(PassageKind::Section(None), |info| info.kind),
                named: info.map_or(0, |info| query.terms_naming(&info.address.entry)) & query.named,
            };
            let cosines = near.map(|(embeddings, vector)| embeddings.similarity(number, vector));
            scorer.features(view, cosines)
        });
        let mut features: Vec<Features> = features.collect();
        compare(&mut features);
        let hits = candidates
            .into_iter()
            .zip(features)
            .map(|(passage, features)| Hit {
                passage,
                score: self.model().score(&features, evidence),
                features,
            });
        let mut hits: Vec<Hit> = hits.collect();
        sort(&mut hits);
        prefer_later(&mut hits, |number| {
            self.passages.get(number).map_or(0, |info| info.layer)
        });
        hits
    }

    /// Removes the passages whose heading or another wording names the move opposite to the question's (`from B to A`), and
    /// none names that move.
    fn drop_opposite_moves(&self, library: &Library, query: &ParsedQuery, hits: &mut Vec<Hit>) {
        let Some(asked) = Direction::of_query(query) else {
            return;
        };
        let lexicon = &self.resources.lexicon;
        hits.retain(|hit| {
            let info = self.passages.get(hit.passage);
            let Some((_, passage)) = info.and_then(|info| library.passage(&info.address)) else {
                return true;
            };
            let heads = std::iter::once(&passage.heading).chain(&passage.wordings);
            let moves: Vec<Direction> = heads
                .filter_map(|head| Direction::of_heading(head, query, lexicon, &self.vocabulary))
                .collect();
            let opposite = moves.iter().any(|one| asked.is_opposite(*one));
            !opposite || moves.iter().any(|one| asked.is_same(*one))
        });
    }

    /// Returns whether a text is the wording of a passage.
    pub(crate) fn is_wording(&self, text: &str) -> bool {
        self.wordings.find(text).is_some()
    }

    /// Returns whether a question is answered without ranking.
    pub(crate) fn is_exact(&self, library: &Library, query: &ParsedQuery, text: &str) -> bool {
        self.is_wording(text) || query.exact(library).is_some()
    }

    /// Returns the fitted model.
    pub(crate) fn model(&self) -> &RankingModel {
        &self.resources.ranking
    }

    /// Returns a marker of the words that match `text`.
    pub(crate) fn marker(&self, library: &Library, text: &str) -> Marker<'_> {
        Marker {
            question: self.parse(library, text, None),
            lexicon: &self.resources.lexicon,
            vocabulary: &self.vocabulary,
        }
    }

    /// Returns the candidates of the inverted index, with a lookup of function words if `function_words` is true.
    fn propose(
        &self,
        query: &ParsedQuery,
        function_words: bool,
        fits: impl Fn(usize) -> bool,
    ) -> Vec<usize> {
        let terms = query.lookups(function_words);
        self.inverted
            .candidates(&terms, MAX_KEYWORD_CANDIDATES, &self.vocabulary, fits)
    }

    /// Returns whether a passage is in the collection `scope`; true if none is given.
    fn in_scope(&self, passage: usize, scope: Option<&str>) -> bool {
        let info = self.passages.get(passage);
        scope.is_none() || info.is_some_and(|info| info.scope.as_deref() == scope)
    }
}
