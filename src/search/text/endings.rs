//! British word endings and their American forms. The rules may produce words that do not exist; they only have to send
//! both spellings to one form.

/// Pairs of a British and an American ending.
const ENDINGS: [(&str, &str); 19] = [
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("ise", "ize"),
    ("ises", "izes"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ourite", "orite"),
    ("ourites", "orites"),
    ("ourable", "orable"),
    ("oural", "oral"),
];

/// Returns the word with an American ending, where that differs.
pub(crate) fn american(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|(british, american)| {
        let stem = word.strip_suffix(british)?;
        (stem.len() > 2).then(|| format!("{stem}{american}"))
    })
}
