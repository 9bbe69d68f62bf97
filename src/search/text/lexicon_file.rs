//! The format of lexicon files, those of communities included; `config/lexicon.toml` documents the keys.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::knowledge::Facet;

/// The words of a phrase.
pub(crate) type Phrase = Vec<String>;

/// The reason why a lexicon file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// It is not TOML, or has an unknown key.
    #[error("it is not of a lexicon's form:\n{0}")]
    Form(#[from] toml::de::Error),
    /// A phrase without a letter or digit.
    #[error("the phrase {0:?} in it has no letter or digit")]
    Empty(String),
    /// A country whose code is not two capital letters.
    #[error(
        "{0:?} in it is no code of a country; write the two capital letters of ISO 3166, such as \"NZ\""
    )]
    CountryCode(String),
}

/// A lexicon file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LexiconFile {
    #[serde(default)]
    pub protected: Vec<String>,
    #[serde(default)]
    pub apart: Vec<String>,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub mutual: Vec<Vec<String>>,
    #[serde(default)]
    pub one_way: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub spelling: BTreeMap<String, String>,
    #[serde(default)]
    pub shorthand: BTreeMap<String, String>,
    #[serde(default)]
    pub function_words: BTreeMap<String, String>,
    #[serde(default)]
    pub questions: Questions,
    #[serde(default)]
    pub facets: Vec<FacetWords>,
    #[serde(default)]
    pub career: CareerPhrases,
    #[serde(default)]
    pub small_talk: SmallTalkPhrases,
    #[serde(default)]
    pub scope: ScopeFile,
    #[serde(default)]
    pub local: LocalFile,
    #[serde(default)]
    pub countries: Vec<CountryFile>,
}

/// The section `[questions]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Questions {
    pub define: Vec<String>,
    pub compare: Vec<String>,
    pub ask: Vec<String>,
    #[serde(rename = "chores")]
    pub task_requests: Vec<String>,
    pub beyond_definition: Vec<String>,
    #[serde(rename = "connectors")]
    pub discourse_markers: Vec<String>,
    pub refer: Vec<String>,
    pub about_oneself: Vec<String>,
}

/// A section `[[facets]]`: phrases that ask for a facet, and words that hint at it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FacetWords {
    pub facet: Facet,
    #[serde(default)]
    pub phrases: Vec<String>,
    #[serde(default)]
    pub words: Vec<String>,
}

/// The section `[small_talk]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SmallTalkPhrases {
    pub greeting: Vec<String>,
    pub well_being: Vec<String>,
    pub thanks: Vec<String>,
    pub goodbye: Vec<String>,
    pub agreement: Vec<String>,
    pub identity: Vec<String>,
    pub polite: Vec<String>,
}

/// The section `[scope]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ScopeFile {
    pub other_trades: Vec<String>,
    pub covered: Vec<String>,
}

/// Phrases of questions whose answers depend on the country, places that are no country to choose, and words by which a
/// region is the whole world.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LocalFile {
    pub depends: Vec<String>,
    pub places: Vec<String>,
    pub worldwide: Vec<String>,
}

/// A country that people can choose, with what names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountryFile {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub capitals: Vec<String>,
}

/// The phrases of sentences that the career graph answers, in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct CareerPhrases {
    /// Beginnings of a list of skills.
    pub knows: Vec<String>,
    /// Beginnings of a clause that asks which role fits.
    pub fits: Vec<String>,
    /// Beginnings of a sentence about a move from one role to another.
    pub moves: Vec<String>,
    /// Phrases that ask which of two roles pays more.
    pub pays_more: Vec<String>,
    /// Phrases that ask which of two roles is easier to enter.
    pub easier: Vec<String>,
}

impl CareerPhrases {
    /// Adds the phrases of a further file; empty ones are dropped.
    pub(super) fn extend(&mut self, more: Self) {
        let lists = [
            (&mut self.knows, more.knows),
            (&mut self.fits, more.fits),
            (&mut self.moves, more.moves),
            (&mut self.pays_more, more.pays_more),
            (&mut self.easier, more.easier),
        ];
        for (known, more) in lists {
            let more = more.iter().map(|phrase| phrase.trim().to_lowercase());
            known.extend(more.filter(|phrase| !phrase.is_empty()));
        }
    }
}
