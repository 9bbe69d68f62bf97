//! Card of one stage: its number, name and hours, and its steps along the path.

use crate::canvas::{Anchor, Canvas, Paint, Rect, Style};
use crate::chips::{Column, baseline, draw_chips, sign};
use crate::input::{Progress, Stage, Step};
use crate::labels::RoadmapLabels;
use crate::palette::Palette;
use crate::roadmap::{CARD, MARGIN};
use crate::text::{Face, clean, fit, width, wrap};

/// The middle of the path, from the left.
pub(crate) const RAIL: f32 = 43.0;
/// Horizontal start of texts beside the path.
pub(crate) const TEXT: f32 = 68.0;
/// Horizontal end of texts.
const END: f32 = MARGIN + CARD - 16.0;

/// A point of the path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Its height.
    pub(crate) y: f32,
    /// The way to it is done.
    pub(crate) reached: bool,
}

/// State of a stage, as its number shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Badge {
    /// Without progress.
    Plain,
    /// All steps are done or implied.
    Complete,
    /// It has the next step.
    Current,
    /// It comes later.
    Open,
}

/// A stage to draw.
#[derive(Debug)]
pub(crate) struct StageView<'roadmap> {
    pub(crate) stage: &'roadmap Stage,
    pub(crate) number: usize,
    pub(crate) badge: Badge,
    /// The position of the next step, where it is in this stage.
    pub(crate) next: Option<usize>,
    pub(crate) labels: &'roadmap RoadmapLabels,
}

/// Draws a stage, adds its points to the path, and returns the card's bottom.
pub(crate) fn draw_stage(
    canvas: &mut Canvas,
    palette: &Palette,
    view: &StageView<'_>,
    top: f32,
    path: &mut Vec<Node>,
) -> f32 {
    let mut y = draw_heading(canvas, palette, view, top, path);
    for (at, step) in view.stage.steps.iter().enumerate() {
        let center = y + 13.0;
        let reached = step.progress() != Progress::Open;
        path.push(Node { y: center, reached });
        draw_node(
            canvas,
            palette,
            view,
            center,
            step.progress(),
            view.next == Some(at),
        );
        y = draw_step(canvas, palette, view, y, step, view.next == Some(at));
    }
    let bottom = y + 9.0;
    let (color, thickness) = if view.badge == Badge::Current {
        (palette.accent, 1.6)
    } else {
        (palette.border, 1.0)
    };
    let card = Rect {
        x: MARGIN,
        y: top,
        width: CARD,
        height: bottom - top,
    };
    canvas.ground_rect(card, 14.0, Paint::outlined(palette.card, color, thickness));
    bottom
}

/// Draws number, name and hours, and returns where the steps begin.
fn draw_heading(
    canvas: &mut Canvas,
    palette: &Palette,
    view: &StageView<'_>,
    top: f32,
    path: &mut Vec<Node>,
) -> f32 {
    let center = top + 25.0;
    let reached = path.last().is_some_and(|node| node.reached);
    path.push(Node { y: center, reached });
    let (fill, outline, ink) = match view.badge {
        Badge::Complete => (palette.done, palette.done, palette.on_done),
        Badge::Current | Badge::Plain => (palette.accent, palette.accent, palette.on_accent),
        Badge::Open => (palette.card, palette.path, palette.muted),
    };
    canvas.circle(RAIL, center, 13.0, Paint::outlined(fill, outline, 1.8));
    if view.badge == Badge::Complete {
        canvas.check(RAIL, center, 14.0, ink);
    } else {
        let style = Style {
            face: Face::SemiBold,
            size: 13.5,
            color: ink,
        };
        let number = view.number.to_string();
        canvas.text(RAIL, baseline(center, 13.5), Anchor::Middle, style, &number);
    }

    let mut limit = END - TEXT;
    if let Some(hours) = view.stage.hours {
        let style = Style {
            face: Face::Regular,
            size: 13.0,
            color: palette.muted,
        };
        let hours = clean(&view.labels.hours(hours));
        let hours = fit(Face::Regular, 13.0, &hours, 120.0);
        canvas.text(END, baseline(center, 13.0), Anchor::End, style, &hours);
        limit -= width(Face::Regular, 13.0, &hours) + 12.0;
    }
    let style = Style {
        face: Face::SemiBold,
        size: 16.0,
        color: palette.ink,
    };
    let mut line_center = center;
    for line in wrap(Face::SemiBold, 16.0, &clean(&view.stage.name), limit, 3) {
        canvas.text(
            TEXT,
            baseline(line_center, 16.0),
            Anchor::Start,
            style,
            &line,
        );
        line_center += 20.0;
    }
    line_center.max(center + 20.0) - 2.0
}

