//! Function words (stop words): articles, pronouns, auxiliary verbs, question words and phrases of politeness.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// In lower case, American spelling, without apostrophes.
const FUNCTION_WORDS: &str = "a able about actually advice after all also am an and any anybody anyone anything anyway \
     are arent as ask at be because been before being best better but by can cannot cant could \
     couldnt did didnt do does doesnt doing done dont either else etc ever every few find for \
     from get getting give go going gonna good got had has have havent having he hello help her \
     here hey hi him his how i id if ill im in into is isnt it its ive just kind know let lets \
     like look looking make many may maybe me might mine more most much must my myself need no \
     not now of off ok on one only or other our out please possible question really same say \
     see she should so some somebody somehow someone something such sure take tell than thank \
     thanks that thats the their them then there theres these they thing things this those to \
     too try trying under up us use used using very want was wasnt way ways we well were what \
     whats when where wheres whether which while who whose why will with without wondering wont \
     would wouldnt yes yet you your youre";

static SET: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| FUNCTION_WORDS.split_whitespace().collect());

/// Whether `surface` is a function word.
pub(crate) fn is_function_word(surface: &str) -> bool {
    SET.contains(surface)
}
