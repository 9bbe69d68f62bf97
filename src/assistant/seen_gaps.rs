//! State of library and gaps at the last upkeep of gaps.

use std::sync::Weak;

use super::per_community::PerCommunity;
use crate::search::Search;
use crate::store::OpenGapsState;

/// The state that the last upkeep saw, so that nothing is done where nothing has changed.
#[derive(Default)]
pub(super) struct SeenGaps {
    pub searches: Weak<PerCommunity<Search>>,
    pub gaps: Option<OpenGapsState>,
}
