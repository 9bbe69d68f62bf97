//! The language of a question, for the choice of the embedding model: by its script, else by the function words of the
//! lexicon and by the letters that a language has and English lacks.

use super::lexicon::{ENGLISH, Lexicon, Word};

/// A language in Latin script.
struct LatinLanguage {
    /// BCP 47 tag.
    tag: &'static str,
    /// Letters and punctuation marks that it has and English lacks.
    marks: &'static str,
    /// Those of its marks that none of the other languages has.
    distinctive: &'static str,
}

const LATIN: [LatinLanguage; 4] = [
    LatinLanguage {
        tag: "de",
        marks: "äöüß",
        distinctive: "äöüß",
    },
    LatinLanguage {
        tag: "es",
        marks: "ñ¿¡áéíóú",
        distinctive: "ñ¿¡",
    },
    LatinLanguage {
        tag: "fr",
        marks: "àâçéèêëîïôûùœ",
        distinctive: "èëîïûùœ",
    },
    LatinLanguage {
        tag: "pt",
        marks: "ãõáâàçéêíóôú",
        distinctive: "ãõ",
    },
];
/// Score of a function word. A mark of the language scores 1, a distinctive one 2.
const FUNCTION_WORD_SCORE: usize = 2;
/// Minimum score of another language than English: two function words, or one and a mark.
const MIN_SCORE: usize = 3;
/// Denominator of the share of letters, a third, from which a text is in the language of their script: terms are often left
/// in Latin letters. Chinese characters without others count as Japanese, as Chinese is none of the languages.
const MIN_SCRIPT_FRACTION: usize = 3;

/// Returns the tag of the language of a text, if it is one of de, es, fr, hi, ja and pt; nothing for English and for what
/// cannot be told.
pub(crate) fn foreign_language(lexicon: &Lexicon, text: &str) -> Option<&'static str> {
    let (mut letters, mut devanagari, mut japanese) = (0, 0, 0);
    for c in text.chars() {
        match c {
            '\u{900}'..='\u{97F}' => devanagari += 1,
            '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => {
                japanese += 1;
            }
            _ => {
                letters += usize::from(c.is_alphabetic());
                continue;
            }
        }
        letters += 1;
    }
    for (tag, count) in [("hi", devanagari), ("ja", japanese)] {
        if count > 0 && MIN_SCRIPT_FRACTION * count >= letters {
            return Some(tag);
        }
    }
    let words = lexicon.words(text);
    // A capital behind an English function word begins a name: `salary in München`.
    let is_name = |at: usize, word: &Word| {
        let written = text.get(word.range.clone()).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        written.starts_with(char::is_uppercase)
            && before.is_some_and(|before| lexicon.is_function_word(&before.surface))
    };
    let mut unnamed = text.to_owned();
    let mut others = Vec::new();
    for (at, word) in words.iter().enumerate().rev() {
        if is_name(at, word) {
            unnamed.replace_range(word.range.clone(), "");
        } else {
            others.push(word.surface.as_str());
        }
    }
    let lower = unnamed.to_lowercase();
    // A letter by itself is a part of a name: `C`, `z/OS`, `e-learning`.
    let words = others.into_iter();
    let words: Vec<&str> = words.filter(|word| word.chars().count() > 1).collect();
    let count = |tag: &str| {
        let known = words.iter();
        FUNCTION_WORD_SCORE
            * known
                .filter(|word| lexicon.is_function_word_of(tag, word))
                .count()
    };
    let has = |marks: &str| usize::from(lower.contains(|c: char| marks.contains(c)));
    let scores = LATIN.iter().map(|language| {
        let marks = has(language.marks) + has(language.distinctive);
        (count(language.tag) + marks, language.tag)
    });
    let (score, tag) = scores.max()?;
    (score >= MIN_SCORE && score > count(ENGLISH)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_question_is_told_by_script_and_by_function_words() {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        for (text, language) in [
            ("Wie werde ich im Vorstellungsgespräch ruhiger?", Some("de")),
            ("Gehört ein Foto in den Lebenslauf?", Some("de")),
            ("¿Qué hace un scrum master?", Some("es")),
            ("como puedo negociar mi sueldo", Some("es")),
            ("Faut-il un diplôme pour devenir développeur ?", Some("fr")),
            ("c'est quoi un scrum master", Some("fr")),
            ("o que é um scrum master?", Some("pt")),
            ("Quando devo mencionar que preciso de visto?", Some("pt")),
            ("फ्रेशर का रिज़्यूमे कितना लंबा होना चाहिए?", Some("hi")),
            ("API क्या है", Some("hi")),
            ("SQLとは？", Some("ja")),
            ("看護師", Some("ja")),
            ("how long should my résumé be", None),
            ("what does 履歴書 mean in a job posting", None),
            ("developer salary in München", None),
            ("software jobs in São Paulo", None),
            ("c++ vs c#", None),
            ("e-learning developer pay uk", None),
            ("is war room a thing or was it", None),
            ("backend", None),
            ("", None),
        ] {
            assert_eq!(foreign_language(&lexicon, text), language, "{text}");
        }
    }

    /// The questions of a file of `tests/questions`.
    fn questions(file: &str) -> Vec<String> {
        let text = std::fs::read_to_string(format!("tests/questions/{file}.tsv")).expect("a file");
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let questions = lines.filter_map(|line| line.split('\t').next());
        questions
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn no_english_question_is_told_as_another_language() {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let mut asked = ["people", "strangers", "unseen"].map(questions).concat();
        let library = crate::knowledge::load(std::path::Path::new("knowledge")).expect("a library");
        for passage in library.entries().iter().flat_map(|entry| &entry.passages) {
            asked.extend(passage.golden.iter().chain(&passage.wordings).cloned());
            asked.push(passage.heading.clone());
        }
        assert!(asked.len() > 5_000);
        let told = |text: &String| foreign_language(&lexicon, text).is_some();
        let foreign: Vec<String> = asked.into_iter().filter(told).collect();
        // These are not in English.
        assert_eq!(
            foreign,
            [
                "comment devenir développeur web",
                "o que faz um engenheiro de dados",
                "cuanto gana un desarrollador movil",
            ]
        );
    }

    #[test]
    fn questions_in_other_languages_are_told() {
        let lexicon = Lexicon::built_in().expect("the lexicon that is built in");
        let asked = questions("other-languages");
        // Each question stands in the six languages one after the other.
        let tags = ["de", "es", "fr", "pt", "hi", "ja"].iter().cycle();
        let told = asked
            .iter()
            .zip(tags)
            .filter(|(text, tag)| foreign_language(&lexicon, text) == Some(**tag));
        let (told, all) = (told.count(), asked.len());
        assert!(100 * told >= 97 * all, "{told} of {all}");
    }
}
