//! Words of pictures, which the caller translates. The defaults are English.

use crate::MAX_HOURS;
use crate::input::Hours;

/// Words of a roadmap; `{…}` stands for what is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoadmapLabels {
    /// Above the title: `Roadmap`.
    pub heading: String,
    /// Below the number of steps: `steps`.
    pub steps: String,
    /// Below the number of done steps: `steps done`.
    pub steps_done: String,
    /// A range of hours: `{range} h`.
    pub hours: String,
    /// Below the hours of all stages: `in all`.
    pub hours_in_all: String,
    /// Below the hours that are left: `left`.
    pub hours_left: String,
    /// A range of weeks: `{range} weeks`.
    pub weeks: String,
    /// A range of months: `{range} months`.
    pub months: String,
    /// A single week: `1 week`.
    pub one_week: String,
    /// A single month: `1 month`.
    pub one_month: String,
    /// Below the time: `at {hours} h a week`.
    pub pace: String,
    /// Above a group of which one is enough: `One of`.
    pub one_of: String,
    /// Beside the first open step: `Next`.
    pub next: String,
    /// Explains the sign of a done step: `done`.
    pub done: String,
    /// Explains the sign of an implied step: `part of what you know`.
    pub implied: String,
    /// Explains the sign of an open step: `to learn`.
    pub open: String,
    /// Stands for what is left out: `{count} more`.
    pub more: String,
}

impl Default for RoadmapLabels {
    fn default() -> Self {
        Self {
            heading: "Roadmap".to_owned(),
            steps: "steps".to_owned(),
            steps_done: "steps done".to_owned(),
            hours: "{range} h".to_owned(),
            hours_in_all: "in all".to_owned(),
            hours_left: "left".to_owned(),
            weeks: "{range} weeks".to_owned(),
            months: "{range} months".to_owned(),
            one_week: "1 week".to_owned(),
            one_month: "1 month".to_owned(),
            pace: "at {hours} h a week".to_owned(),
            one_of: "One of".to_owned(),
            next: "Next".to_owned(),
            done: "done".to_owned(),
            implied: "part of what you know".to_owned(),
            open: "to learn".to_owned(),
            more: "{count} more".to_owned(),
        }
    }
}

impl RoadmapLabels {
    /// Every text of the labels.
    pub(crate) fn all(&self) -> [&str; 17] {
        [
            &self.heading,
            &self.steps,
            &self.steps_done,
            &self.hours,
            &self.hours_in_all,
            &self.hours_left,
            &self.weeks,
            &self.months,
            &self.one_week,
            &self.one_month,
            &self.pace,
            &self.one_of,
            &self.next,
            &self.done,
            &self.implied,
            &self.open,
            &self.more,
        ]
    }

    /// A range of weeks or months by its template, or the words for a single one.
    pub(crate) fn time(template: &str, single: &str, time: Hours) -> String {
        if time.high <= 1 {
            single.to_owned()
        } else {
            template.replace("{range}", &range(time))
        }
    }

    /// A range of hours with its unit.
    pub(crate) fn hours(&self, hours: Hours) -> String {
        self.hours.replace("{range}", &range(hours))
    }
}

/// Words of a comparison; `{…}` stands for what is put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonLabels {
    /// Above the titles: `Comparison`.
    pub heading: String,
    /// Above the skills of both: `Both need`.
    pub shared: String,
    /// Above the skills of one: `Only {role}`.
    pub only: String,
    /// Above the rows of pay: `Pay`.
    pub pay: String,
    /// Explains the bars of pay: `Bar: lower to upper end; dot: median`.
    pub pay_legend: String,
    /// Stands for pay that nobody has written down: `no figure`.
    pub no_pay: String,
    /// Stands for an empty list: `nothing`.
    pub none: String,
    /// Explains the check mark: `you have it`.
    pub done: String,
    /// Explains the hollow check mark: `part of what you know`.
    pub implied: String,
    /// Stands for what is left out: `{count} more`.
    pub more: String,
}

impl Default for ComparisonLabels {
    fn default() -> Self {
        Self {
            heading: "Comparison".to_owned(),
            shared: "Both need".to_owned(),
            only: "Only {role}".to_owned(),
            pay: "Pay".to_owned(),
            pay_legend: "Bar: lower to upper end. Dot: median.".to_owned(),
            no_pay: "no figure".to_owned(),
            none: "nothing".to_owned(),
            done: "you have it".to_owned(),
            implied: "part of what you know".to_owned(),
            more: "{count} more".to_owned(),
        }
    }
}

impl ComparisonLabels {
    /// Every text of the labels.
    pub(crate) fn all(&self) -> [&str; 10] {
        [
            &self.heading,
            &self.shared,
            &self.only,
            &self.pay,
            &self.pay_legend,
            &self.no_pay,
            &self.none,
            &self.done,
            &self.implied,
            &self.more,
        ]
    }

    /// The heading of the skills of one role.
    pub(crate) fn only(&self, role: &str) -> String {
        self.only.replace("{role}", role)
    }
}

/// Puts a number of items left out into its template.
pub(crate) fn more(template: &str, count: usize) -> String {
    template.replace("{count}", &count.to_string())
}

/// A range as it is read: `60–120`, or one number where both are the same.
pub(crate) fn range(hours: Hours) -> String {
    let low = hours.low.min(MAX_HOURS);
    let high = hours.high.clamp(low, MAX_HOURS);
    if low == high {
        low.to_string()
    } else {
        format!("{low}–{high}")
    }
}
