//! The countries of the lexicon: what names one or another place, and what depends on the country.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon_file::{CountryFile, LexiconError, LocalFile, Phrase};

/// A country that a person can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownCountry {
    /// The ISO 3166-1 alpha-2 code.
    pub code: String,
    /// The English name.
    pub name: String,
}

/// A place that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MentionedLocation {
    /// A country, by its number in [`Countries::all`].
    Country(usize),
    /// Any other place, by its name in lower case.
    Other(String),
}

impl MentionedLocation {
    /// Returns the number of the country.
    pub(crate) fn country(self) -> Option<usize> {
        match self {
            Self::Country(number) => Some(number),
            Self::Other(_) => None,
        }
    }
}

/// Countries, and what depends on them.
#[derive(Debug, Default)]
pub(crate) struct Countries {
    all: Vec<KnownCountry>,
    /// Phrases that name a place, by their first word.
    pub(super) named: FxHashMap<String, Vec<(Phrase, MentionedLocation)>>,
    /// Abbreviations that name a country in capitals alone: `US`.
    pub(super) capitals: FxHashMap<String, usize>,
    /// Phrases of questions whose answers depend on the country, by their first word.
    pub(super) depending: FxHashMap<String, Vec<Phrase>>,
    /// Words by which a region is the whole world.
    pub(super) worldwide: FxHashSet<String>,
}

impl Countries {
    /// Returns the code of a place, which is empty if it is no country, and its English name.
    pub(crate) fn code_and_name(&self, place: &MentionedLocation) -> (String, String) {
        match place {
            MentionedLocation::Country(number) => {
                let country = self.all.get(*number);
                country.map_or_else(Default::default, |country| {
                    (country.code.clone(), country.name.clone())
                })
            }
            MentionedLocation::Other(name) => {
                let mut letters = name.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                (String::new(), first.chain(letters).collect())
            }
        }
    }

    /// Adds those of a lexicon file; a country that is known gets more words.
    pub(super) fn extend(
        &mut self,
        local: &LocalFile,
        countries: Vec<CountryFile>,
        phrase: impl Fn(&str) -> Result<Phrase, LexiconError>,
    ) -> Result<(), LexiconError> {
        for text in &local.depends {
            let words = phrase(text)?;
            let first = words.first().cloned().unwrap_or_default();
            self.depending.entry(first).or_default().push(words);
        }
        for text in &local.places {
            let words = phrase(text)?;
            let place = MentionedLocation::Other(words.join(" "));
            self.name(words, place);
        }
        for text in &local.worldwide {
            self.worldwide.insert(phrase(text)?.concat());
        }
        for country in countries {
            let code = country.code.as_bytes();
            if code.len() != 2 || !code.iter().all(u8::is_ascii_uppercase) {
                return Err(LexiconError::CountryCode(country.code));
            }
            let known = self.all.iter().position(|one| one.code == country.code);
            let number = known.unwrap_or(self.all.len());
            self.name(phrase(&country.name)?, MentionedLocation::Country(number));
            for text in &country.words {
                self.name(phrase(text)?, MentionedLocation::Country(number));
            }
            let capitals = country.capitals.into_iter();
            self.capitals.extend(capitals.map(|text| (text, number)));
            if known.is_none() {
                self.all.push(KnownCountry {
                    code: country.code,
                    name: country.name,
                });
            }
        }
        Ok(())
    }

    fn name(&mut self, words: Phrase, place: MentionedLocation) {
        let first = words.first().cloned().unwrap_or_default();
        self.named.entry(first).or_default().push((words, place));
    }

    /// Returns all countries, in the order of the files.
    pub(crate) fn all(&self) -> &[KnownCountry] {
        &self.all
    }
}
