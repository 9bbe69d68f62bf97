//! Alternate titles: which occupation each one leads to.
//!
//! A title that several occupations list leads to the one whose own title shares most words with it; where none does, to
//! the one that most sources report it for. One that many list and none is named like is nobody's.

use std::collections::{BTreeMap, HashSet};

use crate::names::key;
use crate::text::one_line;

/// A title that no occupation is named like leads to none where at least so many list it.
const TOO_MANY: usize = 4;

/// An alternate title as one occupation lists it.
struct Claim {
    occupation: usize,
    /// The title as written.
    title: String,
    /// Lower is better: the singular of the occupation's title, a title that workers reported, any other.
    rank: u8,
    /// Number of sources that report it.
    sources: usize,
}

/// All claims on titles.
pub(super) struct Titles {
    claims: BTreeMap<String, Vec<Claim>>,
    /// The words of each occupation's title.
    words: Vec<HashSet<String>>,
    /// Keys of the titles of occupations, which are nobody's aliases.
    own: HashSet<String>,
}

/// The settled aliases.
pub(super) struct Settled {
    /// For each occupation its aliases, best first.
    pub aliases: Vec<Vec<String>>,
    /// Number of titles that lead to one of several occupations.
    pub shared: usize,
    /// Number of titles that lead to none.
    pub general: usize,
}

impl Titles {
    /// Begins with the titles of the occupations, each of which also gives its singular.
    pub(super) fn of(titles: &[String]) -> Self {
        let own = titles.iter().map(|title| key(title)).collect();
        let words = titles.iter().map(|title| words(title)).collect();
        let mut all = Self {
            claims: BTreeMap::new(),
            words,
            own,
        };
        for (occupation, title) in titles.iter().enumerate() {
            for part in parts(title) {
                all.claim(occupation, &part, 0, 9);
            }
        }
        all
    }

    /// Adds an alternate title and, where it has one in brackets, its short form.
    pub(super) fn add(
        &mut self,
        occupation: usize,
        title: &str,
        short: &str,
        reported: bool,
        sources: usize,
    ) {
        let plain = match title.split_once(" (") {
            Some((before, inside)) if inside.ends_with(')') => before,
            _ => title,
        };
        let rank = if reported { 1 } else { 2 };
        self.claim(occupation, plain, rank, sources);
        if !short.is_empty() {
            self.claim(occupation, short, rank + 1, sources);
        }
    }

    fn claim(&mut self, occupation: usize, title: &str, rank: u8, sources: usize) {
        let title = one_line(title);
        let key = key(&title);
        if key.is_empty() || self.own.contains(&key) || is_proper_word(&title) {
            return;
        }
        let claims = self.claims.entry(key).or_default();
        match claims
            .iter_mut()
            .find(|claim| claim.occupation == occupation)
        {
            Some(known) => known.rank = known.rank.min(rank),
            None => claims.push(Claim {
                occupation,
                title,
                rank,
                sources,
            }),
        }
    }

    /// Decides which occupation each title leads to.
    pub(super) fn settle(self) -> Settled {
        let mut aliases: Vec<Vec<(u8, usize, String)>> =
            self.words.iter().map(|_| Vec::new()).collect();
        let (mut shared, mut general) = (0, 0);
        for claims in self.claims.into_values() {
            let several = claims.len() > 1;
            let many = claims.len() >= TOO_MANY;
            let best = claims
                .into_iter()
                .map(|claim| {
                    let own = words(&claim.title);
                    let of = self.words.get(claim.occupation);
                    let common = of.map_or(0, |of| own.intersection(of).count());
                    let all = of.map_or(1, |of| own.union(of).count().max(1));
                    // In thousandths, so that it can be compared exactly.
                    (common * 1000 / all, claim)
                })
                .min_by_key(|(near, claim)| {
                    (
                        claim.rank != 0,
                        usize::MAX - near,
                        claim.rank,
                        usize::MAX - claim.sources,
                        claim.occupation,
                    )
                });
            let Some((near, claim)) = best else { continue };
            let one_word = !claim.title.contains(' ');
            if several && claim.rank != 0 && (many && near == 0 || one_word && near < 500) {
                general += 1;
                continue;
            }
            shared += usize::from(several);
            if let Some(own) = aliases.get_mut(claim.occupation) {
                own.push((claim.rank, usize::MAX - claim.sources, claim.title));
            }
        }
        let aliases = aliases.into_iter().map(|mut own| {
            own.sort();
            own.into_iter().map(|(.., title)| title).collect()
        });
        Settled {
            aliases: aliases.collect(),
            shared,
            general,
        }
    }
}

