//! Private progress on roadmaps: the skills that a person ticked, shared by all roadmaps that have them.
//!
//! **Invariant:** progress is read and written only for the person who asks, and shown to nobody else.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::phrases::Phrases;
use super::store_context::{StoreContext, day};
use super::{career, next};
use crate::chat::{Ask, Button, ButtonStyle, Choice, Reply, ReplyKind, ReplyPart, Request};
use crate::knowledge::{Entry, EntryId, EntryKind, Library};
use crate::markup::{Block, Markup, Span};
use crate::search::{ResolvedName, Search};
use crate::store::StoreError;

/// Maximum number of steps and of roadmaps to choose from; a select of Discord has 25 options.
const MAX_CHOICES: usize = 25;

/// The ticked skills of a person, in the library as it is now.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Ticks {
    /// Ids that the library has; a renamed skill has its present id.
    known: BTreeSet<EntryId>,
    /// Ids that it has no longer.
    unknown: Vec<String>,
    /// The stored ids of each known one, of which a renamed skill may have two.
    stored: BTreeMap<EntryId, Vec<String>>,
}

/// The state of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StepState<'l> {
    Done,
    /// Another skill of the same choice is done.
    DoneBy(&'l EntryId),
    /// A ticked skill contains it.
    Implied(&'l EntryId),
    Open,
}

impl Ticks {
    /// Resolves stored ids; one that is no id any more may be a name of the skill that replaced it.
    fn of(search: &Search, stored: impl IntoIterator<Item = String>) -> Self {
        let mut ticks = Self::default();
        for text in stored {
            let id = EntryId::new(&text);
            let present = id.and_then(|id| search.library().entry(&id));
            let renamed = || match search.name(&text, &[EntryKind::Skill, EntryKind::Term]) {
                ResolvedName::Entry(entry, _) => Some(entry),
                ResolvedName::OtherKind(..) | ResolvedName::Unknown => None,
            };
            match present.or_else(renamed) {
                Some(entry) => {
                    ticks.known.insert(entry.id.clone());
                    ticks.stored.entry(entry.id.clone()).or_default().push(text);
                }
                None => ticks.unknown.push(text),
            }
        }
        ticks
    }

    fn state<'l>(&self, library: &'l Library, role: &'l Entry, step: &EntryId) -> StepState<'l> {
        if self.known.contains(step) {
            return StepState::Done;
        }
        let choices = role
            .skills
            .choices
            .iter()
            .filter(|one| one.any.contains(step));
        let mut others = choices.flat_map(|one| &one.any);
        if let Some(other) = others.find(|one| self.known.contains(*one)) {
            return StepState::DoneBy(other);
        }
        let mut ticked = self.known.iter().filter_map(|id| library.entry(id));
        let containing = ticked.find(|one| one.skill_facts.implies.contains(step));
        containing.map_or(StepState::Open, |one| StepState::Implied(&one.id))
    }

    /// Counts the steps of a roadmap that are done, and all of them.
    fn count(&self, library: &Library, role: &Entry) -> (usize, usize) {
        let steps: BTreeSet<&EntryId> = steps(role).collect();
        let done = steps.iter().filter(|step| {
            matches!(
                self.state(library, role, step),
                StepState::Done | StepState::DoneBy(_)
            )
        });
        (done.count(), steps.len())
    }
}

fn steps(role: &Entry) -> impl Iterator<Item = &EntryId> {
    role.roadmap.iter().flat_map(|stage| &stage.steps)
}

impl StoreContext {
    /// Replies to an ask about the person's progress.
    pub(super) async fn reply_on_progress(
        &self,
        phrases: Phrases,
        search: Arc<Search>,
        request: &Request,
        ask: &Ask,
    ) -> Result<Reply, StoreError> {
        let mut kept = None;
        if let Ask::Tick { skill, done, .. } = ask {
            let Some(entry) = search.library().entry(skill) else {
                return Ok(phrases.gone());
            };
            let stored = self
                .store
                .progress(request)
                .await?
                .into_iter()
                .map(|(id, _)| id);
            let ticks = Ticks::of(&search, stored);
            // Taking back a renamed skill takes back the former id, too.
            let former = ticks.stored.get(&entry.id).into_iter().flatten();
            for id in former.filter(|id| !*done && id.as_str() != entry.id.as_str()) {
                self.store.set_progress(request, id, false).await?;
            }
            self.store
                .set_progress(request, entry.id.as_str(), *done)
                .await?;
            let id = if *done {
                "progress-kept"
            } else {
                "progress-taken-back"
            };
            kept = Some(phrases.spans(id, &[("skill", (&entry.title).into())]));
        }
        let stored = self.store.progress(request).await?;
        if matches!(ask, Ask::ExportProgress) {
            return Ok(export(phrases, &search, &stored));
        }
        let ticks = Ticks::of(&search, stored.into_iter().map(|(id, _)| id));
        let library = search.library();
        let mut reply = match ask {
            Ask::ProgressOf(role) | Ask::Tick { role, .. } => match library.entry(role) {
                Some(role) if !role.roadmap.is_empty() => of_role(phrases, library, role, &ticks),
                Some(role) => phrases.no_role_data(role),
                None => phrases.gone(),
            },
            Ask::Next(_) if ticks.known.is_empty() => {
                return Ok(phrases.missing("next"));
            }
            Ask::Next(_) => {
                let names: Vec<String> = ticks.known.iter().map(ToString::to_string).collect();
                let names = names.join(", ");
                let of = search.clone();
                // Scoring all roles is CPU-bound.
                let next = tokio::task::spawn_blocking(move || next::next(phrases, &of, &names));
                next.await.unwrap_or_else(|_panic| phrases.broken("A-1"))
            }
            _ => overview(phrases, library, &ticks),
        };
        if let (Some(kept), Some(first)) = (kept, reply.parts.first_mut()) {
            let mut body = Markup::paragraph(kept);
            body.append(std::mem::take(&mut first.body));
            first.body = body;
        }
        Ok(reply)
    }
}

/// Builds the roadmap of a role with the person's ticks, and a choice for each step.
fn of_role(phrases: Phrases, library: &Library, role: &Entry, ticks: &Ticks) -> Reply {
    let (done, all) = ticks.count(library, role);
    let values = [
        ("title", (&role.title).into()),
        ("done", done.into()),
        ("all", all.into()),
    ];
    let mut reply = phrases.reply(ReplyKind::Asking, "progress-of", &values);
    for (number, stage) in (1..).zip(&role.roadmap) {
        let heading = match stage.hours {
            Some(hours) => format!("{number}. {} ({})", stage.name, phrases.hours(hours)),
            None => format!("{number}. {}", stage.name),
        };
        let lines = stage
            .steps
            .iter()
            .map(|step| line(phrases, library, role, step, ticks));
        reply
            .parts
            .extend(career::part(heading, Markup::list(lines)));
    }
    reply.parts.extend(gone(phrases, ticks));
    let tick = |step: &EntryId, done: bool| {
        let id = if done {
            "progress-tick"
        } else {
            "progress-untick"
        };
        let skill = career::title(library, step);
        Choice {
            label: phrases.text(id, &[("skill", (&skill).into())]),
            detail: String::new(),
            ask: Ask::Tick {
                skill: step.clone(),
                done,
                role: role.id.clone(),
            },
        }
    };
    let mut seen = BTreeSet::new();
    let unique: Vec<&EntryId> = steps(role).filter(|step| seen.insert(*step)).collect();
    let (ticked, open): (Vec<_>, Vec<_>) = unique
        .into_iter()
        .partition(|step| ticks.known.contains(*step));
    let open = open.into_iter().map(|step| tick(step, true));
    let ticked = ticked.into_iter().map(|step| tick(step, false));
    reply.choices = open.chain(ticked).take(MAX_CHOICES).collect();
    reply.buttons = buttons(phrases, ticks);
    reply.buttons.insert(
        0,
        phrases.button("roadmap", Ask::RoadmapOf(role.id.clone())),
    );
    reply
}

/// Shows a step: its mark, its title, and how one knows that it is done.
fn line(
    phrases: Phrases,
    library: &Library,
    role: &Entry,
    step: &EntryId,
    ticks: &Ticks,
) -> Vec<Span> {
    let title = career::title(library, step);
    let state = ticks.state(library, role, step);
    let mark = match state {
        StepState::Done | StepState::DoneBy(_) => "✓",
        StepState::Implied(_) | StepState::Open => "○",
    };
    let mut spans = vec![Span::plain(format!("{mark} ")), Span::bold(&title)];
    let remark = match state {
        StepState::DoneBy(by) => Some(("progress-by", by)),
        StepState::Implied(by) => Some(("progress-implied", by)),
        StepState::Done | StepState::Open => None,
    };
    if let Some((id, by)) = remark {
        let by = career::title(library, by);
        spans.push(Span::plain(" – "));
        spans.extend(phrases.spans(id, &[("skill", (&by).into())]));
    } else if state == StepState::Open
        && let Some(done) = library
            .entry(step)
            .and_then(|one| one.skill_facts.done.as_ref())
    {
        spans.push(Span::plain(format!(" – {done}")));
    }
    spans
}

/// Lists the roadmaps on which something is done, most first, and what is on no map any more.
fn overview(phrases: Phrases, library: &Library, ticks: &Ticks) -> Reply {
    let roles = library
        .of_kind(EntryKind::Role)
        .filter(|role| !role.roadmap.is_empty());
    let mut counted: Vec<(usize, usize, &Entry)> = roles
        .map(|role| {
            let (done, all) = ticks.count(library, role);
            (done, all, role)
        })
        .filter(|(done, ..)| *done > 0)
        .collect();
    // The larger share first: done/all of one by all/done of the other.
    counted.sort_by(|a, b| {
        (b.0 * a.1)
            .cmp(&(a.0 * b.1))
            .then_with(|| a.2.id.cmp(&b.2.id))
    });
    let line = |(done, all, role): &(usize, usize, &Entry)| {
        let values = [
            ("title", (&role.title).into()),
            ("done", (*done).into()),
            ("all", (*all).into()),
        ];
        phrases.text("progress-line", &values)
    };
    if ticks.known.is_empty() && ticks.unknown.is_empty() {
        let roadmap = [("roadmap", phrases.command("roadmap"))];
        let mut reply = phrases.reply(ReplyKind::Info, "progress-none", &roadmap);
        reply.buttons = phrases.navigation_buttons();
        return reply;
    }
    let count = [("count", ticks.known.len().into())];
    let mut reply = phrases.reply(ReplyKind::Info, "progress", &count);
    let shown = counted.iter().take(MAX_CHOICES);
    let lines = shown.clone().map(|one| vec![Span::plain(line(one))]);
    reply.parts.push(ReplyPart {
        body: Markup::list(lines),
        ..ReplyPart::default()
    });
    reply.parts.extend(gone(phrases, ticks));
    reply.choices = shown
        .map(|one| Choice {
            label: one.2.title.clone(),
            detail: line(one),
            ask: Ask::ProgressOf(one.2.id.clone()),
        })
        .collect();
    reply.buttons = buttons(phrases, ticks);
    reply
}

/// Builds the part with ticked ids that are on no map any more; none where there are none.
fn gone(phrases: Phrases, ticks: &Ticks) -> Option<ReplyPart> {
    let list = ticks.unknown.join(", ");
    (!list.is_empty()).then(|| ReplyPart {
        body: Markup::paragraph(phrases.spans("progress-gone", &[("list", (&list).into())])),
        ..ReplyPart::default()
    })
}

fn buttons(phrases: Phrases, ticks: &Ticks) -> Vec<Button> {
    if ticks.known.is_empty() && ticks.unknown.is_empty() {
        return Vec::new();
    }
    let fits = phrases.button("progress-fits", Ask::Next(String::new()));
    let export = phrases.button("progress-export", Ask::ExportProgress);
    let forget = phrases.button("forget", Ask::ForgetMe);
    vec![fits, export, forget.styled(ButtonStyle::Danger)]
}

/// Builds the ticks as JSON and as a Markdown list, to copy.
fn export(phrases: Phrases, search: &Search, stored: &[(String, jiff::Timestamp)]) -> Reply {
    let library = search.library();
    let title = |id: &str| {
        let entry = EntryId::new(id).and_then(|id| library.entry(&id));
        entry.map_or_else(|| id.to_owned(), |entry| entry.title.clone())
    };
    let skills: Vec<serde_json::Value> = stored
        .iter()
        .map(|(id, at)| serde_json::json!({ "id": id, "day": day(*at).text }))
        .collect();
    let json = serde_json::json!({ "format": "guidepost-progress-1", "skills": skills });
    let lines = stored.iter().map(|(id, _)| format!("- [x] {}", title(id)));
    let markdown = lines.collect::<Vec<_>>().join("\n");
    let mut reply = phrases.reply(ReplyKind::Info, "progress-exported", &[]);
    for (language, text) in [("json", format!("{json:#}")), ("markdown", markdown)] {
        let mut body = Markup::default();
        body.push(Block::Code {
            language: language.to_owned(),
            text,
        });
        reply.parts.push(ReplyPart {
            body,
            ..ReplyPart::default()
        });
    }
    reply
}
