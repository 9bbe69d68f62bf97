//! The exact wordings of passages.

use rustc_hash::FxHashMap;

use crate::knowledge::{Library, PassageKind, names};

/// Maps the key of every question and wording to the number of its passage, or to `None` where two passages share it.
pub(crate) fn wordings(library: &Library) -> FxHashMap<String, Option<usize>> {
    let mut wordings: FxHashMap<String, Option<usize>> = FxHashMap::default();
    let passages = library
        .entries()
        .iter()
        .flat_map(|entry| &entry.passages)
        .enumerate();
    for (number, passage) in passages {
        let is_question = passage.kind == PassageKind::Question;
        let asked = is_question.then_some(&passage.heading).into_iter();
        for wording in asked.chain(&passage.wordings) {
            let key = names::key(wording);
            if key.is_empty() {
                continue;
            }
            wordings
                .entry(key)
                .and_modify(|known| {
                    if *known != Some(number) {
                        *known = None;
                    }
                })
                .or_insert(Some(number));
        }
    }
    wordings
}
