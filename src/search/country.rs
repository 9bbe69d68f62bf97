//! Answers that depend on the country: passages on a person's country go before others, and those that tell nothing of a place that is
//! asked about are not for sure.

use std::collections::BTreeSet;

use super::decide::Decision;
use super::document::PassageInfo;
use super::result::{Note, Reason, SearchResult, Verdict};
use super::text::{KnownCountry, MentionedLocation};
use super::{MAX_SUGGESTIONS, Ranking, Search};
use crate::knowledge::Address;

impl Search {
    /// Returns the countries that the library knows: those that data on pay, the region of an entry, a heading or a
    /// wording names.
    #[must_use]
    pub(crate) fn countries(&self) -> Vec<&KnownCountry> {
        let known = self.countries.get_or_init(|| self.named_countries());
        let all = self.resources.lexicon.countries.all();
        known.iter().filter_map(|at| all.get(*at)).collect()
    }

    fn named_countries(&self) -> Vec<usize> {
        let lexicon = &self.resources.lexicon;
        let all = lexicon.countries.all();
        let mut known = BTreeSet::new();
        for entry in self.library.entries() {
            let pay = entry.role_facts.pay.iter();
            known.extend(pay.filter_map(|pay| all.iter().position(|one| one.code == pay.region)));
            let passages = entry.passages.iter();
            let wordings =
                passages.flat_map(|passage| passage.wordings.iter().chain([&passage.heading]));
            for text in wordings.chain(&entry.region) {
                known.extend(
                    lexicon
                        .places(text)
                        .into_iter()
                        .filter_map(MentionedLocation::country),
                );
            }
        }
        known.into_iter().collect()
    }

    /// Finds a country of the lexicon by its code.
    #[must_use]
    pub(crate) fn country(&self, code: &str) -> Option<&KnownCountry> {
        let all = self.resources.lexicon.countries.all();
        all.iter().find(|country| country.code == code)
    }

    /// Returns whether a text names a country or another place.
    #[must_use]
    pub(crate) fn names_place(&self, text: &str) -> bool {
        !self.resources.lexicon.places(text).is_empty()
    }

    /// Returns whether a question is one of pay, law or visas, by its words.
    #[must_use]
    pub(crate) fn depends_on_country(&self, question: &str) -> bool {
        self.resources.lexicon.depends_on_country(question)
    }

    /// Returns whether the region of an entry is the whole world.
    #[must_use]
    pub(crate) fn is_worldwide(&self, region: &str) -> bool {
        self.resources.lexicon.is_worldwide(region)
    }

    /// Returns whether the heading or the text of a passage names a country.
    #[must_use]
    pub(crate) fn is_about_country(&self, address: &Address, code: &str) -> bool {
        let lexicon = &self.resources.lexicon;
        let all = lexicon.countries.all();
        let number = all.iter().position(|country| country.code == code);
        let names = |text: &str| {
            let mut places = lexicon.places(text).into_iter();
            number.is_some_and(|number| {
                places.any(|place| place == MentionedLocation::Country(number))
            })
        };
        self.library
            .passage(address)
            .is_some_and(|(_, passage)| names(&passage.heading) || names(&passage.body.plain()))
    }

    /// Returns the result of a question as asked in a country, from the ranking that holds everywhere: a passage that names
    /// the country goes before others, where the question leads to it as surely with the country's name as to another
    /// without. A question in a passage's own wording, one of nothing but names, and one for a section of the topic
    /// stay as they are.
    #[must_use]
    pub(crate) fn in_country(&self, question: &str, ranking: Ranking, code: &str) -> SearchResult {
        let Ranking {
            mut result,
            passages,
        } = ranking;
        let query = self.engine.parse(&self.library, question, None);
        let has_reason = |is: fn(&Reason) -> bool| result.reasons.iter().any(is);
        let follows_up = has_reason(|reason| matches!(reason, Reason::About(_)))
            && (query.intent.anaphoric
                || has_reason(|reason| matches!(reason, Reason::Section(_))));
        let Some(country) = self.country(code) else {
            return result;
        };
        if follows_up || self.engine.is_exact(&self.library, &query, question) {
            return result;
        }
        let with_country = format!(
            "{} in {}",
            question.trim_end_matches(['?', ' ']),
            country.name
        );
        let mut local = self.ask(&with_country, None, MAX_SUGGESTIONS).result;
        let about = |address: &Address| self.is_about_country(address, code);
        let is_candidate = |address: &Address| passages.iter().any(|one| one.address == *address);
        match &local.verdict {
            Verdict::Sure(address) | Verdict::Likely(address, _)
                if about(address)
                    && is_candidate(address)
                    && certainty(&local.verdict) >= certainty(&result.verdict) =>
            {
                local_first(&mut local.verdict, about);
                local
            }
            _ => {
                local_first(&mut result.verdict, about);
                result
            }
        }
    }
}

impl Decision<'_> {
    /// Returns the note that a passage tells nothing of the places that the question names, though its answer depends on
    /// the country, and does not hold worldwide.
    pub(super) fn missing_place(&self, passage: &PassageInfo) -> Option<Note> {
        let first = self.query.places.first()?;
        let (code, name) = self.lexicon.countries.code_and_name(first);
        let (entry, _) = self.library.passage(&passage.address)?;
        let region = entry.region.as_deref();
        let worldwide = region.is_some_and(|region| self.lexicon.is_worldwide(region));
        let missing = !worldwide && !self.tells_of_place(passage);
        missing.then_some(Note::MissingPlace { code, name })
    }

    /// Returns whether a passage names one of the places that the question names, or its entry is about one.
    pub(super) fn tells_of_place(&self, passage: &PassageInfo) -> bool {
        let places = &self.query.places;
        let Some((entry, passage)) = self.library.passage(&passage.address) else {
            return false;
        };
        let texts = [&passage.heading, &passage.body.plain()];
        let mut told = texts.into_iter().chain(&entry.region);
        !places.is_empty()
            && told.any(|text| {
                let told = self.lexicon.places(text);
                places.iter().any(|asked| told.contains(asked))
            })
    }
}

/// Moves offers on the country to the front.
fn local_first(verdict: &mut Verdict, about: impl Fn(&Address) -> bool) {
    if let Verdict::Unsure(offers) | Verdict::Likely(_, offers) = verdict {
        offers.sort_by_key(|address| !about(address));
    }
}

/// Orders verdicts by certainty. What is answered without a passage is not replaced.
const fn certainty(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Compare(..) | Verdict::SmallTalk(_) => u8::MAX,
        Verdict::Sure(_) => 3,
        Verdict::Likely(..) => 2,
        Verdict::Unsure(_) => 1,
        Verdict::Nothing => 0,
    }
}
