//! The features of a question and a passage, each between 0 and about 1, whatever the size of the library. The score is a
//! weighted sum of them.

use super::measures::{
    Counts, Runs, bm25, both_ways, covered, covered_heads, covered_of, pairs, share,
};
use crate::search::index::{Field, Forward, WordSimilarity, WordVectors};
use crate::search::query::{MAX_QUERY_TERMS, ParsedQuery};

/// Words of a question that stand this near to each other in a text belong together.
const NEAR: u32 = 6;

/// What speaks for one passage. A "wording" is its own question or heading, or another wording.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Features {
    /// BM25 of all its wordings as one text, all words.
    pub wordings: f32,
    /// The passage's own question, covered both ways (how much of either the other explains).
    pub own: f32,
    /// The best wording, covered both ways, all words.
    pub head: f32,
    /// The same, words weighed by how rare they are among wordings.
    pub head_rare: f32,
    /// How much of the best wording the question explains, both without function words.
    pub head_covered: f32,
    /// Neighbouring words of the question near each other in the body.
    pub pairs: f32,
    /// Neighbouring words of the question side by side in the same order, anywhere.
    pub phrases: f32,
    /// The same in one wording, and with function words: `how many`.
    pub runs: f32,
    /// `NgramSimilarity` by letters of question and body together.
    pub ngrams_whole: f32,
    /// `NgramSimilarity` by letters of the best wording.
    pub ngrams_head: f32,
    /// Share of the best name of the entry that the question has.
    pub named: f32,
    /// Share of the question found anywhere in the passage, without function words.
    pub cover: f32,
    /// The same, with function words.
    pub cover_all: f32,
    /// Share of what names an entry found anywhere in the passage; 1 where nothing does.
    pub entity_coverage: f32,
    /// The same of what the question is about, where nothing names an entry.
    pub topic_coverage: f32,
    /// 1 for a section of the sort that is asked for.
    pub facet: f32,
    /// For such a section of an entry that is named: share of the question that names it.
    pub section: f32,
    /// `NgramSimilarity` in sense, where there is no model: of the body,
    pub vectors_body: f32,
    /// and of the body, name and question or a wording, whichever is likest.
    pub vectors: f32,
    /// Nearness in meaning, where there is a model: to the passage's own question,
    pub meaning_question: f32,
    /// to the nearest stretch of its body,
    pub meaning_body: f32,
    /// to the nearest of its other wordings,
    pub meaning_wording: f32,
    /// and the best of the three.
    pub meaning: f32,
}

/// For one stretch of text: how often each word of the question was found.
struct Found {
    /// Trust-weighted count per slot.
    strong: Counts,
    /// Weight of the text's words that the question explains: all, content, all among wordings.
    explained: [f32; 3],
    /// Where: position, slot.
    places: Vec<(u32, u8)>,
    /// Which neighbours of the question stand side by side.
    runs: Runs,
}

/// Computes rows for one question; keeps its buffers between passages.
pub(crate) struct Scorer<'a> {
    forward: &'a Forward,
    question: &'a ParsedQuery,
    head: Found,
    union: Counts,
    body: Found,
    own: Found,
    name: Found,
    comparer: Option<WordSimilarity<'a>>,
}

impl<'a> Scorer<'a> {
    /// A scorer for `question`, with the senses of words where they are to count.
    pub(crate) fn new(
        forward: &'a Forward,
        question: &'a ParsedQuery,
        word_vectors: Option<&'a WordVectors>,
    ) -> Self {
        Self {
            forward,
            question,
            head: Found::new(),
            union: [0.0; MAX_QUERY_TERMS],
            body: Found::new(),
            own: Found::new(),
            name: Found::new(),
            comparer: word_vectors
                .map(|word_vectors| WordSimilarity::new(word_vectors, &question.vector)),
        }
    }

    /// The features of a passage; those of meaning stay 0.
    pub(crate) fn row(&mut self, passage: usize) -> Features {
        let mut row = Features::default();
        let (question, forward) = (self.question, self.forward);
        let slots = question.slots.len();
        if slots == 0 {
            return row;
        }
        let (own, body) = (forward.question(passage), forward.body(passage));
        self.own.search(question, forward, own);
        self.body.search(question, forward, body);
        self.best_name(passage, &mut row);

        // One text: name, question, body.
        let mut together = [0.0_f32; MAX_QUERY_TERMS];
        let parts = (self.own.strong.iter().zip(&self.body.strong)).zip(&self.name.strong);
        for (sum, ((own, body), name)) in together.iter_mut().zip(parts).take(slots) {
            *sum = own + body + name;
        }
        let product = question.ngrams.product(forward.terms(own))
            + question.ngrams.product(forward.terms(body));
        row.ngrams_whole = question.ngrams.cosine(product, forward.ngram_norm(passage));
        row.own = self.own.both_ways(question, own);
        row.pairs = pairs(question, &self.body.places, NEAR, false);
        row.phrases = pairs(question, &self.body.places, 1, true);
        self.heads(passage, own, &mut row);
        self.word_vectors(passage, &mut row);

        for (sum, wordings) in together.iter_mut().zip(&self.union).take(slots) {
            *sum = sum.max(*wordings);
        }
        row.cover = covered(question, &together, true);
        row.cover_all = covered(question, &together, false);
        row.entity_coverage = covered_of(question, &together, question.named);
        row.topic_coverage = covered_of(question, &together, question.about);
        row
    }

