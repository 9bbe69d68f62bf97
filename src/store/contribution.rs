//! A contribution of the mentors of a community to its library.

/// A wording that leads to a passage in one community.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// Id of the server or workspace.
    pub community: String,
    /// Address of the passage.
    pub target: String,
    /// The wording.
    pub text: String,
}
