//! Rules for pay figures.

use std::collections::HashSet;

use crate::knowledge::{Entry, Problem, Rule};

/// Reports figures out of order, of a year after the review, or given twice, and pay without a date
/// to review it by.
pub(super) fn pay(entry: &Entry, problems: &mut Vec<Problem>) {
    let mut seen = HashSet::new();
    for pay in &entry.role_facts.pay {
        let mut report = |message: String, hint: &str| {
            let problem = Problem::at(&entry.file, pay.line, Rule::Pay, message);
            problems.push(problem.hint(hint));
        };
        let low = pay.low.unwrap_or(pay.median);
        let high = pay.high.unwrap_or(pay.median);
        if low > pay.median || pay.median > high {
            let message = format!(
                "low {low}, median {} and high {high} are not in order",
                pay.median
            );
            report(message, "read the source again; low is at most the median");
        }
        if pay.year > entry.reviewed.year() {
            let message = format!(
                "the figures are of {}, and the entry was reviewed on {}",
                pay.year, entry.reviewed
            );
            report(message, "give the year that the source states");
        }
        if !seen.insert((&pay.region, pay.year)) {
            let message = format!("pay for {} in {} stands here twice", pay.region, pay.year);
            report(message, "keep the better source");
        }
    }
    if let Some(first) = entry.role_facts.pay.first()
        && entry.review_by.is_none()
    {
        let message = "there is pay without `review_by`";
        let problem = Problem::at(&entry.file, first.line, Rule::Pay, message);
        problems.push(problem.hint("say until when the figures may be shown"));
    }
}