    /// Finds the entry's best name.
    fn best_name(&mut self, passage: usize, row: &mut Features) {
        self.name.reset(self.question.slots.len());
        for &name in self.forward.names(passage) {
            self.head.search(self.question, self.forward, name);
            let covered = share(self.head.explained[1], name.content);
            if covered > row.named {
                row.named = covered;
                std::mem::swap(&mut self.name, &mut self.head);
            }
        }
    }

    /// The features of the wordings.
    fn heads(&mut self, passage: usize, own: Field, row: &mut Features) {
        let (question, forward) = (self.question, self.forward);
        let slots = question.slots.len();
        for count in self.union.iter_mut().take(slots) {
            *count = 0.0;
        }
        let mut best = 0.0_f32;
        let mut length = 0;
        for &field in std::iter::once(&own).chain(forward.wordings(passage)) {
            if field.is_empty() {
                continue;
            }
            length += field.len();
            self.head.search(question, forward, field);
            let head = &self.head;
            let likeness = &question.ngrams;
            let similarity =
                likeness.cosine(likeness.product(forward.terms(field)), field.ngram_norm);
            row.ngrams_head = row.ngrams_head.max(similarity);
            if head.places.is_empty() && head.explained[0] <= 0.0 {
                continue;
            }
            let cover = self.cover_with_name();
            let explained = share(head.explained[1], field.content);
            let both = both_ways(cover, explained);
            row.head = row.head.max(head.both_ways(question, field));
            let rare = covered_heads(question, &head.strong);
            row.head_rare = row
                .head_rare
                .max(both_ways(rare, share(head.explained[2], field.rare)));
            row.runs = row.runs.max(head.runs.share(question));
            if both > best {
                best = both;
                row.head_covered = explained;
            }
            row.phrases = row.phrases.max(pairs(question, &head.places, 1, true));
            for (sum, count) in self.union.iter_mut().zip(&head.strong).take(slots) {
                *sum += count;
            }
        }
        row.wordings = bm25(
            question,
            &self.union,
            length as f32 / forward.avg_heading_len,
        );
    }

    /// The features of sense.
    fn word_vectors(&mut self, passage: usize, row: &mut Features) {
        let forward = self.forward;
        let Some(comparer) = &mut self.comparer else {
            return;
        };
        let mut like = |field: Field| {
            let product = comparer.product(forward.terms(field));
            comparer.cosine(product, field.vector_norm)
        };
        row.vectors_body = like(forward.body(passage));
        let wordings = forward.wordings(passage).iter().map(|&field| like(field));
        let best = wordings.fold(row.vectors_body, f32::max);
        let title = comparer.product(forward.terms(forward.name(passage)))
            + comparer.product(forward.terms(forward.question(passage)));
        row.vectors = best.max(comparer.cosine(title, forward.vector_norm(passage)));
    }

    /// Share of the question that a wording and the entry's best name explain together.
    fn cover_with_name(&self) -> f32 {
        let mut both = self.head.strong;
        let slots = self.question.slots.len();
        for (count, name) in both.iter_mut().zip(&self.name.strong).take(slots) {
            *count = count.max(*name);
        }
        covered(self.question, &both, true)
    }
}

impl Found {
    const fn new() -> Self {
        Self {
            strong: [0.0; MAX_QUERY_TERMS],
            explained: [0.0; 3],
            places: Vec::new(),
            runs: Runs::new(),
        }
    }

    fn reset(&mut self, slots: usize) {
        for slot in self.strong.iter_mut().take(slots) {
            *slot = 0.0;
        }
        self.explained = [0.0; 3];
        self.places.clear();
        self.runs.clear(slots);
    }

    /// How much of the question the text explains, and of the text the question.
    fn both_ways(&self, question: &ParsedQuery, field: Field) -> f32 {
        let explained = share(self.explained[0], field.weight);
        both_ways(covered(question, &self.strong, false), explained)
    }

    /// Finds the question's words in a stretch of text.
    fn search(&mut self, question: &ParsedQuery, forward: &Forward, field: Field) {
        self.reset(question.slots.len());
        for (position, &term) in (0_u32..).zip(forward.terms(field)) {
            let mut explained = 0.0_f32;
            let mut content = false;
            let (mut weight, mut rare) = (0.0_f32, 0.0_f32);
            let mut found = 0_u64;
            for alternative in question.matches(term) {
                let Some(slot) = question.slot(alternative.slot) else {
                    continue;
                };
                if let Some(count) = self.strong.get_mut(alternative.slot as usize) {
                    *count += alternative.trust;
                }
                explained = explained.max(alternative.trust);
                weight = weight.max(slot.weight);
                rare = rare.max(slot.head);
                found |= 1 << alternative.slot;
                if slot.content > 0.0 {
                    content = true;
                    self.places.push((position, alternative.slot));
                }
            }
            self.runs.go_on(question, found);
            if explained > 0.0 {
                self.explained[0] += explained * weight;
                self.explained[2] += explained * rare;
                if content {
                    self.explained[1] += explained * weight;
                }
            }
        }
    }
}
