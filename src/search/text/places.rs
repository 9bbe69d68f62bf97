//! The places that a text names, and whether a question depends on the country, by the words of the lexicon.

use super::countries::MentionedLocation;
use super::lexicon::{Lexicon, Word};

impl Lexicon {
    /// Returns the places that a text names, each once.
    pub(crate) fn places(&self, text: &str) -> Vec<MentionedLocation> {
        let words = self.words(text);
        // In a text of capitals alone, `IN` and `US` are no names.
        let written = text.chars().any(char::is_lowercase) || words.len() == 1;
        let mut places: Vec<MentionedLocation> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            let rest = words.get(at..).unwrap_or_default();
            let named = self.countries.named.get(&word.surface);
            let named = named.into_iter().flatten();
            let named = named.filter(|(phrase, _)| begins_with(rest, phrase));
            let named = named.map(|(_, place)| place.clone());
            let capitals = text.get(word.range.clone()).unwrap_or_default();
            let capitals = self.countries.capitals.get(capitals);
            let capitals = capitals
                .filter(|_| written)
                .map(|country| MentionedLocation::Country(*country));
            for place in named.chain(capitals) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        places
    }

    /// Returns whether a question is one of pay, law or visas, by its words.
    pub(crate) fn depends_on_country(&self, question: &str) -> bool {
        let words = self.words(question);
        (0..words.len()).any(|at| {
            let rest = words.get(at..).unwrap_or_default();
            let first = rest.first().map(|word| word.surface.as_str());
            let phrases = first.and_then(|first| self.countries.depending.get(first));
            let mut phrases = phrases.into_iter().flatten();
            phrases.any(|phrase| begins_with(rest, phrase))
        })
    }

    /// Returns whether the region of an entry is the whole world, by its first word.
    pub(crate) fn is_worldwide(&self, region: &str) -> bool {
        let words = self.words(region);
        let first = words.first().map(|word| word.surface.as_str());
        first.is_some_and(|first| self.countries.worldwide.contains(first))
    }
}

fn begins_with(words: &[Word], phrase: &[String]) -> bool {
    let said = words.get(..phrase.len()).unwrap_or_default();
    !said.is_empty() && said.iter().map(|word| &word.surface).eq(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<String> {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let all = lexicon.countries.all();
        let places = lexicon.places(text).into_iter();
        let code = |place| match place {
            MentionedLocation::Country(at) => all[at].code.clone(),
            MentionedLocation::Other(_) => String::new(),
        };
        places.map(code).collect()
    }

    #[test]
    fn a_country_is_named_by_name_people_abbreviation_or_city_in_seven_languages() {
        for (text, code) in [
            ("backend salary in Germany", "DE"),
            ("salaire en Allemagne", "DE"),
            ("ドイツの給料", "DE"),
            ("जर्मनी में वेतन", "DE"),
            ("gehalt in deutschland", "DE"),
            ("how is the pay in the US?", "US"),
            ("salary in the us", "US"),
            ("notice period uk", "GB"),
            ("is 10 lpa good in bangalore", "IN"),
            ("can I work on an H-1B", "US"),
            ("salário no Brasil", "BR"),
            ("dev pay in Europe", ""),
            ("salary in Italy", ""),
        ] {
            assert!(named(text).contains(&code.to_owned()), "{text}");
        }
        for text in [
            "can they fire us without notice",
            "CAN THEY FIRE US IN JANUARY",
            "polish my CV",
            "what does a backend developer earn",
            "is it in demand",
        ] {
            assert!(named(text).is_empty(), "{text}: {:?}", named(text));
        }
    }

    #[test]
    fn pay_law_and_visas_depend_on_the_country() {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        for text in [
            "how long is my notice period?",
            "do I need a visa",
            "can I be dismissed while pregnant",
            "wie hoch ist das Gehalt",
            "backend developer salary",
        ] {
            assert!(lexicon.depends_on_country(text), "{text}");
        }
        for text in ["what is an API", "how do I learn SQL"] {
            assert!(!lexicon.depends_on_country(text), "{text}");
        }
        assert!(lexicon.is_worldwide("Worldwide, with examples from the US"));
        assert!(!lexicon.is_worldwide("most countries, with different rules in each"));
    }

    #[test]
    fn a_communitys_file_adds_a_country_and_words_to_a_known_one() {
        let mut lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let known = lexicon.countries.all().len();
        lexicon
            .extend(
                "[[countries]]\ncode = \"NZ\"\nname = \"New Zealand\"\nwords = [\"kiwi\"]\n\
                 [[countries]]\ncode = \"DE\"\nname = \"Germany\"\nwords = [\"bielefeld\"]\n",
            )
            .expect("a sound file");
        assert_eq!(lexicon.countries.all().len(), known + 1);
        assert_eq!(
            lexicon.places("a kiwi salary"),
            [MentionedLocation::Country(known)]
        );
        assert_eq!(
            lexicon.places("salary in Bielefeld"),
            lexicon.places("Germany")
        );
    }

    #[test]
    fn a_country_code_that_is_none_is_refused() {
        for code in ["nz", "NZL", "", "N1"] {
            let mut lexicon = Lexicon::built_in().expect("the lexicon that is built in");
            let file =
                format!("[[countries]]\ncode = \"{code}\"\nname = \"New Zealand\"\nwords = []\n");
            let refused = lexicon.extend(&file).expect_err(code).to_string();
            assert!(refused.contains("no code of a country"), "{refused}");
        }
    }
}
