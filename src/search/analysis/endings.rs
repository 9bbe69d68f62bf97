//! British endings of words and their American forms. The rules need not be right English, they need to
//! send both spellings to one form.

/// British endings and their American forms.
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

/// The word with its ending in American spelling, where that differs.
pub(crate) fn american(word: &str) -> Option<String> {
    ENDINGS.iter().find_map(|(british, american)| {
        let stem = word.strip_suffix(british)?;
        (stem.len() > 2).then(|| format!("{stem}{american}"))
    })
}
