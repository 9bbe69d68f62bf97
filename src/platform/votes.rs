//! The buttons of votes on a message that several people see. They say how many people an answer solved it for, and never who;
//! how many are still stuck is told to nobody, as that may be one person whom others know.

use crate::chat::{Ask, Opinion};

/// Returns whether a control gives the vote whose number is shown.
pub(crate) fn is_counted(ask: &Ask) -> bool {
    matches!(
        ask,
        Ask::Vote {
            opinion: Opinion::Helpful,
            ..
        }
    )
}

/// Returns the label of a vote with the number of people who gave it, in the place of an earlier number.
pub(crate) fn counted(label: &str, people: u64) -> String {
    let bare = label
        .strip_suffix(')')
        .and_then(|label| label.rsplit_once(" ("))
        .filter(|(_, number)| number.chars().all(|digit| digit.is_ascii_digit()))
        .map_or(label, |(bare, _)| bare);
    if people == 0 {
        bare.to_owned()
    } else {
        format!("{bare} ({people})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_takes_the_place_of_an_earlier_one() {
        assert_eq!(counted("Solved it", 1), "Solved it (1)");
        assert_eq!(counted("Solved it (1)", 12), "Solved it (12)");
        assert_eq!(counted("Solved it (12)", 0), "Solved it");
        assert_eq!(counted("Solved (so far)", 2), "Solved (so far) (2)");
    }
}
