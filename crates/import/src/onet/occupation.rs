//! An occupation with what the tables say about it, and what a job zone asks for.

/// An occupation with its rows.
#[derive(Default)]
pub(super) struct Occupation {
    pub code: String,
    pub title: String,
    pub description: String,
    pub line: u64,
    /// Tasks with their importance; core tasks first.
    pub tasks: Vec<(bool, f64, String)>,
    pub new_tasks: Vec<String>,
    /// Technologies: in demand, hot, name.
    pub technologies: Vec<(bool, bool, String)>,
    /// Skills with their importance.
    pub skills: Vec<(f64, String)>,
    pub knowledge: Vec<(f64, String)>,
    /// Related occupations: code, tier.
    pub related: Vec<(String, u8)>,
    pub zone: Option<u8>,
    /// Shares of people by education, in percent.
    pub education: Vec<(f64, String)>,
}

/// A job zone: what an occupation asks for.
pub(super) struct Zone {
    pub experience: String,
    pub education: String,
    pub training: String,
}
