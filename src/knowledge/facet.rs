//! Facets: the topics of sections that commands look up by heading.

/// The topic of a section, named by its heading, so that a command finds it in any entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// A longer description.
    Overview,
    /// The tasks of a role.
    Responsibilities,
    /// A typical working day.
    Day,
    /// The skills that a role needs.
    Skills,
    /// Languages, frameworks and programs.
    Tools,
    /// Differences from neighbouring roles.
    Differences,
    /// First steps for a beginner.
    Start,
    /// The order in which to learn.
    Roadmap,
    /// Degrees and courses.
    Education,
    /// Pay.
    Pay,
    /// Topics of job interviews.
    Interview,
    /// Growth from junior to senior.
    Seniority,
    /// Reasons to learn it or to know it.
    Why,
    /// Ways to learn it.
    Learn,
    /// The demand for a role in the coming years.
    Outlook,
    /// Suitability of a role: people who enjoy it, and people who do not.
    Fit,
    /// Questions of job interviews, each a passage of its own.
    InterviewQuestions,
    /// Projects to practise with and to show.
    Projects,
    /// Certificates and their worth.
    Certificates,
    /// Material to learn from.
    Resources,
    /// The first year in a role.
    FirstYear,
}

/// The heading under which `###` headings are interview questions.
pub(super) const INTERVIEW_QUESTIONS: &str = "Interview questions";

/// Headings that name a facet; of several for one facet the preferred one comes first.
pub(super) const HEADINGS: [(&str, Facet); 24] = [
    ("Overview", Facet::Overview),
    ("What they do", Facet::Responsibilities),
    ("Responsibilities", Facet::Responsibilities),
    ("A typical day", Facet::Day),
    ("Skills", Facet::Skills),
    ("Languages and tools", Facet::Tools),
    ("Tools", Facet::Tools),
    ("How it differs", Facet::Differences),
    ("How to start with no experience", Facet::Start),
    ("How to start", Facet::Start),
    ("Roadmap", Facet::Roadmap),
    ("Education", Facet::Education),
    ("Pay", Facet::Pay),
    ("Interview topics", Facet::Interview),
    ("How seniority grows", Facet::Seniority),
    ("Why it matters", Facet::Why),
    ("How to learn it", Facet::Learn),
    ("Outlook", Facet::Outlook),
    ("Is it for you", Facet::Fit),
    (INTERVIEW_QUESTIONS, Facet::InterviewQuestions),
    ("Projects", Facet::Projects),
    ("Certificates", Facet::Certificates),
    ("Resources", Facet::Resources),
    ("Your first year", Facet::FirstYear),
];

impl Facet {
    /// Returns the facet that a section's heading names; case and a final `?` do not matter.
    #[must_use]
    pub fn of_heading(heading: &str) -> Option<Self> {
        let heading = heading.trim_end_matches('?');
        HEADINGS
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(heading))
            .map(|(_, facet)| *facet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_its_facet_in_any_case() {
        assert_eq!(Facet::of_heading("is it for you?"), Some(Facet::Fit));
        assert_eq!(
            Facet::of_heading("Interview Questions"),
            Some(Facet::InterviewQuestions)
        );
        assert_eq!(Facet::of_heading("Anything else"), None);
    }
}