/// Draws the point of a step on the path.
fn draw_node(
    canvas: &mut Canvas,
    palette: &Palette,
    view: &StageView<'_>,
    center: f32,
    progress: Progress,
    next: bool,
) {
    if view.badge == Badge::Plain {
        canvas.circle(
            RAIL,
            center,
            4.6,
            Paint::outlined(palette.card, palette.accent, 2.2),
        );
    } else if next {
        canvas.circle(
            RAIL,
            center,
            8.0,
            Paint::outlined(palette.card, palette.accent, 2.2),
        );
        canvas.circle(RAIL, center, 3.6, Paint::fill(palette.accent));
    } else {
        sign(canvas, palette, (RAIL, center), 8.6, progress);
    }
}

/// Draws the words of a step and returns its bottom.
fn draw_step(
    canvas: &mut Canvas,
    palette: &Palette,
    view: &StageView<'_>,
    top: f32,
    step: &Step,
    next: bool,
) -> f32 {
    let center = top + 13.0;
    let mut limit = END - TEXT;
    if next {
        limit -= draw_next(canvas, palette, view, center) + 8.0;
    }
    let open = step.progress() == Progress::Open;
    match step {
        Step::Skill(skill) => {
            let style = Style {
                face: if next { Face::SemiBold } else { Face::Regular },
                size: 14.5,
                color: if open { palette.ink } else { palette.muted },
            };
            let lines = wrap(style.face, style.size, &clean(&skill.name), limit, 2);
            let mut line_center = center;
            for line in &lines {
                let middle = baseline(line_center, style.size);
                canvas.text(TEXT, middle, Anchor::Start, style, line);
                line_center += 18.0;
            }
            line_center.max(center + 18.0) - 5.0
        }
        Step::OneOf(skills) => {
            let style = Style {
                face: if next { Face::SemiBold } else { Face::Regular },
                size: 13.0,
                color: palette.muted,
            };
            let label = clean(&view.labels.one_of);
            let label = fit(style.face, style.size, &label, limit);
            canvas.text(
                TEXT,
                baseline(center, style.size),
                Anchor::Start,
                style,
                &label,
            );
            let column = Column {
                x: TEXT,
                y: center + 12.0,
                width: END - TEXT,
            };
            draw_chips(canvas, palette, column, skills) + 5.0
        }
    }
}

/// Draws the sign of the next step at the right edge and returns its width.
fn draw_next(canvas: &mut Canvas, palette: &Palette, view: &StageView<'_>, center: f32) -> f32 {
    let label = clean(&view.labels.next);
    let label = fit(Face::SemiBold, 12.0, &label, 80.0);
    let taken = width(Face::SemiBold, 12.0, &label) + 18.0;
    let pill = Rect {
        x: END - taken,
        y: center - 10.5,
        width: taken,
        height: 21.0,
    };
    canvas.rect(pill, 10.5, Paint::fill(palette.accent_soft));
    let style = Style {
        face: Face::SemiBold,
        size: 12.0,
        color: palette.accent,
    };
    let middle = END - taken / 2.0;
    canvas.text(
        middle,
        baseline(center, 12.0),
        Anchor::Middle,
        style,
        &label,
    );
    taken
}