/// Returns whether a title is one word with inner capitals, such as `DevOps`: as a name it would prescribe how everybody
/// writes the word.
fn is_proper_word(title: &str) -> bool {
    title.chars().all(char::is_alphanumeric)
        && title.chars().skip(1).any(char::is_uppercase)
        && title.chars().any(char::is_lowercase)
}

/// Returns the words of a title in the singular, without connectives.
fn words(title: &str) -> HashSet<String> {
    const DROPPED: [&str; 7] = ["and", "or", "of", "the", "except", "other", "all"];
    let lower = title.to_lowercase();
    let words = lower.split(|symbol: char| !symbol.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !DROPPED.contains(word));
    words.map(singular).collect()
}

/// Returns the names in a title: its singular, and for two joined by `and` the singular of each.
fn parts(title: &str) -> Vec<String> {
    let mut names = vec![in_singular(title)];
    let plain = title.split(',').next().unwrap_or(title);
    let single = !title.contains(',');
    if single
        && let Some((one, other)) = plain.split_once(" and ")
        && !one.contains(' ')
        && !other.contains(' ')
    {
        names.extend([
            in_singular(one),
            in_singular(other),
            one.to_owned(),
            other.to_owned(),
        ]);
    }
    if let Some((head, rest)) = title.split_once(", ")
        && matches!(rest, "Postsecondary")
    {
        names.push(format!("{rest} {}", in_singular(head)));
    }
    names
}

/// Returns a name with its last word, before a comma, in the singular.
fn in_singular(title: &str) -> String {
    let (head, rest) = title
        .split_once(',')
        .map_or((title, None), |(head, rest)| (head, Some(rest)));
    let single = match head.rsplit_once(' ') {
        Some((before, last)) => format!("{before} {}", singular(last)),
        None => singular(head),
    };
    match rest {
        Some(rest) => format!("{single},{rest}"),
        None => single,
    }
}

/// Returns an English noun in the singular.
pub(super) fn singular(word: &str) -> String {
    let lower = word.to_lowercase();
    let cut = |count: usize, end: &str| {
        let kept: String = word
            .chars()
            .take(word.chars().count().saturating_sub(count))
            .collect();
        kept + end
    };
    match lower.as_str() {
        lower if lower.len() < 4 || lower.ends_with("ss") || lower.ends_with("us") => {
            word.to_owned()
        }
        lower if lower.ends_with("men") => cut(2, "an"),
        lower if lower.ends_with("people") => cut(6, "person"),
        lower if lower.ends_with("ies") => cut(3, "y"),
        lower
            if ["sses", "shes", "ches", "xes"]
                .iter()
                .any(|end| lower.ends_with(end)) =>
        {
            cut(2, "")
        }
        lower if lower.ends_with('s') => cut(1, ""),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_brought_into_the_singular() {
        for (plural, expected) in [
            ("Actuaries", "Actuary"),
            ("Hostesses", "Hostess"),
            ("Firefighters", "Firefighter"),
            ("Chief Executives", "Chief Executive"),
            (
                "Architects, Except Landscape and Naval",
                "Architect, Except Landscape and Naval",
            ),
            ("Clergy", "Clergy"),
            ("Business", "Business"),
        ] {
            assert_eq!(in_singular(plural), expected);
        }
    }

    #[test]
    fn a_title_of_several_occupations_leads_to_the_one_that_is_named_like_it() {
        let titles = [
            "Web Developers",
            "Software Developers",
            "Clerks",
            "Aides",
            "Guards",
            "Cooks",
        ]
        .map(str::to_owned);
        let mut all = Titles::of(&titles);
        for occupation in 0..2 {
            all.add(occupation, "Web Application Developer", "", false, 1);
            all.add(occupation, "Programmer", "", false, 1 + occupation);
        }
        for occupation in 0..5 {
            all.add(occupation, "Team Lead", "", false, 1);
        }
        all.add(5, "Chef de Cuisine (CDC)", "CDC", true, 2);
        let settled = all.settle();
        assert_eq!(
            settled.aliases[0],
            ["Web Developer", "Web Application Developer"]
        );
        assert_eq!(settled.aliases[1], ["Software Developer"]);
        assert_eq!(settled.aliases[5], ["Cook", "Chef de Cuisine", "CDC"]);
        assert_eq!((settled.shared, settled.general), (1, 2));
    }
}
